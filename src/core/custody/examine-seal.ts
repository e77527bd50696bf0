// What a seal file is worth before it enters the register: the seal, the certificate that may use it, their periods.
// GB/T 38540-2020 6.3; 川办规〔2022〕3号 印章 第八条.
import { toHex } from '../crypto/bytes';
import { sm3 } from '../crypto/sm3';
import type { Certificate } from '../crypto/x509';
import { parseCertificate } from '../crypto/x509';
import type { ElectronicSeal } from '../eseal/seal-model';
import { trustSteps } from '../eseal/trust-steps';
import type { TrustContext } from '../eseal/trust-steps';
import { sealSteps, signerListStep } from '../eseal/verify-seal';
import type { Step } from '../eseal/verdict';
import type { SealFacts } from './seal-events';
import { periodsDiffer } from './seal-period';

/** A certificate that may be the seal's: from a plugged key, or from the seal's own list (`key` null). */
export interface CandidateCertificate {
  readonly der: Uint8Array;
  readonly key: { readonly label: string; readonly serial: string } | null;
}

/** Failed steps refuse; what could not be established, and a difference of periods, needs a word. */
export type CandidateUse = 'accept' | 'accept-with-reason' | 'refuse';

export interface ExaminedCandidate {
  readonly facts: SealFacts;
  readonly steps: readonly Step[];
  readonly periodDiffers: boolean;
  readonly use: CandidateUse;
}

/** The seal with one certificate, as of now; undefined when the certificate cannot be read. */
export function examineSeal(
  seal: ElectronicSeal,
  candidate: CandidateCertificate,
  context: TrustContext,
): ExaminedCandidate | undefined {
  const certificate = parseCertificate(candidate.der);
  if (!certificate.ok) return undefined;
  const facts = factsOf(seal, certificate.value, candidate);
  const steps = [
    ...sealSteps(seal, context.now, context),
    signerListStep(seal, candidate.der),
    ...trustSteps(certificate.value, context.now, context).filter(({ step }) => step !== 'signing-time'),
  ].map(asOfNow);
  const differs = periodsDiffer(facts);
  return { facts, steps, periodDiffers: differs, use: useOf(steps, differs) };
}

/** Names of the findings, as the register keeps them. */
export function findingsOf({ steps, periodDiffers }: ExaminedCandidate): string[] {
  const concerns = steps.filter(({ verdict }) => verdict !== 'ok').map(({ step }) => step);
  return periodDiffers ? [...concerns, 'period-differs'] : concerns;
}

/** Certificates that may use the seal, without doubles; those on plugged keys come first. */
export function candidatesFor(
  seal: ElectronicSeal,
  onKeys: readonly CandidateCertificate[],
): CandidateCertificate[] {
  const plugged = onKeys.filter(({ der }) => signerListStep(seal, der).verdict !== 'failed');
  const listed = seal.signers.kind === 'certificates' ? seal.signers.certificates : [];
  const found = new Map<string, CandidateCertificate>();
  for (const candidate of [...plugged, ...listed.map((der) => ({ der, key: null }))]) {
    const fingerprint = toHex(sm3(candidate.der));
    if (!found.has(fingerprint)) found.set(fingerprint, candidate);
  }
  return [...found.values()];
}

function factsOf(
  seal: ElectronicSeal,
  certificate: Certificate,
  { der, key }: CandidateCertificate,
): SealFacts {
  const maker = parseCertificate(seal.maker.certificate);
  const { subject } = certificate;
  return {
    number: seal.sealId,
    name: seal.name,
    type: seal.type,
    holder: subject.commonName ?? subject.text,
    maker: maker.ok ? (maker.value.subject.commonName ?? maker.value.subject.text) : '',
    vendor: seal.header.vendor,
    created: seal.created.toISOString(),
    validFrom: seal.validFrom.toISOString(),
    validTo: seal.validTo.toISOString(),
    eslDigest: toHex(sm3(seal.raw)),
    fingerprint: toHex(sm3(der)),
    certificateSubject: subject.text,
    certificateFrom: certificate.notBefore.toISOString(),
    certificateTo: certificate.notAfter.toISOString(),
    keyLabel: key?.label ?? null,
    keySerial: key?.serial ?? null,
  };
}

/** The steps speak of a signature's time; here it is the time of registration. */
function asOfNow(step: Step): Step {
  return { ...step, detail: step.detail.replaceAll('签章时间', '登记时间').replaceAll('签章时', '登记时') };
}

function useOf(steps: readonly Step[], periodDiffers: boolean): CandidateUse {
  if (steps.some(({ verdict }) => verdict === 'failed')) return 'refuse';
  return periodDiffers || steps.some(({ verdict }) => verdict === 'unknown')
    ? 'accept-with-reason'
    : 'accept';
}
