// Whether one certificate's key signed a piece of data: the only place where a signature algorithm is chosen.
import { toHex } from './bytes';
import { OID } from './oids';
import { sm2Digest, sm2VerifyDigest } from './sm2';
import { type Verdict } from './verdict';
import { hasSm2Key, type Certificate } from './x509';

/** SM2 with SM3 under `signer`'s key over `signed`; any other algorithm is unknown, never false. */
export function signedBy(
  signer: Certificate,
  algorithm: string,
  signed: Uint8Array,
  signature: Uint8Array,
): Verdict {
  if (algorithm !== OID.sm2Sign || !hasSm2Key(signer)) return 'unknown';
  const key = signer.publicKey.bits;
  const digest = sm2Digest(key, signed);
  // Authorities, seals and revocation lists come again with every file. The digest binds the key, so it names the question.
  const question = `${toHex(digest)}${toHex(signature)}`;
  if (remembered.has(question)) return 'ok';
  const verified = sm2VerifyDigest(key, digest, signature).ok;
  if (verified) remember(question);
  return verified ? 'ok' : 'failed';
}

/** Questions that were answered with yes, the oldest first. */
const remembered = new Set<string>();
const REMEMBERED_QUESTIONS = 1024;

function remember(question: string): void {
  if (remembered.size >= REMEMBERED_QUESTIONS) remembered.delete(remembered.values().next().value!);
  remembered.add(question);
}
