// What keeps the terminal from starting: the window says what happened, what to do and the code; nothing is changed.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bridge, waitFor } from '../support/bridge';
import { startStation } from '../support/station';
import type { Station } from '../support/station';

let station: Station;
beforeEach(async () => {
  station = await startStation({ printer: false });
});
afterEach(async () => {
  await station.stop();
});

const database = () => join(station.profileDir, 'terminal.db');
async function failure(): Promise<string> {
  const running = await station.launch();
  const screen = running.page.getByTestId('start-failure');
  await screen.waitFor();
  const text = (await screen.textContent()) ?? '';
  await running.close();
  return text;
}
async function startOnce(): Promise<void> {
  const running = await station.launch();
  await waitFor('desk', async () => (await bridge(running.page).desk()).revision >= 0);
  await running.close();
}

describe('a terminal that cannot start says why', () => {
  it('settings missing, and settings wrong', async () => {
    const settings = await readFile(station.settingsFile, 'utf8');
    await rm(station.settingsFile);
    expect(await failure()).toMatch(/还没有配置.*SETTINGS_MISSING/);
    await writeFile(station.settingsFile, settings.replace('"A01"', '"a 1"'));
    expect(await failure()).toMatch(/配置文件有误.*SETTINGS_INVALID/);
    await writeFile(station.settingsFile, settings);
    await startOnce();
  });

  it('demonstration data under a production counter', async () => {
    await startOnce();
    const settings = JSON.parse(await readFile(station.settingsFile, 'utf8')) as Record<string, unknown>;
    await writeFile(
      station.settingsFile,
      JSON.stringify({ ...settings, profile: 'production', demonstrationControl: null }),
    );
    expect(await failure()).toMatch(/不能混用.*STORE_OTHER_PROFILE/);
  });

  it('a broken database stays as it is, a missing key is not replaced', async () => {
    await startOnce();
    const key = join(station.profileDir, 'vault.key');
    const kept = await readFile(key);
    await rm(key);
    expect(await failure()).toMatch(/不要新建.*VAULT_KEY_MISSING/);
    await writeFile(key, kept);
    await startOnce();
    await rm(`${database()}-wal`, { force: true });
    const broken = Buffer.from('SQLite format 3\0 damaged'.repeat(400));
    await writeFile(database(), broken);
    expect(await failure()).toMatch(/恢复备份.*STORE_CORRUPT/);
    expect((await readFile(database())).equals(broken)).toBe(true);
  });
});
