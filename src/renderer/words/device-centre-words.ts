// What a clerk reads when the device centre refuses something, or a device or a catalogue file is wrong: one entry for each
// code of the closed lists.
import type { CatalogueErrorCode } from '#core/device-centre/device-catalogue';
import type { DeviceCentreErrorCode } from '#core/device-centre/device-centre-error';
import type { DeviceErrorCode } from '#core/devices/device-error';
import type { ScannerErrorCode } from '#core/devices/scanner/scanner-state';
import type { Words } from './words';

export const DEVICE_CENTRE_WORDS: Readonly<
  Record<DeviceCentreErrorCode | CatalogueErrorCode | DeviceErrorCode | ScannerErrorCode, Words>
> = {
  DEVICE_UNKNOWN: { what: '这台设备已经不在了。', todo: '请插好后再试。' },
  DEVICE_FIXED: {
    what: '这台设备由配置文件或系统决定，不能在这里改。',
    todo: '需要改时请联系管理员。',
  },
  DEVICE_STILL_THERE: {
    what: '设备还插着，忘记后会立刻再认出来。',
    todo: '请先拔下设备，再忘记它；或者停用它。',
  },
  DEVICE_TEST_NOT_READY: { what: '设备还没有就绪，不能测试。', todo: '请先按上面的提示处理，就绪后再测。' },
  DEVICE_BUSY_HERE: { what: '正在查找这台设备。', todo: '请先停止查找，再测试。' },
  DEVICE_WIZARD_ASK: { what: '这个端口可能属于别的设备。', todo: '请确认后再继续。' },
  DEVICE_WIZARD_IMPOSSIBLE: { what: '这个地址不能查找。', todo: '请填写串口（如 COM3）或“地址:端口”。' },
  DEVICE_WIZARD_NOTHING: { what: '还没有找到可以使用的设备。', todo: '请重新查找。' },
  DEVICE_WIZARD_GUARDED: { what: '这是智能密码钥匙一类的设备，不能试探。', todo: '请换一个端口。' },
  DEVICE_RECORDING_EMPTY: { what: '还没有录到内容。', todo: '请打开录制，放卡或扫码后再保存。' },
  DEVICE_BUNDLE_GONE: { what: '预览已经更新。', todo: '请看过新的预览再保存。' },
  DEVICE_FILE_NOT_WRITTEN: { what: '文件没有保存成功。', todo: '请换一个位置，或检查磁盘空间后再保存。' },
  DEVICE_CATALOGUE_UNREADABLE: {
    what: '设备目录文件读不出来。',
    todo: '其他设备不受影响；请联系管理员检查这个文件。',
  },
  DEVICE_CATALOGUE_NOT_JSON: {
    what: '设备目录文件格式不对。',
    todo: '其他设备不受影响；请联系管理员改正这个文件。',
  },
  DEVICE_CATALOGUE_INVALID: {
    what: '设备目录文件有一项填得不对。',
    todo: '其他设备不受影响；请联系管理员改正这一项。',
  },
  DEVICE_CATALOGUE_MISNAMED: {
    what: '设备目录文件的名称与内容的编号不一致。',
    todo: '其他设备不受影响；请联系管理员改名。',
  },
  DEVICE_GONE: { what: '设备已断开。', todo: '请插好数据线，会自动恢复。' },
  DEVICE_BUSY: { what: '设备被另一个程序占用。', todo: '请关闭占用它的程序，会自动恢复。' },
  DEVICE_NO_PERMISSION: { what: '本机没有打开这台设备的权限。', todo: '请把下面的一行交给管理员。' },
  DEVICE_UNREACHABLE: { what: '连不上网络设备。', todo: '请检查串口服务器的电源和网线，会自动恢复。' },
  DEVICE_ADDRESS_INVALID: { what: '设备地址设置有误。', todo: '请联系管理员检查设备地址。' },
  DEVICE_DRIVER_MISSING: { what: '本机缺少这类设备的驱动程序。', todo: '请联系管理员重新安装证窗。' },
  DEVICE_FAILED: { what: '设备工作不正常。', todo: '请拔下设备，等 3 秒再插上；仍不行请换一台。' },
  SCANNER_LAYOUT_UNKNOWN: {
    what: '扫码枪的数据格式无法识别。',
    todo: '请扫说明书里的串口设置码改用串口，或请管理员在设备目录里补上格式。',
  },
};
