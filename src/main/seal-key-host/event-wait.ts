// SKF_WaitForDevEvent, where it works: a hint to list at once, never the only way to notice a key.
import type { SkfCalls } from './skf-calls';

/** Some libraries come back at once, for ever: more events than hands can make. */
const MOST_EVENTS = 20;
const WITHIN_MS = 5_000;

/** Waits for events until the library fails to, or reports more of them than can be. */
export async function waitForEvents(calls: SkfCalls, noticed: () => void): Promise<'unsupported' | 'storm'> {
  let times: number[] = [];
  while (await calls.waitForEvent().catch(() => false)) {
    const now = performance.now();
    times = [...times.filter((time) => now - time < WITHIN_MS), now];
    if (times.length > MOST_EVENTS) return 'storm';
    noticed();
  }
  return 'unsupported';
}
