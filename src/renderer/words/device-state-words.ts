// What a clerk reads of a device at the device centre: its kind, its state and what to do, fields, questions.
import type { DeviceCentreError } from '#core/device-centre/device-centre-error';
import type { CentreKind, CentreState, DeviceView, TestedField } from '#shared/ipc/device-views';
import { wordsFor } from './error-words';
import { sentence, type Words } from './words';

export const KIND: Readonly<Record<CentreKind, string>> = {
  'id-card-reader': '身份证读卡器',
  scanner: '扫码枪',
  'keyboard-scanner': '键盘方式的扫码枪',
  printer: '打印机',
  'seal-key': '智能密码钥匙',
  unknown: '还没有设置的设备',
};

export interface StateWords extends Words {
  readonly short: string;
  readonly tone: 'good' | 'busy' | 'bad';
}

const STATE: Readonly<Record<Exclude<CentreState['kind'], 'failed'>, StateWords>> = {
  absent: {
    short: '没有插好',
    tone: 'bad',
    what: '没有找到设备。',
    todo: '请插好数据线和电源，会自动恢复。',
  },
  connecting: { short: '正在连接', tone: 'busy', what: '正在连接设备。', todo: '请稍候。' },
  ready: { short: '就绪', tone: 'good', what: '设备正常。', todo: '可以使用。' },
  reading: { short: '正在工作', tone: 'busy', what: '设备正在工作。', todo: '请不要移动卡片或拔线。' },
  'card-present': { short: '已读卡', tone: 'good', what: '卡片已读完。', todo: '可以取走卡片。' },
  restarting: {
    short: '正在恢复',
    tone: 'busy',
    what: '设备程序正在重新启动。',
    todo: '几秒后自动恢复，办件不受影响。',
  },
  'no-permission': {
    short: '没有权限',
    tone: 'bad',
    what: '本机没有打开这台设备的权限。',
    todo: '请联系管理员开通，不用重启证窗。',
  },
  'busy-elsewhere': {
    short: '被占用',
    tone: 'bad',
    what: '设备被另一个程序占用。',
    todo: '请关闭其他使用这台设备的程序，会自动恢复。',
  },
  silent: {
    short: '没有应答',
    tone: 'bad',
    what: '设备插着，但没有应答。',
    todo: '请拔下设备，等 3 秒再插上；仍不行请检查速率或换一台。',
  },
  'driver-missing': {
    short: '缺驱动程序',
    tone: 'bad',
    what: '插着设备，但缺少驱动程序。',
    todo: '请联系管理员安装。',
  },
  unknown: {
    short: '未设置',
    tone: 'busy',
    what: '插着一台还不认识的设备。',
    todo: '请按“查找设备”，看它是读卡器还是扫码枪。',
  },
  'switched-off': { short: '已停用', tone: 'busy', what: '这台设备已停用。', todo: '需要时请按“启用”。' },
};

/** What the state of a device says and what to do; with the code where something is wrong. */
export function stateWords({ kind, state }: Pick<DeviceView, 'kind' | 'state'>): StateWords {
  if (state.kind === 'failed') {
    return { short: '有故障', tone: 'bad', ...wordsFor(state.error) };
  }
  const words = STATE[state.kind];
  return { ...words, ...(BY_KIND[kind]?.[state.kind] ?? {}) };
}

/** Where a kind of device needs words of its own. */
const BY_KIND: Partial<Record<CentreKind, Partial<Record<CentreState['kind'], Partial<StateWords>>>>> = {
  'id-card-reader': {
    ready: { short: '等待放卡', what: '读卡器正常。', todo: '请放身份证。' },
    reading: { short: '正在读卡', what: '正在读卡。', todo: '请不要移动卡片。' },
  },
  scanner: { ready: { short: '等待扫码', what: '扫码枪正常。', todo: '请对准二维码扫码。' } },
  'keyboard-scanner': {
    ready: {
      short: '随时可扫',
      what: '扫码枪按键盘方式工作，扫到的内容不会进入输入框。',
      todo: '可以直接扫码；改成串口或专用方式会更稳。',
    },
  },
  printer: {
    absent: { short: '无打印机', what: '没有可用的打印机。', todo: '请接好打印机电源和数据线。' },
    connecting: { short: '正在检查', what: '正在检查打印机。', todo: '请稍候。' },
    ready: { short: '打印就绪', what: '打印机正常。', todo: '可以打印。' },
    reading: { short: '正在打印', what: '打印机正在打印。', todo: '请稍候取纸。' },
  },
  'seal-key': {
    connecting: { short: '正在读取', what: '正在读取钥匙里的证书。', todo: '请不要拔下钥匙。' },
    ready: { short: '已插好', what: '钥匙正常。', todo: '可以使用。' },
  },
};

/** The state as one sentence, ended by the code of what is wrong. */
export function stateSentence(device: Pick<DeviceView, 'kind' | 'state'>): string {
  const words = stateWords(device);
  if (device.state.kind === 'failed') return sentence(words, device.state.error);
  const code = words.tone === 'bad' ? `(DEVICE_${device.state.kind.toUpperCase().replaceAll('-', '_')})` : '';
  return `${words.what}${words.todo}${code}`;
}

export const FIELD: Readonly<Record<TestedField['field'], string>> = {
  name: '姓名',
  sex: '性别',
  ethnicity: '民族',
  nationality: '国籍',
  birth: '出生日期',
  address: '住址',
  number: '证件号码',
  authority: '签发机关',
  'valid-from': '有效期起',
  'valid-to': '有效期止',
  photo: '照片',
};

export const ASKED: Readonly<Record<NonNullable<DeviceCentreError['belongsTo']>, string>> = {
  'device-of-ours': '这个端口正由证窗的一台设备使用。查找期间它会暂停，查找完再恢复。',
  'known-device': '这个端口上的设备不像读卡器或扫码枪。试探可能打断它正在做的事。',
  'built-in-port': '这是电脑自带的串口，可能接着别的设备（例如不间断电源）。',
  'unnamed-device': '不知道这个端口上是什么设备。试探时会发送一条读卡器的状态询问。',
};

export const REMEMBERED: Readonly<Record<DeviceView['rememberedBy'], string>> = {
  'serial-number': '按序列号记住，换插口也认得',
  port: '按插口记住',
  settings: '写在配置文件里',
  system: '由系统提供',
};

export const ROLE = { clerk: '窗口侧', applicant: '申请人侧' } as const;

/** The name of a device on the screen. */
export function deviceName({ kind, label, place }: Pick<DeviceView, 'kind' | 'label' | 'place'>): string {
  return label || (kind === 'unknown' && place ? place : KIND[kind]);
}
