// The ways in which PINs are typed, sent, interrupted and repeated, each with the PINs that a person typed and sent off.
import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { DemonstrationKey } from '#core/demonstration/seal-holders';
import { seniorList } from '../issuing/lists';
import { softwareKeyOf } from '../software-key';
import { ELECTRON, ROOT, windowEnvironment } from '../station';
import { MOST_TRIES, type PinBench } from './pin-bench';

export interface PinWay {
  readonly name: string;
  /** PINs that were typed to the end and sent off. */
  readonly typed: number;
  /** Wrong ones since the last right one: what is to be missing in the key. Two numbers: either, where a process was killed. */
  readonly missing: number | readonly [number, number];
  readonly key: (bench: PinBench) => DemonstrationKey;
  readonly act: (bench: PinBench) => Promise<void>;
  readonly triesLeft?: number;
}

const custodians = (bench: PinBench) => bench.custodian;

/** Before anybody is signed in. */
const atSignIn: readonly PinWay[] = [
  {
    name: 'typed once, Enter',
    typed: 1,
    missing: 1,
    key: custodians,
    async act(bench) {
      await bench.typeWrong();
      await bench.enter();
      await bench.told('SEAL_KEY_PIN_WRONG');
    },
  },
  {
    name: 'Enter twice, as fast as it goes',
    typed: 1,
    missing: 1,
    key: custodians,
    async act(bench) {
      await bench.typeWrong();
      await Promise.all([bench.enter(), bench.enter(), bench.enter()]);
      await bench.told('SEAL_KEY_PIN_WRONG');
    },
  },
  {
    name: 'typed twice quickly, the second while the first is under way',
    typed: 1,
    missing: 1,
    key: custodians,
    async act(bench) {
      await slowVerify(bench, 1_500);
      await bench.typeWrong();
      await bench.enter();
      await bench.type(bench.wrongPin());
      await bench.enter();
      await bench.told('SEAL_KEY_PIN_WRONG');
    },
  },
  {
    name: 'Enter held down',
    typed: 1,
    missing: 1,
    key: custodians,
    async act(bench) {
      await bench.typeWrong();
      for (let n = 0; n < 8; n += 1) await bench.page.keyboard.down('Enter');
      await bench.page.keyboard.up('Enter');
      await bench.told('SEAL_KEY_PIN_WRONG');
    },
  },
  {
    name: 'mouse and keyboard at the same instant',
    typed: 1,
    missing: 1,
    key: custodians,
    async act(bench) {
      await bench.typeWrong();
      const box = (await bench.at('pin-submit').boundingBox())!;
      await bench.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await Promise.all([
        bench.page.mouse.down().then(() => bench.page.mouse.up()),
        bench.enter(),
        bench.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2, { clickCount: 2 }),
      ]);
      await bench.told('SEAL_KEY_PIN_WRONG');
    },
  },
  {
    name: 'too short: refused without the key',
    typed: 0,
    missing: 0,
    key: custodians,
    async act(bench) {
      await bench.padReady();
      await bench.type('123');
      await bench.enter();
      await bench.told('SEAL_KEY_PIN_LENGTH');
    },
  },
  {
    name: 'a scanner types into the pad, with Enter',
    typed: 0,
    missing: 0,
    key: custodians,
    async act(bench) {
      await bench.padReady();
      await bench.scan(bench.wrongPin());
      await delay(500);
    },
  },
  {
    name: 'key pulled in mid-entry, Enter after it',
    typed: 0,
    missing: 0,
    key: custodians,
    async act(bench) {
      await bench.typeWrong();
      await bench.unplug(bench.custodian);
      await bench.enter();
      bench.plug(bench.custodian);
      await bench.padReady();
      // Nothing of what was typed before is left in the pad.
      await bench.enter();
      await delay(500);
    },
  },
  {
    name: 'after the key was plugged in again',
    typed: 1,
    missing: 1,
    key: custodians,
    async act(bench) {
      await bench.padReady();
      await bench.unplug(bench.custodian);
      bench.plug(bench.custodian);
      await bench.typeWrong();
      await bench.enter();
      await bench.told('SEAL_KEY_PIN_WRONG');
    },
  },
  {
    name: 'the last try, then again on the screen and on the bridge',
    typed: 1,
    missing: MOST_TRIES,
    triesLeft: 1,
    key: custodians,
    async act(bench) {
      await bench.typeWrong();
      await bench.enter();
      await bench.told('SEAL_KEY_PIN_LOCKED');
      await bench.type(bench.wrongPin());
      await bench.enter();
      const on = await bench.onKey(bench.custodian);
      const input = { ...on, pin: bench.custodian.pin };
      const answers = await bench.ask([{ name: 'staff.signInByKey', input }]);
      expectEach(answers, ['SEAL_KEY_PIN_LOCKED']);
    },
  },
];

