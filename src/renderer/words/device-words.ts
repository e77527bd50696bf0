// A device's state as one short word for the strip and one sentence for its window.
import { assertNever } from '#core/result';
import type { PrinterStateView, ReaderStateView } from '#shared/ipc/views';
import { wordsFor } from './error-words';
import { sentence } from './words';

export interface DeviceWord {
  readonly state: string;
  readonly tone: 'good' | 'busy' | 'bad';
  readonly short: string;
  /** What it means and what to do. */
  readonly long: string;
}

export function readerWord(state: ReaderStateView): DeviceWord {
  const { kind } = state;
  switch (state.kind) {
    case 'absent':
      return {
        state: kind,
        tone: 'bad',
        short: '未接读卡器',
        long: state.error
          ? sentence(wordsFor(state.error), state.error)
          : '没有找到读卡器。请插好读卡器的数据线，会自动恢复；现在可按 F2 手工录入。(READER_ABSENT)',
      };
    case 'connecting':
      return { state: kind, tone: 'busy', short: '正在连接', long: '正在连接读卡器，请稍候。' };
    case 'waiting':
      return { state: kind, tone: 'good', short: '等待放卡', long: '读卡器正常，请放身份证。' };
    case 'reading':
      return { state: kind, tone: 'busy', short: '正在读卡', long: '正在读卡，请不要移动卡片。' };
    case 'card-present':
      return { state: kind, tone: 'good', short: '已读卡', long: '已读卡，可以取走。' };
    case 'failed':
      return {
        state: kind,
        tone: 'bad',
        short: '读卡失败',
        long: sentence(wordsFor(state.error), state.error),
      };
    case 'restarting':
      return {
        state: kind,
        tone: 'busy',
        short: '正在恢复',
        long: '设备程序正在重新启动，几秒后自动恢复，办件不受影响。',
      };
    default:
      return assertNever(state);
  }
}

export function printerWord(state: PrinterStateView): DeviceWord {
  const { kind } = state;
  switch (state.kind) {
    case 'checking':
      return { state: kind, tone: 'busy', short: '正在检查', long: '正在检查打印机。' };
    case 'absent': {
      const code = state.error ?? 'PRINTER_ABSENT';
      return { state: kind, tone: 'bad', short: '无打印机', long: sentence(wordsFor(code), code) };
    }
    case 'ready':
      return { state: kind, tone: 'good', short: '打印就绪', long: `打印机 ${state.queue} 正常。` };
    case 'busy':
      return { state: kind, tone: 'busy', short: '正在打印', long: `打印机 ${state.queue} 正在打印。` };
    case 'trouble':
      return {
        state: kind,
        tone: 'bad',
        short: PRINTER_SHORT[state.error] ?? '打印故障',
        long: sentence(wordsFor(state.error), state.error),
      };
    default:
      return assertNever(state);
  }
}

const PRINTER_SHORT: Readonly<Record<string, string>> = {
  PRINTER_STOPPED: '打印暂停',
  PRINTER_NOT_ACCEPTING: '打印停收',
  PRINTER_OUT_OF_PAPER: '打印缺纸',
  PRINTER_JAM: '打印卡纸',
  PRINTER_TONER: '墨粉用完',
  PRINTER_DOOR_OPEN: '盖板未合',
  PRINTER_OFFLINE: '打印离线',
};
