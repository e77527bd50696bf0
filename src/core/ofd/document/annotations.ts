// Annotations (GB/T 33190-2016 15): the list by page, each with its appearance.
import type { XmlElement } from '../xml/xml-tree';
import type { Annotation } from './document-model';
import type { Id } from './graphics-model';
import type { PartReader } from './part-reader';
import { parseUnits } from './unit-parser';
import { booleanOf, boxOf } from './values';

/** All annotations of the document whose Document.xml is `root`, by page id. */
export function readAnnotations(
  root: XmlElement,
  part: string,
  reader: PartReader,
): ReadonlyMap<Id, readonly Annotation[]> {
  const byPage = new Map<Id, Annotation[]>();
  const location = root.textOf('Annotations');
  const listPart = location === undefined ? undefined : reader.resolveOptional(part, location);
  const list = listPart === undefined ? undefined : reader.optional(listPart);
  if (!list || listPart === undefined) return byPage;
  for (const entry of list.all('Page')) {
    const pageId = entry.attribute('PageID')?.trim() ?? '';
    const file = reader.resolveOptional(listPart, entry.textOf('FileLoc') ?? '');
    const page = file === undefined ? undefined : reader.optional(file);
    if (!page || file === undefined) continue;
    const annotations = page.all('Annot').map((el) => readAnnotation(el, pageId, file, reader));
    byPage.set(pageId, [...(byPage.get(pageId) ?? []), ...annotations]);
  }
  return byPage;
}

function readAnnotation(el: XmlElement, pageId: Id, part: string, reader: PartReader): Annotation {
  const ctx = reader.context(part);
  const appearance = el.child('Appearance');
  return {
    id: el.attribute('ID'),
    pageId,
    type: el.attribute('Type') ?? '',
    subtype: el.attribute('Subtype') || undefined,
    visible: booleanOf(el, 'Visible', true, ctx),
    print: booleanOf(el, 'Print', true, ctx),
    creator: el.attribute('Creator') || undefined,
    remark: el.textOf('Remark'),
    parameters: (el.child('Parameters')?.all('Parameter') ?? []).map((parameter) => ({
      name: parameter.attribute('Name') ?? '',
      value: parameter.text.trim(),
    })),
    boundary: appearance && boxOf(appearance, 'Boundary', ctx),
    units: appearance ? parseUnits(appearance, ctx) : [],
  };
}
