// Versions of the native drivers that the device host loads, from the packages that are really installed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const DRIVERS = ['better-sqlite3', 'node-hid', 'serialport', 'koffi'] as const;

/** @param appPath the folder that holds node_modules */
export function driverVersions(appPath: string): Record<string, string> {
  return Object.fromEntries(
    DRIVERS.map((name) => [name, versionOf(join(appPath, 'node_modules', name, 'package.json'))]),
  );
}

function versionOf(file: string): string {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  } catch {
    return 'absent';
  }
}
