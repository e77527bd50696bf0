// What goes into a release: the native packages with all they require, for this platform only.
import { describe, expect, it } from 'vitest';
import { isLeftOut, runtimeFolders } from '../../../scripts/package/closure.mjs';

const packages = {
  'node_modules/driver': {
    dependencies: { helper: '1' },
    optionalDependencies: { '@bin/linux': '1', '@bin/mac': '1' },
  },
  'node_modules/helper': {},
  'node_modules/driver/node_modules/helper': { dependencies: { deep: '1' } },
  'node_modules/deep': { dependencies: { driver: '1', 'prebuild-install': '1' } },
  'node_modules/prebuild-install': { dependencies: { tar: '1' } },
  'node_modules/tar': {},
  'node_modules/@bin/linux': {},
  'node_modules/@bin/mac': {},
  'node_modules/tool': {},
};
const folders = runtimeFolders(packages, ['driver'], (folder) => !folder.endsWith('mac'));

describe('runtimeFolders', () => {
  it('follows what Node would load, nearest first, and ends in circles', () => {
    expect([...folders].sort()).toEqual([
      'node_modules/@bin/linux',
      'node_modules/deep',
      'node_modules/driver',
      'node_modules/driver/node_modules/helper',
    ]);
  });
});

describe('isLeftOut', () => {
  const leftOut = isLeftOut(folders);

  it.each(['', '/package.json', '/out', '/out/main/index.cjs', '/resources/a.json', '/LICENSE'])(
    'keeps %j',
    (path) => {
      expect(leftOut(path)).toBe(false);
    },
  );

  it.each(['/src', '/tests/unit/a.test.ts', '/scripts', '/outside', '/.git', '/dist/runtime'])(
    'drops %j',
    (path) => {
      expect(leftOut(path)).toBe(true);
    },
  );

  it('keeps the closure and the folders on the way to it', () => {
    expect(leftOut('/node_modules/@bin')).toBe(false);
    expect(leftOut('/node_modules/@bin/linux/a.node')).toBe(false);
    expect(leftOut('/node_modules/driver/node_modules/helper/index.js')).toBe(false);
  });

  it('drops what the closure does not name', () => {
    expect(leftOut('/node_modules/tool')).toBe(true);
    expect(leftOut('/node_modules/drivers/index.js')).toBe(true);
    expect(leftOut('/node_modules/.cache/x')).toBe(true);
  });

  it('keeps binaries of this platform only', () => {
    expect(leftOut('/node_modules/driver/prebuilds/linux-x64/a.node')).toBe(false);
    expect(leftOut('/node_modules/driver/prebuilds/HID_hidraw-linux-x64/a.node')).toBe(false);
    expect(leftOut('/node_modules/driver/prebuilds/HID-win32-x64/a.node')).toBe(true);
    expect(leftOut('/node_modules/driver/prebuilds/HID-linux-x64-musl/a.node')).toBe(true);
    expect(leftOut('/node_modules/driver/prebuilds/linux-x64/a.musl.node')).toBe(true);
    expect(leftOut('/node_modules/driver/musl_x64/a.node')).toBe(true);
  });
});
