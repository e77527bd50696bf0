// Ways of typing PINs at several windows and on the bridge itself, and while processes die.
import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { ELECTRON, ROOT, windowEnvironment } from '../station';
import type { PinBench } from './pin-bench';
import { expectEach, NOT_SENT, ONE_CUT_OFF, ONE_WRONG, slowVerify, way, type PinWay } from './pin-way';

export const atSeveralWindows: readonly PinWay[] = [
  way('a second start of the application while the PIN is typed', ONE_WRONG, async (bench) => {
    await bench.typeWrong();
    await startSecond(bench);
    await bench.enter();
    await bench.told('SEAL_KEY_PIN_WRONG');
  }),
  way('a second window with the same bridge sends a PIN', NOT_SENT, async (bench) => {
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
  }),
  way('two requests at the same instant, straight on the bridge', ONE_WRONG, async (bench) => {
    const on = await bench.onKey(bench.custodian);
    const input = () => ({ ...on, pin: bench.wrongPin() });
    const answers = await bench.ask([
      { name: 'staff.signInByKey', input: input() },
      { name: 'staff.signInByKey', input: input() },
    ]);
    expectEach(answers, ['SEAL_KEY_PIN_WRONG', 'STAFF_BUSY']);
  }),
  way('signing in and changing the PIN at the same instant, on the bridge', ONE_WRONG, async (bench) => {
    const on = await bench.onKey(bench.custodian);
    const answers = await bench.ask([
      { name: 'staff.signInByKey', input: { ...on, pin: bench.wrongPin() } },
      { name: 'sealKeys.changePin', input: { ...on, oldPin: bench.wrongPin(), newPin: 'Tk59-rw83' } },
      { name: 'sealKeys.pinInfo', input: on },
    ]);
    expectEach(answers.slice(0, 2), ['SEAL_KEY_BUSY', 'SEAL_KEY_PIN_WRONG']);
  }),
];

export const atDyingProcesses: readonly PinWay[] = [
  ...[1, 2, 3].map((round) =>
    way(`library’s process killed in mid-verify (${round})`, ONE_CUT_OFF, async (bench) => {
      await slowVerify(bench, 400);
      await bench.typeWrong();
      await bench.enter();
      await delay(250 + bench.random.below(250));
      bench.killLibrary();
      await bench.padReady();
      await bench.enter();
      await delay(500);
    }),
  ),
  way('the library hangs in SKF_VerifyPIN', ONE_CUT_OFF, async (bench) => {
    bench.station.store.setFaults({ on: 'SKF_VerifyPIN', kind: 'hang' });
    await bench.typeWrong();
    await bench.enter();
    await bench.at('own-key-empty').or(bench.at('pin-error')).first().waitFor({ timeout: 20_000 });
    await bench.padReady();
  }),
  way('the window’s process dies with a PIN typed, Enter after it', NOT_SENT, async (bench) => {
    await bench.typeWrong();
    expectEach([await bench.crashWindow()], ['0']);
    await bench.padReady();
  }),
  way('the whole application killed in mid-verify and started again', ONE_CUT_OFF, async (bench) => {
    await slowVerify(bench, 600);
    await bench.typeWrong();
    await bench.enter();
    await delay(300 + bench.random.below(400));
    await bench.killApplication();
    await bench.start();
    await bench.padReady();
  }),
];

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
