// Who signed, and when: a certificate's period, use, chain and revocation as steps. Shared by seals and plain signatures.
import { equalBytes } from '../crypto/bytes';
import { allowsUsage, chainRevocation, checkChain, type ChainReport, type LinkReason } from '../crypto/chain';
import type { Revocation, RevocationReason } from '../crypto/crl';
import type { Verdict } from '../crypto/verdict';
import type { Certificate } from '../crypto/x509';
import type { Trust } from './trust';
import { localTime, step, type Step } from './verdict';

/** Seals written with China's time under the letter Z begin eight hours after they were first used. */
export const ZONE_TOLERANCE_MS = 8 * 3_600_000;
/** The same reading of a clock, and ten minutes for one that is fast. */
const FUTURE_TOLERANCE_MS = ZONE_TOLERANCE_MS + 10 * 60_000;

export interface TrustContext {
  readonly trust: Trust;
  /** The moment of verification. */
  readonly now: Date;
}

export function trustSteps(
  certificate: Certificate,
  signedAt: Date | undefined,
  context: TrustContext,
): Step[] {
  if (signedAt === undefined) {
    const unknown = (name: Step['step']): Step =>
      step(name, 'unknown', '签章时间无法读出，不能按签章时刻判断');
    return [
      step('signing-time', 'unknown', '签章时间无法读出'),
      unknown('certificate-validity'),
      usageStep(certificate),
      unknown('chain'),
      unknown('revocation'),
    ];
  }
  const report = checkChain(certificate, context.trust, signedAt, context.now);
  return [
    signingTimeStep(signedAt, context.now),
    periodStep('certificate-validity', '签名证书', certificate.notBefore, certificate.notAfter, signedAt),
    usageStep(certificate),
    step('chain', report.verdict, chainText(report)),
    revocationStep(report),
  ];
}

/** Whether a moment lies in a period; the start with the tolerance for time zones. */
export function periodStep(name: Step['step'], what: string, from: Date, to: Date, at: Date): Step {
  const period = `${what}有效期 ${localTime(from)} 至 ${localTime(to)}`;
  if (at > to) return step(name, 'failed', `${period}，签章时间 ${localTime(at)} 已过期`);
  if (at >= from) return step(name, 'ok', `${period}，签章时间 ${localTime(at)} 在有效期内`);
  const early = from.getTime() - at.getTime();
  return early <= ZONE_TOLERANCE_MS
    ? step(name, 'ok', `${period}，签章时间 ${localTime(at)} 早于起始时间不足八小时，按时区差异认可`)
    : step(name, 'failed', `${period}，签章时间 ${localTime(at)} 尚未生效`);
}

/** The chain's verdict with its revocation, as one: for the seal's maker. */
export function makerVerdict(
  certificate: Certificate,
  madeAt: Date,
  context: TrustContext,
): { verdict: Verdict; detail: string } {
  const report = checkChain(certificate, context.trust, madeAt, context.now);
  const period = periodStep('seal-maker', '制章者证书', certificate.notBefore, certificate.notAfter, madeAt);
  const name = certificate.subject.commonName ?? certificate.subject.text;
  if (report.verdict !== 'ok')
    return { verdict: report.verdict, detail: `制章者“${name}”：${chainText(report)}` };
  if (period.verdict === 'failed')
    return { verdict: 'failed', detail: period.detail.replace('签章时间', '制章时间') };
  // A seal is more than a signature: a certificate that may only sign does not make one.
  if (!context.trust.sealMakers.some(({ subject }) => equalBytes(subject.raw, certificate.subject.raw))) {
    return { verdict: 'unknown', detail: `“${name}”不在已登记的制章机构之列` };
  }
  const revocation = chainRevocation(report);
  const usable = allowsUsage(certificate, 'digitalSignature', 'nonRepudiation');
  if (!usable) return { verdict: 'failed', detail: `制章者“${name}”的证书不得用于签名` };
  return { verdict: revocation, detail: `制章者“${name}”：${chainText(report)}；${revocationText(report)}` };
}

function signingTimeStep(signedAt: Date, now: Date): Step {
  const future = signedAt.getTime() - now.getTime() > FUTURE_TOLERANCE_MS;
  return future
    ? step('signing-time', 'failed', `签章时间 ${localTime(signedAt)} 晚于当前时间 ${localTime(now)}`)
    : step('signing-time', 'ok', `签章时间 ${localTime(signedAt)}`);
}

function usageStep(certificate: Certificate): Step {
  const allowed = allowsUsage(certificate, 'digitalSignature', 'nonRepudiation');
  if (certificate.keyUsage === undefined) return step('key-usage', 'ok', '证书未限制密钥用途');
  return allowed
    ? step('key-usage', 'ok', '证书允许用于签名')
    : step('key-usage', 'failed', '证书的密钥用途不含数字签名或抗抵赖');
}

function revocationStep(report: ChainReport): Step {
  return step('revocation', chainRevocation(report), revocationText(report));
}

const LINK_TEXT: Readonly<Record<LinkReason, string>> = {
  LINKED: '证书链通到受信任的根证书',
  ISSUER_UNKNOWN: '没有颁发者证书，无法确认是否可信',
  ALGORITHM_UNKNOWN: '颁发者的签名算法不支持，无法确认是否可信',
  SIGNATURE_BAD: '不是所称颁发者签发的证书',
  NOT_A_CA: '颁发者证书不得用于签发证书',
  PATH_TOO_LONG: '证书链超过上级允许的层数',
  ISSUER_NOT_VALID_THEN: '颁发者证书当时不在有效期内',
  CRITICAL_EXTENSION_UNKNOWN: '证书含有不认识的关键扩展',
  TOO_MANY_LINKS: '证书链过长',
};

function chainText(report: ChainReport): string {
  const names = report.path.map(({ subject }) => subject.commonName ?? subject.text).join(' ← ');
  return `${LINK_TEXT[report.reason]}（${names}）`;
}

const REVOCATION_TEXT: Readonly<Record<RevocationReason, string>> = {
  NOT_REVOKED: '未被吊销',
  REVOKED_LATER: '签章之后才被吊销，签章时有效',
  REVOKED: '签章时已被吊销',
  KEY_COMPROMISED: '因密钥泄露被吊销',
  NO_CRL: '没有吊销列表，无法确认是否被吊销',
  CRL_STALE: '吊销列表已过更新时间，无法确认是否被吊销',
  CRL_SIGNATURE_BAD: '吊销列表的签名不能验证，无法确认是否被吊销',
  CRL_UNSUPPORTED: '吊销列表不完整，无法确认是否被吊销',
};

function revocationText(report: ChainReport): string {
  if (report.revocation.length === 0)
    return report.verdict === 'ok' ? '根证书不查吊销' : '没有颁发者证书，无法查吊销列表';
  return report.revocation
    .map(
      (one, index) =>
        `${report.path[index]?.subject.commonName ?? '证书'}${REVOCATION_TEXT[one.reason]}${ageText(one)}`,
    )
    .join('；');
}

function ageText({ thisUpdate, ageMs }: Revocation): string {
  if (thisUpdate === undefined || ageMs === undefined) return '';
  return `（列表签发于 ${localTime(thisUpdate)}，距今 ${Math.max(0, Math.floor(ageMs / 86_400_000))} 天）`;
}
