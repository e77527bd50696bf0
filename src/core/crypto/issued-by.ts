// Whether one certificate's key signed a piece of data: the only place where a signature algorithm is chosen.
import { hasSm2Key, type Certificate } from './x509';
import { OID } from './oids';
import { sm2Verify } from './sm2';
import { type Verdict } from './verdict';

/** SM2 with SM3 under `signer`'s key over `signed`; any other algorithm is unknown, never false. */
export function signedBy(
  signer: Certificate,
  algorithm: string,
  signed: Uint8Array,
  signature: Uint8Array,
): Verdict {
  if (algorithm !== OID.sm2Sign || !hasSm2Key(signer)) return 'unknown';
  return sm2Verify(signer.publicKey.bits, signed, signature).ok ? 'ok' : 'failed';
}
