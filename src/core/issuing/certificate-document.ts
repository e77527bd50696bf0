// The OFD file of a certificate before its seal: faces, metadata, code, and where the seal's pictures will stand.
import type { Certificate } from '../catalogue/certificate';
import { toHex, utf8 } from '../crypto/bytes';
import { sm3 } from '../crypto/sm3';
import type { Stamp } from '../eseal/sign-ofd';
import { certificateCodeText } from '../evidence/certificate-code';
import { metadataOf } from '../evidence/data-agreement';
import type { DisplayList, Region } from '../faces/display-list';
import type { FaceTemplate } from '../faces/face-template';
import { layoutFace } from '../faces/layout-face';
import { certificateCustomData } from '../ofd/write/ofd-model';
import { openWritten, type OfdPackage } from '../ofd/package/zip-reader';
import { writePackage } from '../ofd/package/zip-writer';
import { ofdFiles } from '../ofd/write/write-ofd';
import { ridingStamps } from './riding-seal';

export interface DocumentOrder {
  readonly certificate: Certificate;
  readonly typeName: string;
  /** The certificate's face, and those of further pages. */
  readonly faces: readonly FaceTemplate[];
  readonly sealedAt: Date;
  /** The place's rule wants codes with a stated period (许政办〔2021〕13号 第十三条). */
  readonly codeWindow: boolean;
  readonly creator: string;
}

/** A face with its own content and the code, as it goes into the file and onto the screen. */
export function certificatePages(
  order: DocumentOrder,
  options: { showSealRegion?: boolean } = {},
): DisplayList[] {
  const { certificate, sealedAt } = order;
  const qrText = certificateCodeText({
    typeId: certificate.typeId,
    number: certificate.number,
    window: order.codeWindow ? { from: sealedAt, until: codeEnd(certificate, sealedAt) } : undefined,
  });
  return order.faces.map((face) => layoutFace(face, certificate, { ...options, qrText }));
}

export interface CertificateDocument {
  readonly bytes: Uint8Array;
  /** The same, opened for sealing. */
  readonly unsealed: OfdPackage;
  readonly stamps: readonly Stamp[];
}

/** Needs `initCrypto()`. The same order gives the same bytes. */
export function certificateDocument(order: DocumentOrder): CertificateDocument {
  const { certificate, typeName, creator } = order;
  const pages = certificatePages(order);
  const files = ofdFiles({
    docId: toHex(sm3(utf8(certificate.id))).slice(0, 32),
    title: typeName,
    author: certificate.issuer,
    creator,
    creationDate: certificate.issuedOn,
    customData: certificateCustomData(metadataOf(certificate, typeName)),
    pages: pages.map((face) => ({ face })),
  });
  const bytes = writePackage(files);
  return { bytes, unsealed: openWritten(bytes, files), stamps: certificateStamps(pages) };
}

/**
 * The seal in the region that a face keeps for it, on the first page also without one; over the edges of all pages where
 * there are several.
 */
export function certificateStamps(pages: readonly DisplayList[]): Stamp[] {
  const first = pages[0];
  if (!first) return [];
  const place = sealPlace(first);
  const further = pages.flatMap((page, index) => {
    const region = sealRegion(page);
    return index > 0 && region ? [stampIn(region, index + 1)] : [];
  });
  return [place, ...further, ...ridingStamps({ pages, seal: place, edge: 'right' })];
}

function sealPlace(face: DisplayList): Stamp {
  const size = Math.min(42, face.width / 3, face.height / 2);
  const corner = {
    x: face.width - size - face.width * 0.06,
    y: face.height - size - face.height * 0.06,
    w: size,
    h: size,
  };
  return stampIn(sealRegion(face) ?? corner, 1);
}

type Place = Pick<Region, 'x' | 'y' | 'w' | 'h'>;

function sealRegion({ regions }: DisplayList): Place | undefined {
  return regions.find(({ role }) => role === 'seal');
}

function stampIn({ x, y, w, h }: Place, page: number): Stamp {
  return { page, x, y, width: w, height: h };
}

const DAY_MS = 86_400_000;

/** The code ends with the certificate; one without an end is renewed after ten years. */
function codeEnd({ validTo }: Certificate, sealedAt: Date): Date {
  return validTo === 'long-term'
    ? new Date(sealedAt.getTime() + 3650 * DAY_MS)
    : new Date(`${validTo}T23:59:00+08:00`);
}
