// An OFD file: its package, OFD.xml, and the documents it holds (GB/T 33190-2016 7.4).
import { err, ok, type Result } from '../../result';
import { Warnings, type OfdError, type OfdWarning } from '../errors';
import { openPackage, type OfdPackage } from '../package/zip-reader';
import type { PackageLimits } from '../package/limits';
import type { XmlElement } from '../xml/xml-tree';
import type { DocBody, DocInfo } from './document-model';
import { OfdDocument } from './ofd-document';
import { PartReader } from './part-reader';

const ENTRY_PART = 'OFD.xml';

/** An opened OFD file. Documents and pages are read when asked for. */
export class OfdFile {
  private readonly documents = new Map<number, Result<OfdDocument, OfdError>>();

  private constructor(
    readonly files: OfdPackage,
    readonly bodies: readonly DocBody[],
    /** `Version` and `DocType` of OFD.xml, as written. */
    readonly version: string | undefined,
    readonly docType: string | undefined,
    private readonly reader: PartReader,
  ) {}

  static open(files: OfdPackage): Result<OfdFile, OfdError> {
    const warnings = new Warnings();
    for (const { code, where } of files.warnings) warnings.add(code, where);
    const reader = new PartReader(files, warnings);
    if (!files.has(ENTRY_PART)) return err({ code: 'NOT_AN_OFD', where: ENTRY_PART });
    const root = reader.require(ENTRY_PART);
    if (!root.ok) return root;
    if (root.value.name !== 'OFD') return err({ code: 'NOT_AN_OFD', where: ENTRY_PART });
    const bodies: DocBody[] = [];
    for (const el of root.value.all('DocBody')) {
      const body = readBody(el, reader);
      if (!body.ok) return body;
      bodies.push(body.value);
    }
    if (bodies.length === 0) return err({ code: 'NO_DOCUMENT', where: ENTRY_PART });
    const { value } = root;
    return ok(new OfdFile(files, bodies, value.attribute('Version'), value.attribute('DocType'), reader));
  }

  /** The document of a body, 0 the first. Errors: NO_DOCUMENT, and those of its Document.xml. */
  document(index = 0): Result<OfdDocument, OfdError> {
    const known = this.documents.get(index);
    if (known) return known;
    const body = this.bodies[index];
    if (!body) return err({ code: 'NO_DOCUMENT', where: `document ${index}` });
    const document = OfdDocument.read(this.reader, body);
    this.documents.set(index, document);
    return document;
  }

  /** All remarks made so far: reading more of the file may add to them. */
  get warnings(): readonly OfdWarning[] {
    return this.reader.warnings.list();
  }
}

/** Opens an OFD file from its bytes: the package and OFD.xml are read, nothing else yet. */
export function openOfd(bytes: Uint8Array, limits?: PackageLimits): Result<OfdFile, OfdError> {
  const files = openPackage(bytes, limits);
  return files.ok ? OfdFile.open(files.value) : files;
}

function readBody(el: XmlElement, reader: PartReader): Result<DocBody, OfdError> {
  const rootLocation = el.textOf('DocRoot');
  if (rootLocation === undefined) return err({ code: 'NO_DOCUMENT', where: `${ENTRY_PART} DocRoot` });
  const docRoot = reader.resolve(ENTRY_PART, rootLocation);
  if (!docRoot.ok) return docRoot;
  const signaturesLocation = el.textOf('Signatures');
  const signatures =
    signaturesLocation === undefined ? undefined : reader.resolve(ENTRY_PART, signaturesLocation);
  if (signatures && !signatures.ok) return signatures;
  return ok({ info: readInfo(el.child('DocInfo')), docRoot: docRoot.value, signatures: signatures?.value });
}

function readInfo(el: XmlElement | undefined): DocInfo {
  const text = (name: string): string | undefined => el?.textOf(name);
  return {
    docId: text('DocID'),
    title: text('Title'),
    author: text('Author'),
    subject: text('Subject'),
    abstract: text('Abstract'),
    creationDate: text('CreationDate'),
    modDate: text('ModDate'),
    docUsage: text('DocUsage'),
    creator: text('Creator'),
    creatorVersion: text('CreatorVersion'),
    keywords: (el?.child('Keywords')?.all('Keyword') ?? []).map((keyword) => keyword.text.trim()),
    customData: (el?.child('CustomDatas')?.all('CustomData') ?? []).map((data) => ({
      name: data.attribute('Name') ?? '',
      value: data.text.trim(),
    })),
  };
}
