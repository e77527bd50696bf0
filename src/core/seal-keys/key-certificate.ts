// A certificate as a key exports it: some pad it behind its end, so it is cut to its own length before it is read.
import { toHex } from '../crypto/bytes';
import { sm3 } from '../crypto/sm3';
import { hasSm2Key, parseCertificate } from '../crypto/x509';
import type { CertificateOnKey } from './key-state';

/** The first DER element of `bytes`, or undefined where none begins there or it does not end there. */
export function cutToDer(bytes: Uint8Array): Uint8Array | undefined {
  const first = bytes[1];
  if (bytes[0] !== 0x30 || first === undefined) return undefined;
  const count = first < 0x80 ? 0 : first & 0x7f;
  if (count > 3) return undefined;
  let length = count === 0 ? first : 0;
  for (const byte of bytes.subarray(2, 2 + count)) length = length * 256 + byte;
  const end = 2 + count + length;
  return end <= bytes.length ? bytes.slice(0, end) : undefined;
}

/** undefined where it is no certificate of an SM2 key: an RSA pair on the same key is not ours to use. */
export function certificateOnKey(
  der: Uint8Array,
  application: string,
  container: string,
): CertificateOnKey | undefined {
  const parsed = parseCertificate(der);
  if (!parsed.ok || !hasSm2Key(parsed.value)) return undefined;
  const { subject, issuer, notBefore, notAfter } = parsed.value;
  return {
    fingerprint: toHex(sm3(der)),
    der,
    subject: subject.commonName ?? subject.text,
    issuer: issuer.commonName ?? issuer.text,
    notBefore,
    notAfter,
    application,
    container,
    use: 'sign',
  };
}
