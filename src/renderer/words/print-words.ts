// What a clerk reads when printing fails: one entry for each code of the closed list.
import type { PrintErrorCode } from '#core/print/print-errors';
import type { PrinterBlock } from '#core/print/printer-state';
import type { Words } from './words';

export const PRINT_WORDS: Readonly<Record<PrintErrorCode | PrinterBlock, Words>> = {
  PRINTER_ABSENT: {
    what: '没有可用的打印机。',
    todo: '请接好打印机电源和数据线；办件可继续，打印稍后补。',
  },
  PRINTER_STOPPED: {
    what: '打印机已暂停。',
    todo: '请按打印机的“继续”键，或请管理员恢复打印队列。',
  },
  PRINTER_NOT_ACCEPTING: {
    what: '打印队列不接收新任务。',
    todo: '请联系管理员启用打印队列；办件可继续，打印稍后补。',
  },
  PRINTER_OUT_OF_PAPER: { what: '打印机缺纸。', todo: '请放入 A4 纸，推好纸盒，再按 F9。' },
  PRINTER_JAM: { what: '打印机卡纸。', todo: '请打开盖板取出卡住的纸，合上盖板，再按 F9。' },
  PRINTER_TONER: { what: '打印机墨粉用完。', todo: '请更换墨粉盒，再按 F9。' },
  PRINTER_DOOR_OPEN: { what: '打印机盖板没有合上。', todo: '请合上盖板，再按 F9。' },
  PRINTER_OFFLINE: { what: '打印机不在线。', todo: '请检查打印机电源和数据线，再按 F9。' },
  PRINTER_FAULT: {
    what: '打印机报告故障。',
    todo: '请查看打印机面板的提示，排除后再按 F9。',
  },
  SPOOLER_UNREACHABLE: {
    what: '系统打印服务没有应答。',
    todo: '请稍候再按 F9；仍不行请联系管理员启动打印服务。',
  },
  SPOOLER_REFUSED: {
    what: '系统打印服务拒绝了这次打印。',
    todo: '请再按一次 F9；仍不行请联系管理员。',
  },
  SPOOLER_ANSWER_INVALID: {
    what: '系统打印服务的应答无法识别。',
    todo: '请先看打印机是否出纸，再决定是否重打。',
  },
  PRINT_JOB_UNKNOWN: {
    what: '打印服务里找不到这次打印。',
    todo: '请先看打印机是否出纸，再决定是否重打。',
  },
  RENDER_FAILED: { what: '打印页面没有生成。', todo: '没有送出任何纸张，请再按一次 F9。' },
  PRINT_REASON_REQUIRED: { what: '这份材料已经打印过。', todo: '重打需要写明原因。' },
  PRINT_UNSETTLED: {
    what: '上一次打印还没有确认。',
    todo: '请先回答上次打印是否已出纸。',
  },
  PRINT_UNCONFIRMED: {
    what: '已送到打印机，但没有收到完成确认。',
    todo: '请看打印机是否出纸，再回答屏幕上的问题。',
  },
  PRINT_SERIAL_EXHAUSTED: {
    what: '今天的打印控制号已用完。',
    todo: '请联系管理员；办件可继续，打印改日补。',
  },
  PRINT_JOB_ABORTED: { what: '打印机放弃了这次打印。', todo: '请排除打印机故障后再按 F9。' },
  PRINT_JOB_CANCELLED: { what: '这次打印被取消。', todo: '如仍需要，请再按 F9。' },
  PRINT_JOB_LOST: {
    what: '已送到打印机，之后没有消息。',
    todo: '请看打印机是否出纸；没有出纸请再按 F9。',
  },
  PRINT_RECORD_UNKNOWN: { what: '找不到这次打印的记录。', todo: '请关闭提示后再试。' },
};
