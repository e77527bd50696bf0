// Signatures.xml and Signature.xml of an OFD package (GB/T 33190-2016 clause 18), whatever namespace they are written in.
import { resolvePath } from '../ofd/document/part-path';
import { parseXml } from '../ofd/xml/xml-parser';
import type { XmlElement } from '../ofd/xml/xml-tree';
import { fromBase64 } from '../crypto/bytes';
import { err, ok, type Result } from '../result';
import { parseLooseTime } from './asn1-common';

/** Files by their name in the ZIP, without a leading slash. */
export interface PackageFiles {
  names(): readonly string[];
  read(name: string): Uint8Array | undefined;
}

export type SignatureFileError = { code: 'SIGNATURE_FILE_UNREADABLE'; where: string };

/** Where one signature is listed. */
export interface ListedSignature {
  readonly id: string;
  /** As written; absent means Seal (18.1). */
  readonly type: 'Seal' | 'Sign' | string;
  readonly path: string;
}

export interface SignatureList {
  /** Signatures.xml. */
  readonly path: string;
  readonly signatures: readonly ListedSignature[];
}

/** All that OFD.xml leads to. */
export interface PackageOutline {
  readonly documentRoots: readonly string[];
  readonly lists: readonly SignatureList[];
}

export interface Reference {
  readonly path: string | undefined;
  readonly written: string;
  /** Undefined where the base64 is malformed. */
  readonly checkValue: Uint8Array | undefined;
}

export interface StampAnnotation {
  readonly id: string;
  readonly pageRef: string;
  readonly boundary: string;
  readonly clip: string | undefined;
}

/** One Signature.xml (18.2). */
export interface SignatureDescription {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly provider: string;
  readonly signatureMethod: string | undefined;
  readonly time: Date | undefined;
  readonly timeText: string | undefined;
  /** As written; absent means MD5 in the standard's schema, which is said, not assumed. */
  readonly checkMethod: string | undefined;
  readonly references: readonly Reference[];
  readonly stamps: readonly StampAnnotation[];
  readonly sealPath: string | undefined;
  readonly valuePath: string | undefined;
}

/** Reads OFD.xml and each Signatures.xml. A list that OFD.xml names and that is not there is an error. */
export function readOutline(files: PackageFiles): Result<PackageOutline, SignatureFileError> {
  const root = readXml(files, 'OFD.xml');
  if (!root.ok) return root;
  const documentRoots: string[] = [];
  const lists: SignatureList[] = [];
  for (const body of root.value.all('DocBody')) {
    const documentRoot = locate('OFD.xml', body.textOf('DocRoot'));
    if (documentRoot !== undefined) documentRoots.push(documentRoot);
    for (const element of body.all('Signatures')) {
      const path = locate('OFD.xml', element.text);
      if (path === undefined) continue;
      const list = readList(files, path);
      if (!list.ok) return list;
      lists.push(list.value);
    }
  }
  return ok({ documentRoots, lists });
}

export function readSignatureDescription(
  files: PackageFiles,
  path: string,
): Result<SignatureDescription, SignatureFileError> {
  const bytes = files.read(path);
  const root = readXml(files, path);
  if (!root.ok) return root;
  const info = root.value.child('SignedInfo');
  if (!bytes || !info || root.value.all('SignedInfo').length > 1) return unreadable(path);
  const references = info.child('References');
  const timeText = info.textOf('SignatureDateTime');
  return ok({
    path,
    bytes,
    provider: providerName(info.child('Provider')),
    signatureMethod: info.textOf('SignatureMethod'),
    time: timeText === undefined ? undefined : parseLooseTime(timeText),
    timeText,
    checkMethod: references?.attribute('CheckMethod')?.trim(),
    references: (references?.all('Reference') ?? []).map((reference) => readReference(path, reference)),
    stamps: info.all('StampAnnot').map(readStamp),
    sealPath: locate(path, info.child('Seal')?.textOf('BaseLoc')),
    valuePath: locate(path, root.value.textOf('SignedValue')),
  });
}

function readList(files: PackageFiles, path: string): Result<SignatureList, SignatureFileError> {
  const root = readXml(files, path);
  if (!root.ok) return root;
  const signatures: ListedSignature[] = [];
  for (const entry of root.value.all('Signature')) {
    const target = locate(path, entry.attribute('BaseLoc'));
    if (target === undefined) return unreadable(path);
    signatures.push({
      id: entry.attribute('ID') ?? '',
      type: entry.attribute('Type') ?? 'Seal',
      path: target,
    });
  }
  return ok({ path, signatures });
}

function readReference(from: string, element: XmlElement): Reference {
  const written = element.attribute('FileRef') ?? '';
  return {
    written,
    path: locate(from, written),
    checkValue: fromBase64(element.textOf('CheckValue') ?? ''),
  };
}

function readStamp(element: XmlElement): StampAnnotation {
  return {
    id: element.attribute('ID') ?? '',
    pageRef: element.attribute('PageRef') ?? '',
    boundary: element.attribute('Boundary') ?? '',
    clip: element.attribute('Clip'),
  };
}

/** Attributes by the standard; some writers use child elements. */
function providerName(provider: XmlElement | undefined): string {
  const part = (name: string): string => provider?.attribute(name) ?? provider?.textOf(name) ?? '';
  return [part('ProviderName'), part('Version')].filter(Boolean).join(' ');
}

function locate(from: string, location: string | undefined): string | undefined {
  return location === undefined || location.trim() === '' ? undefined : resolvePath(from, location);
}

function readXml(files: PackageFiles, path: string): Result<XmlElement, SignatureFileError> {
  const bytes = files.read(path);
  const parsed = bytes && parseXml(bytes, path);
  return parsed?.ok ? ok(parsed.value) : unreadable(path);
}

function unreadable(where: string): Result<never, SignatureFileError> {
  return err({ code: 'SIGNATURE_FILE_UNREADABLE', where });
}
