// A measurement beside its floor, taken in turn in the same run, printed as one line of JSON.
import { median, report } from '#tests/support/bench';

export interface Ratio {
  readonly bench: string;
  readonly unit: string;
  readonly runs: number;
  /** What the ratio value : floor is to be. */
  readonly target: string;
  readonly measure: () => number;
  readonly floor: () => number;
}

export function printRatio({ bench, unit, runs, target, measure, floor }: Ratio): void {
  const values: number[] = [];
  const floors: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    floors.push(floor());
    values.push(measure());
  }
  const [value, least] = [median(values), median(floors)];
  report({
    bench,
    value: significant(value),
    unit,
    floor: significant(least),
    ratio: significant(value / least),
    runs,
    target,
  });
}

/** Repetitions a second of `work`, called for about `seconds`. */
export function ratePerSecond(seconds: number, work: () => void): number {
  const start = performance.now();
  let count = 0;
  while (performance.now() - start < seconds * 1000) {
    for (let i = 0; i < 8; i += 1) work();
    count += 8;
  }
  return count / ((performance.now() - start) / 1000);
}

/** Median milliseconds of `work`, called for about `seconds`. */
export function millisecondsEach(seconds: number, work: () => void): number {
  const times: number[] = [];
  const start = performance.now();
  while (performance.now() - start < seconds * 1000) {
    const before = performance.now();
    work();
    times.push(performance.now() - before);
  }
  return median(times);
}

function significant(value: number): number {
  return Number(value.toPrecision(4));
}
