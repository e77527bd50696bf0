// The device host behind its message port: validates what main says, runs the drivers, reports what they see.
import { mainToHostSchema, type HostToMain } from '#core/devices/host-messages';
import { assertNever } from '#core/result';
import { DriverRegistry } from './driver-registry';
import type { ReaderEvent } from './reader-driver';

export interface HostPort {
  /** Native drivers as loaded here, by name. */
  readonly drivers: Record<string, string>;
  post(message: HostToMain): void;
  onMessage(handler: (message: unknown) => void): void;
}

export function runDeviceHost(port: HostPort): void {
  const registry = new DriverRegistry((readerId, event) => port.post(toMessage(readerId, event)));
  port.onMessage((raw) => {
    const message = mainToHostSchema.safeParse(raw);
    if (!message.success) {
      port.post({ kind: 'log', event: 'device-host-message-refused', fields: {} });
      return;
    }
    switch (message.data.kind) {
      case 'configure':
        void registry.configure(message.data.devices.filter(({ kind }) => kind === 'id-card-reader'));
        break;
      case 'ping':
        port.post({ kind: 'pong', sequence: message.data.sequence });
        break;
      default:
        // Listing, probing, recording and testing follow.
        break;
    }
  });
  port.post({ kind: 'started', pid: process.pid, drivers: port.drivers });
}

function toMessage(readerId: string, event: ReaderEvent): HostToMain {
  switch (event.kind) {
    case 'state':
      return { kind: 'state', deviceId: readerId, device: 'id-card-reader', state: event.state };
    case 'card-read': {
      const { readingId, identity, samId, confirmed, repeated } = event.reading;
      const photo = Buffer.from(event.reading.photo).toString('base64');
      return {
        kind: 'card-read',
        deviceId: readerId,
        readingId,
        identity,
        photo,
        picture: null,
        samId,
        confirmed,
        repeated,
      };
    }
    case 'card-failed':
      return { kind: 'card-failed', deviceId: readerId, error: event.error };
    case 'card-lifted':
      return { kind: 'card-lifted', deviceId: readerId, readingId: event.readingId };
    case 'log':
      return { kind: 'log', event: event.event, fields: { readerId, ...event.fields } };
    default:
      return assertNever(event);
  }
}
