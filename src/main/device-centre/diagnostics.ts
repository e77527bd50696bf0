// The diagnostics bundle and recordings on their way into a file: what was previewed is what is saved, byte for byte, and
// that it was saved stands in the audit log.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { toHex } from '#core/crypto/bytes';
import { sm3 } from '#core/crypto/sm3';
import { bundleFiles, type BundleFile, type BundleInput } from '#core/device-centre/diagnostic-bundle';
import type { DeviceCentreError } from '#core/device-centre/device-centre-error';
import { err, ok, type Result } from '#core/result';
import type { BundlePreview } from '#shared/ipc/device-views';
import type { AuditLog } from '../audit/audit-log';
import { redactFields } from '../log/redact';
import type { Store } from '../store/store';

type Saved = Result<{ file: string } | null, DeviceCentreError>;

const LOG_LINES = 500;
/** What is read of the log at most, from its end. */
const LOG_BYTES = 512 * 1024;

export interface DiagnosticsDeps {
  store: Store;
  audit: AuditLog;
  logFile: string;
  now: () => Date;
  /** The system's own dialog; undefined when the clerk chose none. */
  chooseSave: (name: string) => Promise<string | undefined>;
}

export class Diagnostics {
  readonly #deps: DiagnosticsDeps;
  #previewed: { id: string; files: BundleFile[] } | null = null;

  constructor(deps: DiagnosticsDeps) {
    this.#deps = deps;
  }

  preview(input: Omit<BundleInput, 'at' | 'log'>): BundlePreview {
    const files = bundleFiles({ ...input, at: this.#deps.now(), log: logLines(this.#deps.logFile) });
    const id = randomUUID();
    this.#previewed = { id, files };
    return { id, files: files.map(({ name, text }) => ({ name, text, bytes: strToU8(text).length })) };
  }

  async saveBundle(id: string): Promise<Saved> {
    const previewed = this.#previewed;
    if (previewed?.id !== id) return err({ code: 'DEVICE_BUNDLE_GONE' });
    const zip = zipSync(Object.fromEntries(previewed.files.map(({ name, text }) => [name, strToU8(text)])));
    return this.#save('diagnostics.saved', `证窗诊断-${stamp(this.#deps.now())}.zip`, zip);
  }

  saveRecording(deviceId: string, text: string): Promise<Saved> {
    return this.#save(
      'recording.saved',
      `设备录制-${deviceId}-${stamp(this.#deps.now())}.jsonl`,
      strToU8(text),
    );
  }

  async #save(action: string, name: string, bytes: Uint8Array): Promise<Saved> {
    const path = await this.#deps.chooseSave(name);
    if (path === undefined) return ok(null);
    const { store, audit } = this.#deps;
    try {
      await writeFile(path, bytes, { mode: 0o600 });
    } catch {
      return err({ code: 'DEVICE_FILE_NOT_WRITTEN' });
    }
    store.transaction(() =>
      audit.append({ action, subject: toHex(sm3(bytes)), detail: { bytes: bytes.length } }),
    );
    return ok({ file: basename(path) });
  }
}

/** The last lines, each redacted once more: an older version may have written less carefully. */
function logLines(file: string): string[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  const lines = text
    .slice(-LOG_BYTES)
    .split('\n')
    .slice(-LOG_LINES - 1);
  return lines.flatMap((line) => {
    try {
      const { at, event, ...fields } = JSON.parse(line) as Record<string, string>;
      return [JSON.stringify({ at: String(at), event: String(event).slice(0, 80), ...redactFields(fields) })];
    } catch {
      // The first line of the cut, or half a line at a power cut.
      return [];
    }
  });
}

/** `20261121-0942`, in this machine's time: it only names a file. */
function stamp(now: Date): string {
  const pad = (value: number): string => String(value).padStart(2, '0');
  const day = `${now.getFullYear()}${pad(now.getMonth() + 1)}${pad(now.getDate())}`;
  return `${day}-${pad(now.getHours())}${pad(now.getMinutes())}`;
}
