// One exclusive state for every kind of device, from what its driver says: what is missing is told apart from what is
// refused, held by another program, silent, or broken.
import type { DeviceAddress } from '#core/devices/device-address';
import type { DeviceErrorCode } from '#core/devices/device-error';
import type { ReaderState } from '#core/devices/id-card/reader-state';
import type { ReaderErrorCode } from '#core/devices/reader-error';
import type { ScannerErrorCode, ScannerState } from '#core/devices/scanner/scanner-state';
import { assertNever } from '#core/result';

export type CentreDeviceState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'reading' }
  | { readonly kind: 'card-present' }
  | { readonly kind: 'failed'; readonly error: FailureCode; readonly status?: number }
  | { readonly kind: 'restarting' }
  | { readonly kind: 'no-permission'; readonly rule: string | null }
  | { readonly kind: 'busy-elsewhere' }
  | { readonly kind: 'silent' }
  | { readonly kind: 'driver-missing'; readonly driver: string };

type FailureCode = ReaderErrorCode | ScannerErrorCode | DeviceErrorCode;

export interface Whereabouts {
  readonly address: DeviceAddress | null;
  readonly usb: { readonly vendorId: number; readonly productId: number } | null;
  readonly platform: string;
}

export function readerCentreState(state: ReaderState, where: Whereabouts): CentreDeviceState {
  switch (state.kind) {
    case 'absent':
      return refused(state.error, where);
    case 'waiting':
      return { kind: 'ready' };
    case 'connecting':
    case 'reading':
    case 'restarting':
      return { kind: state.kind };
    case 'card-present':
      return { kind: 'card-present' };
    case 'failed': {
      const { code, status } = state.error;
      if (code === 'READER_SILENT') return { kind: 'silent' };
      return { kind: 'failed', error: code, ...(status === undefined ? {} : { status }) };
    }
    default:
      return assertNever(state);
  }
}

export function scannerCentreState(state: ScannerState, where: Whereabouts): CentreDeviceState {
  switch (state.kind) {
    case 'absent':
      return refused(state.error, where);
    case 'failed':
      return state.error === 'DEVICE_DRIVER_MISSING'
        ? refused(state.error, where)
        : { kind: 'failed', error: state.error };
    case 'connecting':
    case 'ready':
    case 'restarting':
      return { kind: state.kind };
    default:
      return assertNever(state);
  }
}

/** What keeps a device from being opened; gone and never there are the same to a hand. */
function refused(
  error: ReaderErrorCode | DeviceErrorCode | undefined,
  where: Whereabouts,
): CentreDeviceState {
  switch (error) {
    case undefined:
    case 'READER_GONE':
    case 'DEVICE_GONE':
      return { kind: 'absent' };
    case 'READER_BUSY':
    case 'DEVICE_BUSY':
      return { kind: 'busy-elsewhere' };
    case 'READER_NO_PERMISSION':
    case 'DEVICE_NO_PERMISSION':
      return { kind: 'no-permission', rule: udevRule(where) };
    case 'DEVICE_DRIVER_MISSING':
      return { kind: 'driver-missing', driver: where.address?.kind === 'hid' ? 'node-hid' : 'serialport' };
    case 'READER_SILENT':
      return { kind: 'silent' };
    default:
      return { kind: 'failed', error };
  }
}

/**
 * The line for /etc/udev/rules.d that lets whoever sits at the screen open the device; null where there is no such
 * system or nothing to say. Serial ports without USB go by group, for which there is no line.
 */
export function udevRule({ address, usb, platform }: Whereabouts): string | null {
  if (platform !== 'linux' || !address || address.kind === 'tcp') return null;
  const ids = address.kind === 'hid' ? address : usb;
  if (!ids) return null;
  const [subsystem, kernel] = address.kind === 'hid' ? ['hidraw', 'hidraw*'] : ['tty', 'tty*'];
  const is = (name: string, value: number) => `ATTRS{${name}}=="${value.toString(16).padStart(4, '0')}"`;
  return [
    `KERNEL=="${kernel}"`,
    `SUBSYSTEM=="${subsystem}"`,
    is('idVendor', ids.vendorId),
    is('idProduct', ids.productId),
    'MODE="0660"',
    'TAG+="uaccess"',
  ].join(', ');
}
