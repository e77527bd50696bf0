// Structured logs: one JSON object a line, rotated, and scrubbed of everything that looks like a person or a secret.
import { appendFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { redactFields } from './redact';
import type { LogFields } from './redact';

/** The one way to log: an event name and plain typed fields; never a free sentence. */
export type Log = (event: string, fields?: LogFields) => void;

const MAX_BYTES = 5 * 1024 * 1024;
const KEEP = 5;

/**
 * Logs into `directory/terminal.log`, keeping five older files of at most 5 MiB.
 * A log that cannot be written must not stop the counter: the line goes to standard error instead.
 */
export function createFileLog(directory: string, now: () => Date): Log {
  const file = join(directory, 'terminal.log');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  let size = existsSync(file) ? statSync(file).size : 0;
  return (event, fields = {}) => {
    const line = `${JSON.stringify({ at: now().toISOString(), event, ...redactFields(fields) })}\n`;
    try {
      if (size + line.length > MAX_BYTES) {
        rotate(file);
        size = 0;
      }
      appendFileSync(file, line, { mode: 0o600 });
      size += Buffer.byteLength(line);
    } catch {
      process.stderr.write(line);
    }
  };
}

function rotate(file: string): void {
  rmSync(`${file}.${KEEP}`, { force: true });
  for (let n = KEEP - 1; n >= 1; n -= 1)
    if (existsSync(`${file}.${n}`)) renameSync(`${file}.${n}`, `${file}.${n + 1}`);
  if (existsSync(file)) renameSync(file, `${file}.1`);
}
