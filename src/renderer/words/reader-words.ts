// What a clerk reads when the identity card reader fails: one entry for each code of the closed list.
import type { ReaderErrorCode } from '#core/devices/reader-error';
import type { Words } from './words';

export const READER_WORDS: Readonly<Record<ReaderErrorCode, Words>> = {
  CARD_REMOVED: { what: '读卡失败：卡片移开过早。', todo: '请重新放卡，听到提示音后再取走。' },
  CARD_READ_FAILED: {
    what: '读卡失败：卡片读不出来。',
    todo: '请取下卡片，去掉卡套和旁边的卡，重新放上；仍不行可按 F2 手工录入。',
  },
  CARD_AUTH_FAILED: {
    what: '读卡失败：卡片没有通过读卡器验证。',
    todo: '请重新放卡；再次出现时请核对其他有效身份证明，按 F2 手工录入。',
  },
  CARD_TYPE_UNSUPPORTED: {
    what: '放上的不是居民身份证、港澳台居民居住证或外国人永久居留身份证。',
    todo: '请换用身份证，或按 F2 手工录入。',
  },
  CARD_DATA_INVALID: {
    what: '读卡失败：卡内信息不完整或前后不一致。',
    todo: '请重新放卡；再次出现时请核对卡面，按 F2 手工录入。',
  },
  READER_SILENT: {
    what: '读卡器没有应答。',
    todo: '请拔下读卡器，等 3 秒再插上；仍不行可按 F2 手工录入。',
  },
  READER_CHECKSUM: {
    what: '读卡器传来的数据有损坏。',
    todo: '请重新放卡；经常出现时请更换数据线或换一个插口。',
  },
  READER_COMMAND_REFUSED: {
    what: '读卡器拒绝了读卡命令。',
    todo: '请拔插读卡器后重新放卡；仍不行请联系设备维护人员。',
  },
  READER_NOT_LICENSED: {
    what: '读卡器的安全模块没有授权。',
    todo: '请换一台读卡器并联系供应商；现在可按 F2 手工录入。',
  },
  READER_SELF_TEST: {
    what: '读卡器自检没有通过。',
    todo: '请拔插读卡器；仍不行请换一台。现在可按 F2 手工录入。',
  },
  READER_GONE: { what: '读卡器已断开。', todo: '请插好读卡器的数据线，会自动恢复。' },
  READER_BUSY: { what: '读卡器被另一个程序占用。', todo: '请关闭其他读卡程序，会自动恢复。' },
  READER_NO_PERMISSION: {
    what: '本机没有打开读卡器端口的权限。',
    todo: '请联系管理员为当前用户开通串口权限。',
  },
  READER_UNREACHABLE: {
    what: '连不上网络读卡器。',
    todo: '请检查串口服务器的电源和网线，会自动恢复。',
  },
  READER_ADDRESS_INVALID: {
    what: '读卡器地址设置有误。',
    todo: '请联系管理员检查读卡器地址。',
  },
  READER_DRIVER_MISSING: {
    what: '本机缺少这类读卡器的驱动程序。',
    todo: '请联系管理员重新安装本软件；现在可按 F2 手工录入。',
  },
  READER_UNSUITABLE: {
    what: '接在这里的设备不是身份证读卡器。',
    todo: '请联系管理员在设备中心核对设备种类。',
  },
};
