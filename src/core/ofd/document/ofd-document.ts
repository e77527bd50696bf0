// One document of an OFD file: Document.xml, its pages and templates (GB/T 33190-2016 7.5 to 7.7).
import { err, ok, type Result } from '../../result';
import type { OfdError, OfdWarning } from '../errors';
import type { OfdPackage } from '../package/zip-reader';
import type { XmlElement } from '../xml/xml-tree';
import { readAnnotations } from './annotations';
import { readAttachments, readCustomTags, readPermissions } from './document-extras';
import type {
  Annotation,
  Attachment,
  CustomTag,
  DocBody,
  Layer,
  LayerType,
  Page,
  PageArea,
  PageContent,
  PageRef,
  Permissions,
  Resources,
} from './document-model';
import type { Id } from './graphics-model';
import type { PartReader } from './part-reader';
import { readResources } from './resources';
import { parseUnits } from './unit-parser';
import { boxOfText, choiceOf } from './values';

const MAX_PAGES = 20_000;
const LAYER_TYPES: readonly LayerType[] = ['Body', 'Background', 'Foreground'];
// A page without any box in a document without any: what printers hold.
const A4: PageArea = {
  physical: { x: 0, y: 0, width: 210, height: 297 },
  application: undefined,
  content: undefined,
  bleed: undefined,
};

interface TemplateRef {
  readonly part: string;
  readonly zOrder: LayerType;
}

export class OfdDocument {
  private readonly contents = new Map<string, Result<PageContent, OfdError>>();
  private annotationsByPage: ReadonlyMap<Id, readonly Annotation[]> | undefined;

  private constructor(
    readonly body: DocBody,
    /** Pages in reading order. */
    readonly pages: readonly PageRef[],
    readonly resources: Resources,
    /** The colour space of colours that name none; undefined means RGB. */
    readonly defaultColorSpace: Id | undefined,
    private readonly templates: ReadonlyMap<Id, TemplateRef>,
    private readonly pageArea: PageArea | undefined,
    private readonly root: XmlElement,
    private readonly reader: PartReader,
  ) {}

  /** Errors: PART_MISSING, XML_*, STRUCTURE_INVALID (no Pages), PATH_OUTSIDE_PACKAGE, TOO_MANY_PAGES. */
  static read(reader: PartReader, body: DocBody): Result<OfdDocument, OfdError> {
    const part = body.docRoot;
    const root = reader.require(part);
    if (!root.ok) return root;
    const list = root.value.child('Pages');
    if (root.value.name !== 'Document' || !list) return err({ code: 'STRUCTURE_INVALID', where: part });
    const pages = readPageList(list, part, reader);
    if (!pages.ok) return pages;
    const common = root.value.child('CommonData');
    const resources = readResources(reader, part, locations(common, ['DocumentRes', 'PublicRes']));
    return ok(
      new OfdDocument(
        body,
        pages.value,
        resources,
        common?.textOf('DefaultCS'),
        readTemplateList(common, part, reader),
        readArea(common?.child('PageArea'), part, reader),
        root.value,
        reader,
      ),
    );
  }

  get files(): OfdPackage {
    return this.reader.files;
  }

  get warnings(): readonly OfdWarning[] {
    return this.reader.warnings.list();
  }

  /** The remark book, for what is met while drawing. */
  get warningBook() {
    return this.reader.warnings;
  }

  /** A page with its templates, 0 the first. Errors: NO_PAGE, PART_MISSING, XML_*, STRUCTURE_INVALID. */
  page(index: number): Result<Page, OfdError> {
    const ref = this.pages[index];
    if (!ref) return err({ code: 'NO_PAGE', where: `page ${index + 1}` });
    const content = this.content(ref.part);
    const root = this.reader.require(ref.part);
    if (!content.ok || !root.ok) return content.ok ? (root as Result<never, OfdError>) : content;
    const area = readArea(root.value.child('Area'), ref.part, this.reader) ?? this.pageArea ?? A4;
    return ok({
      ...content.value,
      id: ref.id,
      index,
      area,
      templates: this.templatesOf(root.value, ref.part),
    });
  }

