// Words of the register of seals: refusals with what to do, states, history, actions and their letters.
import { APPLICATION_WORDS, CLOSED_WORDS, GROUND_WORDS } from '#core/custody/custody-words';
import type { CustodyErrorCode } from '#core/custody/custody-error';
import type { Ground } from '#core/custody/grounds';
import type { SealAction } from '#core/custody/seal-actions';
import { assertNever } from '#core/result';
import type { WireError } from '#shared/ipc/contract';
import type {
  CustodyCounts,
  CustodyFormView,
  SealHistoryView,
  SealStatusView,
  SealSummaryView,
} from '#shared/ipc/custody-views';
import { stepWord } from './evidence-words';
import type { Words } from './words';

export { sealTypeWords } from '#core/custody/custody-words';

export const CUSTODY_WORDS: Readonly<Record<CustodyErrorCode, Words>> = {
  SEAL_FILE_UNREADABLE: {
    what: '这个文件不是电子印章，或者已损坏。',
    todo: '请向制章单位重新索取印章文件。',
  },
  SEAL_FILE_TOO_LARGE: { what: '文件太大，不是电子印章。', todo: '请另选印章文件。' },
  SEAL_FILE_FORGOTTEN: { what: '刚才选的印章文件已不在手边。', todo: '请重新选择文件。' },
  SEAL_CERTIFICATE_MISSING: {
    what: '没有找到可以使用这枚印章的证书。',
    todo: '请插上印章的钥匙，再选一次文件。',
  },
  SEAL_NOT_VERIFIED: { what: '印章验证失败，不能登记。', todo: '请向制章单位核对印章文件。' },
  SEAL_REASON_REQUIRED: { what: '印章有事项未能确认。', todo: '请写明仍然登记的原因。' },
  SEAL_ALREADY_REGISTERED: { what: '这枚印章已经登记过。', todo: '请在台账里查看。' },
  SEAL_NUMBER_IN_USE: {
    what: '同一编号的印章还在台账里使用。',
    todo: '要更换或续期，请先在原印章页提出申请，再登记新印章。',
  },
  SEAL_KEY_IN_USE: {
    what: '这把钥匙已经属于另一枚在册的印章。',
    todo: '要更换或续期，请先在原印章页提出申请，再登记新印章。',
  },
  SEAL_UNKNOWN: { what: '台账里没有这枚印章。', todo: '请回到台账重新选择。' },
  SEAL_NONE_FOR_KEY: { what: '这把钥匙没有登记过印章。', todo: '请换用印章的钥匙，或请审批人先登记印章。' },
  SEAL_OTHER_CUSTODIAN: { what: '这枚印章由别人保管。', todo: '请由保管人用章，或先办理交接。' },
  SEAL_STOPPED: { what: '这枚印章已停用。', todo: '请到印章台账查看原因和办法。' },
  SEAL_NOT_STOPPED: { what: '这枚印章没有停用。', todo: '遗失、损坏、泄露的，请先停用再申请。' },
  SEAL_CLOSED: { what: '这枚印章已经注销或更换。', todo: '请使用接替它的印章。' },
  SEAL_NOT_CLOSED: { what: '这枚印章还没有注销，不能归档。', todo: '请注销或更换之后再归档。' },
  SEAL_NOT_YET_VALID: { what: '印章或它的证书还没有生效。', todo: '请到生效之日再用。' },
  SEAL_EXPIRED: { what: '印章或它的证书已过有效期。', todo: '请向制章单位办理续期。' },
  SEAL_RENEWAL_TOO_EARLY: { what: '还没有到续期的时候。', todo: '请在到期前三十日内办理。' },
  SEAL_GROUND_UNFIT: { what: '申请理由与印章现在的状态不符。', todo: '请按停用的原因选择申请。' },
  SEAL_APPLIED_ALREADY: { what: '这项申请已经提出过。', todo: '请等制章单位办理，表单可以重打。' },
  SEAL_NOT_APPLIED: { what: '还没有提出这项申请。', todo: '请先提出申请。' },
  SEAL_MAY_NOT_RESUME: {
    what: '遗失、被盗或密钥泄露的印章不能恢复使用。',
    todo: '请申请更换或注销。',
  },
  SEAL_NO_SUCCESSOR_WANTED: {
    what: '原印章没有申请更换或续期。',
    todo: '请先在原印章页提出申请，再登记新印章。',
  },
  CUSTODY_REASON_REQUIRED: { what: '这一步要写明原因。', todo: '请填写后再试。' },
  CUSTODY_SIGN_IN_REQUIRED: { what: '还没有登录。', todo: '请先登录再办理。' },
  CUSTODY_ROLE_REQUIRED: { what: '登录的人没有办理这一步的权限。', todo: '请由有权限的人登录后办理。' },
  CUSTODY_NOT_THE_CUSTODIAN: {
    what: '这不是现保管人的钥匙。',
    todo: '请由现保管人确认；保管人不能到场的，由审批人代交并写明原因。',
  },
  CUSTODIAN_UNKNOWN: { what: '选定的人不是印章保管人。', todo: '请另选保管人，或请管理员给予保管人的角色。' },
  HANDOVER_SAME_PERSON: { what: '移交、接收、监交要由不同的人确认。', todo: '请换另一个人的钥匙。' },
  HANDOVER_OUT_OF_ORDER: {
    what: '交接中断或超过了时间。',
    todo: '请从移交人开始，依次确认。',
  },
  CUSTODY_FORM_UNKNOWN: { what: '没有找到这张表。', todo: '请回到台账重新制表。' },
};

