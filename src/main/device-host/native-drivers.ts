// Which native drivers this process could really load, and their versions: what stands on the about page and in --check.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const DRIVERS = ['serialport', 'node-hid'] as const;

/** Driver name → version, or `failed` where its binding does not load on this machine. */
export function loadNativeDrivers(): Record<string, string> {
  // Not bundled: a driver that fails to load must cost its own devices only, not the host.
  const require = createRequire(__filename);
  return Object.fromEntries(DRIVERS.map((name) => [name, versionOf(require, name)]));
}

function versionOf(require: NodeJS.Require, name: string): string {
  try {
    require(name);
    // Two folders up from out/main: the application's own node_modules.
    const file = join(__dirname, '../../node_modules', name, 'package.json');
    return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  } catch {
    return 'failed';
  }
}
