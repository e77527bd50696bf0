// Measuring: medians, percentiles, one JSON object a line, memory of a process tree.
import { readFileSync, readdirSync } from 'node:fs';

export interface Measured {
  bench: string;
  value: number;
  unit: string;
  /** What the same machine needs at least, measured in turn in the same run; null where there is none. */
  floor: number | null;
  ratio: number | null;
  runs: number;
  target: string;
}

export function report(measured: Measured): void {
  process.stdout.write(`${JSON.stringify(measured)}\n`);
}

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** Nearest rank. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits));

/** Proportional set size in MiB of a process and all that descend from it (/proc/PID/smaps_rollup). */
export function treePss(pid: number): number {
  const kib = treeOf(pid).reduce((sum, each) => sum + pssOf(each), 0);
  return kib / 1024;
}

function treeOf(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = parentOf(Number(name));
    if (parent === undefined) continue;
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const tree = [root];
  for (let i = 0; i < tree.length; i += 1) tree.push(...(children.get(tree[i]!) ?? []));
  return tree;
}

function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}

function pssOf(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
