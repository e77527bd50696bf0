// A scanner in continuous mode reads the same code again and again while it lies before it: that is one scan.

/** Long enough for the slowest continuous mode, short enough for somebody who scans the same code on purpose. */
export const REPEAT_MS = 1_200;

interface Seen {
  readonly text: string;
  readonly at: number;
}

export interface RepeatFilter {
  /**
   * Whether this reading only repeats the device's last one.
   * @param at milliseconds of any steady clock; every repeat begins the period anew, so a code left lying stays one scan
   */
  isRepeat(deviceId: string, text: string, at: number): boolean;
}

export function createRepeatFilter(withinMs: number = REPEAT_MS): RepeatFilter {
  const last = new Map<string, Seen>();
  return {
    isRepeat(deviceId, text, at) {
      const before = last.get(deviceId);
      last.set(deviceId, { text, at });
      return before?.text === text && at - before.at < withinMs;
    },
  };
}
