// Profiles as they are shipped and as administrators write them, where libraries are looked for, and how they are bound.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { libraryProfileSchema } from '#core/seal-keys/library-profile';
import { bindLibrary, type Koffi } from '#main/seal-key-host/skf-binding';
import { installedLibrary } from '#main/seal-keys/installed-library';
import { loadProfiles } from '#main/seal-keys/library-profiles';

const SHIPPED = resolve(import.meta.dirname, '../../../../resources/devices/seal-keys');
const base = {
  id: 'one',
  vendor: '厂商',
  name: '钥匙',
  libraries: {},
  packing: 'packed',
  installHint: '请安装。',
};
let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'zc-profiles-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const put = (name: string, content: unknown) =>
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));

describe('profiles', () => {
  it('that are shipped are sound, say what to install and that nobody tried them', () => {
    const { profiles, errors } = loadProfiles([SHIPPED]);
    expect(errors).toEqual([]);
    expect(profiles.length).toBeGreaterThanOrEqual(3);
    for (const { installHint, note, usb } of profiles) {
      expect(installHint).toMatch(/。$/);
      expect(note).toContain('not tried');
      expect(usb.length).toBeGreaterThan(0);
    }
  });

  it('of an administrator take the place of one with the same id', () => {
    put('longmai-gm3000.json', { ...base, id: 'longmai-gm3000', vendor: '本单位' });
    const { profiles } = loadProfiles([SHIPPED, folder, join(folder, 'nowhere')]);
    expect(profiles.filter(({ id }) => id === 'longmai-gm3000').map(({ vendor }) => vendor)).toEqual([
      '本单位',
    ]);
  });

  it('that are bad are named by file and field, and cost nobody else anything', () => {
    put('one.json', base);
    put('two.json', base);
    put('three.json', '{ not json');
    put('four.json', { ...base, id: 'four', packing: 'loose' });
    put('five.json', { ...base, id: 'five', script: 'x' });
    mkdirSync(join(folder, 'six.json'));
    put('seven.json', 'x'.repeat(70_000));
    const { profiles, errors } = loadProfiles([folder]);
    expect(profiles.map(({ id }) => id)).toEqual(['one']);
    expect(errors).toEqual([
      { code: 'SEAL_KEY_PROFILE_INVALID', file: 'five.json', field: 'script' },
      { code: 'SEAL_KEY_PROFILE_INVALID', file: 'four.json', field: 'packing' },
      { code: 'SEAL_KEY_PROFILE_INVALID', file: 'seven.json', field: '' },
      { code: 'SEAL_KEY_PROFILE_UNREADABLE', file: 'six.json', field: '' },
      { code: 'SEAL_KEY_PROFILE_NOT_JSON', file: 'three.json', field: '' },
      { code: 'SEAL_KEY_PROFILE_MISNAMED', file: 'two.json', field: 'id' },
    ]);
  });
});

describe('an installed library', () => {
  const profileOf = (libraries: Record<string, string[]>) =>
    libraryProfileSchema.parse({ ...base, libraries });
  it('is the first file that exists, links followed', () => {
    put('real.so', 'x');
    symlinkSync(join(folder, 'real.so'), join(folder, 'link.so'));
    const profile = profileOf({ linux: [join(folder, 'none.so'), join(folder, 'link.so')] });
    expect(installedLibrary(profile, 'linux', 'x64')).toBe(join(folder, 'real.so'));
    expect(installedLibrary(profile, 'win32', 'x64')).toBeUndefined();
  });

  it('by a bare name is looked for where the system keeps libraries, not in the working folder', () => {
    expect(installedLibrary(profileOf({ linux: ['package.json'] }), 'linux', 'x64')).toBeUndefined();
    expect(installedLibrary(profileOf({ linux: ['libc.so.6'] }))).toMatch(/libc/);
  });
});

describe('binding', () => {
  const abi = { packing: 'packed', ulongBytes: 4, boolBytes: 8 } as const;
  function fakeKoffi(missing: readonly string[] = []): { koffi: Koffi; asked: unknown[][] } {
    const asked: unknown[][] = [];
    const func = (...definition: unknown[]) => {
      asked.push(definition);
      if (missing.some((name) => definition.includes(name))) throw new Error('not found');
      return {
        async: (...args: unknown[]) => (args.at(-1) as (e: null, r: number) => void)(null, 0x0a000023),
      };
    };
    return { koffi: { load: () => ({ func }), sizeof: () => 4 }, asked };
  }

  it('calls by stdcall where the standard says so, and nowhere else', () => {
    const { koffi, asked } = fakeKoffi();
    bindLibrary(koffi, 'x', abi, true);
    expect(asked[0]).toEqual(['__stdcall', 'SKF_EnumDev', 'uint32_t', ['int64_t', 'void *', 'void *']]);
    const plain = fakeKoffi();
    bindLibrary(plain.koffi, 'x', { ...abi, ulongBytes: 8, boolBytes: 4 }, false);
    expect(plain.asked[0]).toEqual(['SKF_EnumDev', 'uint64_t', ['int32_t', 'void *', 'void *']]);
  });

  it('names the function that is missing, and does without events', async () => {
    expect(bindLibrary(fakeKoffi(['SKF_ECCSignData']).koffi, 'x', abi, false)).toEqual({
      ok: false,
      error: { code: 'SEAL_KEY_LIBRARY_UNUSABLE', call: 'SKF_ECCSignData' },
    });
    const bound = bindLibrary(fakeKoffi(['SKF_WaitForDevEvent']).koffi, 'x', abi, false);
    expect(bound.ok && bound.value.has('SKF_WaitForDevEvent')).toBe(false);
    expect(bound.ok && (await bound.value.call('SKF_DisConnectDev', 1n))).toBe(0x0a000023);
  });
});
