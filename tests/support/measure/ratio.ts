// A measurement beside its floor, taken in turn in the same run, printed as one line of JSON.

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
  const value = median(values);
  const floorValue = median(floors);
  const line = {
    bench,
    value: round(value),
    unit,
    floor: round(floorValue),
    ratio: round(value / floorValue),
    runs,
    target,
  };
  console.log(JSON.stringify(line));
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

function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
