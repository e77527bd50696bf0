// Every device kind that the host can drive: its driver, and what its events are on the way to main.
// A new kind is one more line here (docs/devices.md shows it with an example).
import { randomUUID } from 'node:crypto';
import type { DeviceConfig, DeviceKind } from '#core/devices/device-config';
import type { DeviceLine, Driver } from '#core/devices/driver-kit/driver';
import type { HostToMain } from '#core/devices/host-messages';
import { IdCardReaderDriver, type ReaderEvent } from '#core/devices/id-card/reader-driver';
import { ScannerDriver, type ScannerEvent } from '#core/devices/scanner/scanner-driver';
import { assertNever } from '#core/result';
import { toBase64 } from '../../devices/base64';
import type { SharedClock } from '../driver-kit/shared-clock';
import type { PhotoDecoder } from '../photo-decoder';

type ConfigOf<Kind extends DeviceKind> = DeviceConfig & { kind: Kind };

export interface KindDeps {
  readonly clock: SharedClock;
  readonly post: (message: HostToMain) => void;
  readonly photos: PhotoDecoder;
}

type MakeDriver<Kind extends DeviceKind> = (
  config: ConfigOf<Kind>,
  line: DeviceLine,
  deps: KindDeps,
) => Driver;

const KINDS: { readonly [Kind in DeviceKind]: MakeDriver<Kind> } = {
  'id-card-reader': (config, line, deps) =>
    new IdCardReaderDriver(
      { ...line, emit: (event) => deps.post(readerMessage(config, event, deps)) },
      { profile: config.profile, newReadingId: randomUUID },
    ),
  scanner: (config, line, deps) =>
    new ScannerDriver(
      { ...line, emit: (event) => deps.post(scannerMessage(config.id, event)) },
      { profile: config.profile, newScanId: randomUUID, wallTime: (now) => deps.clock.wallTime(now) },
    ),
};

/** The driver of one configured device; whatever it says goes to main as messages. */
export function makeDriver(config: DeviceConfig, line: DeviceLine, deps: KindDeps): Driver {
  return (KINDS[config.kind] as MakeDriver<DeviceKind>)(config, line, deps);
}

function readerMessage(
  { id: deviceId, profile }: ConfigOf<'id-card-reader'>,
  event: ReaderEvent,
  { photos }: KindDeps,
): HostToMain {
  switch (event.kind) {
    case 'state':
      return { kind: 'state', deviceId, device: 'id-card-reader', state: event.state };
    case 'card-read': {
      const { photo, ...reading } = event.reading;
      const picture = photos.decode(photo, profile.photoDecoder);
      return {
        kind: 'card-read',
        deviceId,
        ...reading,
        photo: toBase64(photo),
        picture: picture && toBase64(picture),
      };
    }
    case 'card-failed':
      return { kind: 'card-failed', deviceId, error: event.error };
    case 'card-lifted':
      return { kind: 'card-lifted', deviceId, readingId: event.readingId };
    case 'log':
      return { kind: 'log', event: event.event, fields: { device: deviceId, ...event.fields } };
    default:
      return assertNever(event);
  }
}

function scannerMessage(deviceId: string, event: ScannerEvent): HostToMain {
  switch (event.kind) {
    case 'state':
      return { kind: 'state', deviceId, device: 'scanner', state: event.state };
    case 'scan':
      return { kind: 'scan', deviceId, scan: { ...event.scan, bytes: toBase64(event.scan.bytes) } };
    case 'scan-failed':
      return { kind: 'scan-failed', deviceId, error: event.error };
    default:
      return assertNever(event);
  }
}
