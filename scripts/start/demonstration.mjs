// The devices of the demonstration: emulator processes beside the terminal, reached through the product's own transports.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hasEnded, jsonLine, startTied, stop } from '../lib/children.mjs';
import { ScriptError } from '../lib/errors.mjs';
import { root, runTs } from '../lib/paths.mjs';
import { say, step } from '../lib/progress.mjs';
import { capture } from '../lib/run.mjs';
import { demonstrationSettings } from './profile.mjs';

const READY_MS = 30_000;
const READER = 'tests/emulators/id-card-reader/main.ts';
const PRINTING = 'tests/support/cups/main.ts';
const CUPSD = '/usr/sbin/cupsd';
const SEAL_KEYS = 'tests/emulators/skf/main.ts';
const BUILD_MS = 120_000;

/**
 * Starts reader and print service, and plugs in the software seal keys.
 * @param {string} folder the profile folder; print service and seal keys keep their files below it
 * @returns {Promise<{ settings: object, env: Record<string, string>, onLoss: (tell: (name: string) => void) => void, stop: () => Promise<void> }>}
 *   env: what the window's environment needs besides
 */
export async function startDevices(folder) {
  return step('启动演示设备（emulated devices）', async () => {
    const [reader, printing, env] = await Promise.all([
      startReader(),
      startPrinting(join(folder, 'cups')),
      plugSealKeys(folder),
    ]);
    const devices = [reader, ...(printing ? [printing] : [])];
    return {
      settings: demonstrationSettings(reader.said, printing && printing.said),
      env,
      onLoss: (tell) => devices.forEach(({ name, child }) => watchForLoss(name, child, tell)),
      stop: async () => {
        devices.forEach(({ child }) => child.removeAllListeners('exit'));
        await Promise.all(devices.map(({ child }) => stop(child)));
      },
    };
  });
}

const startReader = () =>
  startDevice('身份证阅读器（仿真）', READER, ['--tcp', '127.0.0.1:0', '--control', '127.0.0.1:0']);

async function startPrinting(folder) {
  if (!existsSync(CUPSD)) {
    say('提示：没有安装 CUPS，演示中不能打印（sudo apt-get install -y cups）。');
    return null;
  }
  return startDevice('打印服务（私有 CUPS）', PRINTING, ['--dir', folder]);
}

/**
 * The keys need no process of their own: the terminal loads their library as it loads any vendor's.
 * @returns {Promise<Record<string, string>>} the environment in which the library finds them
 */
async function plugSealKeys(folder) {
  const args = [
    runTs,
    SEAL_KEYS,
    'demonstration',
    '--store',
    join(folder, 'seal-keys'),
    '--profile-dir',
    folder,
  ];
  const { code, stdout, stderr } = await capture(process.execPath, args, { cwd: root, timeoutMs: BUILD_MS });
  const said = code === 0 ? JSON.parse(stdout) : { ready: false, code: 'FAILED', message: stderr };
  if (said.ready) return { ZC_SOFTKEY_DIR: said.folder };
  if (/_MISSING$/.test(said.code)) {
    const help = 'sudo apt-get install -y gcc libc6-dev libssl-dev';
    say(`提示：缺少编译演示用智能密码钥匙的软件，演示中没有钥匙（${help}）。`);
  } else say(`警告：演示用智能密码钥匙未能备好，演示中没有钥匙。\n${said.message.trim()}`);
  return {};
}

async function startDevice(name, file, args) {
  // stdin stays open for as long as we live: its end tells a device to end.
  const child = startTied(process.execPath, [runTs, file, ...args], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const said = await jsonLine(child, { accept: (value) => value.ready === true, timeoutMs: READY_MS });
  if (said) return { name, child, said };
  const output = child.stderrTail();
  const why = hasEnded(child) ? '启动后立即退出' : '没有在限时内就绪';
  await stop(child);
  throw new ScriptError('DEVICE_NOT_STARTED', `${name}${why}。`, { output });
}

function watchForLoss(name, child, tell) {
  if (hasEnded(child)) tell(name);
  else child.once('exit', () => tell(name));
}
