// What the device supervisor tells the rest of main.
import type { DeviceListing } from '#core/devices/device-listing';
import type { DeviceStateMessage, PhotoDecoderState } from '#core/devices/host-messages';
import type { ReaderError } from '#core/devices/reader-error';
import type { Scan } from '#core/devices/scanner/scan';
import type { ScanErrorCode } from '#core/devices/scanner/scanner-state';
import type { CardIdentity } from '#core/identity/card-identity';

type WithoutKind<Message> = Message extends unknown ? Omit<Message, 'kind'> : never;

/** `{ deviceId, device: 'id-card-reader' | 'scanner', state }`; `device` tells which union `state` is of. */
export type DeviceStateEvent = WithoutKind<DeviceStateMessage>;

export interface ScanEvent extends Scan {
  deviceId: string;
}

export interface CardEvent {
  deviceId: string;
  readingId: string;
  identity: CardIdentity;
  /** 1,024 bytes WLT. */
  photo: Uint8Array;
  /** A BMP file, where a vendor's library decoded the picture. */
  picture: Uint8Array | null;
  samId: string;
  confirmed: boolean;
  repeated: boolean;
}

export interface TrafficEvent {
  deviceId: string;
  direction: 'in' | 'out';
  /** Milliseconds since 1970. */
  at: number;
  /** HID: one report, its id first. */
  bytes: Uint8Array;
}

export interface DeviceSupervisorEvents {
  state: [DeviceStateEvent];
  listing: [DeviceListing];
  scan: [ScanEvent];
  scanFailed: [{ deviceId: string; error: ScanErrorCode }];
  card: [CardEvent];
  cardFailed: [{ deviceId: string; error: ReaderError }];
  cardLifted: [{ deviceId: string; readingId: string }];
  photoDecoder: [{ deviceId: string; state: PhotoDecoderState }];
  traffic: [TrafficEvent];
}
