// The official way: Electron's own archive (guarded by the checksums inside its npm package) and better-sqlite3's
// own prebuilt binding. Every host is probed briefly first, because closed networks drop packets and would hang us.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { readJson } from '../lib/content-stamp.mjs';
import { ScriptError } from '../lib/errors.mjs';
import { electronPackage, inRoot, sqlitePackage } from '../lib/paths.mjs';
import { capture } from '../lib/run.mjs';

const RELEASES = 'https://github.com/';
const PROBE_MS = 4_000;
const DOWNLOAD_MS = 600_000;
// From the cache alone; one that was filled from another mirror does not count, and then the host would be asked.
const UNPACK_MS = 60_000;
const BINDING_MS = 120_000;

/**
 * Downloads and unpacks into `folder`.
 * @returns {Promise<{ kind: 'done', dist: string, sha256: string } | { kind: 'unavailable', reason: string }>}
 */
export async function officialElectron(folder, version, note) {
  const zip = `electron-v${version}-linux-x64.zip`;
  const mirror =
    firstOf('npm_config_electron_mirror', 'NPM_CONFIG_ELECTRON_MIRROR', 'ELECTRON_MIRROR') ?? RELEASES;
  const reachable = await isReachable(mirror);
  if (!reachable && !isInElectronCache(zip)) {
    return { kind: 'unavailable', reason: `连不上 ${hostOf(mirror)}` };
  }
  note(`下载 Electron ${version} 官方发布包（official archive）`);
  const copy = join(folder, 'electron');
  mkdirSync(copy);
  for (const name of ['package.json', 'install.js', 'checksums.json']) {
    cpSync(join(electronPackage, name), join(copy, name));
  }
  const result = await capture(process.execPath, [join(copy, 'install.js')], {
    cwd: copy,
    env: withoutLooseChecks(process.env),
    timeoutMs: reachable ? DOWNLOAD_MS : UNPACK_MS,
  });
  const said = `${result.stdout}\n${result.stderr}`;
  if (/checksum/i.test(said)) {
    throw new ScriptError(
      'RUNTIME_CHECKSUM_MISMATCH',
      `${hostOf(mirror)} 给出的 Electron ${version} 与官方校验值不符，已拒绝。`,
      {
        help: '请检查 ELECTRON_MIRROR 指向的镜像，并清空其下载缓存（electron_config_cache）。',
        output: said,
      },
    );
  }
  const dist = join(copy, 'dist');
  if (result.code !== 0 || !existsSync(join(dist, 'electron'))) {
    return { kind: 'unavailable', reason: result.timedOut ? '下载超时' : lastLine(said) };
  }
  return { kind: 'done', dist, sha256: readJson(join(copy, 'checksums.json'))[zip] };
}

/** @returns {Promise<{ kind: 'done', file: string } | { kind: 'unavailable', reason: string }>} */
export async function officialBinding(folder, electronVersion, note) {
  const installer = inRoot('node_modules/prebuild-install/bin.js');
  if (!existsSync(installer)) return { kind: 'unavailable', reason: '依赖里没有 prebuild-install' };
  const host = firstOf('npm_config_better_sqlite3_binary_host') ?? RELEASES;
  if (!(await isReachable(host))) return { kind: 'unavailable', reason: `连不上 ${hostOf(host)}` };

  note('下载 better-sqlite3 官方预编译绑定（official prebuilt）');
  const copy = join(folder, 'better-sqlite3');
  mkdirSync(copy);
  cpSync(join(sqlitePackage, 'package.json'), join(copy, 'package.json'));
  const result = await capture(process.execPath, [installer, '-r', 'electron', '-t', electronVersion], {
    cwd: copy,
    timeoutMs: BINDING_MS,
  });
  const file = join(copy, 'build/Release/better_sqlite3.node');
  if (result.code !== 0 || !existsSync(file)) return { kind: 'unavailable', reason: lastLine(result.stderr) };
  return { kind: 'done', file };
}

export const sha512Of = (file) => createHash('sha512').update(readFileSync(file)).digest('base64');

const firstOf = (...names) => names.map((name) => process.env[name]).find((value) => value);

function hostOf(address) {
  try {
    return new URL(address).host;
  } catch {
    return address;
  }
}

/** Looks in the cache of @electron/get, one folder deep, as it lays it out. */
function isInElectronCache(zip) {
  const cache =
    process.env.electron_config_cache ??
    join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'electron');
  return existsSync(cache) && readdirSync(cache).some((entry) => existsSync(join(cache, entry, zip)));
}

/** A proxy answers in the host's place, so where one is set the probe would prove nothing. */
function isReachable(address) {
  if (firstOf('ELECTRON_GET_USE_PROXY', 'npm_config_https_proxy')) return Promise.resolve(true);
  if (!URL.canParse(address)) return Promise.resolve(false);
  const { hostname, port, protocol } = new URL(address);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) || (protocol === 'http:' ? 80 : 443) });
    const answer = (reachable) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(reachable);
    };
    const timer = setTimeout(() => answer(false), PROBE_MS);
    socket.once('connect', () => answer(true)).once('error', () => answer(false));
  });
}

/** The checksums inside the npm package must guard, never ones served beside the archive. */
function withoutLooseChecks(env) {
  const loose =
    /^(npm_config_)?electron_use_remote_checksums$|^ELECTRON_SKIP_BINARY_DOWNLOAD$|^ELECTRON_OVERRIDE_DIST_PATH$/i;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !loose.test(name)));
}

const lastLine = (text) =>
  text
    .trim()
    .split('\n')
    .find((line) => /error/i.test(line))
    ?.trim() ?? '下载未成功';
