// What a verifier is given to believe: roots, intermediates, revocation lists; and what it remembers of its own work.
import { parseCrl, type Crl } from '../crypto/crl';
import type { TrustAnchors } from '../crypto/chain';
import { parseCertificate, type Certificate } from '../crypto/x509';
import { err, ok, type Result } from '../result';

export type Trust = TrustAnchors;

/** Nothing is believed: signatures can be intact, none can be valid. */
export const NO_TRUST: Trust = { roots: [], intermediates: [], crls: [] };

export type TrustError = { code: 'TRUST_CERTIFICATE_UNREADABLE' | 'TRUST_CRL_UNREADABLE'; index: number };

/** Trust from DER files. */
export function makeTrust(
  roots: readonly Uint8Array[],
  intermediates: readonly Uint8Array[] = [],
  crls: readonly Uint8Array[] = [],
): Result<Trust, TrustError> {
  const all: Certificate[] = [];
  for (const [index, bytes] of [...roots, ...intermediates].entries()) {
    const parsed = parseCertificate(bytes);
    if (!parsed.ok) return err({ code: 'TRUST_CERTIFICATE_UNREADABLE', index });
    all.push(parsed.value);
  }
  const lists: Crl[] = [];
  for (const [index, bytes] of crls.entries()) {
    const parsed = parseCrl(bytes);
    if (!parsed.ok) return err({ code: 'TRUST_CRL_UNREADABLE', index });
    lists.push(parsed.value);
  }
  return ok({ roots: all.slice(0, roots.length), intermediates: all.slice(roots.length), crls: lists });
}
