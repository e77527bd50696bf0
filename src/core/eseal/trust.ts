// What a verifier is given to believe: roots, intermediates, revocation lists, and who may make seals.
import { parseCrl } from '../crypto/crl';
import type { TrustAnchors } from '../crypto/chain';
import { parseCertificate, type Certificate } from '../crypto/x509';
import { err, ok, type Result } from '../result';

export interface Trust extends TrustAnchors {
  /**
   * Those who may make seals (制章机构), known by the name in their certificate, which must chain to a root besides.
   * Without this any certificate that may sign could make itself a seal in anybody's name.
   */
  readonly sealMakers: readonly Certificate[];
}

/** Nothing is believed: signatures can be intact, none can be valid. */
export const NO_TRUST: Trust = { roots: [], intermediates: [], crls: [], sealMakers: [] };

/** DER files. */
export interface TrustFiles {
  readonly roots: readonly Uint8Array[];
  readonly intermediates?: readonly Uint8Array[];
  readonly crls?: readonly Uint8Array[];
  readonly sealMakers?: readonly Uint8Array[];
}

/** `index` counts within its own list. */
export type TrustError = { code: 'TRUST_FILE_UNREADABLE'; list: keyof TrustFiles; index: number };

export function makeTrust(files: TrustFiles): Result<Trust, TrustError> {
  const roots = parseAll('roots', files.roots, parseCertificate);
  if (!roots.ok) return roots;
  const intermediates = parseAll('intermediates', files.intermediates ?? [], parseCertificate);
  if (!intermediates.ok) return intermediates;
  const crls = parseAll('crls', files.crls ?? [], parseCrl);
  if (!crls.ok) return crls;
  const sealMakers = parseAll('sealMakers', files.sealMakers ?? [], parseCertificate);
  if (!sealMakers.ok) return sealMakers;
  return ok({
    roots: roots.value,
    intermediates: intermediates.value,
    crls: crls.value,
    sealMakers: sealMakers.value,
  });
}

function parseAll<T>(
  list: keyof TrustFiles,
  files: readonly Uint8Array[],
  parse: (bytes: Uint8Array) => Result<T, unknown>,
): Result<T[], TrustError> {
  const values: T[] = [];
  for (const [index, bytes] of files.entries()) {
    const parsed = parse(bytes);
    if (!parsed.ok) return err({ code: 'TRUST_FILE_UNREADABLE', list, index });
    values.push(parsed.value);
  }
  return ok(values);
}
