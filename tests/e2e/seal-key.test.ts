// Seal keys at the counter, on the real build: what is missing is named, PINs at the pad, keys pulled, libraries that fail.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initCrypto } from '#core/crypto/init';
import { bridge, waitFor } from '../support/bridge';
import { startHidDevices } from '../support/hid-devices';
import { startKeyStation, type KeyStation } from '../support/key-station';
import { seededRandom } from '../support/random';
import { lookAt } from '../support/screens';
import { MOST_TRIES, PinBench } from '../support/secrets/pin-bench';
import { softwareKeyOf } from '../support/software-key';
import { startStation } from '../support/station';

describe('a key whose library is not installed', () => {
  it('is named with what to install, in the strip and in the panel, and forgotten when it is pulled', async () => {
    const hid = await startHidDevices();
    const identity = { vendorId: 0x096e, productId: 0x0309, product: 'ePass3000GM', serial: 'K-1' };
    await hid.add('key', { kind: 'seal-key', ...identity });
    const station = await startStation({ printer: false, env: hid.env });
    const running = await station.launch();
    try {
      const { page } = running;
      const missing = page.locator('[data-testid="seal-key-state"][data-state="driver-missing"]');
      await missing.waitFor();
      await missing.click();
      const named = await page.getByTestId('key-missing').textContent();
      expect(named).toContain('飞天诚信');
      expect(named).toContain('ePass3000GM');
      expect(named).toContain('安装');
      expect(await lookAt(page, '70-key-without-library')).toEqual([]);
      await hid.unplug('key');
      await page.getByTestId('key-missing').waitFor({ state: 'detached' });
      expect((await bridge(page).desk()).revision).toBeGreaterThanOrEqual(0);
    } finally {
      await running.close();
      await Promise.all([station.stop(), hid.stop()]);
    }
  });
});

