// Whether a certificate can speak for a member of the staff now: readable, for signatures, within its period, and issued
// by somebody whom this terminal believes.
import { toHex } from '../crypto/bytes';
import { allowsUsage, chainRevocation, checkChain, isValidAt, type TrustAnchors } from '../crypto/chain';
import { sm3 } from '../crypto/sm3';
import type { Verdict } from '../crypto/verdict';
import { hasSm2Key, parseCertificate } from '../crypto/x509';
import { err, ok, type Result } from '../result';
import type { StaffError } from './staff-error';

export interface StaffCertificate {
  /** SM3 of the DER, hex. */
  readonly fingerprint: string;
  /** Common name, or the whole name where there is none. */
  readonly subject: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** `unknown` where no fresh revocation list is at hand: recorded, and no reason to close an offline counter. */
  readonly revocation: Verdict;
}

export function fingerprintOf(der: Uint8Array): string {
  return toHex(sm3(der));
}

/** @returns STAFF_CERTIFICATE_UNUSABLE, …_NOT_VALID_NOW, …_NOT_TRUSTED, …_REVOKED */
export function examineStaffCertificate(
  der: Uint8Array,
  anchors: TrustAnchors,
  now: Date,
): Result<StaffCertificate, StaffError> {
  const parsed = parseCertificate(der);
  if (!parsed.ok) return err({ code: 'STAFF_CERTIFICATE_UNUSABLE' });
  const certificate = parsed.value;
  if (!hasSm2Key(certificate) || !allowsUsage(certificate, 'digitalSignature'))
    return err({ code: 'STAFF_CERTIFICATE_UNUSABLE' });
  if (!isValidAt(certificate, now)) return err({ code: 'STAFF_CERTIFICATE_NOT_VALID_NOW' });
  const chain = checkChain(certificate, anchors, now, now);
  if (chain.verdict !== 'ok') return err({ code: 'STAFF_CERTIFICATE_NOT_TRUSTED' });
  const revocation = chainRevocation(chain);
  if (revocation === 'failed') return err({ code: 'STAFF_CERTIFICATE_REVOKED' });
  return ok({
    fingerprint: fingerprintOf(der),
    subject: certificate.subject.commonName ?? certificate.subject.text,
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
    revocation,
  });
}