const atSeveralWindows: readonly PinWay[] = [
  {
    name: 'a second start of the application while the PIN is typed',
    typed: 1,
    missing: 1,
    key: custodians,
    async act(bench) {
      await bench.typeWrong();
      await startSecond(bench);
      await bench.enter();
      await bench.told('SEAL_KEY_PIN_WRONG');
    },
  },
  {
    name: 'a second window with the same bridge sends a PIN',
    typed: 0,
    missing: 0,
    key: custodians,
    async act(bench) {
      const input = { ...(await bench.onKey(bench.custodian)), digits: bench.wrongPin() };
      const code = await bench.running.app.evaluate(async ({ BrowserWindow: Windows, app }, asked) => {
        const preload = `${app.getAppPath()}/out/preload/index.cjs`;
        const additionalArguments = ['--zc-requests=staff.signInByKey'];
        const other = new Windows({
          show: false,
          webPreferences: { preload, sandbox: true, additionalArguments },
        });
        await other.loadURL('app://terminal/index.html');
        const sent = `window.terminal.request['staff.signInByKey']({ keyId: ${JSON.stringify(asked.keyId)},
          fingerprint: '${asked.fingerprint}', pin: new TextEncoder().encode('${asked.digits}') })`;
        const answer = (await other.webContents.executeJavaScript(sent)) as { error?: { code: string } };
        other.destroy();
        return answer.error?.code ?? 'ok';
      }, input);
      expectEach([code], ['IPC_SENDER_REFUSED']);
    },
  },
  {
    name: 'two requests at the same instant, straight on the bridge',
    typed: 1,
    missing: 1,
    key: custodians,
    async act(bench) {
      const on = await bench.onKey(bench.custodian);
      const input = () => ({ ...on, pin: bench.wrongPin() });
      const answers = await bench.ask([
        { name: 'staff.signInByKey', input: input() },
        { name: 'staff.signInByKey', input: input() },
      ]);
      expectEach(answers, ['SEAL_KEY_PIN_WRONG', 'STAFF_BUSY']);
    },
  },
  {
    name: 'signing in and changing the PIN at the same instant, on the bridge',
    typed: 1,
    missing: 1,
    key: custodians,
    async act(bench) {
      const on = await bench.onKey(bench.custodian);
      const answers = await bench.ask([
        { name: 'staff.signInByKey', input: { ...on, pin: bench.wrongPin() } },
        { name: 'sealKeys.changePin', input: { ...on, oldPin: bench.wrongPin(), newPin: 'Tk59-rw83' } },
        { name: 'sealKeys.pinInfo', input: on },
      ]);
      expectEach(answers.slice(0, 2), ['SEAL_KEY_BUSY', 'SEAL_KEY_PIN_WRONG']);
    },
  },
];

const atDyingProcesses: readonly PinWay[] = [
  ...[0, 1, 2].map((round): PinWay => ({
    name: `library’s process killed in mid-verify (${round + 1})`,
    typed: 1,
    missing: [0, 1],
    key: custodians,
    async act(bench) {
      await slowVerify(bench, 400);
      await bench.typeWrong();
      await bench.enter();
      await delay(250 + bench.random.below(250));
      bench.killLibrary();
      await bench.padReady();
      await bench.enter();
      await delay(500);
    },
  })),
  {
    name: 'the library hangs in SKF_VerifyPIN',
    typed: 1,
    missing: [0, 1],
    key: custodians,
    async act(bench) {
      bench.station.store.setFaults({ on: 'SKF_VerifyPIN', kind: 'hang' });
      await bench.typeWrong();
      await bench.enter();
      await bench.at('own-key-empty').or(bench.at('pin-error')).first().waitFor({ timeout: 20_000 });
      await bench.padReady();
    },
  },
  {
    name: 'the window’s process dies with a PIN typed, Enter after it',
    typed: 0,
    missing: 0,
    key: custodians,
    async act(bench) {
      await bench.typeWrong();
      expectEach([await bench.crashWindow()], ['0']);
      await bench.padReady();
    },
  },
  {
    name: 'the whole application killed in mid-verify and started again',
    typed: 1,
    missing: [0, 1],
    key: custodians,
    async act(bench) {
      await slowVerify(bench, 600);
      await bench.typeWrong();
      await bench.enter();
      await delay(300 + bench.random.below(400));
      await bench.killApplication();
      await bench.start();
      await bench.padReady();
    },
  },
];

