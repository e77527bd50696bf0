// A key session as the abstract signer of core/eseal.
import type { Signer } from '#core/eseal/sign';
import type { SealKeyError } from '#core/seal-keys/seal-key-error';
import type { KeySession } from './seal-keys';

export function signerOf(session: KeySession): Signer<SealKeyError> {
  return { certificate: session.certificate, sign: ({ digest }) => session.sign(digest) };
}
