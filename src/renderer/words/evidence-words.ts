// Words of verification: the verdict in two seconds, names of the steps (the same as on paper), what can go wrong on the way.
import type { CertificateCodeError } from '#core/evidence/certificate-code';
import {
  SIGNATURE_VERDICT_WORDS,
  STEP_VERDICT_WORDS,
  STEP_WORDS,
  VERDICT_WORDS,
} from '#core/print/documents/verification-words';
import { assertNever } from '#core/result';
import type { VerificationView } from '#shared/ipc/evidence-views';
import type { Words } from './words';

export { SIGNATURE_VERDICT_WORDS, STEP_VERDICT_WORDS, VERDICT_WORDS };
export { signatureKind } from '#core/print/documents/verification-words';

export function stepWord(step: string): string {
  return (STEP_WORDS as Readonly<Record<string, string>>)[step] ?? step;
}

/** One line: what the verdict rests on, and what to do. */
export function verdictLine(verification: VerificationView): string {
  const first = verification.concerns[0];
  const why = first ? `${stepWord(first.step)}：${first.detail}。` : '';
  switch (verification.verdict) {
    case 'valid':
      return '文件未被改动，电子印章有效，签发机构可信。';
    case 'unknown':
      return why || '有一步无法确认。';
    case 'invalid':
      return verification.intact ? `文件未被改动，但${why}` : why;
    case 'unsigned':
    case 'unsupported':
      return why;
    default:
      return assertNever(verification.verdict);
  }
}

type EvidenceErrorCode =
  | CertificateCodeError['code']
  | 'CODE_NOT_HELD'
  | 'EVIDENCE_PAGE_MISSING'
  | 'VERIFY_FILE_UNREADABLE'
  | 'VERIFY_FILE_TOO_LARGE'
  | 'VERIFY_FILE_EMPTY'
  | 'VERIFY_FILE_UNKNOWN';

export const EVIDENCE_WORDS: Readonly<Record<EvidenceErrorCode, Words>> = {
  CODE_NOT_READABLE: { what: '这不是证照二维码的内容。', todo: '请重新扫描证照上的二维码。' },
  CODE_WINDOW_MISSING: {
    what: '这个二维码没有写明有效时限，按本地规定不能使用。',
    todo: '请持证人重新出示，或在清单中打开证照。',
  },
  CODE_NOT_YET: { what: '这个二维码还没有到可用时间。', todo: '请持证人重新出示，或在清单中打开证照。' },
  CODE_EXPIRED: { what: '这个二维码已超过有效时限。', todo: '请持证人重新出示，或在清单中打开证照。' },
  CODE_NOT_HELD: {
    what: '本办件的当事人名下没有二维码所指的证照。',
    todo: '请核对出示人与申请人是否一致，或收取纸质材料。',
  },
  EVIDENCE_PAGE_MISSING: { what: '文件里没有这一页，或这一页画不出来。', todo: '请看其他页，或核对原件。' },
  VERIFY_FILE_UNREADABLE: { what: '这个文件读不出来。', todo: '请检查存储盘是否插好，再选一次。' },
  VERIFY_FILE_TOO_LARGE: { what: '文件超过 64 MB，本机不验证。', todo: '请确认选的是证照文件。' },
  VERIFY_FILE_EMPTY: { what: '这是一个空文件。', todo: '请重新选择文件。' },
  VERIFY_FILE_UNKNOWN: { what: '这个文件已不在内存里。', todo: '请重新打开文件再试。' },
};
