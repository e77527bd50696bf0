// Scans at the counter, on the real build: a code is an event with a meaning, wherever it comes from, and never typing.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CDPSession, Locator, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { holderToken } from '#core/demonstration/holder-tokens';
import { initSm3 } from '#core/crypto/sm3';
import { authorisedCase, bridge, currentCase, waitFor } from '../support/bridge';
import type { Bridge } from '../support/bridge';
import { COUNTER } from '../support/counter';
import { demonstration, highlight } from '../support/invented';
import { startHidDevices, type HidDevices } from '../support/hid-devices';
import { lookAt } from '../support/screens';
import { startStation } from '../support/station';
import type { Running, Station } from '../support/station';

let station: Station;
let running: Running;
let page: Page;
let terminal: Bridge;
let keys: CDPSession;
let scanners: HidDevices;

const test = (id: string): Locator => page.getByTestId(id);
const look = async (name: string): Promise<void> => expect(await lookAt(page, name)).toEqual([]);
/** Before the scanner: real HID reports, through node-hid and the device host. */
const scan = (text: string) => scanners.scan('pos', text);
const led = (outcome: string) => page.locator(`[data-testid="scan-line"][data-led="${outcome}"]`).waitFor();

async function recent(): Promise<void> {
  await page.keyboard.press('Control+b');
  await test('scan-recent').waitFor();
}

async function begin(place: string): Promise<void> {
  await initSm3();
  scanners = await startHidDevices();
  await scanners.add('pos', {
    kind: 'pos-scanner',
    layout: 'flag-at-63',
    vendorId: 0x0c2e,
    productId: 0x0b61,
    product: 'Emulated HID-POS',
    serial: 'POS-1',
  });
  station = await startStation({
    printer: false,
    env: scanners.env,
    settings: { counter: { ...COUNTER, place } },
  });
  running = await station.launch();
  page = running.page;
  terminal = bridge(page);
  await test('desk-ready').waitFor();
  keys = await page.context().newCDPSession(page);
  await waitFor('scanner ready', async () => {
    const { devices } = await terminal.request('devices.get');
    return devices.some(({ kind, state }) => kind === 'scanner' && state.kind === 'ready');
  });
}
afterEach(async () => {
  await running.close();
  await Promise.all([station.stop(), scanners.stop()]);
});

