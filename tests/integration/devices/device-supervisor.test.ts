// The supervisor with a host that crashes, hangs and lies, and with the real host code in a process of its own.
import { EventEmitter } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { readerConfig } from '#core/devices/device-config';
import type { MainToHost } from '#core/devices/host-messages';
import { DeviceSupervisor, type HostProcess } from '#main/devices/device-supervisor';
import { startReaderEmulator } from '#tests/support/reader-emulator';
import { forkHost } from './hosted';
import { resident } from './people';

const READER = readerConfig({ id: 'clerk', uri: 'tcp://127.0.0.1:1', role: 'clerk' });
const CLERK = { deviceId: 'clerk', device: 'id-card-reader' } as const;

let supervisor: DeviceSupervisor;
afterEach(() => supervisor.stop());

describe('a host that misbehaves', () => {
  it('is configured, restarted after a crash, and configured again', async () => {
    const hosts: ScriptedHost[] = [];
    const logged: string[] = [];
    supervisor = supervise(hosts, logged);
    supervisor.start();
    expect(hosts[0]?.received).toEqual([{ kind: 'configure', devices: [READER] }]);
    hosts[0]?.say({ kind: 'state', ...CLERK, state: { kind: 'waiting' } });
    expect(supervisor.states()).toEqual([{ ...CLERK, state: { kind: 'waiting' } }]);
    hosts[0]?.end(139);
    expect(supervisor.states()).toEqual([{ ...CLERK, state: { kind: 'restarting' } }]);
    await until(() => hosts.length === 2);
    expect(hosts[1]?.received[0]).toEqual({ kind: 'configure', devices: [READER] });
    expect(logged).toContain('device-host-ended');
  });

  it('is killed when it does not answer', async () => {
    const hosts: ScriptedHost[] = [];
    const logged: string[] = [];
    supervisor = supervise(hosts, logged);
    supervisor.start();
    await until(() => hosts.length === 2);
    expect(hosts[0]?.killed).toBe(true);
    expect(logged).toContain('device-host-hangs');
    expect(hosts[0]?.received.filter(({ kind }) => kind === 'ping').length).toBeGreaterThan(0);
  });

  it('is not believed when it talks nonsense', () => {
    const hosts: ScriptedHost[] = [];
    const logged: string[] = [];
    supervisor = supervise(hosts, logged);
    supervisor.start();
    hosts[0]?.say({ kind: 'card-read', deviceId: 'clerk', identity: { name: 'x' } });
    hosts[0]?.say('hello');
    hosts[0]?.say({ kind: 'state', ...CLERK, deviceId: 'stranger', state: { kind: 'waiting' } });
    expect(logged.filter((event) => event === 'device-host-message-refused')).toHaveLength(2);
    expect(supervisor.states()).toEqual([{ ...CLERK, state: { kind: 'connecting' } }]);
  });
});

describe('the last traffic of a device', () => {
  it('is asked of the host, and is nothing where none answers or what it says makes no sense', async () => {
    const hosts: ScriptedHost[] = [];
    const logged: string[] = [];
    supervisor = supervise(hosts, logged);
    expect(await supervisor.keptTraffic('clerk')).toBeNull();
    supervisor.start();
    const asking = supervisor.keptTraffic('clerk');
    const asked = hosts[0]!.received.at(-1)!;
    if (asked.kind !== 'kept-traffic') throw new Error(asked.kind);
    const piece = { at: 5, direction: 'in', bytes: 'AAE=' };
    const say = (kept: unknown): void => hosts[0]!.say({ kind: 'kept-traffic', runId: asked.runId, kept });
    say({ since: 1, dropped: 0, pieces: [{ ...piece, bytes: 'no base64' }] });
    say({ since: 1, dropped: 0, pieces: [{ ...piece, again: { times: 0, until: 6 } }] });
    expect(logged.filter((event) => event === 'device-host-message-refused')).toHaveLength(2);
    say({ since: 1, dropped: 3, pieces: [{ ...piece, again: { times: 2, until: 9 } }] });
    expect(await asking).toEqual({
      since: 1,
      dropped: 3,
      pieces: [{ at: 5, direction: 'in', bytes: Uint8Array.of(0, 1), again: { times: 2, until: 9 } }],
    });
    expect(await supervisor.keptTraffic('clerk')).toBeNull();
  });

  it('and whether it lives are answered at once when the host ends before it has answered', async () => {
    const hosts: ScriptedHost[] = [];
    supervisor = supervise(hosts, []);
    supervisor.start();
    const [kept, tested] = [supervisor.keptTraffic('clerk'), supervisor.test('clerk')];
    hosts[0]!.end(1);
    expect(await kept).toBeNull();
    expect(await tested).toEqual({ kind: 'not-open' });
  });
});

describe('the real host', () => {
  it('reads a card, is killed, comes back and sees the card again', async () => {
    const emulator = await startReaderEmulator({ mode: 'tcp' });
    try {
      supervisor = new DeviceSupervisor({
        fork: () => forkHost(),
        devices: [{ ...READER, address: emulator.dataUri }],
        log: () => undefined,
      });
      const cards: unknown[] = [];
      const lifted: string[] = [];
      supervisor.on('card', (card) => cards.push(card));
      supervisor.on('cardLifted', ({ readingId }) => lifted.push(readingId));
      supervisor.start();
      await state('waiting');
      await emulator.lay(resident);
      await state('card-present');
      expect(cards).toEqual([
        expect.objectContaining({ deviceId: 'clerk', identity: resident, confirmed: true }),
      ]);
      supervisor.restartHost();
      await state('restarting');
      expect(lifted).toHaveLength(1);
      await state('card-present');
      expect(cards).toHaveLength(2);
      supervisor.configure([]);
      expect(lifted).toHaveLength(2);
      expect(supervisor.states()).toEqual([]);
    } finally {
      await emulator.stop();
    }
  });
});

async function state(kind: string): Promise<void> {
  await until(() => supervisor.states()[0]?.state.kind === kind);
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((wake) => setTimeout(wake, 10));
}

function supervise(hosts: ScriptedHost[], logged: string[]): DeviceSupervisor {
  return new DeviceSupervisor({
    fork: () => {
      const host = new ScriptedHost();
      hosts.push(host);
      return host;
    },
    devices: [READER],
    log: (event) => logged.push(event),
  });
}

class ScriptedHost extends EventEmitter implements HostProcess {
  readonly pid = 1;
  readonly received: MainToHost[] = [];
  killed = false;

  postMessage(message: unknown): void {
    this.received.push(message as MainToHost);
  }

  kill(): void {
    this.killed = true;
    this.end(137);
  }

  say(message: unknown): void {
    this.emit('message', message);
  }

  end(code: number): void {
    this.emit('exit', code);
  }
}
