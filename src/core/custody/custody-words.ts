// Names of grounds, applications and states, on paper and on screen the same. 川办规〔2022〕3号 印章 第十二至十四条.
import { assertNever } from '../result';
import type { ApplicationKind, Ground } from './grounds';
import type { SealState } from './seal-state';

export const GROUND_WORDS: Readonly<Record<Ground, string>> = {
  lost: '存储设备遗失',
  stolen: '存储设备被盗',
  damaged: '存储设备损坏',
  'key-leaked': '密钥泄露',
  'pin-leaked': '保护口令泄露',
  'pin-forgotten': '保护口令遗忘或锁死',
  'holder-changed': '持有主体相关信息变更',
  'physical-changed': '实物印章变更',
  'other-replace': '其他需要更换的情形',
  'unit-dissolved': '单位或者机构注销',
  'physical-retired': '单位撤并、名称变更，实物印章不再使用',
  'no-longer-used': '不再使用电子印章',
  'other-cancel': '其他需要注销的情形',
  'period-ends': '有效期届满前续期',
};

export const APPLICATION_WORDS: Readonly<Record<ApplicationKind, string>> = {
  replace: '更换并注销原印章',
  cancel: '注销',
  renew: '续期',
  'reset-pin': '重置保护口令',
};

/** 台账 and lists: one line. */
export function statusWords({ status }: Pick<SealState, 'status'>): string {
  switch (status.kind) {
    case 'in-use':
      return status.renewal ? '在用，已申请续期' : '在用';
    case 'stopped':
      return status.application
        ? `停用（${GROUND_WORDS[status.ground]}），已申请${APPLICATION_WORDS[status.application.kind]}`
        : `停用（${GROUND_WORDS[status.ground]}）`;
    case 'closed':
      return CLOSED_WORDS[status.how];
    case 'archived':
      return `${CLOSED_WORDS[status.how]}，已归档（${status.archiveNumber}）`;
    default:
      return assertNever(status);
  }
}

/** What came of a use of a seal (用章记录). */
export const USE_STATE_WORDS: Readonly<Record<'started' | 'sealed' | 'failed' | 'interrupted', string>> = {
  started: '已发起',
  sealed: '已盖章',
  failed: '未成',
  interrupted: '中断',
};

export const CLOSED_WORDS: Readonly<Record<'replaced' | 'renewed' | 'cancelled', string>> = {
  replaced: '已更换并注销',
  renewed: '已续期换新',
  cancelled: '已注销',
};

/** 1 of a unit, 2 of a person (GB/T 38540-2020 6.1.3). */
export function sealTypeWords(type: number): string {
  if (type === 1) return '单位印章';
  return type === 2 ? '个人印章' : `类型 ${type}`;
}
