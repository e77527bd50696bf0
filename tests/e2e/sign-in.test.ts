// Signing in on the real build with software keys: nothing of a case before it, nothing of it behind the lock, everything after.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { initCrypto } from '#core/crypto/init';
import { demonstrationSealHolders } from '#core/demonstration/seal-holders';
import type { DemonstrationKey, DemonstrationStaff } from '#core/demonstration/seal-holders';
import { chinaDay } from '#core/time/clock';
import { bridge, currentCase, waitFor } from '../support/bridge';
import type { Bridge } from '../support/bridge';
import { highlight } from '../support/invented';
import { lookAt } from '../support/screens';
import {
  buildSoftwareKey,
  createKeyStore,
  profileFor,
  softwareKeyOf,
  writeProfile,
} from '../support/software-key';
import type { KeyStore } from '../support/software-key';
import { startStation } from '../support/station';
import type { Running, Station } from '../support/station';

let folder: string;
let store: KeyStore;
let station: Station;
let running: Running;
let page: Page;
let terminal: Bridge;
let clerk: DemonstrationStaff;
let administrator: DemonstrationStaff;

const test = (id: string): Locator => page.getByTestId(id);
const look = async (name: string): Promise<void> => expect(await lookAt(page, name)).toEqual([]);
/** As a hand types: what comes faster is a scanner's. */
const type = async (text: string): Promise<void> => {
  await page.keyboard.type(text, { delay: 80 });
  await page.keyboard.press('Enter');
};
const focused = (id: string): Promise<void> => page.locator(`[data-testid="${id}"]:focus`).waitFor();
const holds = (id: string, text: string): Promise<true> =>
  waitFor(`${id} to hold “${text}”`, async () => (await test(id).inputValue()) === text);
const plug = (key: DemonstrationKey): void => store.addKey(softwareKeyOf(key));
const codeOf = async (...asked: Parameters<Bridge['ask']>): Promise<string | undefined> =>
  (await terminal.ask(...asked)).error?.code;
const signIn = async (key: DemonstrationStaff): Promise<void> => {
  await test('pin-pad').filter({ hasText: key.name }).waitFor();
  await type(key.pin);
  await test('desk-ready').waitFor();
};

