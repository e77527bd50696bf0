// Settings are checked as a whole before anything starts; nothing is guessed for a production counter.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseCommandLine } from '#main/lifecycle/command-line';
import { readSettings } from '#main/lifecycle/settings';

const good = {
  profile: 'production',
  counter: { place: 'xuchang', unit: '演示市政务服务中心', window: 'A01', clerk: '窗口人员' },
  readers: [{ id: 'reader-1', uri: 'serial:///dev/ttyUSB0?baud=115200', role: 'clerk' }],
  printer: null,
};
let directory: string;
let file: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'zc-settings-'));
  file = join(directory, 'settings.json');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));
const read = (content: unknown) => {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readSettings(file);
};

describe('settings', () => {
  it('reads a counter', () => {
    expect(read(good)).toEqual({ ok: true, value: { ...good, demonstrationControl: null } });
  });

  it('names a missing file and one that is not JSON', () => {
    expect(readSettings(file)).toEqual({ ok: false, error: { code: 'SETTINGS_MISSING', file } });
    expect(read('{"profile":')).toEqual({
      ok: false,
      error: { code: 'SETTINGS_INVALID', file, field: 'JSON' },
    });
  });

  it.each([
    ['profile', { ...good, profile: 'test' }],
    ['counter.window', { ...good, counter: { ...good.counter, window: 'a 1' } }],
    ['readers.0.uri', { ...good, readers: [{ ...good.readers[0], uri: 'http://127.0.0.1/' }] }],
    ['', { ...good, unknown: true }],
    ['demonstrationControl', { ...good, demonstrationControl: 'tcp://127.0.0.1:1' }],
  ])('refuses and names the field %s', (field, content) => {
    expect(read(content)).toEqual({ ok: false, error: { code: 'SETTINGS_INVALID', file, field } });
  });
});

describe('command line', () => {
  it('keeps production where the user’s configuration is, unless told otherwise', () => {
    expect(parseCommandLine(['electron', '.'], '/home/u/.config')).toEqual({
      profileDir: '/home/u/.config/zhengchuang/production',
      settingsFile: '/home/u/.config/zhengchuang/production/settings.json',
      check: false,
    });
    expect(
      parseCommandLine(['electron', '.', '--profile-dir=/p', '--settings=/s.json', '--check'], '/c'),
    ).toEqual({
      profileDir: '/p',
      settingsFile: '/s.json',
      check: true,
    });
  });
});
