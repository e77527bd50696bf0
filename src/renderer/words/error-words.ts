// From an error on the wire to words: the closed unions first, then a fallback that still says what to do and the code.
import type { WireError } from '#shared/ipc/contract';
import { CASE_WORDS } from './case-words';
import { CUSTODY_WORDS, withCustodyFacts } from './custody-words';
import { DEVICE_CENTRE_WORDS } from './device-centre-words';
import { EVIDENCE_WORDS } from './evidence-words';
import { FINDING_WORDS } from './identity-words';
import { ISSUING_WORDS } from './issuing-words';
import { PRINT_WORDS } from './print-words';
import { READER_WORDS } from './reader-words';
import { SCAN_WORDS } from './scan-words';
import { PIN_PAD_WORDS, SEAL_KEY_PROFILE_WORDS, SEAL_KEY_WORDS, withSealKeyFacts } from './seal-key-words';
import { STAFF_WORDS, withStaffFacts } from './staff-words';
import { NUMBER_WORDS, SYSTEM_WORDS } from './system-words';
import type { Words } from './words';

const ALL: Readonly<Record<string, Words>> = {
  ...CASE_WORDS,
  ...CUSTODY_WORDS,
  ...READER_WORDS,
  ...PRINT_WORDS,
  ...DEVICE_CENTRE_WORDS,
  ...EVIDENCE_WORDS,
  ...SCAN_WORDS,
  ...ISSUING_WORDS,
  ...SEAL_KEY_WORDS,
  ...SEAL_KEY_PROFILE_WORDS,
  ...PIN_PAD_WORDS,
  ...STAFF_WORDS,
  ...SYSTEM_WORDS,
  ...NUMBER_WORDS,
};

/** Where no list has the code: never without what to do and the code itself. */
const FALLBACK: Words = {
  what: '这一步没有完成。',
  todo: '请再试一次；仍不行请把括号里的代码报给管理员。',
};

export function wordsFor(code: string): Words {
  return ALL[code] ?? FALLBACK;
}

/** The error with what its data adds: findings, which status, which limit. */
export function errorWords(error: WireError): Words {
  const known = withStaffFacts(withSealKeyFacts(wordsFor(error.code), error), error);
  const words = withCustodyFacts(known, error);
  const article = typeof error['article'] === 'string' ? `依据：${error['article']}。` : '';
  if (article) return { ...words, todo: `${words.todo}${article}` };
  const findings = findingList(error['findings']);
  return findings ? { ...words, what: `${words.what}${findings}。` } : words;
}

function findingList(findings: unknown): string {
  if (!Array.isArray(findings)) return '';
  const known = FINDING_WORDS as Readonly<Record<string, string>>;
  return findings.map((code) => known[String(code)] ?? String(code)).join('；');
}