beforeEach(async () => {
  await initCrypto();
  folder = await mkdtemp(join(tmpdir(), 'zc-sign-in-keys-'));
  store = await createKeyStore(folder);
  const { people } = await demonstrationSealHolders(Number(chinaDay(new Date()).slice(0, 4)));
  [clerk, administrator] = [people[0]!, people[3]!];
  station = await startStation({
    printer: false,
    env: { ZC_SOFTKEY_DIR: store.folder },
    settings: { signIn: { required: true, password: true } },
  });
  writeProfile(station.profileDir, profileFor(await buildSoftwareKey()));
  running = await station.launch();
  page = running.page;
  terminal = bridge(page);
  await test('sign-in-screen').waitFor();
});
afterEach(async () => {
  await running.close();
  await station.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('where signing in is required', () => {
  it('a card opens nothing before it, the key’s owner works after it, and the lock hides what they worked on', async () => {
    await test('own-key-empty').waitFor();
    await look('60-sign-in');
    for (const name of ['desk.get', 'people.reveal', 'issuing.overview', 'custody.get'] as const)
      expect(await codeOf(name)).toBe('SIGNED_OUT');
    const owner = highlight('renewal');
    await station.reader.lay(owner);
    plug(clerk);
    await signIn(clerk);
    expect((await terminal.desk()).current).toBeNull();
    expect(await test('signed-in').textContent()).toContain(clerk.name);

    // Laid again: whoever is signed in opens the case.
    await station.reader.lift();
    await station.reader.lay(owner);
    const opened = await waitFor('case', () => currentCase(terminal));
    await test('person-name').filter({ hasText: owner.name }).waitFor();
    await page.keyboard.type('spjy', { delay: 80 });
    await page.keyboard.press('Control+l');
    await test('session-dialog').waitFor();
    await look('61-session');
    await page.keyboard.press('Enter');
    await test('sign-in-screen').waitFor();
    expect(await test('sign-in-screen').getAttribute('data-state')).toBe('locked');
    const seen = await page.content();
    for (const secret of [owner.name, owner.number, opened.id]) expect(seen).not.toContain(secret);
    expect(await codeOf('desk.get')).toBe('SIGNED_OUT');
    expect(await codeOf('people.reveal', { caseId: opened.id, who: 'applicant' })).toBe('SIGNED_OUT');
    await look('62-locked');

    await test('pin-field').waitFor();
    await type('000000');
    await test('pin-error').waitFor();
    expect(await test('pin-tries').getAttribute('data-left')).toBe('5');
    await type(clerk.pin);
    await test('desk-ready').waitFor();
    expect((await currentCase(terminal))?.id).toBe(opened.id);
    // Where the hands were.
    expect(await test('matter-search').inputValue()).toBe('spjy');

    // Locked over a person who is half typed in: not in the page, and back with the hand in its field.
    await page.keyboard.press('F2');
    await focused('manual-name');
    await page.keyboard.type('钱试二', { delay: 80 });
    await page.keyboard.press('Tab');
    await focused('manual-number');
    await page.keyboard.type('8901021975', { delay: 80 });
    await page.keyboard.press('Control+l');
    await test('sign-in-screen').waitFor();
    const behind = await page.content();
    for (const secret of ['钱试二', '8901021975', owner.name]) expect(behind).not.toContain(secret);
    await test('pin-field').waitFor();
    await type(clerk.pin);
    await focused('manual-number');
    await holds('manual-name', '钱试二');
    await page.keyboard.type('0', { delay: 80 });
    await holds('manual-number', '89010219750');
    // Esc discards it, as ever.
    await page.keyboard.press('Escape');
    await test('manual-dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('F2');
    await focused('manual-name');
    await holds('manual-name', '');
    await page.keyboard.press('Escape');

    // Locked in the middle of a PIN, from its pad: the dialog comes back, the PIN does not.
    await page.keyboard.press('F8');
    await test('seal-desk-seal-keys').click();
    await test('key-change-pin').click();
    await test('pin-tries').waitFor();
    await focused('change-pin-1');
    await page.keyboard.type('860', { delay: 80 });
    await page.locator('[data-testid="change-pin-1"][data-count="3"]').waitFor();
    await page.keyboard.press('Control+l');
    await test('pin-field').waitFor();
    await type(clerk.pin);
    await page.locator('[data-testid="change-pin-1"][data-count="0"]').waitFor();
  });

  it('an administrator adds somebody with a password, serves nobody, and the newcomer signs in', async () => {
    plug(administrator);
    await signIn(administrator);
    expect(await codeOf('people.reveal', { caseId: 'any', who: 'applicant' })).toBe('STAFF_ROLE_MISSING');
    await page.keyboard.press('Control+l');
    await test('session-people').click();
    await test('people-person').first().waitFor();
    await look('63-people');
    await page.keyboard.press('n');
    await test('add-person-name').waitFor();
    await type('试用新人');
    await test('person-password').click();
    await test('password-new').waitFor();
    await type('Window-A01-yq');
    await type('Window-A01-yq');
    await test('person-dialog').waitFor();
    await look('64-person');
    await page.keyboard.press('Escape');
    await test('people-dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+l');
    await test('session-out').click();

    await test('sign-in-screen').waitFor();
    await page.keyboard.press('F2');
    await test('sign-in-password').waitFor();
    await type('Wrong-word-9x');
    await test('pin-error').waitFor();
    expect(await test('pin-error').getAttribute('data-code')).toBe('STAFF_PASSWORD_WRONG');
    await type('Window-A01-yq');
    await test('desk-ready').waitFor();
    expect((await terminal.desk()).clerk).toBe('试用新人');
  });
});