const ROLE_WORDS: Readonly<Record<string, string>> = {
  clerk: '窗口人员',
  custodian: '印章保管人',
  supervisor: '审批人',
  administrator: '管理员',
};

/** What an error's data adds: why it is stopped, which steps failed, whose deed it is. */
export function withCustodyFacts(words: Words, error: WireError): Words {
  const { ground, steps, roles } = error;
  if (error.code === 'SEAL_STOPPED' && typeof ground === 'string' && ground in GROUND_WORDS)
    return { ...words, what: `这枚印章已停用：${GROUND_WORDS[ground as Ground]}。` };
  if (error.code === 'SEAL_NOT_VERIFIED' && Array.isArray(steps) && steps.length > 0)
    return {
      ...words,
      what: `印章验证失败，不能登记：${steps.map((step) => stepWord(String(step))).join('、')}。`,
    };
  if (error.code === 'CUSTODY_ROLE_REQUIRED' && Array.isArray(roles)) {
    const named = roles.map((role) => ROLE_WORDS[String(role)] ?? String(role)).join('或');
    return { ...words, what: `这一步要由${named}办理。` };
  }
  return words;
}

export const ACTION_WORDS: Readonly<Record<SealAction, { readonly label: string; readonly key: string }>> = {
  report: { label: '停用（遗失、损坏、泄露）', key: 'S' },
  'hand-over': { label: '交接', key: 'H' },
  'pin-changed': { label: '口令已修改', key: 'K' },
  'apply-renew': { label: '申请续期', key: 'X' },
  'apply-reset-pin': { label: '申请重置口令', key: 'M' },
  'apply-replace': { label: '申请更换', key: 'G' },
  'apply-cancel': { label: '申请注销', key: 'Z' },
  resume: { label: '恢复使用', key: 'F' },
  'withdraw-renewal': { label: '撤回续期', key: 'W' },
  succeed: { label: '登记新印章', key: 'N' },
  cancel: { label: '已注销', key: 'C' },
  archive: { label: '归档', key: 'A' },
};

/** `label`: what is typed; null where nothing is. */
export const DEED_WORDS = {
  resume: { title: '恢复使用', label: '恢复的原因', submit: '恢复使用', needed: true },
  'withdraw-renewal': { title: '撤回续期申请', label: '撤回的原因', submit: '撤回', needed: true },
  cancel: { title: '制章单位已注销这枚印章', label: '说明（可不填）', submit: '登记注销', needed: false },
  archive: { title: '归档', label: '档号', submit: '归档', needed: true },
  'pin-changed': { title: '口令已修改', label: null, submit: '已修改', needed: false },
} as const;

export const HANDOVER_STEP_WORDS = { give: '移交人确认', take: '接收人确认', witness: '监交人确认' } as const;

