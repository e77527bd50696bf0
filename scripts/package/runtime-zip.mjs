// The runtime as a zip with the name that @electron/packager looks for; modes kept, nothing compressed (it is unpacked at once).
import { once } from 'node:events';
import { createReadStream, createWriteStream, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const UNIX = 3;

/** @param {string} dist @param {string} file */
export async function zipRuntime(dist, file) {
  const { Zip, ZipPassThrough } = await import('fflate');
  const target = createWriteStream(file);
  const written = new Promise((resolve, reject) =>
    target.once('error', reject).once('close', () => resolve(undefined)),
  );
  const zip = new Zip((error, chunk, final) => {
    if (error) target.destroy(error);
    else target.write(chunk);
    if (final) target.end();
  });
  for (const path of filesBelow(dist)) {
    const entry = new ZipPassThrough(relative(dist, path));
    entry.os = UNIX;
    entry.attrs = (statSync(path).mode & 0xffff) << 16;
    zip.add(entry);
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      entry.push(chunk);
      if (target.writableNeedDrain) await once(target, 'drain');
    }
    entry.push(new Uint8Array(0), true);
  }
  zip.end();
  await written;
}

const filesBelow = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
