// Seal keys on the screen: what is plugged in, the PIN pad by keyboard and mouse, and a key whose driver is missing.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bridge, waitFor, type Bridge } from '../support/bridge';
import { startHidDevices, type HidDevices } from '../support/hid-devices';
import { startKeyStation, type KeyStation } from '../support/key-station';
import { startStation, type Running, type Station } from '../support/station';

/** As hands type: a scanner is quicker. */
const HANDS = { delay: 70 };

describe('the PIN pad', () => {
  let station: KeyStation;
  let running: Running;
  let terminal: Bridge;
  const unit = () => station.holders.unit;
  const counters = () => station.store.counters(unit().keySerial);
  const page = () => running.page;
  const openChange = async (): Promise<void> => {
    await page().getByTestId('seal-key-state').click();
    await page()
      .getByTestId('key-card')
      .filter({ hasText: unit().keyLabel })
      .getByTestId('key-change-pin')
      .click();
    await page().getByTestId('pin-tries').waitFor();
    await page().locator('[data-testid="change-pin-1"]:focus').waitFor();
  };
  const type = async (text: string): Promise<void> => {
    await page().keyboard.type(text, HANDS);
    await page().keyboard.press('Enter');
  };

  beforeAll(async () => {
    station = await startKeyStation({ printer: false });
    for (const { keySerial } of station.holders.people) station.store.unplug(keySerial);
    running = await station.launch();
    terminal = bridge(running.page);
    await waitFor(
      'key',
      async () => (await terminal.request('sealKeys.get')).keys[0]?.state.kind === 'ready',
    );
  });
  afterAll(async () => {
    await running.close();
    await station.stop();
  });

  it('shows the key in the strip, and its certificate in the panel', async () => {
    const strip = page().getByTestId('seal-key-state');
    await strip.and(page().locator('[data-state="ready"]')).waitFor();
    await strip.click();
    const card = page().getByTestId('key-card');
    await card.getByText(unit().keyLabel).waitFor();
    expect(await card.getByTestId('key-certificate').getAttribute('data-period')).toBe('valid');
    expect(await card.innerText()).not.toContain(unit().keySerial);
    await page().keyboard.press('Escape');
  });

  it('a wrong PIN with Enter pressed twice costs one try, shows what is left, and keeps nothing', async () => {
    await openChange();
    await type('000999');
    await type('271828');
    await page().keyboard.type('271828', HANDS);
    await Promise.all([page().keyboard.press('Enter'), page().keyboard.press('Enter')]);
    await page().locator('[data-testid="pin-error"][data-code="SEAL_KEY_PIN_WRONG"]').waitFor();
    await page().locator('[data-testid="pin-tries"][data-left="5"]').waitFor();
    expect(await page().getByTestId('pin-error').innerText()).toContain('0x0A000024');
    expect(counters()).toMatchObject({ tries: 1, pinLeft: 5 });
    for (const field of ['change-pin-1', 'change-pin-2', 'change-pin-3'])
      expect(await page().getByTestId(field).getAttribute('data-count')).toBe('0');
    expect(await page().content()).not.toMatch(/000999|271828/);
    await page().keyboard.press('Escape');
  });

  it('refuses a weak PIN and two that differ without asking the key', async () => {
    await openChange();
    await type(unit().pin);
    await type('123456');
    await type('123456');
    await page().locator('[data-code="SEAL_KEY_PIN_WEAK"]').waitFor();
    await type('271828');
    await type('314159');
    await page().locator('[data-code="PIN_REPEAT_DIFFERS"]').waitFor();
    expect(counters().tries).toBe(1);
    await page().keyboard.press('Escape');
  });

  it('takes a PIN by the mouse, and the changed PIN is the key’s', async () => {
    await openChange();
    const click = async (digits: string): Promise<void> => {
      for (const digit of digits)
        await page()
          .getByRole('group', { name: '口令键盘' })
          .getByRole('button', { name: digit, exact: true })
          .click();
    };
    await click(unit().pin);
    await page().getByTestId('change-pin-2').click();
    await click('271828');
    await page().getByTestId('change-pin-3').click();
    await click('2718281');
    await page().getByRole('button', { name: '退格' }).click();
    await page().getByTestId('change-pin-submit').click();
    await page().getByTestId('change-pin-dialog').waitFor({ state: 'detached' });
    expect(counters()).toMatchObject({ tries: 2, pinLeft: 6 });
    await openChange();
    await type('271828');
    await type(unit().pin);
    await type(unit().pin);
    await page().getByTestId('change-pin-dialog').waitFor({ state: 'detached' });
    expect(counters().pinLeft).toBe(6);
  });

  it('what a scanner types into it is no PIN', async () => {
    await openChange();
    // Quicker than any hand: one task after the other in the window.
    await page().evaluate(() => {
      for (const key of [...'6901234567892', 'Enter'])
        document.activeElement?.dispatchEvent(
          new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, composed: true }),
        );
    });
    await waitFor(
      'nothing kept',
      async () => (await page().getByTestId('change-pin-1').getAttribute('data-count')) === '0',
    );
    expect(counters().tries).toBe(3);
    await page().keyboard.press('Escape');
  });

  it('says in the strip that the key was pulled, and knows it again', async () => {
    station.store.unplug(unit().keySerial);
    await page().locator('[data-testid="seal-key-state"][data-state="none"]').waitFor();
    station.store.plug(unit().keySerial);
    await page().locator('[data-testid="seal-key-state"][data-state="ready"]').waitFor();
  });
});

describe('a key whose driver is not installed', () => {
  let devices: HidDevices;
  let station: Station;
  let running: Running;
  beforeAll(async () => {
    devices = await startHidDevices();
    station = await startStation({ printer: false, env: devices.env });
    running = await station.launch();
  });
  afterAll(async () => {
    await running.close();
    await station.stop();
    await devices.stop();
  });

  it('is named by its vendor with what to install, as soon as it is plugged in', async () => {
    const { page } = running;
    await waitFor('desk', () => page.locator('.strip').isVisible());
    expect(await page.getByTestId('seal-key-state').count()).toBe(0);
    await devices.add('key', {
      kind: 'seal-key',
      vendorId: 0x055c,
      productId: 0xdb08,
      product: 'mToken GM3000',
    });
    await page.locator('[data-testid="seal-key-state"][data-state="driver-missing"]').waitFor();
    await page.getByTestId('seal-key-state').click();
    const missing = await page.getByTestId('key-missing').innerText();
    expect(missing).toContain('龙脉科技');
    expect(missing).toContain('请管理员安装');
    await page.keyboard.press('Escape');
    await devices.unplug('key');
    await page.getByTestId('seal-key-state').waitFor({ state: 'detached' });
  });
});
