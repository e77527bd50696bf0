// The names of verification's steps and verdicts, on paper and on screen the same.
import type { Verdict } from '../../crypto/verdict';
import type { SignatureVerdict } from '../../eseal/verdict';
import type { EvidenceStepName, EvidenceVerdict, ExaminedSignature } from '../../evidence/examination';

export const VERDICT_WORDS: Readonly<Record<EvidenceVerdict, string>> = {
  valid: '验证通过',
  unknown: '无法确认',
  invalid: '验证失败',
  unsigned: '没有签名',
  unsupported: '不能验证',
};

const SIGNATURE_VERDICT: Readonly<Record<SignatureVerdict, string>> = {
  valid: '有效',
  intact: '文件未被改动，签章人或时间未能全部确认',
  invalid: '无效',
  unsupported: '不支持的签名，不能验证',
};

/** What a signature is worth; one over an unchanged file may still have been put when it must not be. */
export function signatureVerdict({
  verdict,
  trust,
}: {
  readonly verdict: SignatureVerdict;
  readonly trust: Verdict;
}): string {
  return verdict === 'intact' && trust === 'failed'
    ? '文件未被改动，但签章不合要求'
    : SIGNATURE_VERDICT[verdict];
}

export const STEP_VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  ok: '通过',
  failed: '未通过',
  unknown: '无法确认',
};

export const STEP_WORDS: Readonly<Record<EvidenceStepName, string>> = {
  file: '文件',
  'data-agreement': '数据与文件核对',
  structure: '签名文件',
  references: '文件摘要',
  coverage: '保护范围',
  'data-hash': '签名文件摘要',
  'signature-value': '签名值',
  algorithms: '算法',
  'property-info': '原文属性',
  'signer-in-seal': '签章人名单',
  'seal-file': '印章文件',
  'seal-signature': '印章的签名',
  'seal-maker': '制章机构',
  'seal-validity': '印章有效期',
  'signing-time': '签章时间',
  'certificate-validity': '签章人证书有效期',
  'key-usage': '证书用途',
  chain: '证书链',
  revocation: '证书吊销',
  'time-stamp': '时间戳',
};

const KIND: Readonly<Record<ExaminedSignature['kind'], string>> = {
  seal: '电子印章签章',
  gbt35275: '电子签名（GB/T 35275）',
  'bare-sm2': 'SM2 签名值，没有印章',
  unrecognised: '不能识别的签名',
};

const STANDARD: Readonly<Record<NonNullable<ExaminedSignature['version']>, string>> = {
  v1: 'GM/T 0031-2014',
  v4: 'GB/T 38540-2020',
  v5: 'GM/T 0031-2025',
};

export function signatureKind({
  kind,
  version,
}: {
  readonly kind: ExaminedSignature['kind'];
  readonly version?: ExaminedSignature['version'];
}): string {
  return version === undefined ? KIND[kind] : `${KIND[kind]}（${STANDARD[version]}）`;
}
