// Making certificates in words: what can go wrong, what is wrong with a value, how sealing stands.
import type { FieldProblem } from '#core/issuing/field-problem';
import type { IssuingErrorCode } from '#core/issuing/issuing-error';
import type {
  BatchLineView,
  BatchSummaryView,
  CollectionView,
  DraftInputView,
  IssuingProgressView,
} from '#shared/ipc/issuing-views';
import { day } from './dates';
import { VERDICT_WORDS } from './evidence-words';
import type { Words } from './words';

export const ISSUING_WORDS: Readonly<Record<IssuingErrorCode, Words>> = {
  ISSUING_CASE_UNKNOWN: { what: '没有找到这个办件。', todo: '请回到办件再试。' },
  ISSUING_NO_CERTIFICATE: {
    what: '这个事项不产生本机能制作的证照。',
    todo: '请核对事项；需要时在业务系统中制证。',
  },
  ISSUING_CASE_NOT_ACCEPTED: { what: '这个办件没有受理，不能制证。', todo: '请先补齐材料并受理。' },
  ISSUING_DRAFT_UNKNOWN: { what: '没有找到这份证照草稿。', todo: '请从列表重新打开。' },
  ISSUING_DRAFT_FINAL: { what: '这份证照已签发或已作废，不能再改。', todo: '请在已签发证照中查看。' },
  ISSUING_DRAFT_CHANGED: { what: '这份草稿刚被改过。', todo: '请核对后重新填写。' },
  ISSUING_DRAFT_INCOMPLETE: { what: '还有内容没有填写或不对。', todo: '请回到草稿补正标红的内容。' },
  ISSUING_NUMBER_TAKEN: { what: '证照编号已被使用。', todo: '请再试一次，会取下一个编号。' },
  ISSUING_SIGN_IN_NEEDED: { what: '盖章要先登录。', todo: '请印章保管人登录后再签发。' },
  ISSUING_CONSENT_OUTDATED: { what: '内容在确认之后有改动，没有盖章。', todo: '请重新核对并确认。' },
  ISSUING_NO_SEAL_KEY: { what: '没有插入印章的钥匙。', todo: '请插入单位印章的智能密码钥匙。' },
  ISSUING_APPROVAL_NEEDED: { what: '这次用章要先审批。', todo: '请申请用章审批，同意后再签发。' },
  ISSUING_SEAL_OF_ANOTHER: {
    what: '发证单位与这枚印章的持有主体名称不同，没有盖章。',
    todo: '请换发证单位自己的印章；确是同一单位或有委托的，写明原因后再签发。',
  },
  ISSUING_BUSY: { what: '另一次签发还在进行。', todo: '请等它结束或先停止。' },
  ISSUING_SEAL_UNUSABLE: {
    what: '这枚印章现在不能用于盖章。',
    todo: '请在印章台账中核对印章、证书和有效期。',
  },
  ISSUING_SIGNATURE_WRONG: {
    what: '钥匙返回的签名不对，没有盖章。',
    todo: '请重新插入钥匙再试；仍不对请停用这把钥匙并报告管理员。',
  },
  ISSUING_NOT_VALID: {
    what: '盖章后的文件没有通过验证，没有保存。',
    todo: '请让管理员核对信任的机构、吊销列表和印章。',
  },
  ISSUING_INTERRUPTED: { what: '上次签发中断，没有盖成。', todo: '可以重新签发，编号不变。' },
  ISSUING_BATCH_UNKNOWN: { what: '没有找到这个批次。', todo: '请从列表重新打开。' },
  ISSUING_BATCH_FINISHED: { what: '这个批次已经签完或作废。', todo: '请在已签发证照中查看。' },
  ISSUING_BATCH_NOT_RUNNING: { what: '这个批次没有在签发。', todo: '请确认后重新开始。' },
  ISSUING_DOCUMENT_UNKNOWN: { what: '没有找到这份已签发证照。', todo: '请从列表重新打开。' },
  ISSUING_PAGE_MISSING: { what: '没有这一页。', todo: '请看其他页。' },
  ISSUING_TYPE_UNKNOWN: { what: '本机不能制作这种证照。', todo: '请核对证照目录。' },
  ISSUING_LIST_UNREADABLE: { what: '清单文件读不出来。', todo: '请检查存储盘是否插好，再选一次。' },
  ISSUING_LIST_ENCODING: { what: '清单的文字编码认不出来。', todo: '请另存为逗号分隔的表格文件再试。' },
  ISSUING_LIST_EMPTY: { what: '清单里没有内容。', todo: '第一行写栏名，其后每行一人。' },
  ISSUING_LIST_TOO_LONG: { what: '清单超过五百行。', todo: '请分成几份，一次最多五百人。' },
  ISSUING_LIST_TOO_LARGE: { what: '清单文件太大。', todo: '请确认选的是清单。' },
  ISSUING_LIST_QUOTES: { what: '清单里有一处引号没有配对。', todo: '请检查这一行的引号。' },
  ISSUING_LIST_COLUMN_MISSING: { what: '清单缺少必需的一栏。', todo: '请按栏名补上。' },
  ISSUING_LIST_COLUMN_TWICE: { what: '清单里有一栏写了两次。', todo: '请删去重复的一栏。' },
  ISSUING_LIST_COLUMN_UNKNOWN: { what: '清单里有一栏不属于这种证照。', todo: '请核对证照类型和栏名。' },
};

