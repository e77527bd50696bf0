// XML 1.0 → XmlElement tree, with limits; DOCTYPE and entities other than the five of XML are refused.
import { SaxesParser } from 'saxes';
import { err, ok, type Result } from '../../result';
import type { OfdError, OfdErrorCode } from '../errors';
import { XmlElement } from './xml-tree';

export interface XmlLimits {
  readonly maxBytes: number;
  readonly maxDepth: number;
  /** Elements and pieces of text. */
  readonly maxNodes: number;
  readonly maxAttributes: number;
}

export const XML_LIMITS: XmlLimits = {
  maxBytes: 48 * 1024 * 1024,
  maxDepth: 96,
  maxNodes: 1_000_000,
  maxAttributes: 64,
};

const OFD_NAMESPACE = /^https?:\/\/www\.ofdspec\.org(\/|$)/i;
const ENCODINGS = new Set([
  'utf-8',
  'utf8',
  'utf-16',
  'utf-16le',
  'utf-16be',
  'gbk',
  'gb2312',
  'gb18030',
  'us-ascii',
]);

class Refusal extends Error {
  constructor(readonly code: OfdErrorCode) {
    super(code);
  }
}

/**
 * Parses a whole part. `where` (the part's name) is what errors point at.
 * Errors: XML_ENCODING, XML_DOCTYPE, XML_NOT_WELL_FORMED, XML_TOO_DEEP, XML_TOO_MANY_NODES, XML_TOO_MANY_ATTRIBUTES, XML_TOO_LARGE.
 */
export function parseXml(
  bytes: Uint8Array,
  where: string,
  limits: XmlLimits = XML_LIMITS,
): Result<XmlElement, OfdError> {
  try {
    if (bytes.length > limits.maxBytes) throw new Refusal('XML_TOO_LARGE');
    return ok(new TreeBuilder(limits).parse(decode(bytes)));
  } catch (refusal) {
    if (refusal instanceof Refusal) return err({ code: refusal.code, where });
    throw refusal;
  }
}

class TreeBuilder {
  private root: XmlElement | undefined;
  private rootNamespace = '';
  private readonly open: XmlElement[] = [];
  private readonly scopes: ReadonlyMap<string, string>[] = [new Map()];
  private nodes = 0;
  private pending: Map<string, string> = new Map();

  constructor(private readonly limits: XmlLimits) {}

  parse(source: string): XmlElement {
    const parser = new SaxesParser({ xmlns: false, position: false });
    parser.on('error', () => {
      throw new Refusal('XML_NOT_WELL_FORMED');
    });
    parser.on('doctype', () => {
      throw new Refusal('XML_DOCTYPE');
    });
    parser.on('attribute', ({ name, value }) => {
      if (this.pending.size >= this.limits.maxAttributes) throw new Refusal('XML_TOO_MANY_ATTRIBUTES');
      this.pending.set(name, value);
    });
    parser.on('opentag', ({ name }) => this.start(name));
    parser.on('closetag', () => {
      this.open.pop();
      this.scopes.pop();
    });
    const text = (piece: string): void => this.addText(piece);
    parser.on('text', text);
    parser.on('cdata', text);
    parser.write(source).close();
    if (!this.root) throw new Refusal('XML_NOT_WELL_FORMED');
    return this.root;
  }

  private start(qualifiedName: string): void {
    this.count();
    if (this.open.length >= this.limits.maxDepth) throw new Refusal('XML_TOO_DEEP');
    const { scope, attributes } = this.takeAttributes();
    const colon = qualifiedName.indexOf(':');
    const prefix = colon < 0 ? '' : qualifiedName.slice(0, colon);
    const namespace = scope.get(prefix) ?? '';
    // A prefix without declaration is malformed, yet harmless: it takes no part in any vocabulary.
    if (!this.root) this.rootNamespace = namespace;
    const own = namespace === this.rootNamespace || namespace === '' || OFD_NAMESPACE.test(namespace);
    const element = new XmlElement(qualifiedName.slice(colon + 1), namespace, attributes, !own);
    const parent = this.open.at(-1);
    if (parent) parent.children.push(element);
    else this.root = element;
    this.open.push(element);
    this.scopes.push(scope);
  }

  private takeAttributes(): { scope: ReadonlyMap<string, string>; attributes: ReadonlyMap<string, string> } {
    const given = this.pending;
    let scope = this.scopes.at(-1)!;
    if (given.size === 0) return { scope, attributes: NO_ATTRIBUTES };
    this.pending = new Map();
    let plain = true;
    for (const name of given.keys()) if (name.includes(':') || name === 'xmlns') plain = false;
    if (plain) return { scope, attributes: given };
    const attributes = new Map<string, string>();
    const declared = new Map(scope);
    for (const [name, value] of given) {
      if (name === 'xmlns') declared.set('', value);
      else if (name.startsWith('xmlns:')) declared.set(name.slice(6), value);
      else {
        const local = name.slice(name.indexOf(':') + 1);
        if (attributes.has(local)) throw new Refusal('XML_NOT_WELL_FORMED');
        attributes.set(local, value);
      }
    }
    scope = declared;
    return { scope, attributes };
  }

  private addText(piece: string): void {
    const element = this.open.at(-1);
    if (!element) return;
    this.count();
    element.text += piece;
  }

  private count(): void {
    if (++this.nodes > this.limits.maxNodes) throw new Refusal('XML_TOO_MANY_NODES');
  }
}

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

function decode(bytes: Uint8Array): string {
  const label = encodingOf(bytes);
  if (!ENCODINGS.has(label)) throw new Refusal('XML_ENCODING');
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal('XML_ENCODING');
  }
}

/** By byte order mark, else by the XML declaration, else UTF-8 (XML 1.0 appendix F). */
function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  let head = '';
  for (let i = 0; i < Math.min(bytes.length, 120); i++) head += String.fromCharCode(bytes[i]!);
  return /^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(head)?.[1]?.toLowerCase() ?? 'utf-8';
}
