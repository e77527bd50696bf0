// Signing in, people and approvals in words.
import type { Role } from '#core/staff/roles';
import type { StaffErrorCode } from '#core/staff/staff-error';
import type { WireError } from '#shared/ipc/contract';
import type { ApprovalView, SessionView } from '#shared/ipc/staff-views';
import { clock } from './dates';
import type { Words } from './words';

export const ROLE_WORD: Readonly<Record<Role, string>> = {
  clerk: '窗口人员',
  custodian: '印章保管人',
  supervisor: '审批人',
  administrator: '管理员',
};

/** What a role may do, beside its name where roles are given. */
export const ROLE_MEANING: Readonly<Record<Role, string>> = {
  clerk: '办件、申请用章',
  custodian: '保管印章、盖章',
  supervisor: '审批用章、监交印章',
  administrator: '管理人员、钥匙和口令，不办件',
};

export const APPROVAL_WORD: Readonly<Record<ApprovalView['state'], string>> = {
  applied: '等待审批',
  approved: '已同意',
  refused: '不同意',
  used: '已用章',
  withdrawn: '已撤回',
  expired: '已过期',
};

export const LOCK_WORD: Readonly<Record<Extract<SessionView, { kind: 'locked' }>['why'], string>> = {
  idle: '长时间没有操作，已锁屏',
  asked: '已锁屏',
  'key-pulled': '钥匙已拔出，已锁屏',
};

export function rolesWord(roles: readonly Role[]): string {
  return roles.map((role) => ROLE_WORD[role]).join('、');
}

const CALL_ADMINISTRATOR = '请联系管理员。';
const APPLY_ANEW = '请重新申请用章。';

