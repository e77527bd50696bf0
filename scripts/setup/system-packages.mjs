// Installs the system libraries, fonts and programs that are missing (as root), or says exactly how to.
import { existsSync } from 'node:fs';
import { ScriptError } from '../lib/errors.mjs';
import { say } from '../lib/progress.mjs';
import { capture, mustRun } from '../lib/run.mjs';
import {
  aptLine,
  chooseNames,
  missingPackages,
  parseInstalled,
  parseOffered,
  SYSTEM_PACKAGES,
} from './system-package-list.mjs';

// Killed in the middle, dpkg would leave packages half-configured.
const APT_SIGNAL = 'TERM';
const APT_ENV = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
const APT_OPTIONS = ['-o', 'DPkg::Lock::Timeout=180', '-o', 'Acquire::Retries=2'];

/**
 * @param {{ required: string[], wished: string[] }} purposes names of SYSTEM_PACKAGES; what is only wished for is
 *   installed along as root, else named without failing
 * @param {(text: string) => void} note
 */
export async function ensureSystemPackages({ required, wished }, note) {
  if (!existsSync('/usr/bin/dpkg-query')) return describeForOtherSystems([...required, ...wished]);

  const installed = await installedPackages();
  const needed = missingPackages(required, installed);
  const wanted = missingPackages(wished, installed);
  if (needed.length + wanted.length === 0) return;

  if (process.getuid?.() === 0) await install([...needed, ...wanted], note);
  else await explain(needed, wanted);
}

async function installedPackages() {
  const names = Object.values(SYSTEM_PACKAGES).flat(2);
  // dpkg-query ends 1 when it does not know one of the names, and still lists the others.
  const { stdout } = await capture('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\\n', ...names]);
  return parseInstalled(stdout);
}

async function install(entries, note) {
  note('更新软件包清单（apt-get update）');
  await mustRun(
    {
      code: 'APT_UPDATE_FAILED',
      message: '软件包清单更新失败',
      help: '请检查网络与软件源（/etc/apt）后重试。',
    },
    'apt-get',
    ['update', ...APT_OPTIONS],
    { env: APT_ENV, orphanSignal: APT_SIGNAL },
  );
  const names = await offeredNames(entries);
  note(`安装 ${names.join(' ')}`);
  await mustRun(
    {
      code: 'SYSTEM_PACKAGES_NOT_INSTALLED',
      message: '系统软件包安装失败',
      help: `请手工执行后重试：\n  ${aptLine(names)}`,
    },
    'apt-get',
    ['install', '-y', '--no-install-recommends', ...APT_OPTIONS, ...names],
    { env: APT_ENV, orphanSignal: APT_SIGNAL },
  );
}

async function explain(needed, wanted) {
  const names = await offeredNames([...needed, ...wanted]);
  const line = `sudo apt-get update && sudo ${aptLine(names)}`;
  if (needed.length > 0) {
    throw new ScriptError('SYSTEM_PACKAGES_MISSING', `缺少 ${names.length} 个系统软件包。`, {
      help: `请执行下面这一行，然后重试（run this line, then try again）：\n  ${line}`,
    });
  }
  say(`提示：缺少可选的系统软件包（演示打印或印章钥匙需要）。要装上请执行：\n  ${line}`);
}

async function offeredNames(entries) {
  const { stdout } = await capture('apt-cache', ['policy', ...entries.flat()], { env: APT_ENV });
  return chooseNames(entries, parseOffered(stdout));
}

function describeForOtherSystems(purposes) {
  const names = missingPackages(purposes, new Set()).map((alternatives) => alternatives.at(-1));
  say('提示：本机不是 Debian 或 Ubuntu，无法自动安装系统软件包。请确认装有与下列 Debian 软件包相当的软件：');
  say(`  ${names.join(' ')}`);
}
