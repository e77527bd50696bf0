// A seal key's state, and all of them together, in a word for the strip and a sentence for the panel.
import { assertNever } from '#core/result';
import type { SealKeysView, SealKeyView } from '#shared/ipc/seal-key-views';
import type { DeviceWord } from './device-words';
import { errorWords } from './error-words';
import { sentence } from './words';

/** Null: no library, no key, nothing to tell; the strip leaves it out. */
export function sealKeysWord(view: SealKeysView): DeviceWord | null {
  const { keys, missing, libraries, profileErrors } = view;
  const troubled = keys.find(({ state }) => state.kind === 'failed' || state.kind === 'restarting');
  if (troubled) return sealKeyWord(troubled);
  if (missing.length > 0)
    return { state: 'driver-missing', tone: 'bad', short: '钥匙缺驱动', long: missingText(missing[0]!) };
  const reading = keys.find(({ state }) => state.kind === 'reading');
  if (reading) return sealKeyWord(reading);
  if (keys.length > 0) {
    const short = keys.length === 1 ? '钥匙就绪' : `钥匙 ${keys.length} 把`;
    return { state: 'ready', tone: 'good', short, long: '智能密码钥匙正常。' };
  }
  const down = libraries.find(({ state }) => state.kind === 'restarting');
  if (down?.state.kind === 'restarting') return failed('library-restarting', '钥匙驱动', down.state.error);
  if (profileErrors.length > 0)
    return { state: 'profile-error', tone: 'bad', short: '钥匙目录', long: '钥匙目录里有文件没有采用。' };
  if (libraries.length === 0) return null;
  return { state: 'none', tone: 'busy', short: '未插钥匙', long: '没有插智能密码钥匙。请插好，会自动识别。' };
}

export function sealKeyWord({ state, inUse }: SealKeyView): DeviceWord {
  switch (state.kind) {
    case 'reading':
      return { state: 'reading', tone: 'busy', short: '正在识别', long: '正在读钥匙，请不要拔。' };
    case 'ready': {
      if (inUse)
        return { state: 'in-use', tone: 'good', short: '正在使用', long: '钥匙正在使用，请不要拔。' };
      if (state.pin?.isDefault)
        return { ...failed('default-pin', '出厂口令', { code: 'SEAL_KEY_PIN_DEFAULT' }) };
      if (state.pin && state.pin.left === 0)
        return { ...failed('locked', '口令锁定', { code: 'SEAL_KEY_PIN_LOCKED' }) };
      if (state.certificates.length === 0)
        return { state: 'empty', tone: 'bad', short: '没有证书', long: '这把钥匙里没有签名证书，不能签章。' };
      return { state: 'ready', tone: 'good', short: '就绪', long: '钥匙正常。' };
    }
    case 'failed':
      return failed('failed', '钥匙故障', state.error);
    case 'restarting':
      return failed('restarting', '正在恢复', state.error);
    default:
      return assertNever(state);
  }
}

export function missingText({ vendor, product, installHint }: SealKeysView['missing'][number]): string {
  return `插着${vendor}的钥匙（${product}），但本机没有装它的驱动程序。${installHint}`;
}

function failed(state: string, short: string, error: { readonly code: string }): DeviceWord {
  return { state, tone: 'bad', short, long: sentence(errorWords({ ...error }), error.code) };
}
