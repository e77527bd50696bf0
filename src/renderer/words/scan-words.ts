// What can go wrong with a scan, in words.
import type { ScanErrorCode as ReadingErrorCode } from '#core/devices/scanner/scanner-state';
import type { ScanErrorCode } from '#core/scans/scan-errors';
import type { Words } from './words';

/** `SCAN_IN_SECRET`: a scanner typed into a PIN pad or password field; nothing of it was kept. */
type Code = ScanErrorCode | ReadingErrorCode | 'SCAN_IN_SECRET';

export const SCAN_WORDS: Readonly<Record<Code, Words>> = {
  SCAN_GONE: { what: '这次扫码已不在内存里。', todo: '请再扫一次。' },
  SCAN_TAKEN: { what: '这次扫码已经处理过。', todo: '需要时请再扫一次。' },
  SCAN_INBOX_FULL: {
    what: '扫到的码太多，还没有处理完，这一个没有收下。',
    todo: '请先处理眼前的问题，再扫一次；没有人扫码时请检查扫码器。',
  },
  SCAN_DEMONSTRATION_NOTHING: { what: '这里没有这种演示用的码。', todo: '请先放卡开办件，或换一种码。' },
  SCAN_INCOMPLETE: { what: '码没有传完整。', todo: '请对准再扫一次；经常这样请检查扫码器的线。' },
  SCAN_DAMAGED: { what: '扫码器传来的数据不对。', todo: '请再扫一次；仍不行请在设备中心检查扫码器。' },
  SCAN_TOO_LONG: { what: '扫到的内容太长，没有收下。', todo: '请确认扫的是证照、亮码或打印件上的码。' },
  SCAN_UNREADABLE: { what: '扫到的文字编码读不出来。', todo: '请再扫一次；仍不行请在设备中心调整扫码器。' },
  SCAN_IN_SECRET: { what: '口令处不能扫码，扫到的内容没有保留。', todo: '请用键盘输入口令。' },
  PRINT_NUMBER_UNKNOWN: {
    what: '本机没有打印过这个编号。',
    todo: '请看编号里的窗口，到打印它的窗口核对；不能确认的请勿采用。',
  },
  HOLDER_CODE_NOT_CONNECTED: {
    what: '本机还没有接通亮码的核验服务。',
    todo: '请申请人出示身份证，或按 F2 看证件录入。',
  },
  HOLDER_CODE_UNKNOWN: { what: '这个亮码核验不到人。', todo: '请申请人刷新亮码后再扫，或出示身份证。' },
  HOLDER_CODE_EXPIRED: { what: '这个亮码已经过期。', todo: '请申请人刷新亮码后再扫。' },
  HOLDER_CODE_FAILED: { what: '亮码核验服务没有回答。', todo: '请再扫一次；仍不行请申请人出示身份证。' },
};