describe('a key at the sign-in screen', () => {
  let station: KeyStation;
  let bench: PinBench;
  const at = (id: string): Locator => bench.at(id);
  const look = async (name: string): Promise<void> => expect(await lookAt(bench.page, name)).toEqual([]);
  const left = async () => Number(await at('pin-tries').getAttribute('data-left'));
  const inKey = () => station.store.counters(bench.custodian.keySerial);
  /** What the pad says of tries whenever it shows that the PIN was wrong, from now on: a count from before is never there. */
  const watchTries = () =>
    bench.page.evaluate(() => {
      const seen: (string | null)[] = [];
      const note = (): void => {
        if (!document.querySelector('[data-code="SEAL_KEY_PIN_WRONG"]')) return;
        seen.push(document.querySelector('[data-testid="pin-tries"]')?.getAttribute('data-left') ?? null);
      };
      new MutationObserver(note).observe(document.body, { subtree: true, childList: true, attributes: true });
      (globalThis as unknown as { triesSeen: typeof seen }).triesSeen = seen;
    });
  const triesSeen = () =>
    bench.page.evaluate(() => (globalThis as unknown as { triesSeen: (string | null)[] }).triesSeen);
  const leftIs = (tries: number) => waitFor(`${tries} tries left`, async () => (await left()) === tries);

  beforeAll(async () => {
    await initCrypto();
    // Short, so that a hang is soon over.
    const deadlines = { list: 2_000, pin: 2_000, sign: 2_000 };
    station = await startKeyStation({ printer: false, settings: { signIn: { required: true } } }, deadlines);
    bench = new PinBench(station, seededRandom(20_261_121));
    await bench.start();
  });
  afterAll(async () => {
    await bench.running.close();
    await station.stop();
  });

  it('shows the tries left before asking, counts a wrong PIN once, and lets its holder in', async () => {
    await bench.fresh(bench.custodian);
    await bench.padReady();
    expect(await left()).toBe(MOST_TRIES);
    await look('71-pin-pad');
    await watchTries();
    await bench.type(bench.wrongPin());
    await Promise.all([bench.enter(), bench.enter()]);
    await bench.told('SEAL_KEY_PIN_WRONG');
    await leftIs(MOST_TRIES - 1);
    expect(await triesSeen()).toContain(String(MOST_TRIES - 1));
    expect(await triesSeen()).not.toContain(String(MOST_TRIES));
    await look('72-pin-wrong');
    expect(inKey()).toMatchObject({ pinLeft: MOST_TRIES - 1 });
    await bench.signIn();
    expect(inKey().pinLeft).toBe(MOST_TRIES);
    const { session } = await bench.terminal.request('staff.get');
    expect(session).toMatchObject({ kind: 'signed-in', who: { by: 'key' } });
  });

  it('that is pulled and plugged in again works without a restart; what was typed is gone', async () => {
    await bench.fresh(bench.custodian);
    await bench.typeWrong();
    await bench.unplug(bench.custodian);
    await at('own-key-empty').waitFor();
    bench.plug(bench.custodian);
    await bench.padReady();
    expect(await at('pin-field').getAttribute('data-count')).toBe('0');
    await bench.signIn();
    expect(inKey().pinLeft).toBe(MOST_TRIES);
  });

  it('with one try left warns; locked, it says what to do and asks for nothing', async () => {
    await bench.fresh(bench.custodian, 1);
    await bench.padReady();
    expect(await at('pin-tries').textContent()).toContain('输错就会锁定');
    await bench.type(bench.wrongPin());
    await bench.enter();
    await bench.told('SEAL_KEY_PIN_LOCKED');
    await at('pin-field').waitFor({ state: 'detached' });
    expect(await at('pin-error').first().textContent()).toMatch(/锁定.*(重置|解锁)/u);
    await look('73-pin-locked');
  });

  it('with the PIN it was delivered with may only change it, and then works', async () => {
    await bench.fresh(bench.custodian);
    const { custodian } = bench;
    station.store.addKey({ ...softwareKeyOf(custodian), pin: '12345678', defaultPin: true });
    await bench.told('SEAL_KEY_PIN_DEFAULT');
    await at('pin-field').waitFor({ state: 'detached' });
    await at('pin-change-first').click();
    await at('change-pin-dialog').waitFor();
    await look('74-pin-change');
    for (const [field, pin] of ['12345678', 'Tk59-rw83', 'Tk59-rw83'].entries()) {
      await at(`change-pin-${field + 1}`).focus();
      await bench.type(pin);
    }
    await bench.enter();
    await at('change-pin-dialog').waitFor({ state: 'detached' });
    await waitFor('no default PIN', async () => !inKey().isDefaultPin);
    await bench.signIn({ ...custodian, pin: 'Tk59-rw83' });
  });

  it('does not take what a scanner types, not even its Enter', async () => {
    await bench.fresh(bench.custodian);
    await bench.padReady();
    await bench.scan(bench.wrongPin());
    await bench.page.getByText('扫码枪扫到了这里').waitFor();
    expect(await at('pin-field').getAttribute('data-count')).toBe('0');
    expect(inKey().pinLeft).toBe(MOST_TRIES);
  });

  it.each([
    ['crash', 'SEAL_KEY_LIBRARY_CRASHED'],
    ['hang', 'SEAL_KEY_HANGS'],
  ] as const)(
    'whose library ends in a %s: the window lives and says so, the next try works',
    async (kind, code) => {
      await bench.fresh(bench.custodian);
      station.store.setFaults({ on: 'SKF_VerifyPIN', kind });
      await bench.padReady();
      await bench.type(bench.custodian.pin);
      await bench.enter();
      await bench.told(code);
      // Still there when the key is back, above the pad.
      await bench.padReady();
      await bench.told(code);
      station.store.setFaults();
      await bench.signIn();
      expect(inKey().pinLeft).toBe(MOST_TRIES);
      expect((await bench.terminal.desk()).revision).toBeGreaterThanOrEqual(0);
    },
  );
});