export const STAFF_WORDS: Readonly<Record<StaffErrorCode, Words>> = {
  SIGNED_OUT: { what: '还没有登录，或屏幕已锁。', todo: '请先登录，再做这一步。' },
  STAFF_SIGN_IN_NEEDED: { what: '这一步要记名，现在没有人登录。', todo: '请点右上角的姓名登录。' },
  STAFF_ROLE_MISSING: { what: '没有做这一步的权限。', todo: '请换有此权限的人员来做。' },
  STAFF_KEY_SIGN_IN_NEEDED: {
    what: '申请用章要用本人的钥匙登录，口令登录不够。',
    todo: '请点右上角的姓名退出，再用钥匙登录。',
  },
  STAFF_UNKNOWN: { what: '本机没有这位人员。', todo: CALL_ADMINISTRATOR },
  STAFF_RETIRED: { what: '这位人员已经离岗。', todo: CALL_ADMINISTRATOR },
  STAFF_BUSY: { what: '上一次输入还在核对。', todo: '请等它完成。' },

  STAFF_CERTIFICATE_UNKNOWN: {
    what: '这把钥匙不属于本机的任何人员。',
    todo: '请插入本人的钥匙，或请管理员绑定。',
  },
  STAFF_CERTIFICATE_NOT_VALID_NOW: {
    what: '钥匙里的证书不在有效期内。',
    todo: '请向发证机构续期；也请检查本机日期。',
  },
  STAFF_CERTIFICATE_NOT_TRUSTED: {
    what: '钥匙里的证书不是本机信任的机构签发的。',
    todo: '请管理员把签发机构的证书放进信任目录。',
  },
  STAFF_CERTIFICATE_REVOKED: { what: '钥匙里的证书已被吊销。', todo: '请停止使用这把钥匙并联系管理员。' },
  STAFF_CERTIFICATE_UNUSABLE: {
    what: '钥匙里的证书不能用来签名。',
    todo: '请换一把钥匙，或请发证机构重新制证。',
  },
  STAFF_CERTIFICATE_TAKEN: { what: '这把钥匙已经属于一位人员。', todo: '请先在那位人员处解除绑定。' },
  STAFF_ANSWER_WRONG: {
    what: '钥匙的签名与证书对不上。',
    todo: '请拔下重插再试；仍不行请停用这把钥匙并联系管理员。',
  },
  STAFF_ANSWER_LATE: { what: '钥匙回答得太慢，这次不算数。', todo: '请再试一次。' },

  STAFF_PASSWORD_OFF: { what: '本机只允许用钥匙登录。', todo: '请插入本人的钥匙。' },
  STAFF_PASSWORD_NOT_SET: { what: '这位人员没有设口令。', todo: '请用钥匙登录，或请管理员设口令。' },
  STAFF_PASSWORD_WRONG: { what: '口令不对。', todo: '请看清大小写后再试；连续错误要等候。' },
  STAFF_PASSWORD_WAIT: { what: '口令错误次数多，暂时不能再试。', todo: '请等候，或用钥匙登录。' },
  STAFF_PASSWORD_LENGTH: { what: '口令长度不合要求。', todo: '请用 10 到 64 个字符。' },
  STAFF_PASSWORD_CHARACTERS: { what: '口令里有不能用的字符。', todo: '请只用字母、数字和键盘上的符号。' },
  STAFF_PASSWORD_WEAK: {
    what: '口令太容易猜。',
    todo: '请用大写字母、小写字母、数字、符号中的至少三种，不要连续或重复。',
  },
  STAFF_PASSWORD_SAME: { what: '新口令与原口令相同。', todo: '请另想一个。' },

  STAFF_NAME_INVALID: { what: '姓名不合要求。', todo: '请填写 1 到 40 个字。' },
  STAFF_NAME_TAKEN: { what: '在岗人员中已有同名的。', todo: '请在姓名后注明窗口或工号，以便区分。' },
  STAFF_ROLES_EMPTY: { what: '没有选任何岗位。', todo: '请至少选一个岗位。' },
  STAFF_LAST_ADMINISTRATOR: {
    what: '这是最后一位能登录的管理员。',
    todo: '请先另设一位管理员并给他钥匙或口令。',
  },
  STAFF_KEEPS_SEALS: { what: '这位人员还保管着印章。', todo: '请先在印章台账里办理交接。' },
  STAFF_NOT_FIRST_RUN: { what: '本机已有人员，不能再这样设管理员。', todo: '请由现有管理员登录后添加。' },
  STAFF_SAME_PERSON: { what: '不能由本人确认。', todo: '请由另一位有权限的人员用自己的钥匙确认。' },

  APPROVAL_UNKNOWN: { what: '没有这份用章申请。', todo: APPLY_ANEW },
  APPROVAL_ALREADY_APPLIED: { what: '这次用章已经申请过。', todo: '请等审批，或在用章审批里查看。' },
  APPROVAL_NOT_DECIDED: { what: '用章申请还没有审批。', todo: '请审批人用自己的钥匙审批。' },
  APPROVAL_ALREADY_DECIDED: { what: '这份申请已经审批过。', todo: '请看审批结果。' },
  APPROVAL_REFUSED: { what: '用章申请没有同意。', todo: '请看审批意见，改好后重新申请。' },
  APPROVAL_USED: { what: '这份审批已经用过。', todo: APPLY_ANEW },
  APPROVAL_EXPIRED: { what: '用章申请已过期。', todo: APPLY_ANEW },
  APPROVAL_WITHDRAWN: { what: '用章申请已撤回。', todo: APPLY_ANEW },
  APPROVAL_OTHER_SUBJECT: { what: '要盖章的内容与审批时不同。', todo: APPLY_ANEW },
  APPROVAL_OTHER_SEAL: { what: '要用的印章与审批的不是同一枚。', todo: '请换审批过的印章，或重新申请。' },
  APPROVAL_OWN: { what: '申请人、审批人和盖章人不能是同一人审自己。', todo: '请由另一位审批人审批。' },
  APPROVAL_NOT_YOURS: { what: '这份申请是别人提出的。', todo: '请由申请人本人撤回。' },
};

/** With which role is missing, and until when to wait. */
export function withStaffFacts(words: Words, error: WireError): Words {
  const { role, until } = error;
  if (error.code === 'STAFF_ROLE_MISSING' && typeof role === 'string' && role in ROLE_WORD)
    return { ...words, todo: `请由${ROLE_WORD[role as Role]}来做。` };
  if (error.code === 'STAFF_PASSWORD_WAIT' && typeof until === 'string')
    return { ...words, todo: `请到 ${clock(until)} 以后再试，或用钥匙登录。` };
  return words;
}
