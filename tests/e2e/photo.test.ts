// A vendor's picture decoder that an administrator installed: the photo of the card stands on the person card, stays with
// the case, and is handed out only as long as somebody serves. A reader without the library shows the placeholder.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CardIdentity } from '#core/identity/card-identity';
import { buildPhotoDecoder } from '#emulators/photo-decoder/build';
import { bridge, currentCase, waitFor, type Bridge, type InWindow } from '../support/bridge';
import { startHidDevices, type HidDevices } from '../support/hid-devices';
import { highlight } from '../support/invented';
import { lookAt } from '../support/screens';
import { startStation, type Running, type Station } from '../support/station';

/** Nothing like a picture: the decoder refuses it. */
const NO_WLT = '00'.repeat(1_024);

let station: Station;
let hid: HidDevices;
let running: Running;
let terminal: Bridge;

const test = (id: string): Locator => running.page.getByTestId(id);

beforeEach(async () => {
  hid = await startHidDevices();
  await hid.add('usb', { kind: 'card-reader', vendorId: 0x0400, productId: 0xc35a, serial: 'P1' });
  station = await startStation({ printer: false, env: hid.env });
});
afterEach(async () => {
  await running.close();
  await Promise.all([station.stop(), hid.stop()]);
});

/** As an administrator does: a file in the profile's folder replaces the shipped entry of this reader. */
function installDecoder(): void {
  mkdirSync(join(station.profileDir, 'devices'));
  writeFileSync(
    join(station.profileDir, 'devices/id-card-reader-0400-c35a.json'),
    JSON.stringify({
      id: 'id-card-reader-0400-c35a',
      kind: 'id-card-reader',
      vendor: 'Emulated',
      model: 'Reader with decoder',
      tried: false,
      source: 'tests/emulators/photo-decoder',
      match: [{ bus: 'hid', vendorId: '0400', productId: 'c35a' }],
      transport: { kind: 'hid' },
      profile: {
        photoDecoder: {
          library: buildPhotoDecoder(),
          symbol: 'wlt_to_bgr',
          signature: 'wlt-to-bgr',
          success: 1,
        },
      },
    }),
  );
}

async function start(): Promise<void> {
  running = await station.launch();
  terminal = bridge(running.page);
  await test('desk-ready').waitFor();
  await waitFor('both readers', async () => {
    const { readers } = await terminal.desk();
    return readers.length === 2 && readers.every(({ state }) => /waiting|card-present/.test(state.kind));
  });
}

const lay = (card: CardIdentity & { photo?: string }) => hid.reader('usb', { cmd: 'lay', card });
const widthOf = (photo: Locator): Promise<number> =>
  photo.evaluate((image) => (image as HTMLImageElement).naturalWidth);
async function decoded(photo: Locator): Promise<void> {
  await photo.waitFor();
  expect(await waitFor('photo drawn', async () => (await widthOf(photo)) || undefined)).toBe(102);
}
const decoderOf = async () => (await terminal.request('about.get')).photoDecoder;

describe('with the reader maker’s library', () => {
  it('shows the card’s photo, after parking and after a power cut too', async () => {
    installDecoder();
    await start();
    expect(await decoderOf()).toBe('present');
    const owner = highlight('renewal');
    await lay(owner);
    await decoded(test('applicant-photo'));
    expect(await test('applicant-photo').getAttribute('alt')).toBe(`申请人${owner.name}的证件照片`);
    expect(await running.page.locator('.no-photo').count()).toBe(0);
    expect(await lookAt(running.page, 'photo-applicant')).toEqual([]);

    const { id: caseId } = (await currentCase(terminal))!;
    await terminal.request('cases.park', { caseId });
    await test('applicant-photo').waitFor({ state: 'detached' });
    await hid.reader('usb', { cmd: 'lift' });
    await running.kill();
    await start();
    await terminal.request('cases.resume', { caseId });
    await decoded(test('applicant-photo'));
    const bytes = await running.page.evaluate(async (id) => {
      const { terminal: window } = globalThis as unknown as InWindow;
      const answer = await window.request['people.photo']({ caseId: id, who: 'applicant' });
      return answer.ok ? answer.value?.length : answer.error.code;
    }, caseId);
    expect(bytes).toBe(38_862);
  });

  it('shows the placeholder for a card whose picture the library refuses', async () => {
    installDecoder();
    await start();
    await lay({ ...highlight('renewal'), photo: NO_WLT });
    await test('person-name').waitFor();
    expect(await running.page.locator('.no-photo').count()).toBe(1);
    expect(await test('applicant-photo').count()).toBe(0);
  });
});

describe('without it', () => {
  it('says that the photo needs one, also about itself', async () => {
    await start();
    expect(await decoderOf()).toBe('absent');
    await lay(highlight('renewal'));
    await test('person-name').waitFor();
    expect(await running.page.locator('.no-photo').textContent()).toBe('照片需安装读卡器厂商解码库');
    expect(await test('applicant-photo').count()).toBe(0);
    const { id: caseId } = (await currentCase(terminal))!;
    expect(await terminal.ask('people.photo', { caseId, who: 'applicant' })).toEqual({
      ok: true,
      value: null,
    });
    expect(await terminal.ask('people.photo', { caseId, who: 'agent' })).toMatchObject({
      ok: false,
      error: { code: 'CASE_NOT_FOUND' },
    });
  });
});
