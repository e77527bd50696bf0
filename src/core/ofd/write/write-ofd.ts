// Writes a document of our own: OFD.xml, Document.xml, pages and their templates, resources, attachments
// (GB/T 33190-2016 7).
import type { FontRole } from '../../faces/display-list';
import { writePackage, type NewFile } from '../package/zip-writer';
import { compositeUnit, groundOf, resourcesFile, templateEntry, type Ground } from './ground';
import { recognisePicture } from '../render/pictures';
import type { OfdInput, OfdInputPage } from './ofd-model';
import { writeUnits, type UnitSink } from './unit-writer';
import { element, group, num, nums, part, textElement } from './xml-writer';

/** The names by which every OFD reader in use knows the four faces (GB/T 33190-2016 annex: no substitution needed). */
const FONT_NAMES: Readonly<Record<FontRole, string>> = {
  song: '宋体',
  hei: '黑体',
  kai: '楷体',
  fang: '仿宋',
};

/**
 * The package's bytes, the same for the same input. Throws on input that cannot be written: no page, a picture that is
 * neither PNG nor JPEG, a malformed document id or colour.
 */
export function writeOfd(input: OfdInput): Uint8Array<ArrayBuffer> {
  return writePackage(ofdFiles(input));
}

/** The files of that package, in its order. What is the same in every document of a kind may be the same object. */
export function ofdFiles(input: OfdInput): NewFile[] {
  if (input.pages.length === 0) throw new Error('a document has a page');
  if (!/^[0-9a-f]{32}$/i.test(input.docId)) throw new Error('a document id is 32 hexadecimal digits');
  const writer = new DocumentWriter(input);
  const pages = input.pages.map((page, index) => writer.page(page, index));
  const attachments = attachmentFiles(input);
  return [
    { name: 'OFD.xml', data: entryPart(input) },
    { name: 'Doc_0/Document.xml', data: documentPart(input, writer, attachments.length > 0) },
    { name: 'Doc_0/PublicRes.xml', data: writer.publicResources() },
    writer.documentResources(),
    ...pages,
    ...writer.templates,
    ...writer.files,
    ...attachments,
  ];
}

class DocumentWriter implements UnitSink {
  readonly files: NewFile[] = [];
  readonly pageIds: number[] = [];
  maxId: number;
  private readonly fonts = new Map<FontRole, number>();
  private readonly composites: string[] = [];
  private readonly media: string[] = [];
  private readonly known: { readonly data: Uint8Array; readonly id: number }[] = [];

  private readonly embedded: Partial<Record<FontRole, Uint8Array>>;
  private readonly ground: Ground;

  constructor({ pages, embeddedFonts = {} }: OfdInput) {
    this.embedded = embeddedFonts;
    this.ground = groundOf(pages.map(({ face }) => face));
    this.maxId = this.ground.maxId;
  }

  get templates(): readonly NewFile[] {
    return this.ground.files;
  }

  get templateIds(): Ground['templateIds'] {
    return this.ground.templateIds;
  }

  nextId(): number {
    return ++this.maxId;
  }

  fontId(role: FontRole): number {
    const known = this.fonts.get(role);
    if (known !== undefined) return known;
    const id = this.nextId();
    this.fonts.set(role, id);
    return id;
  }

  addComposite(width: number, height: number, content: string): number {
    const id = this.nextId();
    this.composites.push(compositeUnit(id, width, height, content));
    return id;
  }

  page({ face, pictures = [] }: OfdInputPage, index: number): NewFile {
    this.pageIds.push(this.nextId());
    const layerId = this.nextId();
    const units =
      writeUnits(face.ops.slice(face.ground ?? 0), this) +
      pictures.map((picture) => this.picture(picture)).join('');
    const area = element('Area', {}, textElement('PhysicalBox', nums(0, 0, face.width, face.height)));
    const content = element('Content', {}, element('Layer', { ID: layerId, Type: 'Body' }, units));
    const template = this.templateIds[index];
    const under =
      template === undefined ? '' : element('Template', { TemplateID: template, ZOrder: 'Background' });
    return { name: pageName(index), data: part('Page', {}, under + area + content) };
  }

