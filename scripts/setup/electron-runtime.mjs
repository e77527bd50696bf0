// Puts the Electron runtime and SQLite's binding for it in place: whole or not at all, with a record of their origin.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { readJson } from '../lib/content-stamp.mjs';
import { ScriptError } from '../lib/errors.mjs';
import { electronDist, electronPackage, inRoot, sqlitePackage, sqliteRelease } from '../lib/paths.mjs';
import { capture, mustRun } from '../lib/run.mjs';
import { officialBinding, officialElectron, sha512Of } from './official-archive.mjs';
import { DEVELOPMENT, isCurrent, isInPlace, OFFICIAL, readProvenance, RECORD } from './provenance.mjs';
import { registryRuntime } from './registry-archive.mjs';

const WORK_PREFIX = '.zc-runtime-';

/**
 * @param {{ officialOnly: boolean }} options officialOnly: for a release; the development runtime is not good enough
 * @param {(text: string) => void} note
 */
export async function ensureRuntime({ officialOnly }, note) {
  const wanted = {
    electron: readJson(join(electronPackage, 'package.json')).version,
    betterSqlite3: readJson(join(sqlitePackage, 'package.json')).version,
    officialOnly,
  };
  if (isCurrent(readProvenance(electronDist), wanted) && isInPlace(electronDist, sqliteRelease)) {
    // The last write of an installation; lost only if it was interrupted right before.
    return writePathFile();
  }

  removeLeftovers();
  const folder = mkdtempSync(inRoot('node_modules', WORK_PREFIX));
  try {
    const { dist, binding, record } = await obtain(folder, wanted, note);
    await verifyRuns(dist, binding, wanted.electron);
    writeFileSync(join(dist, RECORD), `${JSON.stringify(record, null, 2)}\n`);
    moveIntoPlace(folder, dist, binding);
    note(record.source === OFFICIAL ? '运行时来自官方发布包' : '运行时来自 npm 包：仅供开发与 CI，不得发布');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function obtain(folder, wanted, note) {
  const electron = await officialElectron(folder, wanted.electron, note);
  /** @type {Awaited<ReturnType<typeof officialBinding>>} */
  const binding =
    electron.kind === 'done'
      ? await officialBinding(folder, wanted.electron, note)
      : { kind: 'unavailable', reason: electron.reason };
  if (binding.kind === 'done') return described(wanted, electron, binding, undefined);

  note(`官方发布不可用：${binding.reason}`);
  if (wanted.officialOnly) {
    throw new ScriptError('OFFICIAL_RUNTIME_UNAVAILABLE', `取不到官方发布的运行时：${binding.reason}`, {
      help: '请在能访问官方发布或其镜像（ELECTRON_MIRROR、npm_config_better_sqlite3_binary_host）的机器上进行。',
    });
  }
  return described(wanted, electron, binding, await registryRuntime(folder, wanted, note));
}

/** What is official is used as such, also when the other part had to come from the registry. */
function described(wanted, electron, binding, registry) {
  const dist = electron.kind === 'done' ? electron.dist : registry.dist;
  const bindingFile = binding.kind === 'done' ? binding.file : registry.binding;
  const record = {
    source: electron.kind === 'done' ? OFFICIAL : DEVELOPMENT,
    electron: wanted.electron,
    package: registry?.package ?? null,
    sha512: registry?.sha512 ?? null,
    sha256: electron.kind === 'done' ? electron.sha256 : null,
    installedAt: new Date().toISOString(),
    sqliteBinding: {
      source: binding.kind === 'done' ? OFFICIAL : DEVELOPMENT,
      version: wanted.betterSqlite3,
      sha512: sha512Of(bindingFile),
    },
  };
  return { dist, binding: bindingFile, record };
}

async function verifyRuns(dist, binding, version) {
  const program = join(dist, 'electron');
  const { stdout } = await mustRun(
    { code: 'RUNTIME_DOES_NOT_RUN', message: '运行时无法启动', help: await missingLibraries(program) },
    program,
    ['-p', `require(${JSON.stringify(binding)}), process.versions.electron`],
    { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } },
  );
  if (stdout.trim() !== version) {
    throw new ScriptError('RUNTIME_VERSION_UNEXPECTED', `运行时自称 ${stdout.trim()}，应为 ${version}。`);
  }
}

async function missingLibraries(program) {
  const { stdout } = await capture('ldd', [program]);
  const names = stdout
    .split('\n')
    .filter((line) => line.includes('not found'))
    .map((line) => line.trim().split(' ')[0]);
  return names.length > 0 ? `系统缺少动态库：${names.join(' ')}` : undefined;
}

/** The binding goes first and the runtime with its record last: the record vouches for both. */
function moveIntoPlace(folder, dist, binding) {
  const release = join(folder, 'Release');
  mkdirSync(release);
  copyFileSync(binding, join(release, 'better_sqlite3.node'));
  mkdirSync(join(sqliteRelease, '..'), { recursive: true });
  swap(release, sqliteRelease, join(folder, 'old-release'));
  swap(dist, electronDist, join(folder, 'old-dist'));
  writePathFile();
}

function swap(fresh, place, aside) {
  if (existsSync(place)) renameSync(place, aside);
  renameSync(fresh, place);
}

/** Where electron's npm package looks for the name of its program. */
function writePathFile() {
  const file = join(electronPackage, 'path.txt');
  if (!existsSync(file)) writeFileSync(file, 'electron');
}

function removeLeftovers() {
  for (const name of readdirSync(inRoot('node_modules'))) {
    if (name.startsWith(WORK_PREFIX)) rmSync(inRoot('node_modules', name), { recursive: true, force: true });
  }
}