export const PROBLEM_WORDS: Readonly<
  Record<FieldProblem | 'LIST_CELLS_TOO_MANY' | 'LIST_HOLDER_TWICE', string>
> = {
  FIELD_MISSING: '还没有填写',
  FIELD_TOO_LONG: '太长',
  FIELD_CHARACTERS: '有不能使用的字符',
  FIELD_DATE: '不是日期，如 2026-11-21',
  FIELD_MONEY: '不是金额，如 500万元、伍佰万元整',
  FIELD_DIFFERS_FROM_HOLDER: '与持证主体的号码不一致',
  FIELD_DIFFERS_FROM_ID_NUMBER: '与身份证号不一致',
  FIELD_PERIOD_REVERSED: '早于起始日期',
  FIELD_PERIOD_OVER: '已经过期',
  FIELD_PERIOD_NOT_ALLOWED: '这种证照不能这样写有效期',
  ID_NUMBER_15_DIGITS: '是十五位旧号码，已不能使用',
  ID_NUMBER_LENGTH: '身份证号不是十八位',
  ID_NUMBER_CHARACTERS: '身份证号有不该有的字符',
  ID_NUMBER_CHECK_DIGIT: '身份证号的校验位不对',
  ID_NUMBER_BIRTH_DATE: '身份证号里的出生日期不存在',
  CREDIT_CODE_LENGTH: '信用代码不是十八位',
  CREDIT_CODE_CHARACTERS: '信用代码有不该有的字符',
  CREDIT_CODE_CHECK_DIGIT: '信用代码的校验位不对',
  CREDIT_CODE_ORGANISATION_CHECK_DIGIT: '信用代码中组织机构代码的校验位不对',
  LIST_CELLS_TOO_MANY: '这一行比栏名多出内容',
  LIST_HOLDER_TWICE: '同一持证主体在清单里出现两次',
};

export function problemWord(problem: string): string {
  return (PROBLEM_WORDS as Readonly<Record<string, string>>)[problem] ?? problem;
}

export const SOURCE_WORD: Readonly<Record<DraftInputView['source'], string>> = {
  card: '取自身份证',
  evidence: '取自采用的证照',
  rule: '按规则',
  list: '取自清单',
  typed: '录入',
  empty: '',
};

export const LINE_WORD: Readonly<Record<BatchLineView['state'], string>> = {
  ready: '待签发',
  faulty: '有错',
  numbered: '未盖成',
  sealed: '已签发',
  discarded: '已作废',
};

export const BATCH_WORD: Readonly<Record<BatchSummaryView['state'], string>> = {
  open: '未签完',
  running: '正在签发',
  paused: '已暂停',
  finished: '已签完',
  discarded: '已作废',
};

export const PROGRESS_WORD: Readonly<Record<IssuingProgressView['state'], string>> = {
  running: '正在签发',
  paused: '已暂停',
  stopped: '已停止',
  failed: '已停在出错的一份',
  finished: '全部签发完毕',
};

/** `签章有效` and the like, for what was sealed. */
export function sealedWord(verdict: keyof typeof VERDICT_WORDS): string {
  return VERDICT_WORDS[verdict];
}

export function collectionWord({ state, dueOn, overdue, holidaysKnown }: CollectionView): string {
  if (state === 'collected') return '已归集';
  if (dueOn === null) return '待归集，办法未定天数';
  const counted = holidaysKnown ? '' : '（未计法定节假日）';
  return `${overdue ? '逾期未归集，期限' : '待归集，期限'} ${day(dueOn)}${counted}`;
}

/** How long the rest will take. */
export function leftWord(seconds: number | null): string {
  if (seconds === null) return '正在估算剩余时间';
  if (seconds < 60) return `约剩 ${seconds} 秒`;
  return `约剩 ${Math.ceil(seconds / 60)} 分钟`;
}
