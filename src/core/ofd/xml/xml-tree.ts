// A small XML tree: local names, namespaces kept but tolerated, document order kept.

/** One element. Names are local names; OFD files in circulation use several namespaces for the same vocabulary. */
export class XmlElement {
  readonly children: XmlElement[] = [];
  /** Character data directly inside this element, in order, white space kept. */
  text = '';

  constructor(
    readonly name: string,
    readonly namespace: string,
    /** Attributes by local name, without namespace declarations. */
    readonly attributes: ReadonlyMap<string, string>,
    /** True when the element is of another vocabulary than the document's root; readers of OFD parts pass it by. */
    readonly foreign: boolean,
  ) {}

  attribute(name: string): string | undefined {
    return this.attributes.get(name);
  }

  /** The first child of this name and of the root's vocabulary. */
  child(name: string): XmlElement | undefined {
    return this.children.find((c) => c.name === name && !c.foreign);
  }

  /** All children of this name and of the root's vocabulary. */
  all(name: string): XmlElement[] {
    return this.children.filter((c) => c.name === name && !c.foreign);
  }

  /** Trimmed text of a child; undefined when the child is absent or empty. */
  textOf(name: string): string | undefined {
    return this.child(name)?.text.trim() || undefined;
  }
}
