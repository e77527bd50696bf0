// Profile folders: one for production, one for the demonstration, never the same.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const base = () => join(process.env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'zhengchuang');

export const profileFolder = (mode, given) => (given ? resolve(given) : join(base(), mode));
export const temporaryProfile = () => mkdtempSync(join(tmpdir(), 'zhengchuang-'));
export const settingsFile = (folder) => join(folder, 'settings.json');

/** What this machine has that speaks for production. */
export const lookAround = () => ({
  deviceNames: readdirSync('/dev'),
  hasProductionSettings: existsSync(settingsFile(profileFolder('production', undefined))),
});

/**
 * The settings of a demonstration counter. Pure.
 * @param {{ data: string, control: string }} reader addresses of the emulated reader
 * @param {{ printerUri: string, queue: string } | null} printing
 */
export const demonstrationSettings = (reader, printing) => ({
  profile: 'demonstration',
  counter: {
    place: 'xuchang',
    unit: '演示市政务服务中心',
    // The unit whose seal the demonstration has: what is issued here bears its name and its seal.
    issuer: '演示市政务服务管理局',
    window: 'A01',
    clerk: '演示窗口人员',
  },
  readers: [{ id: 'reader-1', uri: reader.data, role: 'clerk' }],
  printer: printing && { uri: printing.printerUri, queue: printing.queue },
  demonstrationControl: reader.control,
});

/** @returns {string} the file written */
export function writeSettings(folder, settings) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = settingsFile(folder);
  writeFileSync(file, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
  return file;
}
