// node_modules exactly as package-lock.json says; an interrupted installation is never taken for a finished one.
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readJson } from '../lib/content-stamp.mjs';
import { ScriptError } from '../lib/errors.mjs';
import { inRoot, root } from '../lib/paths.mjs';
import { capture } from '../lib/run.mjs';

const STAMP = inRoot('node_modules/.zc-setup.json');
// No install script runs: two of them download from hosts that a hall's network does not reach, and
// the others carry their prebuilt binaries anyway.
const NPM_CI = ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];

/** @param {(text: string) => void} note */
export async function ensureDependencies(note) {
  const lock = createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .digest('hex');
  if (readJson(STAMP)?.lock === lock) return;

  rmSync(STAMP, { force: true });
  note('npm ci（按锁文件安装依赖）');
  const first = await npmCi(['--prefer-offline']);
  if (first.code !== 0) {
    note('第一次未成功，不用缓存再试一次');
    const second = await npmCi([]);
    if (second.code !== 0) {
      throw new ScriptError('DEPENDENCIES_NOT_INSTALLED', '依赖安装失败（npm ci）。', {
        help: '请检查网络与 npm 的 registry 设置（npm config get registry）后重试；已下载的部分会被再次利用。',
        output: `${second.stdout}\n${second.stderr}`,
      });
    }
  }
  verifyInstalled();
  writeFileSync(STAMP, `${JSON.stringify({ lock, installedAt: new Date().toISOString() })}\n`);
}

/** npm's word is not enough: an installation that another process disturbed can end well and be incomplete. */
function verifyInstalled() {
  const { packages } = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8'));
  const missing = Object.entries(packages).filter(
    ([folder, { optional, version }]) =>
      folder !== '' && !optional && readJson(inRoot(folder, 'package.json'))?.version !== version,
  );
  if (missing.length === 0) return;
  const names = missing.map(([folder]) => folder.replace(/^.*node_modules\//, '')).slice(0, 5);
  throw new ScriptError(
    'DEPENDENCIES_INCOMPLETE',
    `依赖安装不完整，缺少 ${missing.length} 个：${names.join('、')} …`,
    {
      help: '请再次运行；若反复出现，请检查磁盘空间，并确认没有其他 npm 进程在此目录工作。',
    },
  );
}

const npmCi = (more) => capture('npm', [...NPM_CI, ...more], { cwd: root });
