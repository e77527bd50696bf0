// The keeper of a host process: another follows what ended, none follows what was told to stop, and each end is told once.
import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HostKeeper, type HostLost } from '#main/devices/host-keeper';
import type { HostProcess } from '#main/devices/host-process';

class QuietHost extends EventEmitter implements HostProcess {
  readonly pid = 7;
  readonly heard: unknown[] = [];
  postMessage(message: unknown): void {
    this.heard.push(message);
  }
  kill(): boolean {
    queueMicrotask(() => this.emit('exit', 137));
    return true;
  }
}

let hosts: QuietHost[];
let lost: HostLost[];
let keeper: HostKeeper;

beforeEach(() => {
  vi.useFakeTimers();
  [hosts, lost] = [[], []];
  keeper = new HostKeeper({
    name: 'some-host',
    fork: () => {
      const host = new QuietHost();
      hosts.push(host);
      return host;
    },
    log: () => undefined,
    born: () => undefined,
    lost: (why) => lost.push(why),
    heard: () => true,
  });
  keeper.start();
});
afterEach(async () => {
  await keeper.stop();
  vi.useRealTimers();
});

describe('a host', () => {
  it('that ends is followed by another', async () => {
    hosts[0]!.emit('exit', 1);
    expect(lost).toEqual([{ kind: 'ended', code: 1 }]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(hosts).toHaveLength(2);
  });

  it('that says nothing any more is ended and followed by another', async () => {
    await vi.advanceTimersByTimeAsync(10_000);
    expect(lost[0]).toEqual({ kind: 'hangs' });
    expect(hosts.length).toBeGreaterThan(1);
  });

  it('that was told to stop is told as stopped, and none follows', async () => {
    await keeper.stop();
    expect(lost).toEqual([{ kind: 'stopped' }]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(hosts).toHaveLength(1);
    expect(keeper.post({ kind: 'ping' })).toBe(false);
  });

  it('that is missing between two lives does not come back after the stop', async () => {
    hosts[0]!.emit('exit', 1);
    await keeper.stop();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(lost).toHaveLength(1);
    expect(hosts).toHaveLength(1);
  });
});
