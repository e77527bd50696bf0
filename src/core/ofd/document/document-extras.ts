// Attachments, custom tags and permissions (GB/T 33190-2016 20, 16 and 7.5).
import type { XmlElement } from '../xml/xml-tree';
import type { Attachment, CustomTag, Permissions } from './document-model';
import type { PartReader } from './part-reader';
import { booleanOf, numberOf, type ReadContext } from './values';

/** Attachments of a document; one whose file is not in the package is remarked and kept. */
export function readAttachments(root: XmlElement, part: string, reader: PartReader): readonly Attachment[] {
  const found = listOf(root, 'Attachments', part, reader);
  return (found?.list.all('Attachment') ?? []).map((el) => ({
    id: el.attribute('ID'),
    name: el.attribute('Name') ?? '',
    format: el.attribute('Format') || undefined,
    visible: booleanOf(el, 'Visible', true, reader.context(found!.part)),
    usage: el.attribute('Usage') || undefined,
    file: existing(found!.part, el.textOf('FileLoc'), reader),
  }));
}

export function readCustomTags(root: XmlElement, part: string, reader: PartReader): readonly CustomTag[] {
  const found = listOf(root, 'CustomTags', part, reader);
  return (found?.list.all('CustomTag') ?? []).map((el) => ({
    typeId: el.attribute('TypeID') || undefined,
    nameSpace: el.attribute('NameSpace') || undefined,
    file: existing(found!.part, el.textOf('FileLoc'), reader),
    schema: el.textOf('SchemaLoc') && existing(found!.part, el.textOf('SchemaLoc'), reader),
  }));
}

export function readPermissions(root: XmlElement, ctx: ReadContext): Permissions {
  const el = root.child('Permissions');
  const allowed = (name: string, fallback = true): boolean => {
    const text = el?.textOf(name)?.toLowerCase();
    return text === undefined ? fallback : text === 'true' || text === '1';
  };
  const print = el?.child('Print');
  const period = el?.child('ValidPeriod');
  return {
    edit: allowed('Edit'),
    annot: allowed('Annot'),
    export: allowed('Export'),
    signature: allowed('Signature'),
    watermark: allowed('Watermark'),
    printScreen: allowed('PrintScreen'),
    printable: print ? booleanOf(print, 'Printable', true, ctx) : true,
    // −1 means without limit (table 7).
    copies: print ? positive(numberOf(print, 'Copies', ctx)) : undefined,
    validFrom: period?.attribute('StartDate') || undefined,
    validTo: period?.attribute('EndDate') || undefined,
  };
}

function positive(value: number | undefined): number | undefined {
  return value !== undefined && value >= 0 ? value : undefined;
}

function listOf(
  root: XmlElement,
  name: string,
  part: string,
  reader: PartReader,
): { list: XmlElement; part: string } | undefined {
  const location = root.textOf(name);
  const listPart = location === undefined ? undefined : reader.resolveOptional(part, location);
  const list = listPart === undefined ? undefined : reader.optional(listPart);
  return list && listPart !== undefined ? { list, part: listPart } : undefined;
}

function existing(from: string, location: string | undefined, reader: PartReader): string | undefined {
  const file = location === undefined ? undefined : reader.resolveOptional(from, location);
  if (file !== undefined && !reader.files.has(file)) reader.warnings.add('PART_MISSING', file);
  return file;
}
