// What a clerk reads when a seal key (智能密码钥匙) fails: one entry for each code of the closed lists, and the standard's
// meaning of every result number.
import type { SarName } from '#core/seal-keys/result-codes';
import { sarName } from '#core/seal-keys/result-codes';
import type { SealKeyErrorCode, SealKeyProfileErrorCode } from '#core/seal-keys/seal-key-error';
import type { WireError } from '#shared/ipc/contract';
import type { Words } from './words';

const TO_ADMINISTRATOR = '仍不行请换一把钥匙，并把括号里的代码和返回码报给管理员。';
const RESET =
  '请停用这把钥匙，到印章台账办理口令重置申请，交制发单位重置（川办规〔2022〕3号 印章 第十二条）。';

export const SEAL_KEY_WORDS: Readonly<Record<SealKeyErrorCode, Words>> = {
  SEAL_KEY_REMOVED: { what: '钥匙已拔出或换成了另一把。', todo: '请插回原来的钥匙，识别后再做一次。' },
  SEAL_KEY_NOT_PRESENT: { what: '没有找到这把钥匙。', todo: '请插好钥匙，等它出现在列表里再做一次。' },
  SEAL_KEY_CERTIFICATE_MISSING: {
    what: '钥匙里没有要用的签名证书，或证书已经更换。',
    todo: '请确认插的是哪一把钥匙；证书换过的请先在印章台账登记。',
  },
  SEAL_KEY_APPLICATION_MISSING: {
    what: '钥匙里的印章应用不在了。',
    todo: '请确认插的是哪一把钥匙；仍不行请交制发单位检查。',
  },
  SEAL_KEY_KEY_MISSING: {
    what: '钥匙里没有可以签名的密钥。',
    todo: '请确认插的是哪一把钥匙；仍不行请交制发单位检查。',
  },
  SEAL_KEY_PIN_WRONG: { what: '钥匙口令不对。', todo: '请本人慢慢再输一次；记不清时不要再试，先问清楚。' },
  SEAL_KEY_PIN_LOCKED: { what: '钥匙口令已锁定，不能再试。', todo: RESET },
  SEAL_KEY_PIN_INVALID: { what: '钥匙不接受这个口令。', todo: '请检查大小写和输入法后再输一次。' },
  SEAL_KEY_PIN_LENGTH: { what: '口令长度不符合要求，没有试。', todo: '请按钥匙规定的位数输入。' },
  SEAL_KEY_PIN_CHARACTERS: {
    what: '口令里有钥匙不认识的字符，没有试。',
    todo: '请关闭输入法，只用数字、字母和英文符号。',
  },
  SEAL_KEY_PIN_WEAK: {
    what: '新口令太简单。',
    todo: '请不要用重复、连续或出厂的数字，换一个别人猜不到的。',
  },
  SEAL_KEY_PIN_SAME: { what: '新口令与原口令相同。', todo: '请换一个新的口令。' },
  SEAL_KEY_PIN_DEFAULT: {
    what: '这把钥匙还是出厂口令，不能使用。',
    todo: '请保管人先修改口令，改好后再做一次。',
  },
  SEAL_KEY_PIN_NOT_SET: { what: '这把钥匙还没有设置口令。', todo: '请交制发单位设置口令后再用。' },
  SEAL_KEY_NOT_LOGGED_IN: { what: '钥匙已退出登录。', todo: '请重新输入口令再做一次。' },
  SEAL_KEY_USED_ELSEWHERE: {
    what: '另一个程序正登录着这把钥匙。',
    todo: '请退出其他使用钥匙的程序，或拔下重插，再做一次。',
  },
  SEAL_KEY_BUSY: { what: '这把钥匙正在使用。', todo: '请等正在做的一步完成，再做一次。' },
  SEAL_KEY_SESSION_ENDED: {
    what: '钥匙已退出登录（较长时间没有签章或已经结束）。',
    todo: '请重新输入口令再做一次。',
  },
  SEAL_KEY_TIMEOUT: { what: '钥匙没有及时应答。', todo: '请拔下钥匙，等 3 秒再插上，再做一次。' },
  SEAL_KEY_HANGS: {
    what: '钥匙的驱动程序没有应答，已自动重启它，办件不受影响。',
    todo: '请拔下钥匙，等 3 秒再插上，再做一次。',
  },
  SEAL_KEY_LIBRARY_CRASHED: {
    what: '钥匙的驱动程序出错退出，已自动重启它，办件不受影响。',
    todo: '请拔下钥匙，等 3 秒再插上，再做一次。',
  },
  SEAL_KEY_LIBRARY_MISSING: {
    what: '钥匙的驱动程序文件不见了。',
    todo: '请管理员重新安装钥匙厂商的驱动程序，装好后自动恢复。',
  },
  SEAL_KEY_LIBRARY_UNUSABLE: {
    what: '钥匙的驱动程序不能加载，可能与本机系统不符。',
    todo: '请管理员安装适合本机系统和处理器的驱动程序，装好后自动恢复。',
  },
  SEAL_KEY_UNSUPPORTED: { what: '钥匙的驱动程序不支持这一步。', todo: '请管理员更新钥匙厂商的驱动程序。' },
  SEAL_KEY_ANSWER_MALFORMED: {
    what: '钥匙的驱动程序给出的数据不合规定，没有采用。',
    todo: `请拔下重插再做一次；${TO_ADMINISTRATOR}`,
  },
  SEAL_KEY_FULL: { what: '钥匙的存储空间已满。', todo: '请交制发单位清理或更换钥匙。' },
  SEAL_KEY_MEMORY: { what: '钥匙的驱动程序内存不足。', todo: '请关闭其他程序，拔下重插再做一次。' },
  SEAL_KEY_FILE_FAILED: {
    what: '钥匙里的文件读写失败。',
    todo: `请拔下重插再做一次；${TO_ADMINISTRATOR}`,
  },
  SEAL_KEY_COMPUTATION_FAILED: {
    what: '钥匙计算失败，没有签章。',
    todo: `请拔下重插再做一次；${TO_ADMINISTRATOR}`,
  },
  SEAL_KEY_CALL_REFUSED: {
    what: '钥匙的驱动程序拒绝了这一步。',
    todo: `请拔下重插再做一次；${TO_ADMINISTRATOR}`,
  },
  SEAL_KEY_FAILED: { what: '钥匙报告失败，没有签章。', todo: `请拔下重插再做一次；${TO_ADMINISTRATOR}` },
  SEAL_KEY_RESULT_UNKNOWN: {
    what: '钥匙给出一个标准里没有的返回码。',
    todo: `请拔下重插再做一次；${TO_ADMINISTRATOR}`,
  },
};

