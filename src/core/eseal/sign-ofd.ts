// Seals an OFD file in one pass: every file is digested once, compressed bytes of the others are carried over untouched.
import { fromUtf8, toBase64, utf8 } from '../crypto/bytes';
import { isValidAt } from '../crypto/chain';
import { OID } from '../crypto/oids';
import { sm3 } from '../crypto/sm3';
import type { Certificate } from '../crypto/x509';
import { generalizedTimeText } from '../crypto/der-time';
import type { OfdError } from '../ofd/errors';
import { openPackage, type OfdPackage } from '../ofd/package/zip-reader';
import { rewritePackage, type NewFile } from '../ofd/package/zip-writer';
import { parseXml } from '../ofd/xml/xml-parser';
import { err, ok, type Result } from '../result';
import { readOutline, readSignatureDescription, type PackageOutline } from './ofd-signatures';
import { parseSeal } from './parse';
import { makeSealSignature, usableCertificate, type Signer, type SigningError } from './sign';
import {
  signatureXml,
  signaturesXml,
  withListedSignature,
  withSignaturesLink,
  type PlacedStamp,
} from './signature-xml';
import { signerListStep } from './verify-seal';

/** A stamp on a page; millimetres from the page's upper left corner. `clip` is relative to the stamp, for riding-edge seals. */
export interface Stamp {
  /** From 1. */
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly clip?: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

export interface SealingRequest {
  /** SESeal (.esl). */
  readonly seal: Uint8Array;
  readonly time: Date;
  readonly stamps: readonly Stamp[];
  /** Whether Signatures.xml is protected too, so that nobody can sign after: yes unless told. */
  readonly lock?: boolean;
}

export type SealOfdError<E> =
  | SigningError<E>
  | { code: 'INPUT_UNREADABLE'; cause: OfdError }
  | { code: 'INPUT_NOT_SIGNABLE'; where: string }
  | { code: 'LOCKED_BY_SIGNATURE'; id: string }
  | { code: 'NO_SUCH_PAGE'; page: number; pages: number }
  | { code: 'SEAL_UNREADABLE' }
  | { code: 'SIGNER_NOT_IN_SEAL' }
  | { code: 'SEAL_NOT_VALID_NOW' }
  | { code: 'CERTIFICATE_NOT_VALID_NOW' };

/** Seals `input` (Type=Seal, version 4), the bytes of a file or an opened one, and returns the sealed file. */
export async function signOfd<E>(
  input: Uint8Array | OfdPackage,
  request: SealingRequest,
  signer: Signer<E>,
): Promise<Result<Uint8Array, SealOfdError<E>>> {
  const usable = checkSeal(request, signer);
  if (!usable.ok) return usable;
  const opened = input instanceof Uint8Array ? openPackage(input) : ok(input);
  if (!opened.ok) return err({ code: 'INPUT_UNREADABLE', cause: opened.error });
  const plan = makePlan(opened.value, request);
  if (!plan.ok) return plan;
  const { folder, changed, added } = plan.value;

  const description = describe(opened.value, plan.value, request);
  if (!description.ok) return description;
  const propertyInfo = `/${folder}/Signature.xml`;
  const value = await makeSealSignature(
    { seal: request.seal, time: request.time, description: description.value, propertyInfo },
    signer,
    usable.value,
  );
  if (!value.ok) return value;
  return ok(
    rewritePackage(opened.value, {
      replace: changed,
      add: [
        ...added,
        // Mostly digests, which deflate little.
        { name: `${folder}/Signature.xml`, data: description.value, store: true },
        { name: `${folder}/SignedValue.dat`, data: value.value, store: true },
      ],
    }),
  );
}

function checkSeal(
  { seal, time }: SealingRequest,
  signer: Signer<unknown>,
): Result<Certificate, SealOfdError<never>> {
  const parsed = parseSeal(seal);
  if (!parsed.ok) return err({ code: 'SEAL_UNREADABLE' });
  const certificate = usableCertificate(signer.certificate);
  if (!certificate) return err({ code: 'SIGNER_CERTIFICATE_UNUSABLE' });
  if (signerListStep(parsed.value, signer.certificate).verdict !== 'ok')
    return err({ code: 'SIGNER_NOT_IN_SEAL' });
  if (time < parsed.value.validFrom || time > parsed.value.validTo)
    return err({ code: 'SEAL_NOT_VALID_NOW' });
  return isValidAt(certificate, time) ? ok(certificate) : err({ code: 'CERTIFICATE_NOT_VALID_NOW' });
}

/** What the new signature changes and adds, apart from itself. */
interface Plan {
  /** `Doc_0/Signs/Sign_0` */
  readonly folder: string;
  readonly listPath: string;
  readonly nextId: number;
  readonly stamps: readonly PlacedStamp[];
  readonly changed: readonly NewFile[];
  readonly added: readonly NewFile[];
}

function makePlan(input: OfdPackage, request: SealingRequest): Result<Plan, SealOfdError<never>> {
  const outline = readOutline(input);
  if (!outline.ok) return err({ code: 'INPUT_NOT_SIGNABLE', where: outline.error.where });
  const documentRoot = outline.value.documentRoots[0];
  if (documentRoot === undefined) return err({ code: 'INPUT_NOT_SIGNABLE', where: 'OFD.xml' });
  const locked = lockedBy(input, outline.value);
  if (locked !== undefined) return err({ code: 'LOCKED_BY_SIGNATURE', id: locked });
  const pages = pageIds(input, documentRoot);
  const wrong = request.stamps.find(({ page }) => pages[page - 1] === undefined);
  if (wrong) return err({ code: 'NO_SUCH_PAGE', page: wrong.page, pages: pages.length });

  const list = outline.value.lists[0];
  const folderOfDocument = documentRoot.includes('/')
    ? documentRoot.slice(0, documentRoot.lastIndexOf('/') + 1)
    : '';
  const signs = list ? parentOf(list.path) : `${folderOfDocument}Signs`;
  const folder = freeFolder(input, signs);
  const nextId = list ? highestId(input, list.path) + 1 : 1;
  const stamps = request.stamps.map((stamp, index) => ({
    id: idText(nextId + 1 + index),
    pageRef: pages[stamp.page - 1]!,
    stamp,
  }));
  // A seal is a picture and random numbers: deflating it would cost time and save nothing.
  const seal: NewFile = { name: `${folder}/Seal.esl`, data: request.seal, store: true };
  const entry = { id: idText(nextId), path: `/${folder}/Signature.xml` };
  const maxId = idText(nextId + stamps.length);

  if (list) {
    const next = withListedSignature(textOf(input, list.path), entry, maxId);
    if (next === undefined) return err({ code: 'INPUT_NOT_SIGNABLE', where: list.path });
    const changed = [{ name: list.path, data: utf8(next) }];
    return ok({ folder, listPath: list.path, nextId, stamps, changed, added: [seal] });
  }
  const listPath = `${signs}/Signatures.xml`;
  const root = withSignaturesLink(textOf(input, 'OFD.xml'), `/${listPath}`);
  if (root === undefined || input.has(listPath)) return err({ code: 'INPUT_NOT_SIGNABLE', where: 'OFD.xml' });
  const added = [seal, { name: listPath, data: utf8(signaturesXml(entry, maxId)) }];
  return ok({ folder, listPath, nextId, stamps, changed: [{ name: 'OFD.xml', data: utf8(root) }], added });
}

/** Signature.xml: digests of all that will stand in the file, this signature's own two files apart. */
function describe(
  input: OfdPackage,
  plan: Plan,
  request: SealingRequest,
): Result<Uint8Array, SealOfdError<never>> {
  const fresh = new Map([...plan.changed, ...plan.added].map(({ name, data }) => [name, data]));
  const names = [...input.names().filter((name) => !fresh.has(name)), ...fresh.keys()];
  const references: { path: string; checkValue: string }[] = [];
  for (const name of names) {
    if (name === plan.listPath && request.lock === false) continue;
    const bytes = fresh.get(name) ?? input.read(name);
    if (!bytes) return err({ code: 'INPUT_NOT_SIGNABLE', where: name });
    references.push({ path: `/${name}`, checkValue: toBase64(digestOf(bytes)) });
  }
  return ok(
    utf8(
      signatureXml({
        method: OID.sm2Sign,
        checkMethod: OID.sm3,
        time: generalizedTimeText(request.time),
        references,
        stamps: plan.stamps,
        sealPath: `/${plan.folder}/Seal.esl`,
        valuePath: `/${plan.folder}/SignedValue.dat`,
      }),
    ),
  );
}

const digests = new WeakMap<Uint8Array, Uint8Array>();

/**
 * Files that an opened package was given as the same object as the one before (ornament) are digested once; nobody changes
 * them, and a verifier that reads the sealed bytes would notice.
 */
function digestOf(bytes: Uint8Array): Uint8Array {
  const digest = digests.get(bytes) ?? sm3(bytes);
  digests.set(bytes, digest);
  return digest;
}

/** The signature that protects a Signatures.xml, which a further one would have to change. */
function lockedBy(input: OfdPackage, outline: PackageOutline): string | undefined {
  for (const list of outline.lists) {
    for (const { id, path } of list.signatures) {
      const description = readSignatureDescription(input, path);
      if (!description.ok || description.value.references.some((one) => one.path === list.path)) return id;
    }
  }
  return undefined;
}

function pageIds(input: OfdPackage, documentRoot: string): string[] {
  const bytes = input.read(documentRoot);
  const root = bytes && parseXml(bytes, documentRoot);
  if (!root?.ok) return [];
  return (root.value.child('Pages')?.all('Page') ?? []).map((page) => page.attribute('ID') ?? '');
}

function highestId(input: OfdPackage, listPath: string): number {
  const numbers = [
    ...(textOf(input, listPath) ?? '').matchAll(/(?:ID="|MaxSignId>)\s*[A-Za-z]*0*(\d{1,9})/g),
  ];
  return Math.max(0, ...numbers.map((match) => Number(match[1])));
}

function freeFolder(input: OfdPackage, signs: string): string {
  const names = input.names();
  for (let index = 0; ; index += 1) {
    const folder = `${signs}/Sign_${index}`;
    if (!names.some((name) => name.startsWith(`${folder}/`))) return folder;
  }
}

function textOf(input: OfdPackage, name: string): string | undefined {
  const bytes = input.read(name);
  return bytes && fromUtf8(bytes);
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function idText(id: number): string {
  return `s${String(id).padStart(3, '0')}`;
}
