// Signed values of Type=Sign: GB/T 35275 SignedData over Signature.xml, or a bare SM2 value, which is named as what it is.
import { equalBytes } from '../crypto/bytes';
import { signedBy } from '../crypto/issued-by';
import { OID } from '../crypto/oids';
import { decodeSm2Signature, sm2Digest, sm2VerifyDigest } from '../crypto/sm2';
import { sm3 } from '../crypto/sm3';
import type { Verdict } from '../crypto/verdict';
import { hasSm2Key, type Certificate } from '../crypto/x509';
import { parseSignedData, type SignerInfo } from './gbt35275';
import type { SignatureDescription } from './ofd-signatures';
import { signerCertificate } from './signer-certificate';
import { trustSteps, type TrustContext } from './trust-steps';
import { SIGNATURE_VALUE_TEXT } from './verify-signature';
import { step, type Step } from './verdict';

export type PlainKind = 'gbt35275' | 'bare-sm2' | 'unrecognised';

/** What container the bytes are. */
export function plainKind(value: Uint8Array): PlainKind {
  if (parseSignedData(value).ok) return 'gbt35275';
  return decodeSm2Signature(value).ok ? 'bare-sm2' : 'unrecognised';
}

export function plainSteps(
  value: Uint8Array,
  description: SignatureDescription,
  context: TrustContext,
): Step[] {
  const kind = plainKind(value);
  if (kind === 'bare-sm2') {
    return [step('signature-value', 'unknown', '签名值是裸 SM2 签名，未附证书，不知是谁签的，不能验证')];
  }
  const data = parseSignedData(value);
  const signer = data.ok ? data.value.signers[0] : undefined;
  if (!data.ok || !signer) return [step('signature-value', 'unknown', '签名值不是可识别的格式')];
  const certificate = signerCertificate(data.value, signer);
  if (!certificate) return [step('signature-value', 'unknown', '签名值中没有签名人的证书，不能验证')];
  const others = data.value.signers.length - 1;
  return [
    dataHashStep(signer, certificate, description.bytes),
    signatureStep(signer, certificate, description.bytes),
    algorithmsStep(signer, description),
    ...(others > 0 ? [step('structure', 'unknown', `另有 ${others} 个签名人未验证`)] : []),
    ...trustSteps(certificate, signer.attributes?.signingTime ?? description.time, context),
    step('time-stamp', 'ok', '未附时间戳（标准中为可选），签名时间为签名人所称'),
  ];
}

/** GB/T 35275 lets the digest be of the content alone or of Z and the content. */
function digestsOf(certificate: Certificate, content: Uint8Array): Uint8Array[] {
  return hasSm2Key(certificate)
    ? [sm3(content), sm2Digest(certificate.publicKey.bits, content)]
    : [sm3(content)];
}

function dataHashStep(signer: SignerInfo, certificate: Certificate, content: Uint8Array): Step {
  if (!signer.attributes) return step('data-hash', 'ok', '签名直接覆盖签名文件');
  const digest = signer.attributes.messageDigest;
  const agrees =
    digest !== undefined && digestsOf(certificate, content).some((one) => equalBytes(one, digest));
  return agrees
    ? step('data-hash', 'ok', '签名文件的摘要与签名值中的一致')
    : step('data-hash', 'failed', '签名文件的摘要与签名值中的不一致，签名文件被改动');
}

function signatureStep(signer: SignerInfo, certificate: Certificate, content: Uint8Array): Step {
  const verdict = valueVerdict(signer, certificate, content);
  return step('signature-value', verdict, SIGNATURE_VALUE_TEXT[verdict]);
}

const SM2_ALGORITHMS: ReadonlySet<string> = new Set([OID.sm2Sign, OID.sm2SignOnly, OID.sm2Curve]);

function valueVerdict(signer: SignerInfo, certificate: Certificate, content: Uint8Array): Verdict {
  if (!SM2_ALGORITHMS.has(signer.signatureAlgorithm)) return 'unknown';
  const signed = signer.attributes?.signed ?? content;
  const withZ = signedBy(certificate, OID.sm2Sign, signed, signer.signature);
  if (withZ !== 'failed') return withZ;
  // Some signers leave Z out when there are attributes; the value then covers SM3 of them alone.
  return sm2VerifyDigest(certificate.publicKey.bits, sm3(signed), signer.signature).ok ? 'ok' : 'failed';
}

function algorithmsStep(signer: SignerInfo, { signatureMethod }: SignatureDescription): Step {
  const agrees = signatureMethod === OID.sm2Sign && signer.digestAlgorithm === OID.sm3;
  return agrees
    ? step('algorithms', 'ok', '摘要 SM3、签名 SM2，各处一致')
    : step(
        'algorithms',
        'unknown',
        `使用了其他算法：${signatureMethod ?? '未写明'}、${signer.digestAlgorithm}`,
      );
}
