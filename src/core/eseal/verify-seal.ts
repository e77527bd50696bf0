// The seal itself: its maker's signature, who may use it, its period (GB/T 38540-2020 6.3).
import { equalBytes } from '../crypto/bytes';
import { signedBy } from '../crypto/issued-by';
import { OID } from '../crypto/oids';
import { sm3 } from '../crypto/sm3';
import { parseCertificate, type Certificate } from '../crypto/x509';
import type { Verdict } from '../crypto/verdict';
import type { ElectronicSeal, SignedPart } from './seal-model';
import { makerVerdict, periodStep, type TrustContext } from './trust-steps';
import { signatureVerdict, step, type SignatureVerdict, type Step } from './verdict';

/** Steps on a seal by itself, as of `at` (a signature's time, or now for a seal file). */
export function sealSteps(seal: ElectronicSeal, at: Date | undefined, context: TrustContext): Step[] {
  const maker = parseCertificate(seal.maker.certificate);
  const value = maker.ok ? partVerdict(seal.maker, maker.value) : 'unknown';
  return [
    step('seal-signature', value, SEAL_SIGNATURE_TEXT[value]),
    makerStep(maker.ok ? maker.value : undefined, seal, context),
    at === undefined
      ? step('seal-validity', 'unknown', '签章时间无法读出，不能判断印章当时是否有效')
      : periodStep('seal-validity', `印章“${seal.name}”`, seal.validFrom, seal.validTo, at),
  ];
}

/** Verifies a seal file (.esl) as of now. */
export function verifySeal(
  seal: ElectronicSeal,
  context: TrustContext,
): { steps: Step[]; verdict: SignatureVerdict } {
  const steps = sealSteps(seal, context.now, context);
  return { steps, verdict: signatureVerdict(steps) };
}

/** Whether the seal lists this certificate among those that may use it. */
export function signerListStep(seal: ElectronicSeal, certificate: Uint8Array): Step {
  const { signers } = seal;
  if (signers.kind === 'unreadable')
    return step('signer-in-seal', 'unknown', '印章的签章人证书列表不是标准格式，不能比对');
  if (signers.kind === 'certificates') {
    return listed(signers.certificates.some((candidate) => equalBytes(candidate, certificate)));
  }
  const digest = sm3(certificate);
  // The digest's name is free text in the standard; SM3's length is what all have in common.
  if (signers.digests.every(({ value }) => value.length !== digest.length)) {
    return step('signer-in-seal', 'unknown', '印章列出的证书摘要不是 SM3，不能比对');
  }
  return listed(signers.digests.some(({ value }) => equalBytes(value, digest)));
}

/** The value under one of the readings of what is signed. */
export function partVerdict(part: SignedPart, certificate: Certificate): Verdict {
  const verdicts = part.signed.map((signed) => signedBy(certificate, part.algorithm, signed, part.value));
  return verdicts.includes('ok') ? 'ok' : verdicts.includes('unknown') ? 'unknown' : 'failed';
}

export function isSm2Algorithm(oid: string): boolean {
  return oid === OID.sm2Sign;
}

function makerStep(maker: Certificate | undefined, seal: ElectronicSeal, context: TrustContext): Step {
  if (!maker) return step('seal-maker', 'unknown', '制章者证书不能读出');
  const { verdict, detail } = makerVerdict(maker, seal.created, context);
  return step('seal-maker', verdict, detail);
}

function listed(isListed: boolean): Step {
  return isListed
    ? step('signer-in-seal', 'ok', '签章人证书在印章的证书列表中')
    : step('signer-in-seal', 'failed', '签章人证书不在印章的证书列表中，无权使用此印章');
}

const SEAL_SIGNATURE_TEXT: Readonly<Record<Verdict, string>> = {
  ok: '印章由制章者签名，未被改动',
  failed: '印章的制章者签名不正确，印章被改动或伪造',
  unknown: '印章的制章者证书或签名算法不支持，不能验证',
};
