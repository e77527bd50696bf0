// The device host behind its message port: validates what main says, runs the devices, reports what they see.
import { mainToHostSchema, type HostToMain, type MainToHost } from '#core/devices/host-messages';
import { assertNever } from '#core/result';
import { keptToWire } from '../devices/kept-traffic';
import { DeviceLister } from './device-lister';
import { DeviceRegistry } from './device-registry';
import { SharedClock } from './driver-kit/shared-clock';
import { Prober } from './prober';

export interface HostPort {
  /** Native drivers as loaded here, by name. */
  readonly drivers: Record<string, string>;
  post(message: HostToMain): void;
  onMessage(handler: (message: unknown) => void): void;
}

export function runDeviceHost(port: HostPort): void {
  const post = (message: HostToMain) => port.post(message);
  const clock = new SharedClock();
  const lister = new DeviceLister((listing, changed) => {
    post({ kind: 'listing', listing });
    if (changed) registry.nudge();
  });
  const registry = new DeviceRegistry({ clock, post, lost: () => lister.lost() });
  const prober = new Prober(clock);
  port.onMessage((raw) => {
    const message = mainToHostSchema.safeParse(raw);
    if (message.success) obey(message.data, { post, lister, registry, prober });
    else post({ kind: 'log', event: 'device-host-message-refused', fields: {} });
  });
  post({ kind: 'started', pid: process.pid, drivers: port.drivers });
  lister.start();
}

interface Parts {
  post: (message: HostToMain) => void;
  lister: DeviceLister;
  registry: DeviceRegistry;
  prober: Prober;
}

function obey(message: MainToHost, { post, lister, registry, prober }: Parts): void {
  switch (message.kind) {
    case 'configure':
      void registry.configure(message.devices);
      return;
    case 'ping':
      return post({ kind: 'pong', sequence: message.sequence });
    case 'list':
      return lister.list();
    case 'probe': {
      const { runId } = message;
      void prober
        .probe(message, (baud) => post({ kind: 'probe-progress', runId, baud }))
        .then((outcome) => post({ kind: 'probe-ended', runId, outcome }));
      return;
    }
    case 'probe-cancel':
      return prober.cancel(message.runId);
    case 'record':
      return registry.record(message.deviceId, message.on);
    case 'kept-traffic': {
      const { runId, deviceId } = message;
      return post({ kind: 'kept-traffic', runId, kept: keptToWire(registry.kept(deviceId)) });
    }
    case 'test': {
      const { runId, deviceId } = message;
      return registry.test(deviceId, (outcome) => post({ kind: 'tested', runId, outcome }));
    }
    default:
      assertNever(message);
  }
}
