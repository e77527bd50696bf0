// What this project runs on: Linux x64 and the Node.js versions of package.json's `engines`.
import { ScriptError } from '../lib/errors.mjs';

/** @type {[number, number]} */
export const LOWEST_NODE = [20, 11];

/** @param {{ platform: string, arch: string, node: string }} machine e.g. `{ platform: 'linux', arch: 'x64', node: '20.20.2' }` */
export function checkPlatform(machine) {
  if (machine.platform !== 'linux' || machine.arch !== 'x64') {
    throw new ScriptError(
      'PLATFORM_UNSUPPORTED',
      `需要 Linux x64，本机是 ${machine.platform} ${machine.arch}。`,
    );
  }
  if (isOlder(machine.node, LOWEST_NODE)) {
    throw new ScriptError(
      'NODE_TOO_OLD',
      `需要 Node.js ${LOWEST_NODE.join('.')} 或更高版本，本机是 ${machine.node}。`,
      {
        help: '请安装 Node.js 20 LTS 或更高版本后重试（install Node.js 20 LTS or newer）。',
      },
    );
  }
}

function isOlder(version, [lowestMajor, lowestMinor]) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < lowestMajor || (major === lowestMajor && minor < lowestMinor);
}
