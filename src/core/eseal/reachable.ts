// Which files the protected part of a package leads to: every attribute and text that reads as a path is one.
import { resolvePath } from '../ofd/document/part-path';
import { parseXml } from '../ofd/xml/xml-parser';
import type { XmlElement } from '../ofd/xml/xml-tree';
import type { PackageFiles } from './ofd-signatures';

/** Those of `targets` that a file of `from` names, directly or by way of another target that is named. */
export function leadsTo(
  files: PackageFiles,
  from: ReadonlySet<string>,
  targets: readonly string[],
): Set<string> {
  const wanted = new Set(targets);
  const reached = new Set<string>();
  const queue = [...from];
  const seen = new Set<string>(queue);
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    for (const path of pathsNamedBy(files, name)) {
      if (!wanted.has(path) || seen.has(path)) continue;
      seen.add(path);
      reached.add(path);
      queue.push(path);
    }
  }
  return reached;
}

function pathsNamedBy(files: PackageFiles, name: string): string[] {
  if (!name.toLowerCase().endsWith('.xml')) return [];
  const bytes = files.read(name);
  const root = bytes && parseXml(bytes, name);
  if (!root?.ok) return [];
  const bases: (string | undefined)[] = [undefined];
  const written: string[] = [];
  const visit = (element: XmlElement): void => {
    for (const [attribute, value] of element.attributes) {
      if (attribute === 'BaseLoc') bases.push(value);
      written.push(value);
    }
    if (element.text.length < MAX_PATH_LENGTH) written.push(element.text);
    element.children.forEach(visit);
  };
  visit(root.value);
  return written.flatMap((location) =>
    location.trim() === '' || location.length > MAX_PATH_LENGTH
      ? []
      : bases.flatMap((base) => resolvePath(name, location, base) ?? []),
  );
}

const MAX_PATH_LENGTH = 1024;
