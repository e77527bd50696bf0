// Lays out the folder of a private CUPS: configuration, queues, backend, and owners that fit the user it runs as.
import { chmod, chown, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { backendScript } from './backend';
import {
  cupsdConf,
  cupsFilesConf,
  FILTERED_QUEUE,
  PDF_QUEUE,
  ppd,
  printersConf,
  type CupsLayout,
} from './config';

/** Also on a folder that was used before: its spool is kept. */
export async function prepare(root: string): Promise<CupsLayout> {
  const asRoot = process.getuid?.() === 0;
  const me = userInfo();
  const [lpUid, lpGid] = asRoot ? await idsOf('lp') : [me.uid, me.gid];
  const group = asRoot ? 'lp' : ((await groupName(me.gid)) ?? 'lp');
  const layout = { root, socket: join(root, 's'), user: asRoot ? 'lp' : me.username, group };
  if (layout.socket.length > 107) throw new Error(`${layout.socket} is too long for a socket`);

  for (const folder of [
    '',
    'etc',
    'etc/ppd',
    'bin',
    'bin/backend',
    'spool',
    'tmp',
    'cache',
    'run',
    'log',
    'out',
  ]) {
    const path = join(root, folder);
    await mkdir(path, { recursive: true });
    await chmod(path, 0o755);
    // Backends and filters run as lp when cupsd is root.
    if (['spool', 'tmp', 'cache', 'run', 'out'].includes(folder)) await chown(path, lpUid, lpGid);
  }
  for (const part of ['filter', 'daemon', 'cgi-bin', 'notifier', 'monitor', 'driver']) {
    await symlink(join('/usr/lib/cups', part), join(root, 'bin', part)).catch(ignoreExisting);
  }
  const files: [string, string, number][] = [
    ['bin/backend/zcfile', backendScript(root), 0o755],
    ['etc/cupsd.conf', cupsdConf(layout), 0o644],
    ['etc/cups-files.conf', cupsFilesConf(layout), 0o644],
    ['etc/printers.conf', printersConf(), 0o600],
    [`etc/ppd/${PDF_QUEUE}.ppd`, ppd(PDF_QUEUE), 0o644],
    [`etc/ppd/${FILTERED_QUEUE}.ppd`, ppd(FILTERED_QUEUE), 0o644],
    ['mode', 'ok', 0o644],
    ['reasons', '', 0o644],
  ];
  for (const [name, content, mode] of files) {
    await writeFile(join(root, name), content);
    await chmod(join(root, name), mode);
  }
  return layout;
}

async function idsOf(user: string): Promise<[uid: number, gid: number]> {
  const line = (await readFile('/etc/passwd', 'utf8'))
    .split('\n')
    .find((each) => each.startsWith(`${user}:`));
  const fields = line?.split(':');
  if (!fields) throw new Error(`no user ${user}: is CUPS installed?`);
  return [Number(fields[2]), Number(fields[3])];
}

async function groupName(gid: number): Promise<string | undefined> {
  const lines = (await readFile('/etc/group', 'utf8')).split('\n');
  return lines.map((line) => line.split(':')).find((fields) => fields[2] === String(gid))?.[0];
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
