// The devices of the demonstration: emulator processes beside the terminal, reached through the product's own transports.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hasEnded, jsonLine, startTied, stop } from '../lib/children.mjs';
import { ScriptError } from '../lib/errors.mjs';
import { root, runTs } from '../lib/paths.mjs';
import { say, step } from '../lib/progress.mjs';
import { demonstrationSettings } from './profile.mjs';

const READY_MS = 30_000;
const READER = 'tests/emulators/id-card-reader/main.ts';
const PRINTING = 'tests/support/cups/main.ts';
const CUPSD = '/usr/sbin/cupsd';

/**
 * Starts reader and print service.
 * @param {string} folder the profile folder; the print service keeps its files below it
 * @returns {Promise<{ settings: object, onLoss: (tell: (name: string) => void) => void, stop: () => Promise<void> }>}
 */
export async function startDevices(folder) {
  return step('启动演示设备（emulated devices）', async () => {
    const [reader, printing] = await Promise.all([startReader(), startPrinting(join(folder, 'cups'))]);
    const devices = [reader, ...(printing ? [printing] : [])];
    return {
      settings: demonstrationSettings(reader.said, printing && printing.said),
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
