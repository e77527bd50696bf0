// One signed value of Type=Seal against its Signature.xml: what GB/T 38540-2020 7.3 asks, each as a step of its own.
import { equalBytes } from '../crypto/bytes';
import { sm3 } from '../crypto/sm3';
import type { Verdict } from '../crypto/verdict';
import { hasSm2Key, parseCertificate, type Certificate } from '../crypto/x509';
import { OID } from '../crypto/oids';
import type { PackageFiles, SignatureDescription } from './ofd-signatures';
import type { SealSignature } from './seal-model';
import { isSm3 } from './references';
import { timeStampStep } from './time-stamp';
import { trustSteps, type TrustContext } from './trust-steps';
import { isSm2Algorithm, partVerdict, sealSteps, signerListStep } from './verify-seal';
import { step, type Step } from './verdict';

/** All steps on the value; the package's files are the caller's. */
export function sealSignatureSteps(
  signature: SealSignature,
  description: SignatureDescription,
  files: PackageFiles,
  context: TrustContext,
): Step[] {
  const certificate = parseCertificate(signature.signer.certificate);
  const signedAt = signature.time.kind === 'time' ? signature.time.time : undefined;
  return [
    ...[
      dataHashStep(signature, description),
      signatureValueStep(signature, certificate.ok ? certificate.value : undefined),
    ].map((one) => (isSm3(description.checkMethod) ? one : withUnknownDigest(one, description.checkMethod))),
    algorithmsStep(signature, description, certificate.ok ? certificate.value : undefined),
    propertyInfoStep(signature, description, files),
    signerListStep(signature.seal, signature.signer.certificate),
    ...sealFileSteps(signature, description, files),
    ...sealSteps(signature.seal, signedAt, context),
    ...(certificate.ok
      ? trustSteps(certificate.value, signedAt, context)
      : [step('certificate-validity', 'unknown', '签章人证书不能读出')]),
    timeStampStep(signature.timeStamp, signature.signer.value, context),
  ];
}

/** Under a digest that is not known a difference proves nothing: the value may follow conventions of its own. */
function withUnknownDigest(one: Step, checkMethod: string | undefined): Step {
  return one.verdict === 'failed'
    ? {
        ...one,
        verdict: 'unknown',
        detail: `摘要算法 ${checkMethod ?? '未写明'} 不受支持，按 SM3 不相符，不能判断`,
      }
    : one;
}

function dataHashStep(signature: SealSignature, description: SignatureDescription): Step {
  return equalBytes(signature.dataHash, sm3(description.bytes))
    ? step('data-hash', 'ok', '签名文件的摘要与签章数据中的一致')
    : step('data-hash', 'failed', '签名文件的摘要与签章数据中的不一致，签名文件被改动');
}

function signatureValueStep(signature: SealSignature, certificate: Certificate | undefined): Step {
  if (!certificate) return step('signature-value', 'unknown', '签章人证书不能读出，不能验证签名值');
  const verdict = partVerdict(signature.signer, certificate);
  return step('signature-value', verdict, SIGNATURE_VALUE_TEXT[verdict]);
}

export const SIGNATURE_VALUE_TEXT: Readonly<Record<Verdict, string>> = {
  ok: '签名值正确',
  failed: '签名值不正确，签章数据被改动或伪造',
  unknown: '签名算法或证书的密钥不是 SM2，不能验证签名值',
};

const SM2_METHODS: ReadonlySet<string> = new Set([OID.sm2Sign, 'SM3WITHSM2', 'SM2WITHSM3', 'SGD_SM3_SM2']);

/** The algorithm named in Signature.xml, in the value and in the seal, and the kind of the certificate's key. */
function algorithmsStep(
  signature: SealSignature,
  { signatureMethod, checkMethod }: SignatureDescription,
  certificate: Certificate | undefined,
): Step {
  const named = [signature.signer.algorithm, signature.seal.maker.algorithm];
  const method = signatureMethod?.toUpperCase().replaceAll('-', '');
  const methodIsSm2 = method !== undefined && SM2_METHODS.has(method);
  if (method !== undefined && methodIsSm2 !== isSm2Algorithm(signature.signer.algorithm)) {
    return step(
      'algorithms',
      'failed',
      `签名文件写的算法 ${signatureMethod} 与签章数据的 ${signature.signer.algorithm} 不一致`,
    );
  }
  const allSm2 =
    methodIsSm2 && named.every(isSm2Algorithm) && isSm3(checkMethod) && certificate && hasSm2Key(certificate);
  return allSm2
    ? step('algorithms', 'ok', '摘要 SM3、签名 SM2，各处一致')
    : step(
        'algorithms',
        'unknown',
        `使用了其他算法或未写明：${[signatureMethod ?? '未写明', checkMethod ?? '未写明', ...named].join('、')}`,
      );
}

/** `propertyInfo` must name the Signature.xml that it was read from, or a value could be moved under another. */
function propertyInfoStep(
  signature: SealSignature,
  description: SignatureDescription,
  files: PackageFiles,
): Step {
  const named = signature.propertyInfo.trim().replace(/^\/+/, '');
  if (named === description.path)
    return step('property-info', 'ok', `签章数据指明的就是 ${description.path}`);
  return files.read(named) === undefined
    ? step('property-info', 'unknown', `签章数据的原文属性“${signature.propertyInfo}”不是包内文件`)
    : step('property-info', 'failed', `签章数据指明的是 ${named}，不是 ${description.path}`);
}

/** A seal file beside the value must be the seal inside it: readers draw the stamp from either. */
function sealFileSteps(
  signature: SealSignature,
  { sealPath }: SignatureDescription,
  files: PackageFiles,
): Step[] {
  if (sealPath === undefined) return [];
  const bytes = files.read(sealPath);
  if (bytes === undefined) return [step('seal-file', 'failed', `印章文件 ${sealPath} 缺失`)];
  return equalBytes(bytes, signature.seal.raw)
    ? [step('seal-file', 'ok', '印章文件与签章数据中的印章一致')]
    : [step('seal-file', 'failed', '印章文件与签章数据中的印章不一致')];
}