export function statusLine(status: SealStatusView): string {
  switch (status.kind) {
    case 'in-use':
      return status.renewal ? '在用，已申请续期' : '在用';
    case 'stopped':
      return status.application
        ? `停用：${GROUND_WORDS[status.ground]}，已申请${APPLICATION_WORDS[status.application.kind]}`
        : `停用：${GROUND_WORDS[status.ground]}`;
    case 'closed':
      return CLOSED_WORDS[status.how];
    case 'archived':
      return `${CLOSED_WORDS[status.how]}，已归档`;
    default:
      return assertNever(status);
  }
}

export function statusTone({ status, period }: SealSummaryView): 'good' | 'busy' | 'bad' | 'off' {
  if (status.kind === 'stopped') return 'bad';
  if (status.kind !== 'in-use') return 'off';
  return period.kind === 'current' ? 'good' : period.kind === 'ending' ? 'busy' : 'bad';
}

/** A closed seal has no days left that matter. */
export function periodWords({ status, period }: SealSummaryView): string {
  if (status.kind === 'closed' || status.kind === 'archived') return '不再使用';
  switch (period.kind) {
    case 'not-yet':
      return '尚未生效';
    case 'current':
      return `还有 ${period.daysLeft} 天到期`;
    case 'ending':
      return period.daysLeft === 0 ? '今天到期，请续期' : `还有 ${period.daysLeft} 天到期，请续期`;
    case 'over':
      return period.daysOver === 0 ? '已过期' : `已过期 ${period.daysOver} 天`;
    default:
      return assertNever(period);
  }
}

/** `20261121` or `2026-11-21` → `2026-11-21`; undefined when it is no day of the calendar. */
export function typedDay(text: string): string | undefined {
  const match = /^(\d{4})-?(\d{2})-?(\d{2})$/u.exec(text.trim());
  if (!match) return undefined;
  const typed = match.slice(1).join('-');
  const at = new Date(`${typed}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== typed ? undefined : typed;
}

/** What waits, a line each; nothing waits: none. */
export function reminderLines({ expiring, stopped, waiting, pinChangeDue }: CustodyCounts): string[] {
  return [
    ...(expiring > 0 ? [`${expiring} 枚印章临近到期或已过期，请续期。`] : []),
    ...(stopped > 0 ? [`${stopped} 枚印章停用。`] : []),
    ...(waiting > 0 ? [`${waiting} 项申请等制章单位办理。`] : []),
    ...(pinChangeDue > 0 ? [`${pinChangeDue} 枚印章交接或重置后还没有改口令。`] : []),
  ];
}

/** One word for the strip; null when nothing waits. */
export function reminderWord(counts: CustodyCounts): string | null {
  if (counts.stopped > 0) return `印章停用 ${counts.stopped}`;
  if (counts.expiring > 0) return `印章到期 ${counts.expiring}`;
  if (counts.pinChangeDue > 0) return '印章口令待改';
  return counts.waiting > 0 ? `印章申请 ${counts.waiting}` : null;
}

export function historyLine(line: SealHistoryView): string {
  const said = line.text === undefined ? '' : `：${line.text}`;
  return `${deedWords(line)}${said}（${line.by}）`;
}

function deedWords({ kind, ground, application, how, from, to, witness }: SealHistoryView): string {
  switch (kind) {
    case 'registered':
      return `登记，由${to ?? ''}保管`;
    case 'handed-over':
      return `${from ?? ''}交给${to ?? ''}${witness === undefined ? '' : `，${witness}监交`}`;
    case 'pin-changed':
      return '口令已修改';
    case 'reported':
      return `停用，${ground ? GROUND_WORDS[ground] : ''}`;
    case 'applied':
      return `申请${application ? APPLICATION_WORDS[application] : ''}，${ground ? GROUND_WORDS[ground] : ''}`;
    case 'resumed':
      return '恢复使用';
    case 'renewal-withdrawn':
      return '撤回续期申请';
    case 'closed':
      return how ? CLOSED_WORDS[how] : '';
    case 'archived':
      return '归档，档号';
    default:
      return assertNever(kind);
  }
}

/** What became of a form on paper. */
export function formLine({ prints }: CustodyFormView): string {
  const printed = prints.filter(({ state }) => state === 'spooled');
  const last = printed.at(-1);
  return last ? `已打印 ${printed.length} 次，控制号 ${last.controlNumber}` : '未打印';
}
