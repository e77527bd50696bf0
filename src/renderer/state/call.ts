// One way to ask main: shows what takes long, turns an expected failure into the error line, never throws.
import type { Answer, WireError } from '#shared/ipc/contract';
import { setScreen, terminalState } from './store';

/** A question that takes longer than this says what is being done. */
const SLOW_MS = 400;

/** Printing runs beside the desk: paper takes seconds, and the next step must not wait for it. */
export type Lane = 'desk' | 'print';

/**
 * Asks main and answers with the value, or undefined after showing the error. One question a lane at a time: a second Enter
 * while the first is under way does nothing.
 * @param what what is being done, shown when it takes long
 * @param handle takes an error for itself by answering true
 */
export async function call<T>(
  what: string,
  ask: () => Promise<Answer<T>>,
  handle?: (error: WireError) => boolean,
  lane: Lane = 'desk',
): Promise<{ value: T } | undefined> {
  if (inFlight.has(lane)) return undefined;
  inFlight.add(lane);
  const slow = setTimeout(() => setScreen({ busy: { what } }), SLOW_MS);
  try {
    const answer = await ask();
    if (answer.ok) {
      if (terminalState().screen.error) setScreen({ error: null });
      return { value: answer.value };
    }
    if (!handle?.(answer.error)) setScreen({ error: answer.error });
  } catch {
    // The bridge itself failed: main is gone or refused the sender.
    setScreen({ error: { code: 'BRIDGE_FAILED' } });
  } finally {
    clearTimeout(slow);
    inFlight.delete(lane);
    if (lane === 'desk') for (const resume of waiters.splice(0)) resume();
    if (terminalState().screen.busy) setScreen({ busy: null });
  }
  return undefined;
}

const inFlight = new Set<Lane>();
const waiters: (() => void)[] = [];

export function deskIsAsking(): boolean {
  return inFlight.has('desk');
}

/** Resolves when no question of the desk is under way: what comes by itself (a scan) waits for it instead of being dropped. */
export function whenDeskAnswered(): Promise<void> {
  return deskIsAsking() ? new Promise((resolve) => waiters.push(resolve)) : Promise.resolve();
}

let toastTimer: ReturnType<typeof setTimeout> | undefined;

/** A short word that something is done; gone after a few seconds. */
export function toast(text: string): void {
  clearTimeout(toastTimer);
  setScreen({ toast: text });
  toastTimer = setTimeout(() => setScreen({ toast: null }), 4000);
}
