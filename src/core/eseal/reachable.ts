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
  // Only a resource file has a folder of its own for what it names (GB/T 33190-2016 7.9); a page's BaseLoc is its path.
  const base = root.value.attribute('BaseLoc');
  const bases = base === undefined ? [undefined] : [undefined, base];
  const written = new Set<string>();
  const visit = (element: XmlElement): void => {
    for (const value of element.attributes.values()) written.add(value);
    written.add(element.text.trim());
    element.children.forEach(visit);
  };
  visit(root.value);
  return [...written]
    .filter((location) => location !== '' && location.length <= MAX_PATH_LENGTH)
    .flatMap((location) => bases.flatMap((folder) => resolvePath(name, location, folder) ?? []));
}

const MAX_PATH_LENGTH = 1024;
