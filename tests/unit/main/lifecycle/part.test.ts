// Parts start in order and stop in reverse; a stop in the middle of starting ends it; a failing stop stops the rest all the same.
import { describe, expect, it } from 'vitest';
import { Parts } from '#main/lifecycle/part';
import type { Part } from '#main/lifecycle/part';

function recorded(names: string[], special: Record<string, Partial<Part>> = {}) {
  const events: string[] = [];
  const logged: unknown[] = [];
  const list = names.map((name): Part => ({
    name,
    start: () => void events.push(`start ${name}`),
    stop: () => void events.push(`stop ${name}`),
    ...special[name],
  }));
  const parts = new Parts(list, (event, fields) => void logged.push({ event, ...fields }));
  return { parts, events, logged };
}

describe('parts', () => {
  it('start in order and stop in reverse', async () => {
    const { parts, events } = recorded(['a', 'b']);
    expect(await parts.start()).toBe(true);
    await parts.stop();
    expect(events).toEqual(['start a', 'start b', 'stop b', 'stop a']);
  });

  it('are not started after a stop, and only what was started is stopped', async () => {
    let release: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => (release = resolve));
    const { parts, events } = recorded(['a', 'b', 'c'], { b: { start: () => waiting } });
    const starting = parts.start();
    // The first part's start has settled by then, and the second one is under way.
    await new Promise((resolve) => setImmediate(resolve));
    await parts.stop();
    release();
    expect(await starting).toBe(false);
    expect(events).toEqual(['start a', 'stop b', 'stop a']);
  });

  it('go on stopping past one that fails', async () => {
    const failing = () => Promise.reject(new TypeError('no'));
    const { parts, events, logged } = recorded(['a', 'b'], { b: { stop: failing } });
    await parts.start();
    await parts.stop();
    expect(events).toEqual(['start a', 'start b', 'stop a']);
    expect(logged).toEqual([{ event: 'lifecycle.stop-failed', part: 'b', kind: 'TypeError' }]);
  });
});
