// Words of verification: the verdict in two seconds, names of the steps (the same as on paper), what can go wrong on the way.
import type { EvidenceStepName } from '#core/evidence/examination';
import type { CertificateCodeError } from '#core/evidence/certificate-code';
import { STEP_VERDICT_WORDS, STEP_WORDS, VERDICT_WORDS } from '#core/print/documents/verification-words';
import type { EvidenceStepView, VerificationView } from '#shared/ipc/evidence-views';
import type { Words } from './words';

export { STEP_VERDICT_WORDS, VERDICT_WORDS };
export { signatureKind, signatureVerdict } from '#core/print/documents/verification-words';

export function stepWord(step: string): string {
  return (STEP_WORDS as Readonly<Record<string, string>>)[step] ?? step;
}

/** One line of what the verdict rests on, in a clerk's words; the steps have the particulars. */
export function verdictLine(verification: VerificationView): string {
  if (verification.verdict === 'valid') return '文件未被改动，电子印章有效，签发机构可信。';
  const first = verification.concerns[0];
  if (!first) return '有一步无法确认。';
  const intact = verification.intact ? '文件未被改动，但' : '';
  return `${intact}${plainSentence(first)}。`;
}

function plainSentence({ step, verdict, detail }: EvidenceStepView): string {
  const plain = (PLAIN as Readonly<Record<string, { failed: string; unknown: string }>>)[step];
  // Of the file as a whole and of its data the step itself says it best.
  if (!plain || verdict === 'ok') return detail;
  return plain[verdict] || detail;
}

const PLAIN: Readonly<Record<EvidenceStepName, { readonly failed: string; readonly unknown: string }>> = {
  file: { failed: '', unknown: '' },
  'data-agreement': { failed: '', unknown: '' },
  structure: { failed: '签名文件缺失或损坏', unknown: '签名文件有一部分无法读出' },
  references: { failed: '文件在盖章后被改动', unknown: '文件摘要的算法不受支持，不知是否被改动' },
  coverage: { failed: '盖章后加进了没有签名保护的内容', unknown: '盖章时有些内容没有纳入签名保护' },
  'data-hash': { failed: '签名文件被改动', unknown: '签名文件的摘要无法比对' },
  'signature-value': { failed: '签名值不对，签章被改动或伪造', unknown: '签名值不能验证' },
  algorithms: { failed: '签名各处写的算法不一致', unknown: '签名用了本机不支持的算法' },
  'property-info': { failed: '签章不是这个文件的', unknown: '签章没有写明属于哪个文件' },
  'signer-in-seal': { failed: '盖章的证书不在印章的名单内', unknown: '印章的签章人名单无法比对' },
  'seal-file': { failed: '文件里的印章与签章用的印章不同', unknown: '文件里的印章无法比对' },
  'seal-signature': { failed: '印章被改动或伪造', unknown: '印章的签名不能验证' },
  'seal-maker': { failed: '印章不是有资格的机构制作的', unknown: '制章机构不在本机的信任列表中' },
  'seal-validity': { failed: '盖章时电子印章不在有效期内', unknown: '不知盖章时电子印章是否在有效期内' },
  'signing-time': { failed: '签章时间不对', unknown: '签章时间无法确认' },
  'certificate-validity': {
    failed: '盖章时签章人的证书不在有效期内',
    unknown: '不知盖章时签章人的证书是否有效',
  },
  'key-usage': { failed: '签章人的证书不能用于签章', unknown: '签章人证书的用途无法确认' },
  chain: { failed: '签章人的证书不是它写明的机构签发的', unknown: '签发机构不在本机的信任列表中' },
  revocation: { failed: '签章人的证书已被吊销', unknown: '没有可用的吊销列表，不知证书是否被吊销' },
  'time-stamp': { failed: '时间戳不对', unknown: '时间戳无法确认' },
};

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