export const SEAL_KEY_PROFILE_WORDS: Readonly<Record<SealKeyProfileErrorCode, Words>> = {
  SEAL_KEY_PROFILE_UNREADABLE: { what: '钥匙目录里有文件读不出来。', todo: '请管理员检查文件权限。' },
  SEAL_KEY_PROFILE_NOT_JSON: { what: '钥匙目录里有文件格式有误。', todo: '请管理员更正该文件。' },
  SEAL_KEY_PROFILE_INVALID: { what: '钥匙目录里有文件内容有误。', todo: '请管理员更正指出的一项。' },
  SEAL_KEY_PROFILE_MISNAMED: {
    what: '钥匙目录里有文件的名称与内容不一致。',
    todo: '请管理员把文件名改成其中的编号。',
  },
};

/** What the window itself finds on a pad. */
export const PIN_PAD_WORDS = {
  PIN_REPEAT_DIFFERS: { what: '两次输入的新口令不一样。', todo: '请重新输入新口令，两次要一致。' },
} satisfies Readonly<Record<string, Words>>;

/** GM/T 0016-2012 附录 A. */
export const RESULT_WORDS: Readonly<Record<SarName, string>> = {
  SAR_FAIL: '失败',
  SAR_UNKNOWNERR: '异常错误',
  SAR_NOTSUPPORTYETERR: '不支持的服务',
  SAR_FILEERR: '文件操作错误',
  SAR_INVALIDHANDLEERR: '无效的句柄',
  SAR_INVALIDPARAMERR: '无效的参数',
  SAR_READFILEERR: '读文件错误',
  SAR_WRITEFILEERR: '写文件错误',
  SAR_NAMELENERR: '名称长度错误',
  SAR_KEYUSAGEERR: '密钥用途错误',
  SAR_MODULUSLENERR: '模的长度错误',
  SAR_NOTINITIALIZEERR: '未初始化',
  SAR_OBJERR: '对象错误',
  SAR_MEMORYERR: '内存错误',
  SAR_TIMEOUTERR: '超时',
  SAR_INDATALENERR: '输入数据长度错误',
  SAR_INDATAERR: '输入数据错误',
  SAR_GENRANDERR: '生成随机数错误',
  SAR_HASHOBJERR: '杂凑对象错误',
  SAR_HASHERR: '杂凑运算错误',
  SAR_GENRSAKEYERR: '产生非对称密钥错误',
  SAR_RSAMODULUSLENERR: '非对称密钥模长错误',
  SAR_CSPIMPRTPUBKEYERR: '导入公钥错误',
  SAR_RSAENCERR: '非对称加密错误',
  SAR_RSADECERR: '非对称解密错误',
  SAR_HASHNOTEQUALERR: '杂凑值不相等',
  SAR_KEYNOTFOUNTERR: '密钥未发现',
  SAR_CERTNOTFOUNTERR: '证书未发现',
  SAR_NOTEXPORTERR: '对象未导出',
  SAR_DECRYPTPADERR: '解密时填充错误',
  SAR_MACLENERR: '鉴别码长度错误',
  SAR_BUFFER_TOO_SMALL: '缓冲区不足',
  SAR_KEYINFOTYPEERR: '密钥类型错误',
  SAR_NOT_EVENTERR: '无事件错误',
  SAR_DEVICE_REMOVED: '设备已移除',
  SAR_PIN_INCORRECT: '口令不正确',
  SAR_PIN_LOCKED: '口令被锁死',
  SAR_PIN_INVALID: '口令无效',
  SAR_PIN_LEN_RANGE: '口令长度错误',
  SAR_USER_ALREADY_LOGGED_IN: '用户已经登录',
  SAR_USER_PIN_NOT_INITIALIZED: '没有初始化用户口令',
  SAR_USER_TYPE_INVALID: '口令类型错误',
  SAR_APPLICATION_NAME_INVALID: '应用名称无效',
  SAR_APPLICATION_EXISTS: '应用已经存在',
  SAR_USER_NOT_LOGGED_IN: '用户没有登录',
  SAR_APPLICATION_NOT_EXISTS: '应用不存在',
  SAR_FILE_ALREADY_EXIST: '文件已经存在',
  SAR_NO_ROOM: '存储空间不足',
  SAR_FILE_NOT_EXIST: '文件不存在',
  SAR_REACH_MAX_CONTAINER_COUNT: '容器数量已到上限',
};

/** `返回码 0x0A000024（口令不正确）`. */
export function resultText(result: number): string {
  const name = sarName(result);
  const number = `0x${result.toString(16).toUpperCase().padStart(8, '0')}`;
  return name ? `返回码 ${number}（${RESULT_WORDS[name]}）` : `返回码 ${number}`;
}

/** What the error's own numbers add to its words: tries, lengths, the result. */
export function withSealKeyFacts(words: Words, error: WireError): Words {
  if (!error.code.startsWith('SEAL_KEY_')) return words;
  const { left, min, max, result } = error;
  const tries =
    error.code === 'SEAL_KEY_PIN_WRONG' && typeof left === 'number' ? `还可以试 ${left} 次。` : '';
  const length = typeof min === 'number' && typeof max === 'number' ? `口令为 ${min} 至 ${max} 位。` : '';
  const number = typeof result === 'number' ? `${resultText(result)}。` : '';
  return { what: `${words.what}${tries}${length}`, todo: `${words.todo}${number}` };
}
