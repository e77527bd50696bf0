// The abstract signer, and the SES_Signature that it makes (GB/T 38540-2020 7.1, 7.2).
import { sm3 } from '../crypto/sm3';
import { derBits, derIa5, derInteger, derOctets, derOid, derSequence, derTime } from '../crypto/der-write';
import { OID } from '../crypto/oids';
import { sm2Digest, sm2VerifyDigest } from '../crypto/sm2';
import { hasSm2Key, parseCertificate, type Certificate } from '../crypto/x509';
import { err, ok, type Result } from '../result';

/** What is to be signed: a seal key takes `digest` (SKF_ECCSignData), a signing service may want `message`. */
export interface SignRequest {
  /** e = SM3(Z ‖ message), with the default identity. */
  readonly digest: Uint8Array;
  readonly message: Uint8Array;
  /** 04 ‖ x ‖ y. */
  readonly publicKey: Uint8Array;
}

/** Whoever holds the private key. Answers DER of r and s, or why not. */
export interface Signer<E> {
  /** DER. */
  readonly certificate: Uint8Array;
  sign(request: SignRequest): Promise<Result<Uint8Array, E>>;
}

export type SigningError<E> =
  | { code: 'SIGNER_CERTIFICATE_UNUSABLE' }
  /** What came back is not this certificate's signature over the digest. */
  | { code: 'SIGNER_ANSWER_WRONG' }
  | { code: 'SIGNER_REFUSED'; cause: E };

/** Signs `message` under the signer's certificate (`certificate` where it is read already) and checks the answer. */
export async function signChecked<E>(
  signer: Signer<E>,
  message: Uint8Array,
  certificate = usableCertificate(signer.certificate),
): Promise<Result<Uint8Array, SigningError<E>>> {
  if (!certificate) return err({ code: 'SIGNER_CERTIFICATE_UNUSABLE' });
  const publicKey = certificate.publicKey.bits;
  const digest = sm2Digest(publicKey, message);
  const signature = await signer.sign({ digest, message, publicKey });
  if (!signature.ok) return err({ code: 'SIGNER_REFUSED', cause: signature.error });
  return sm2VerifyDigest(publicKey, digest, signature.value).ok
    ? signature
    : err({ code: 'SIGNER_ANSWER_WRONG' });
}

export function usableCertificate(der: Uint8Array): Certificate | undefined {
  const parsed = parseCertificate(der);
  return parsed.ok && hasSm2Key(parsed.value) ? parsed.value : undefined;
}

export interface SealSignatureContent {
  /** SESeal as its maker wrote it. */
  readonly seal: Uint8Array;
  readonly time: Date;
  /** Signature.xml, whole. */
  readonly description: Uint8Array;
  /** Its path in the package, from the root: `/Doc_0/Signs/Sign_0/Signature.xml`. */
  readonly propertyInfo: string;
}

/** A version 4 SES_Signature over `content`. */
export async function makeSealSignature<E>(
  content: SealSignatureContent,
  signer: Signer<E>,
  certificate?: Certificate,
): Promise<Result<Uint8Array, SigningError<E>>> {
  const toSign = derSequence(
    derInteger(4),
    content.seal,
    derTime(content.time),
    derBits(sm3(content.description)),
    derIa5(content.propertyInfo),
  );
  const signature = await signChecked(signer, toSign, certificate);
  if (!signature.ok) return signature;
  return ok(
    derSequence(toSign, derOctets(signer.certificate), derOid(OID.sm2Sign), derBits(signature.value)),
  );
}