  /** Annotations of a page, in order. */
  annotations(pageId: Id): readonly Annotation[] {
    this.annotationsByPage ??= readAnnotations(this.root, this.body.docRoot, this.reader);
    return this.annotationsByPage.get(pageId) ?? [];
  }

  attachments(): readonly Attachment[] {
    return readAttachments(this.root, this.body.docRoot, this.reader);
  }

  customTags(): readonly CustomTag[] {
    return readCustomTags(this.root, this.body.docRoot, this.reader);
  }

  permissions(): Permissions {
    return readPermissions(this.root, this.reader.context(this.body.docRoot));
  }

  private templatesOf(root: XmlElement, part: string): Page['templates'] {
    const ctx = this.reader.context(part);
    return root.all('Template').flatMap((el) => {
      const ref = this.templates.get(el.attribute('TemplateID')?.trim() ?? '');
      const content = ref && this.content(ref.part);
      if (!ref || !content?.ok) {
        this.reader.warnings.add('TEMPLATE_MISSING', `${part} ${el.attribute('TemplateID') ?? ''}`);
        return [];
      }
      return [{ zOrder: choiceOf(el, 'ZOrder', LAYER_TYPES, ref.zOrder, ctx), content: content.value }];
    });
  }

  private content(part: string): Result<PageContent, OfdError> {
    const known = this.contents.get(part);
    if (known) return known;
    const root = this.reader.require(part);
    const content = root.ok ? this.readContent(part, root.value) : root;
    this.contents.set(part, content);
    return content;
  }

  private readContent(part: string, root: XmlElement): Result<PageContent, OfdError> {
    if (root.name !== 'Page') return err({ code: 'STRUCTURE_INVALID', where: part });
    const ctx = this.reader.context(part);
    const layers = (root.child('Content')?.all('Layer') ?? []).map((el): Layer => ({
      id: el.attribute('ID'),
      type: choiceOf(el, 'Type', LAYER_TYPES, 'Body', ctx),
      drawParam: el.attribute('DrawParam')?.trim() || undefined,
      units: parseUnits(el, ctx),
    }));
    const own = locations(root, ['PageRes']);
    const resources = own.length > 0 ? readResources(this.reader, part, own, this.resources) : this.resources;
    return ok({ part, layers, resources });
  }
}

function readPageList(
  list: XmlElement,
  part: string,
  reader: PartReader,
): Result<readonly PageRef[], OfdError> {
  const elements = list.all('Page');
  if (elements.length > MAX_PAGES) return err({ code: 'TOO_MANY_PAGES', where: part });
  const pages: PageRef[] = [];
  for (const el of elements) {
    const path = reader.resolve(part, el.attribute('BaseLoc') ?? '');
    if (!path.ok) return path;
    pages.push({ id: el.attribute('ID')?.trim() ?? '', part: path.value });
  }
  return ok(pages);
}

function readTemplateList(
  common: XmlElement | undefined,
  part: string,
  reader: PartReader,
): ReadonlyMap<Id, TemplateRef> {
  const templates = new Map<Id, TemplateRef>();
  for (const el of common?.all('TemplatePage') ?? []) {
    const path = reader.resolveOptional(part, el.attribute('BaseLoc') ?? '');
    const zOrder = choiceOf(el, 'ZOrder', LAYER_TYPES, 'Background', reader.context(part));
    if (path !== undefined) templates.set(el.attribute('ID')?.trim() ?? '', { part: path, zOrder });
  }
  return templates;
}

function readArea(el: XmlElement | undefined, part: string, reader: PartReader): PageArea | undefined {
  const ctx = reader.context(part);
  const physical = boxOfText(el?.child('PhysicalBox'), ctx);
  if (!el || !physical || !(physical.width > 0) || !(physical.height > 0)) return undefined;
  return {
    physical,
    application: boxOfText(el.child('ApplicationBox'), ctx),
    content: boxOfText(el.child('ContentBox'), ctx),
    bleed: boxOfText(el.child('BleedBox'), ctx),
  };
}

/** Locations given as text of children, those of the first name first. */
function locations(el: XmlElement | undefined, names: readonly string[]): readonly string[] {
  return names
    .flatMap((name) => (el?.all(name) ?? []).map((child) => child.text.trim()))
    .filter((text) => text !== '');
}
