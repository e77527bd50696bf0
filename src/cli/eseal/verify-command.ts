// `eseal verify`: one JSON object a file, whatever the file is.
import { verifyOfd, type OfdVerification, type SignatureVerification } from '#core/eseal/verify-ofd';
import type { OfdWarning } from '#core/ofd/errors';
import { OfdFile } from '#core/ofd/document/ofd-file';
import { openPackage } from '#core/ofd/package/zip-reader';
import type { Result } from '#core/result';
import { readWhole } from './files';
import type { TrustSource } from './trust-source';
import { errorObject, type ErrorObject } from './words';

interface SignatureReport {
  readonly id: string;
  readonly type: SignatureVerification['type'];
  readonly version: string | null;
  readonly path: string;
  readonly sealName: string | null;
  readonly signedAt: string | null;
  readonly verdict: SignatureVerification['verdict'];
  readonly trust: SignatureVerification['trust'];
  readonly steps: SignatureVerification['steps'];
}

export interface FileReport {
  readonly file: string;
  readonly intact: boolean;
  readonly verdict: OfdVerification['verdict'] | 'unreadable';
  readonly trust: { readonly verdict: OfdVerification['trust']; readonly anchors: string };
  readonly signatures: readonly SignatureReport[];
  /** Oddities of the container that the file opens in spite of. */
  readonly remarks: readonly OfdWarning[];
  readonly error?: ErrorObject;
}

export function verifyFile(file: string, { trust, anchors }: TrustSource, at: Date): FileReport {
  const opened = open(file);
  if (!opened.ok) {
    return {
      ...{ file, intact: false, verdict: 'unreadable', trust: { verdict: 'unknown', anchors } },
      ...{ signatures: [], remarks: [], error: errorObject(opened.error) },
    };
  }
  const verification = verifyOfd(opened.value.files, trust, at);
  return {
    file,
    intact: verification.intact,
    verdict: verification.verdict,
    trust: { verdict: verification.trust, anchors },
    signatures: verification.signatures.map(signatureReport),
    remarks: opened.value.files.warnings,
  };
}

function open(file: string): Result<OfdFile, { code: string; where: string }> {
  const bytes = readWhole(file);
  if (!bytes.ok) return bytes;
  const files = openPackage(bytes.value);
  return files.ok ? OfdFile.open(files.value) : files;
}

function signatureReport(signature: SignatureVerification): SignatureReport {
  return {
    id: signature.id,
    type: signature.type,
    version: signature.version ?? null,
    path: signature.path,
    sealName: signature.sealName ?? null,
    signedAt: signature.signedAt?.toISOString() ?? null,
    verdict: signature.verdict,
    trust: signature.trust,
    steps: signature.steps,
  };
}
