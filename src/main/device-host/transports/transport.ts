// A transport moves bytes (HID: reports) to and from one device and knows nothing of what they mean.
import type { DeviceAddress } from '#core/devices/device-address';
import type { DeviceError } from '#core/devices/device-error';
import type { Result } from '#core/result';

export interface TransportListener {
  /** The bytes are the receiver's to keep. HID: one input report. */
  data(bytes: Uint8Array): void;
  /** Called once when the other side or the cable went away; not after close(). */
  closed(): void;
}

export interface Transport {
  /** HID: one output report, its id first. */
  write(bytes: Uint8Array): void;
  /** Resolves when the device is free for others. */
  close(): Promise<void>;
  /** HID only: the report descriptor, null where the system does not give it. */
  readonly descriptor?: Uint8Array | null;
}

/** Opens the device at an address of its kind. */
export type OpenTransport<Kind extends DeviceAddress['kind']> = (
  address: DeviceAddress & { kind: Kind },
  listener: TransportListener,
) => Promise<Result<Transport, DeviceError>>;
