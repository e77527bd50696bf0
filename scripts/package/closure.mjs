// Which installed packages, and which of their files, a release needs at run time. Pure.

/** What electron.vite.config.ts leaves outside the bundles; everything else is inside out/. */
export const OUTSIDE_BUNDLES = ['better-sqlite3', 'koffi', 'node-hid', 'serialport'];
/** Needed only to download or compile, which a release never does. */
const INSTALL_ONLY = new Set(['prebuild-install', 'node-addon-api', 'yargs']);

/**
 * The folders (`node_modules/…`, as package-lock.json names them) of the given packages and all they require.
 * @param {Record<string, { dependencies?: Record<string, string>, optionalDependencies?: Record<string, string> }>} packages
 *   `packages` of a lock file, version 2 or 3
 * @param {string[]} names
 * @param {(folder: string) => boolean} isInstalled optional packages of other platforms are in the lock file only
 * @returns {Set<string>}
 */
export function runtimeFolders(packages, names, isInstalled) {
  const found = new Set();
  const visit = (name, from) => {
    const folder = resolveIn(packages, name, from);
    if (!folder || found.has(folder) || INSTALL_ONLY.has(name) || !isInstalled(folder)) return;
    found.add(folder);
    const { dependencies = {}, optionalDependencies = {} } = packages[folder];
    Object.keys({ ...dependencies, ...optionalDependencies }).forEach((next) => visit(next, folder));
  };
  names.forEach((name) => visit(name, ''));
  return found;
}

/** Node's own search: in the package's node_modules, then upwards. */
function resolveIn(packages, name, from) {
  for (let place = from; ; place = place.slice(0, Math.max(0, place.lastIndexOf('/node_modules/')))) {
    const folder = `${place ? `${place}/` : ''}node_modules/${name}`;
    if (packages[folder]) return folder;
    if (!place) return undefined;
  }
}

const APPLICATION = ['/package.json', '/LICENSE', '/out', '/resources'];
const SOURCES =
  /\/node_modules\/(better-sqlite3\/(deps|src)|koffi\/(src\/koffi\/src|vendor|doc)|node-hid\/(hidapi|src))(\/|$)/;
const PREBUILDS = /\/prebuilds\/([^/]+)/;
const OUR_PREBUILDS = /(^|-)linux-x64$/;

/**
 * For @electron/packager's `ignore`: paths from the checkout's root, with a leading slash.
 * @param {Set<string>} folders of `runtimeFolders`
 */
export const isLeftOut = (folders) => (path) => {
  if (path === '' || path === '/node_modules') return false;
  if (!path.startsWith('/node_modules/'))
    return !APPLICATION.some((part) => path === part || path.startsWith(`${part}/`));
  if (SOURCES.test(path)) return true;
  const platform = PREBUILDS.exec(path)?.[1];
  if (platform && !OUR_PREBUILDS.test(platform)) return true;
  if (/\.musl\.node$|\/musl_x64(\/|$)/.test(path)) return true;
  const inside = path.slice(1);
  return ![...folders].some(
    (folder) => inside === folder || inside.startsWith(`${folder}/`) || folder.startsWith(`${inside}/`),
  );
};
