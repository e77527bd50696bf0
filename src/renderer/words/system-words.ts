// Failures of the terminal itself: the bridge, the database, the audit log, the devices' host.
import type { IdNumberErrorCode } from '#core/identity/id-number';
import type { SystemErrorCode } from '#shared/system-errors';
import type { Words } from './words';

const ADMINISTRATOR = '请联系管理员处理后重新打开证窗。';

export const SYSTEM_WORDS: Readonly<Record<SystemErrorCode, Words>> = {
  IPC_INPUT_INVALID: { what: '填写的内容不符合要求。', todo: '请检查后重试。' },
  IPC_INTERNAL: {
    what: '终端内部出错，这一步没有完成。',
    todo: '请再试一次；仍不行请重启终端，办件不会丢失。',
  },
  IPC_SENDER_REFUSED: { what: '这一步被终端拒绝。', todo: '请重启终端，办件不会丢失。' },
  BRIDGE_FAILED: { what: '屏幕与终端程序失去联系。', todo: '请重启终端，办件不会丢失。' },
  STORE_UNAVAILABLE: {
    what: '本机数据库暂时不能读写，没有记录任何内容。',
    todo: '请再试一次；仍不行请停止办理并联系管理员检查磁盘和权限。',
  },
  STORE_DISK_FULL: { what: '本机磁盘已满，没有记录任何内容。', todo: '请停止办理并联系管理员清理磁盘。' },
  STORE_CORRUPT: { what: '本机数据库损坏。', todo: '请停止办理并联系管理员恢复备份。' },
  STORE_NEWER: {
    what: '本机数据库由更新版本的证窗写成，这个版本不敢改动它。',
    todo: '请安装新版本的证窗；不要删除数据库。',
  },
  STORE_OTHER_PROFILE: {
    what: '演示数据与正式数据不能混用：这个数据目录属于另一种模式。',
    todo: '请换用对应模式的启动方式，或另选数据目录。',
  },
  STORE_NOT_OURS: { what: '数据目录里的文件不是证窗的数据库。', todo: ADMINISTRATOR },
  VAULT_KEY_MISSING: {
    what: '找不到本机密钥文件，已有的个人信息无法读取。',
    todo: '请联系管理员从备份恢复密钥文件；不要新建，否则原有数据再也打不开。',
  },
  VAULT_KEY_WRONG: { what: '本机密钥文件与数据库不匹配或已损坏。', todo: '请联系管理员从备份恢复密钥文件。' },
  VAULT_LOCKED: {
    what: '系统密钥环没有解锁，个人信息读不出来。',
    todo: '请注销后重新登录系统以解锁密钥环，再打开证窗。',
  },
  VAULT_UNAVAILABLE: { what: '本机密钥文件读不出来。', todo: '请联系管理员检查文件权限。' },
  SETTINGS_MISSING: {
    what: '这个窗口还没有配置。',
    todo: '请管理员按文档《窗口配置》写好配置文件，再打开证窗。',
  },
  SETTINGS_INVALID: { what: '窗口配置文件有误。', todo: '请管理员按文档《窗口配置》更正，再打开证窗。' },
  RULES_UNKNOWN_PLACE: { what: '没有窗口所在地的规则包。', todo: '请管理员检查配置中的地点，或补充规则包。' },
  TRUST_FILE_UNREADABLE: {
    what: '信任目录里有一个证书或吊销列表读不出来。',
    todo: '请管理员更换该文件后重新打开证窗。',
  },
  RESOURCE_UNREADABLE: { what: '程序自带的数据读不出来，安装可能不完整。', todo: '请重新安装证窗。' },
  RESOURCE_NOT_JSON: { what: '程序数据格式有误。', todo: ADMINISTRATOR },
  RESOURCE_INVALID: { what: '程序数据内容有误。', todo: ADMINISTRATOR },
  RESOURCE_MISNAMED: { what: '程序数据的文件名与内容不一致。', todo: ADMINISTRATOR },
  RESOURCE_BROKEN_REFERENCE: { what: '程序数据之间互相对不上。', todo: ADMINISTRATOR },
  DEMONSTRATION_OFF: { what: '只有演示模式才能这样做。', todo: '请使用真实设备。' },
  DEMONSTRATION_PERSON_UNKNOWN: { what: '没有这位演示人物。', todo: '请在名单中另选一位。' },
  DEMONSTRATION_EMULATOR_GONE: { what: '演示用的仿真阅读器没有运行。', todo: '请关闭证窗，重新启动演示。' },
};

/** A number typed by hand, before it can belong to anybody. */
export const NUMBER_WORDS: Readonly<Record<IdNumberErrorCode, Words>> = {
  ID_NUMBER_15_DIGITS: { what: '15 位旧号码已停止使用。', todo: '请按证件录入 18 位号码。' },
  ID_NUMBER_LENGTH: { what: '证件号码不是 18 位。', todo: '请对照证件检查位数。' },
  ID_NUMBER_CHARACTERS: { what: '证件号码里有不该出现的字符。', todo: '请对照证件重新录入。' },
  ID_NUMBER_CHECK_DIGIT: { what: '证件号码校验位不符。', todo: '多半是录错一位，请对照证件检查。' },
  ID_NUMBER_BIRTH_DATE: { what: '证件号码里的出生日期不存在。', todo: '请对照证件检查第 7 至 14 位。' },
};