/** With somebody signed in. */
const signedIn: readonly PinWay[] = [
  {
    name: 'changing the PIN with a wrong old one, Enter twice',
    typed: 2,
    missing: 1,
    key: custodians,
    async act(bench) {
      await bench.signIn();
      await openPinChange(bench);
      for (const [field, pin] of [bench.wrongPin(), 'Tk59-rw83', 'Tk59-rw83'].entries()) {
        await bench.at(`change-pin-${field + 1}`).focus();
        await bench.type(pin);
      }
      await Promise.all([bench.enter(), bench.enter()]);
      await bench.told('SEAL_KEY_PIN_WRONG');
    },
  },
  {
    name: 'changing the PIN to a weak one, then to two different ones',
    typed: 1,
    missing: 0,
    key: custodians,
    async act(bench) {
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
  },
  {
    name: 'wrong, right, locked by the clerk, wrong',
    typed: 3,
    missing: 1,
    key: custodians,
    async act(bench) {
      await bench.typeWrong();
      await bench.enter();
      await bench.told('SEAL_KEY_PIN_WRONG');
      await bench.signIn();
      await bench.terminal.request('staff.lock');
      await bench.typeWrong();
      await bench.enter();
      await bench.told('SEAL_KEY_PIN_WRONG');
    },
  },
  {
    name: 'sealing one: wrong at the consent',
    typed: 1,
    missing: 1,
    key: (bench) => bench.unit,
    async act(bench) {
      await consentTo(bench, 1);
      await bench.typeWrong();
      await Promise.all([bench.enter(), bench.enter()]);
      await bench.told('SEAL_KEY_PIN_WRONG');
    },
  },
  {
    name: 'a batch of five: wrong, then right; then the key is pulled, wrong',
    typed: 3,
    missing: 1,
    key: (bench) => bench.unit,
    async act(bench) {
      await consentTo(bench, 5);
      await bench.typeWrong();
      await bench.enter();
      await bench.told('SEAL_KEY_PIN_WRONG');
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
      await bench.typeWrong();
      await bench.enter();
      await bench.told('SEAL_KEY_PIN_WRONG');
    },
  },
  {
    name: 'locked by idle time, wrong',
    typed: 2,
    missing: 1,
    key: custodians,
    async act(bench) {
      await bench.signIn();
      // A minute, the shortest that settings allow.
      await bench.page
        .locator('[data-testid="sign-in-screen"][data-state="locked"]')
        .waitFor({ timeout: 90_000 });
      await bench.typeWrong();
      await bench.enter();
      await bench.told('SEAL_KEY_PIN_WRONG');
    },
  },
];

export const PIN_WAYS: readonly PinWay[] = [
  ...atSignIn,
  ...atSeveralWindows,
  ...atDyingProcesses,
  ...signedIn,
];

/** SKF_VerifyPIN takes so long before it compares, once. */
async function slowVerify({ station }: PinBench, value: number): Promise<void> {
  station.store.setFaults({ on: 'SKF_VerifyPIN', kind: 'slow', value });
}

/** Starts the application again on the same profile: it brings the first to the front and ends. */
async function startSecond({ station }: PinBench): Promise<void> {
  const args = ['.', `--profile-dir=${station.profileDir}`, `--settings=${station.settingsFile}`];
  const child = spawn(ELECTRON, [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...args], {
    cwd: ROOT,
    env: windowEnvironment(),
    stdio: 'ignore',
  });
  const code = await new Promise((ended) => child.once('exit', ended));
  if (code !== 0) throw new Error(`the second start ended with ${String(code)}`);
}

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

function expectEach(answers: readonly string[], wanted: readonly string[]): void {
  const found = [...answers].sort().join(' ');
  if (found !== [...wanted].sort().join(' ')) throw new Error(`answered ${found}`);
}
