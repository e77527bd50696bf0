// What the device host and the driver of one device kind ask of each other. A driver is pure: it is told what happened
// and when, and answers through its port; ports, clocks and reconnecting are the host's (main/device-host/driver-kit).
import type { DeviceErrorCode } from '../device-error';
import type { TestOutcome } from '../host-messages';

/** How the host stands with the device. */
export type LinkState =
  | { readonly kind: 'connecting' }
  /** Not to be opened now; without error where nothing was ever there. */
  | { readonly kind: 'absent'; readonly error?: DeviceErrorCode }
  /** `descriptor`: the HID report descriptor, null where the system does not give it; undefined where there is none. */
  | { readonly kind: 'open'; readonly descriptor?: Uint8Array | null }
  /** Was open; `gone`: it went away by itself. */
  | { readonly kind: 'closed'; readonly gone: boolean };

/** The way to the device. */
export interface DeviceLine {
  /** Serial and TCP: bytes in order. HID: one output report, its id first. */
  write(bytes: Uint8Array): void;
  /** The device is open and of no use: it is closed and opened again. */
  giveUp(): void;
}

/** The host's side, as a driver sees it. */
export interface DriverPort<Event> extends DeviceLine {
  emit(event: Event): void;
}

/** All times are milliseconds of one clock that does not jump. */
export interface Driver {
  link(state: LinkState, now: number): void;
  /** Serial and TCP: bytes as they come. HID: one input report. */
  received(bytes: Uint8Array, now: number): void;
  /** When `due` wants to be called; Infinity when nothing is waited for. Asked again after every call. */
  readonly deadline: number;
  due(now: number): void;
  /** Whether the device lives, by a harmless question between its own work; `done` is called once. */
  test(done: (outcome: TestOutcome) => void, now: number): void;
}
