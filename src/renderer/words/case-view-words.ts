// Words for materials, certificates, prints and closing: the states a clerk meets on the desk.
import type {
  CaseView,
  ChecklistItemView,
  PrintProgressView,
  PrintRecordView,
  UsabilityView,
} from '#shared/ipc/views';
import type { Certificate } from '#core/catalogue/certificate';
import { assertNever } from '#core/result';
import type { MaterialState } from '../state/material-step';
import { day } from './dates';

export const STATE_WORDS: Readonly<Record<MaterialState, string>> = {
  'to-authorise': '待授权',
  'to-check': '待核对',
  'to-confirm-shared': '待核实',
  'to-collect-paper': '待收取',
  'done-certificate': '已采用',
  'done-shared': '已核实',
  'done-paper': '已收取',
  'not-needed': '不需要',
};

type CertificateStatus = Certificate['status'];
type CertificateMark = Certificate['marks'][number];

/** Where the material comes from: the word in front of each line's note. */
export function sourceWord(state: MaterialState): string {
  switch (state) {
    case 'to-authorise':
    case 'to-check':
    case 'done-certificate':
      return '证照免交';
    case 'to-confirm-shared':
    case 'done-shared':
      return '数据共享';
    case 'to-collect-paper':
    case 'done-paper':
      return '纸质';
    case 'not-needed':
      return '未提交';
    default:
      return assertNever(state);
  }
}

type PaperReason = Extract<ChecklistItemView['match'], { kind: 'paper' }>['reason'];

export const PAPER_REASON: Readonly<Record<PaperReason, string>> = {
  'no-certificate': '库中没有这种证照',
  expired: '证照已过期',
  blocked: '证照状态异常',
  'not-in-use-list': '不在用证清单内',
  declined: '持证人选择纸质',
};

const STATUS: Readonly<Record<CertificateStatus, string>> = {
  valid: '有效',
  'reported-lost': '挂失',
  withheld: '暂扣',
  suspended: '中止',
  revoked: '吊销',
  cancelled: '注销',
  abolished: '废止',
};

const CERTIFICATE_MARK: Readonly<Record<CertificateMark, string>> = {
  mortgaged: '已抵押',
  pledged: '已质押',
  'annual-review-due': '待年审',
};

export function markWord(mark: string): string {
  return (CERTIFICATE_MARK as Readonly<Record<string, string>>)[mark] ?? mark;
}

export function statusWord(status: string): string {
  return (STATUS as Readonly<Record<string, string>>)[status] ?? status;
}

/** Why a certificate cannot be used, or that it can. */
export function usabilityText(usability: UsabilityView): string {
  switch (usability.kind) {
    case 'usable':
      return '在有效期内，状态正常';
    case 'expired':
      return `已于 ${day(usability.since)} 过期`;
    case 'not-yet-valid':
      return `${day(usability.from)} 起才生效`;
    case 'blocked':
      return `证照状态为“${statusWord(usability.status)}”`;
    default:
      return assertNever(usability);
  }
}

export const FORM_WORDS: Readonly<Record<string, string>> = {
  original: '原件',
  copy: '复印件',
  'original-and-copy': '原件和复印件',
  form: '表格',
};

export const OUTCOME: Readonly<Record<NonNullable<CaseView['outcome']>, string>> = {
  accepted: '已受理',
  incomplete: '材料不全，一次告知',
  withdrawn: '申请人撤回',
};

export const SUBJECT: Readonly<Record<PrintRecordView['subject'], string>> = {
  'certificate-copy': '证照打印件',
  'authorisation-form': '授权书',
  'case-slip': '办件回执',
  'verification-report': '核验报告',
  'seal-register': '印章台账',
  'seal-use-record': '用章记录',
  'seal-handover': '印章交接单',
  'seal-application': '印章申请表',
  'pin-reset-application': '口令重置申请表',
  'device-test-page': '设备测试页',
};

export const STAGE: Readonly<Record<PrintProgressView['stage'], string>> = {
  preparing: '正在生成打印页面…',
  sending: '正在送往打印机…',
  spooled: '打印机已接收',
  printing: '正在打印…',
  completed: '打印完成',
  held: '打印机暂未打印，任务已排队',
  failed: '打印失败',
};

export function printState(print: Pick<PrintRecordView, 'state' | 'outcome'>): string {
  if (print.state === 'unconfirmed') return '等待确认是否出纸';
  if (print.state === 'abandoned') return '未打印';
  if (print.state !== 'spooled') return '正在准备';
  switch (print.outcome) {
    case 'completed':
      return '已打印';
    case 'failed':
      return '打印失败';
    case 'cancelled':
      return '已取消';
    case 'unknown':
      return '已送打印机，结果未知';
    case undefined:
      return '打印机已接收';
    default:
      return assertNever(print.outcome);
  }
}

const UNDOABLE_WORDS: Readonly<Record<string, string>> = {
  'agent-set': '添加代办人',
  'agent-removed': '移除代办人',
  'matter-chosen': '选择事项',
  authorised: '授权',
  'authorisation-declined': '不授权',
  'certificate-accepted': '采用证照',
  'paper-accepted': '收取纸质',
  'shared-confirmed': '共享核实',
  'material-not-needed': '标为不需要',
};

export function undoWord(kind: string): string {
  return UNDOABLE_WORDS[kind] ?? '上一步';
}
