// `npm run package`: the release as a folder and a Debian package, in dist/. Refuses a runtime that did not come
// from the official archive, unless a flag that names the risk is given.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { readJson } from './lib/content-stamp.mjs';
import { main, ScriptError } from './lib/errors.mjs';
import { electronDist, inRoot, root } from './lib/paths.mjs';
import { say, step } from './lib/progress.mjs';
import { isLeftOut, OUTSIDE_BUNDLES, runtimeFolders } from './package/closure.mjs';
import { zipRuntime } from './package/runtime-zip.mjs';
import { setup } from './setup.mjs';
import { OVERRIDE_FLAG, packagingGate, readProvenance } from './setup/provenance.mjs';

const REFUSED = 3;
const NAME = 'zhengchuang';
const OUTPUT = inRoot('dist');
const ALWAYS = { always: true };
const DEPENDS = [
  'libgtk-3-0 | libgtk-3-0t64',
  'libnss3',
  'libasound2 | libasound2t64',
  'libgbm1',
  'libxss1',
  'udev',
];

async function release() {
  const { values } = parse();
  await setup('package');
  const record = readProvenance(electronDist);
  enforce(packagingGate(record, { allowUnverified: Boolean(values[OVERRIDE_FLAG.slice(2)]) }));
  const { electron } = /** @type {import('./setup/provenance.mjs').Provenance} */ (record);
  await build();

  mkdirSync(OUTPUT, { recursive: true });
  const zips = join(OUTPUT, 'runtime');
  mkdirSync(zips, { recursive: true });
  const zip = join(zips, `electron-v${electron}-linux-x64.zip`);
  try {
    await step('运行时归档（zip）', () => zipRuntime(electronDist, zip), ALWAYS);
    const folder = await step('打包（packager）', () => packageFolder(electron, zips), ALWAYS);
    await step('收紧运行时开关（fuses）', () => harden(folder), ALWAYS);
    const deb = await step('生成 Debian 软件包（deb）', () => packageDebian(folder), ALWAYS);
    console.log(`${folder}\n${deb}`);
  } finally {
    rmSync(zips, { recursive: true, force: true });
  }
}

function parse() {
  try {
    return parseArgs({ options: { [OVERRIDE_FLAG.slice(2)]: { type: 'boolean', default: false } } });
  } catch (error) {
    throw new ScriptError('ARGUMENT_UNKNOWN', error.message, { exitCode: 2 });
  }
}

function enforce(gate) {
  if (gate.kind === 'refused') {
    throw new ScriptError(gate.code, gate.message, {
      exitCode: REFUSED,
      help: `请在能访问官方发布的机器上执行 npm run setup -- --official 后重试。\n仅供试验时可加参数：${OVERRIDE_FLAG}`,
    });
  }
  if (gate.kind === 'overridden') say(`警告：${gate.warning}`);
}

async function packageFolder(electronVersion, electronZipDir) {
  const { packager } = await import('@electron/packager');
  const { packages } = readJson(inRoot('package-lock.json'));
  const folders = runtimeFolders(packages, OUTSIDE_BUNDLES, (folder) => existsSync(inRoot(folder)));
  const [folder] = await packager({
    dir: root,
    out: OUTPUT,
    overwrite: true,
    quiet: true,
    name: NAME,
    executableName: NAME,
    platform: 'linux',
    arch: 'x64',
    electronVersion,
    electronZipDir,
    asar: { unpack: '**/*.{node,so}' },
    // The closure decides what goes in, so that nothing of the development tools does.
    prune: false,
    ignore: isLeftOut(folders),
  });
  if (!existsSync(join(folder, 'runtime-provenance.json'))) {
    throw new ScriptError('PROVENANCE_NOT_PACKAGED', '产物里没有运行时来源记录。');
  }
  return folder;
}

/** A release is no Node.js, takes no inspector, and loads nothing but its own archive. */
async function harden(folder) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(join(folder, NAME), {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
  });
}

async function packageDebian(src) {
  const { default: installer } = await import('electron-installer-debian');
  const { version, description } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  const { packagePaths } = await installer({
    src,
    dest: OUTPUT,
    arch: 'amd64',
    options: {
      name: NAME,
      productName: '证窗',
      genericName: '政务服务窗口终端',
      description,
      productDescription: description,
      version,
      bin: NAME,
      section: 'misc',
      categories: ['Office'],
      maintainer: NAME,
      depends: DEPENDS,
      recommends: ['cups', 'fonts-noto-cjk'],
    },
  });
  return packagePaths[0];
}

await main(release);