  publicResources(): Uint8Array {
    const fonts = [...this.fonts].map(([role, id]) => {
      const name = FONT_NAMES[role];
      const data = this.embedded[role];
      if (data) this.files.push({ name: `Doc_0/Res/${role}.ttf`, data });
      return element(
        'Font',
        { ID: id, FontName: name, FamilyName: name },
        data && textElement('FontFile', `${role}.ttf`),
      );
    });
    return part('Res', { BaseLoc: 'Res' }, group('Fonts', fonts));
  }

  documentResources(): NewFile {
    return this.media.length === 0 && this.composites.length === 0
      ? this.ground.resources
      : resourcesFile(this.media, [...this.ground.composites, ...this.composites]);
  }

  private picture({ data, box }: NonNullable<OfdInputPage['pictures']>[number]): string {
    const attributes = {
      ID: this.nextId(),
      Boundary: nums(box.x, box.y, box.width, box.height),
      CTM: nums(box.width, 0, 0, box.height, 0, 0),
      ResourceID: this.mediaId(data),
    };
    return element('ImageObject', attributes);
  }

  private mediaId(data: Uint8Array): number {
    const known = this.known.find((one) => one.data === data || sameBytes(one.data, data));
    if (known) return known.id;
    const mime = recognisePicture(data)?.mime;
    if (mime !== 'image/png' && mime !== 'image/jpeg') throw new Error('a picture is PNG or JPEG');
    const id = this.nextId();
    const format = mime === 'image/png' ? 'PNG' : 'JPEG';
    const file = `image_${id}.${format === 'PNG' ? 'png' : 'jpg'}`;
    this.known.push({ data, id });
    this.files.push({ name: `Doc_0/Res/${file}`, data, store: true });
    this.media.push(
      element('MultiMedia', { ID: id, Type: 'Image', Format: format }, textElement('MediaFile', file)),
    );
    return id;
  }
}

function entryPart(input: OfdInput): Uint8Array {
  const custom = input.customData.map(({ name, value }) => textElement('CustomData', value, { Name: name }));
  const info =
    textElement('DocID', input.docId) +
    textElement('Title', input.title) +
    textElement('Author', input.author) +
    textElement('Subject', input.subject) +
    textElement('CreationDate', input.creationDate) +
    textElement('Creator', input.creator) +
    textElement('CreatorVersion', input.creatorVersion) +
    group('CustomDatas', custom);
  const body = element('DocInfo', {}, info) + textElement('DocRoot', 'Doc_0/Document.xml');
  return part('OFD', { Version: '1.0', DocType: 'OFD' }, element('DocBody', {}, body));
}

function documentPart(input: OfdInput, writer: DocumentWriter, hasAttachments: boolean): Uint8Array {
  const { width, height } = input.pages[0]!.face;
  const common =
    textElement('MaxUnitID', String(writer.maxId)) +
    element('PageArea', {}, textElement('PhysicalBox', nums(0, 0, width, height))) +
    textElement('PublicRes', 'PublicRes.xml') +
    textElement('DocumentRes', 'DocumentRes.xml') +
    writer.templateIds.map((id, index) => templateEntry(id, index)).join('');
  const pages = writer.pageIds.map((id, index) =>
    element('Page', { ID: id, BaseLoc: pageName(index).slice('Doc_0/'.length) }),
  );
  return part(
    'Document',
    {},
    element('CommonData', {}, common) +
      group('Pages', pages) +
      (hasAttachments ? textElement('Attachments', 'Attachs/Attachments.xml') : ''),
  );
}

function attachmentFiles(input: OfdInput): NewFile[] {
  const attachments = input.attachments ?? [];
  if (attachments.length === 0) return [];
  const entries = attachments.map(({ name, format, data }, i) => {
    const attributes = {
      ID: i + 1,
      Name: name,
      Format: format,
      Size: num(data.length / 1024),
      Visible: 'true',
    };
    return element('Attachment', attributes, textElement('FileLoc', attachmentFile(i)));
  });
  return [
    { name: 'Doc_0/Attachs/Attachments.xml', data: part('Attachments', {}, entries.join('')) },
    ...attachments.map(({ data }, i) => ({ name: `Doc_0/Attachs/${attachmentFile(i)}`, data })),
  ];
}

// The attachment's own name may hold anything; the entry's name never does.
function attachmentFile(index: number): string {
  return `attachment_${index}.dat`;
}

function pageName(index: number): string {
  return `Doc_0/Pages/Page_${index}/Content.xml`;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