/** The key events of a scanner that types: each key 4 ms after the one before, by the events' own time. */
async function wedge(text: string, end: 'Enter' | 'none' = 'Enter'): Promise<void> {
  const all = [...text, ...(end === 'Enter' ? ['Enter'] : [])];
  const begun = Date.now() / 1000;
  await Promise.all(
    all.flatMap((key, index) => {
      const timestamp = begun + index * 0.004;
      const isEnd = key === 'Enter';
      const down = isEnd
        ? ({ type: 'keyDown', key, code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' } as const)
        : ({ type: 'keyDown', key, text: key, unmodifiedText: key } as const);
      return [
        keys.send('Input.dispatchKeyEvent', { ...down, timestamp }),
        keys.send('Input.dispatchKeyEvent', { type: 'keyUp', key, timestamp: timestamp + 0.001 }),
      ];
    }),
  );
}

const renewal = highlight('renewal');
const licence = demonstration.certificates.find(
  ({ typeId, accessibleBy }) => typeId === 'food-licence' && accessibleBy.includes(renewal.number),
)!;
const licenceCode = (window: string): string => `ZC1:${licence.typeId}:${licence.number}${window}`;
const token = (minutes = 5): string =>
  holderToken('YKM1.', { personId: 'renewal', until: new Date(Date.now() + minutes * 60_000) });

describe('where 渝快码 shows who somebody is', () => {
  beforeEach(() => begin('chongqing'));

  it('a scan opens the holder’s case', async () => {
    await scan(token());
    await test('person-name').waitFor();
    expect(await test('person-name').textContent()).toBe(renewal.name);
    expect(await test('person-applicant').textContent()).toContain('渝快码');
    await led('case-opened');
    await look('60-scan-opened-case');
    // What was scanned for one person is gone with the next.
    await recent();
    expect(await test('scan-item').count()).toBe(1);
    await look('61-scan-recent');
    await page.keyboard.press('Enter');
    const { id } = (await currentCase(terminal))!;
    await terminal.request('cases.park', { caseId: id });
    await test('scan-line').waitFor({ state: 'detached' });
    await recent();
    expect(await test('scan-item').count()).toBe(0);
    await page.keyboard.press('Enter');
    await scan(token(6));
    await led('case-resumed');
    expect((await currentCase(terminal))!.id).toBe(id);
  });

  it('one out of its time, or nobody’s, is refused in words', async () => {
    await scan(token(-1));
    await page.getByText('(HOLDER_CODE_EXPIRED)').waitFor();
    await scan('https://example.invalid/pay?to=1');
    await led('shown');
    expect(await test('scan-line').textContent()).toContain('网址，不会打开');
    expect(running.app.windows()).toHaveLength(1);
    expect(page.url()).toMatch(/^app:/);
    await look('62-scan-address');
  });

  it('somebody else’s code in a case asks: by keyboard the person becomes the agent', async () => {
    const other = demonstration.highlights.find(({ number }) => number !== renewal.number)!;
    await scan(token());
    await led('case-opened');
    await scan(holderToken('YKM1.', { personId: other.id, until: new Date(Date.now() + 60_000) }));
    await test('scan-another-person').waitFor();
    await look('63-scan-another-person');
    await page.keyboard.press('2');
    await test('scan-another-person').waitFor({ state: 'detached' });
    await waitFor('agent', async () => (await currentCase(terminal))?.agent?.name === other.name);
  });
});

describe('where certificates carry codes with a window', () => {
  beforeEach(() => begin('xuchang'));

  it('a certificate’s code presents it, one out of its window is refused by the article', async () => {
    await authorisedCase(terminal, station.reader, renewal);
    await test('checklist-item').first().waitFor();
    await scan(licenceCode(':20200101T0000:20200101T0005'));
    await page.getByText('(CODE_EXPIRED)').waitFor();
    expect(await test('error-banner').textContent()).toContain('许政办〔2021〕13号 第十三条');
    await look('64-scan-expired');
    await scan(licenceCode(':20200101T0000:20991231T2359'));
    await test('evidence-verdict').waitFor();
    expect(await test('evidence-verdict').getAttribute('data-verdict')).toBe('usable');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-focus'))).toBe('evidence');
    await look('65-scan-presented');
  });

  it('an ID number is no identity: manual entry with the number, the document is the clerk’s', async () => {
    await scan(renewal.number);
    await test('manual-dialog').waitFor();
    await waitFor('number', async () => (await test('manual-number').inputValue()) === renewal.number);
    expect(await currentCase(terminal)).toBeUndefined();
    await look('66-scan-id-number');
  });

  it('a wedge scan into a half-filled form leaves the form as it was, and is not lost', async () => {
    await page.keyboard.press('F2');
    await test('manual-name').waitFor();
    await test('manual-name').fill('王二');
    await test('manual-number').fill('8901');
    await test('manual-number').evaluate((input) => (input as HTMLInputElement).setSelectionRange(1, 3));
    await wedge(licenceCode(''));
    await test('scans-held').waitFor();
    await look('67-scan-held');
    expect(await test('manual-name').inputValue()).toBe('王二');
    expect(await test('manual-number').inputValue()).toBe('8901');
    expect(
      await test('manual-number').evaluate((input) => [
        (input as HTMLInputElement).selectionStart,
        (input as HTMLInputElement).selectionEnd,
      ]),
    ).toEqual([1, 3]);
    // React's own state is the same: what a person types goes on from there.
    await page.keyboard.press('End');
    await page.keyboard.type('01', { delay: 80 });
    expect(await test('manual-number').inputValue()).toBe('890101');
    expect(await currentCase(terminal)).toBeUndefined();
    await page.keyboard.press('Escape');
    // Held until the form was left: now it is answered, here by the missing window.
    await page.getByText('(CODE_WINDOW_MISSING)').waitFor();
  });

  it('a wedge scan over commands, with Enter, is no command; a person’s keys still are', async () => {
    await authorisedCase(terminal, station.reader, renewal);
    await test('checklist-item').first().waitFor();
    const before = (await currentCase(terminal))!;
    await page.locator('[data-testid="checklist-item"]').first().click();
    await wedge('PXVCZL19');
    await led('shown');
    const after = (await currentCase(terminal))!;
    expect(after.checklist).toEqual(before.checklist);
    await page.keyboard.press('p');
    await waitFor('paper', async () => {
      const { checklist } = (await currentCase(terminal))!;
      return checklist.some(({ decision }) => decision?.kind === 'paper');
    });
  });

  it('a wedge scan answers no dialog; the one field meant for codes takes it as typing', async () => {
    await authorisedCase(terminal, station.reader, renewal);
    await test('checklist-item').first().waitFor();
    await page.keyboard.press('F10');
    await test('close-dialog').waitFor();
    await wedge('000123456789');
    await test('scans-held').waitFor();
    expect((await currentCase(terminal))!.status).toBe('open');
    await page.keyboard.press('Escape');
    await led('shown');
    await page.keyboard.press('F11');
    await test('verify-code').focus();
    await wedge(licenceCode(':20200101T0000:20991231T2359'));
    await test('evidence-verdict').waitFor();
    expect(await test('scan-line').getAttribute('data-kind')).toBe('unknown');
  });

  it('a matter’s code chooses it and is taken back by Ctrl+Z', async () => {
    await station.reader.lay(renewal);
    await test('matter-search').waitFor();
    const [chosen] = await terminal.request('desk.matters');
    await wedge(chosen!.code);
    await led('matter-chosen');
    expect((await currentCase(terminal))!.matter?.id).toBe(chosen!.id);
    await page.keyboard.press('Control+z');
    await waitFor('undone', async () => (await currentCase(terminal))!.matter === undefined);
  });

  it('twenty scans in two seconds all arrive, in order; a text of 2,900 characters arrives whole', async () => {
    const codes = Array.from({ length: 20 }, (_, index) => `扫码 ${String(index).padStart(2, '0')}`);
    for (const code of codes) {
      await scan(code);
      await page.waitForTimeout(40);
    }
    // Versions, error correction and continued reports (62 bytes of data each) are the scanner's; the text is one.
    const long = Array.from({ length: 290 }, (_, index) => `${String(index).padStart(9, '0')}|`).join('');
    const { reports } = await scan(long);
    expect(reports).toBeGreaterThan(40);
    await recent();
    await waitFor('all', async () => (await test('scan-item').count()) === codes.length + 1);
    await waitFor('all followed', async () => (await terminal.request('scan.waiting')).length === 0);
    const shown = await test('scan-item').allTextContents();
    expect(shown.map((text) => /扫码 \d\d/u.exec(text)?.[0]).filter(Boolean)).toEqual(codes.toReversed());
    await test('scan-show-whole').click();
    expect(await test('scan-whole').inputValue()).toBe(long);
    await look('68-scan-whole');
  });

  it('nothing that was scanned is in a log', async () => {
    await scan(renewal.number);
    await test('manual-dialog').waitFor();
    await page.keyboard.press('Escape');
    await wedge(licenceCode(':20200101T0000:20991231T2359'));
    await test('scan-certificate').waitFor();
    await look('69-scan-certificate-without-case');
    const logs = logFiles(station.profileDir);
    expect(logs).toContain('scan.arrived');
    for (const secret of [renewal.number, licence.number]) expect(logs).not.toContain(secret);
  });
});

function logFiles(profileDir: string): string {
  const folder = join(profileDir, 'logs');
  return existsSync(folder)
    ? readdirSync(folder)
        .map((name) => readFileSync(join(folder, name), 'utf8'))
        .join('\n')
    : '';
}
