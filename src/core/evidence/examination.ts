// What was found out about a file that somebody presents: steps with their clauses, signatures, and one verdict for use.
import type { Check } from '../crypto/verdict';
import type { SignatureVerdict, StepName } from '../eseal/verdict';
import type { Verdict } from '../crypto/verdict';

/** `file`: the file as a whole; `data-agreement`: what the cache says against what was sealed. */
export type EvidenceStepName = StepName | 'file' | 'data-agreement';
export type EvidenceStep = Check<EvidenceStepName>;

/**
 * Whether it can be relied on. `valid`: every step is ok. `unknown`: nothing is wrong, but something could not be
 * established. `invalid`: changed, forged, revoked, or sealed when seal or certificate was out of its period.
 * `unsigned`: nobody answers for it. `unsupported`: nothing could be verified.
 */
export const EVIDENCE_VERDICTS = ['valid', 'unknown', 'invalid', 'unsigned', 'unsupported'] as const;
export type EvidenceVerdict = (typeof EVIDENCE_VERDICTS)[number];

/** What a clerk may do with it in a case. */
export type EvidenceUse = 'accept' | 'accept-with-reason' | 'refuse';

/**
 * 渝府办发〔2023〕108号 第二十八条 asks that what is presented be verified by cryptography. What cannot be verified at all is
 * refused like what fails: otherwise naming a strange algorithm would turn a forgery into a question of opinion.
 */
export function useOf(verdict: EvidenceVerdict): EvidenceUse {
  if (verdict === 'valid') return 'accept';
  return verdict === 'unknown' ? 'accept-with-reason' : 'refuse';
}

export interface ExaminedSignature {
  readonly id: string;
  readonly kind: 'seal' | 'gbt35275' | 'bare-sm2' | 'unrecognised';
  /** Revision of the seal's standard: v1 GM/T 0031-2014, v4 GB/T 38540-2020, v5 GM/T 0031-2025. */
  readonly version: 'v1' | 'v4' | 'v5' | undefined;
  readonly sealName: string | undefined;
  /** Common names in the certificates of signer and maker. */
  readonly signer: string | undefined;
  readonly maker: string | undefined;
  readonly signedAt: Date | undefined;
  readonly verdict: SignatureVerdict;
  readonly trust: Verdict;
  readonly steps: readonly EvidenceStep[];
}

export interface Examination {
  readonly kind: 'ofd' | 'pdf' | 'other' | 'none';
  readonly verdict: EvidenceVerdict;
  /** Nothing protected was changed: also where the verdict is not valid. */
  readonly intact: boolean;
  readonly at: Date;
  /** On the file as a whole; each signature has its own. */
  readonly checks: readonly EvidenceStep[];
  readonly signatures: readonly ExaminedSignature[];
}

/** All steps that are not ok, failed ones first: what the verdict rests on. */
export function concerns({ checks, signatures }: Examination): EvidenceStep[] {
  const all = [...checks, ...signatures.flatMap(({ steps }) => steps)];
  return [
    ...all.filter(({ verdict }) => verdict === 'failed'),
    ...all.filter(({ verdict }) => verdict === 'unknown'),
  ];
}

/** The same examination with more checks on the whole; a failed one makes it invalid, an open one at best unknown. */
export function withChecks(examination: Examination, checks: readonly EvidenceStep[]): Examination {
  const has = (verdict: Verdict): boolean => checks.some((check) => check.verdict === verdict);
  const { verdict } = examination;
  const lowered = has('failed') ? 'invalid' : has('unknown') && verdict === 'valid' ? 'unknown' : verdict;
  return { ...examination, verdict: lowered, checks: [...examination.checks, ...checks] };
}

/** A certificate of which the cache holds data but no file: nothing speaks against it, nothing proves it. */
export function examinationWithoutFile(at: Date): Examination {
  const detail = '本地只有证照数据，没有电子证照文件，无法用密码技术核验';
  return {
    kind: 'none',
    verdict: 'unknown',
    intact: false,
    at,
    checks: [fileStep('unknown', detail)],
    signatures: [],
  };
}

export function fileStep(verdict: Verdict, detail: string): EvidenceStep {
  return { step: 'file', clause: 'GB/T 33190-2016 7', verdict, detail };
}
