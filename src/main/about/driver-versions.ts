// Versions of the native drivers that the device host loads, from the packages that are really installed.
import { createRequire } from 'node:module';

const DRIVERS = ['better-sqlite3', 'node-hid', 'serialport', 'koffi'] as const;

export function driverVersions(): Record<string, string> {
  const require = createRequire(__filename);
  return Object.fromEntries(
    DRIVERS.map((name) => {
      try {
        return [name, (require(`${name}/package.json`) as { version: string }).version];
      } catch {
        return [name, 'absent'];
      }
    }),
  );
}
