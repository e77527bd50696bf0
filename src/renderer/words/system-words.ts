// Failures of the terminal itself: the bridge, the database, the audit log, the devices' host.
import type { IdNumberErrorCode } from '#core/identity/id-number';
import type { Words } from './words';

export const SYSTEM_WORDS: Readonly<Record<string, Words>> = {
  IPC_INPUT_INVALID: {
    what: '填写的内容不符合要求。',
    todo: '请检查后重试。',
  },
  IPC_INTERNAL: {
    what: '终端内部出错，这一步没有完成。',
    todo: '请再试一次；仍不行请重启终端，办件不会丢失。',
  },
  IPC_SENDER_REFUSED: {
    what: '这一步被终端拒绝。',
    todo: '请重启终端，办件不会丢失。',
  },
  BRIDGE_FAILED: {
    what: '屏幕与终端程序失去联系。',
    todo: '请重启终端，办件不会丢失。',
  },
  STORE_UNAVAILABLE: {
    what: '本机数据库暂时不能写入，这一步没有记录。',
    todo: '请再试一次；仍不行请停止办理并联系管理员。',
  },
  STORE_DISK_FULL: {
    what: '本机磁盘已满，这一步没有记录。',
    todo: '请停止办理并联系管理员清理磁盘。',
  },
  STORE_CORRUPT: {
    what: '本机数据库损坏。',
    todo: '请停止办理并联系管理员恢复备份。',
  },
  AUDIT_UNAVAILABLE: {
    what: '审计日志不能写入，这一步没有执行。',
    todo: '请停止办理并联系管理员。',
  },
  VAULT_UNAVAILABLE: {
    what: '本机密钥打不开，个人信息读不出来。',
    todo: '请重启终端；仍不行请联系管理员。',
  },
  DEMONSTRATION_ONLY: {
    what: '只有演示模式才能这样做。',
    todo: '请使用真实设备。',
  },
};

/** A number typed by hand, before it can belong to anybody. */
export const NUMBER_WORDS: Readonly<Record<IdNumberErrorCode, Words>> = {
  ID_NUMBER_15_DIGITS: { what: '15 位旧号码已停止使用。', todo: '请按证件录入 18 位号码。' },
  ID_NUMBER_LENGTH: { what: '证件号码不是 18 位。', todo: '请对照证件检查位数。' },
  ID_NUMBER_CHARACTERS: { what: '证件号码里有不该出现的字符。', todo: '请对照证件重新录入。' },
  ID_NUMBER_CHECK_DIGIT: { what: '证件号码校验位不符。', todo: '多半是录错一位，请对照证件检查。' },
  ID_NUMBER_BIRTH_DATE: { what: '证件号码里的出生日期不存在。', todo: '请对照证件检查第 7 至 14 位。' },
};
