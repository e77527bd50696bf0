// Reads the terminal's own log: what it said and when.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface LogLine {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly event: string;
  readonly [field: string]: unknown;
}

/** All lines of this event, oldest first. */
export function logged(profileDir: string, event: string): LogLine[] {
  const file = join(profileDir, 'logs/terminal.log');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.includes(`"event":"${event}"`))
    .map((line) => {
      const parsed = JSON.parse(line) as Record<string, unknown> & { at: string; event: string };
      return { ...parsed, at: Date.parse(parsed.at) };
    });
}

/** True once the desk was painted for the `n`th time of this profile. */
export function deskShown(profileDir: string, n: number): boolean {
  return logged(profileDir, 'terminal.desk-shown').length >= n;
}
