// `npm start`: set-up, build, and the terminal; with emulated devices beside it where the machine has none.
import { existsSync, rmSync } from 'node:fs';
import { build } from './build.mjs';
import { main, ScriptError } from './lib/errors.mjs';
import { say } from './lib/progress.mjs';
import { hasDisplay, startXvfb } from './lib/xvfb.mjs';
import { setup } from './setup.mjs';
import { startDevices } from './start/demonstration.mjs';
import { chooseMode, parseStartOptions, USAGE } from './start/options.mjs';
import {
  lookAround,
  profileFolder,
  settingsFile,
  temporaryProfile,
  writeSettings,
} from './start/profile.mjs';
import { checkWindow, runWindow } from './start/window.mjs';

async function start() {
  const options = parseStartOptions(process.argv.slice(2));
  if (options.kind === 'help') return console.log(USAGE);

  const needsOwnDisplay = options.check && !hasDisplay();
  await setup(needsOwnDisplay ? 'check' : 'start');
  await build();
  if (options.check) return check(options);
  if (!hasDisplay()) {
    throw new ScriptError('DISPLAY_MISSING', '没有图形显示（DISPLAY 与 WAYLAND_DISPLAY 均未设置）。', {
      help: '请在桌面环境中运行；只想确认能否工作，请用：npm start -- --check',
    });
  }
  return chooseMode(options, lookAround()) === 'production' ? production(options) : demonstration(options);
}

async function check({ profileDir }) {
  const folder = profileDir ? profileFolder('demonstration', profileDir) : temporaryProfile();
  const env = hasDisplay() ? process.env : (await startXvfb()).env;
  try {
    await withDevices(folder, (settings, extra) => checkWindow({ folder, settings }, { ...env, ...extra }));
  } finally {
    if (!profileDir) rmSync(folder, { recursive: true, force: true });
  }
}

async function demonstration({ profileDir }) {
  const folder = profileFolder('demonstration', profileDir);
  say(`演示模式（demonstration）：设备均为仿真，人物均为虚构，数据在 ${folder}`);
  return withDevices(folder, (settings, extra) =>
    runWindow({ folder, settings }, { ...process.env, ...extra }),
  );
}

async function withDevices(folder, work) {
  const devices = await startDevices(folder);
  try {
    devices.onLoss((name) => say(`警告：${name}已退出，窗口会显示设备断开。重新运行 npm start 可恢复。`));
    return await work(writeSettings(folder, devices.settings), devices.env);
  } finally {
    await devices.stop();
  }
}

async function production({ profileDir }) {
  const folder = profileFolder('production', profileDir);
  const settings = settingsFile(folder);
  say(`正式模式（production）：数据在 ${folder}`);
  return runWindow({ folder, settings: existsSync(settings) ? settings : undefined }, process.env);
}

await main(start);
