// Ways of typing PINs with somebody signed in: changing a PIN, consenting to a seal, after a lock.
import { seniorList } from '../issuing/lists';
import { softwareKeyOf } from '../software-key';
import type { PinBench } from './pin-bench';
import { ONE_WRONG, way, wrongOnce, type PinWay } from './pin-way';

export const signedIn: readonly PinWay[] = [
  way('changing the PIN with a wrong old one, Enter twice', { typed: 2, missing: 1 }, async (bench) => {
    await bench.signIn();
    await openPinChange(bench);
    for (const [field, pin] of [bench.wrongPin(), 'Tk59-rw83', 'Tk59-rw83'].entries()) {
      await bench.at(`change-pin-${field + 1}`).focus();
      await bench.type(pin);
    }
    await Promise.all([bench.enter(), bench.enter()]);
    await bench.told('SEAL_KEY_PIN_WRONG');
  }),
  way(
    'changing the PIN to a weak one, then to two different ones',
    { typed: 1, missing: 0 },
    async (bench) => {
      await bench.signIn();
      await openPinChange(bench);
      await bench.at('change-pin-1').focus();
      await bench.type(bench.wrongPin());
      for (const [fresh, again, code] of [
        ['12345678', '12345678', 'SEAL_KEY_PIN_WEAK'],
        ['Tk59-rw83', 'Tk59-rw84', 'PIN_REPEAT_DIFFERS'],
      ] as const) {
        await bench.at('change-pin-2').focus();
        await bench.type(fresh);
        await bench.at('change-pin-3').focus();
        await bench.type(again);
        await bench.enter();
        await bench.told(code);
      }
    },
  ),
  way('wrong, right, locked by the clerk, wrong', { typed: 3, missing: 1 }, async (bench) => {
    await wrongOnce(bench);
    await bench.signIn();
    await bench.terminal.request('staff.lock');
    await wrongOnce(bench);
  }),
  way('sealing one: wrong at the consent', { ...ONE_WRONG, key: 'unit' }, async (bench) => {
    await consentTo(bench, 1);
    await bench.typeWrong();
    await Promise.all([bench.enter(), bench.enter()]);
    await bench.told('SEAL_KEY_PIN_WRONG');
  }),
  way(
    'a batch of five: wrong, then right; then the key is pulled, wrong',
    { typed: 3, missing: 1, key: 'unit' },
    async (bench) => {
      await consentTo(bench, 5);
      await wrongOnce(bench);
      const { store } = bench.station;
      const { unit } = bench;
      store.setFaults({ on: 'SKF_ECCSignData', kind: 'unplug-before', after: 2, serial: unit.keySerial });
      await bench.padReady();
      await bench.type(unit.pin);
      await bench.enter();
      await bench.at('batch-failure').waitFor({ timeout: 30_000 });
      store.setFaults();
      bench.plug(unit);
      await bench.onKey(unit);
      await bench.at('batch-seal').click();
      await wrongOnce(bench);
    },
  ),
  way('locked by idle time, wrong', { typed: 2, missing: 1 }, async (bench) => {
    await bench.signIn();
    // A minute, the shortest that settings allow.
    await bench.page
      .locator('[data-testid="sign-in-screen"][data-state="locked"]')
      .waitFor({ timeout: 90_000 });
    await wrongOnce(bench);
  }),
];

async function openPinChange(bench: PinBench): Promise<void> {
  await bench.page.keyboard.press('F8');
  await bench.at('seal-desk-seal-keys').click();
  await bench.at('key-change-pin').first().click();
  await bench.at('change-pin-1').waitFor();
  await bench.at('pin-tries').waitFor();
}

/** The custodian signs in, a list of `count` is read, the consent with its pad is open. */
async function consentTo(bench: PinBench, count: number): Promise<void> {
  const { store } = bench.station;
  const { custodian, unit, page, terminal } = bench;
  store.addKey(softwareKeyOf(custodian));
  // The seal's key is nobody's own; the custodian signs in with theirs.
  await bench.signIn();
  await bench.onKey(unit);
  const numbers = [...seniorList(count)];
  const batchId = await page.evaluate(async (list) => {
    const { terminal: asked } = globalThis as unknown as {
      terminal: { request: Record<string, (input: unknown) => Promise<unknown>> };
    };
    const answer = (await asked.request['issuing.importList']!({
      typeId: 'senior-card',
      bytes: new Uint8Array(list),
    })) as { value: { summary: { batchId: string } } };
    return answer.value.summary.batchId;
  }, numbers);
  const { summary } = await terminal.request('issuing.batch', { batchId });
  await page.keyboard.press('F8');
  await bench.at('seal-desk-issue').click();
  await bench.at('issuing-overview').waitFor();
  await page.getByText(`${summary.typeName} ${count} 份`).last().click();
  await bench.at('batch-seal').click();
  await bench.at('consent-dialog').waitFor();
}
