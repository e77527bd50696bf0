// Building the software key: once for two who ask at once, and a clear word where the machine cannot.
import { chmodSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SkfLibrary } from '#tests/support/skf-functions';
import { buildSoftwareKey } from '#tests/support/software-key';

const vendor = 'build-test';
const path = process.env['PATH'];
let fakes: string;

async function forget(): Promise<string> {
  const cache = dirname(await buildSoftwareKey());
  for (const name of readdirSync(cache))
    if (name.startsWith(`lib${vendor}-`)) rmSync(join(cache, name), { force: true });
  return cache;
}

beforeEach(() => {
  fakes = mkdtempSync(join(tmpdir(), 'zc-fake-gcc-'));
});
afterEach(async () => {
  process.env['PATH'] = path;
  rmSync(fakes, { recursive: true, force: true });
  await forget();
});

it('gives two builders the same whole library, and leaves nothing else behind', async () => {
  const cache = await forget();
  const paths = await Promise.all([buildSoftwareKey({ vendor }), buildSoftwareKey({ vendor })]);
  expect(paths[0]).toBe(paths[1]);
  expect(readdirSync(cache).filter((name) => name.startsWith(`lib${vendor}-`))).toEqual([basename(paths[0])]);
  const library = new SkfLibrary(paths[0]);
  expect(library.call('SKF_CancelWaitForDevEvent')).toBe(0);
  library.unload();
});

it('throws away what was built from sources of another day', async () => {
  const cache = await forget();
  const old = join(cache, `lib${vendor}-packed-b4-u4-0123456789abcdef.so`);
  const recent = join(cache, `lib${vendor}-packed-b4-u4-fedcba9876543210.so`);
  for (const file of [old, recent]) writeFileSync(file, '');
  utimesSync(old, new Date(2026, 0, 1), new Date(2026, 0, 1));
  await buildSoftwareKey({ vendor });
  const names = readdirSync(cache);
  expect([names.includes(basename(old)), names.includes(basename(recent))]).toEqual([false, true]);
});

describe('a machine that cannot build it', () => {
  const gccSays = (text: string) => {
    const gcc = join(fakes, 'gcc');
    writeFileSync(gcc, `#!/bin/sh\necho '${text}' >&2\nexit 1\n`);
    chmodSync(gcc, 0o755);
  };

  it.each([
    ['GCC_MISSING', undefined, 'gcc'],
    ['LIBSSL_DEV_MISSING', 'pin.c:4:10: fatal error: openssl/evp.h: No such file or directory', 'libssl-dev'],
    ['LIBSSL_DEV_MISSING', '/usr/bin/ld: cannot find -l:libcrypto.a: No such file', 'libssl-dev'],
    ['LIBC_DEV_MISSING', 'types.h:8:10: fatal error: stdint.h: No such file or directory', 'libc6-dev'],
    ['COMPILE_FAILED', 'pin.c:9: error: expected expression', 'expected expression'],
  ])('%s', async (code, said, named) => {
    await forget();
    if (said !== undefined) gccSays(said);
    process.env['PATH'] = said === undefined ? fakes : `${fakes}:${path}`;
    const building = buildSoftwareKey({ vendor });
    await expect(building).rejects.toMatchObject({ name: 'SoftwareKeyUnavailable', code });
    await expect(building).rejects.toThrow(named);
  });
});
