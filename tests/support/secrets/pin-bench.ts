// A counter at which PINs are typed in every way there is: the real screen, the real key, the tries counted in the key.
import { setTimeout as delay } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import type { DemonstrationKey } from '#core/demonstration/seal-holders';
import { fingerprintOf } from '#core/staff/staff-certificate';
import type { RequestName } from '#shared/ipc/contract';
import { bridge, waitFor, type Bridge, type InWindow } from '../bridge';
import type { KeyStation } from '../key-station';
import type { Random } from '../random';
import { softwareKeyOf } from '../software-key';
import type { Running } from '../station';
import { logged } from '../terminal-log';

export const MOST_TRIES = 8;
/** Slower than any scanner types. */
const KEY_MS = 60;
const PATIENCE_MS = 30_000;

export class PinBench {
  readonly station: KeyStation;
  readonly random: Random;
  /** Signs in with it. */
  readonly custodian: DemonstrationKey;
  /** Seals with it. */
  readonly unit: DemonstrationKey;
  #running: Running | undefined;

  constructor(station: KeyStation, random: Random) {
    this.station = station;
    this.random = random;
    this.unit = station.holders.unit;
    this.custodian = station.holders.people.find(
      ({ staffId }) => staffId === station.holders.unit.custodianStaffId,
    )!;
  }

  get running(): Running {
    return this.#running!;
  }

  get page(): Page {
    return this.running.page;
  }

  get terminal(): Bridge {
    return bridge(this.page);
  }

  async start(): Promise<void> {
    this.#running = await this.station.launch();
    await this.page.getByTestId('sign-in-screen').waitFor({ timeout: PATIENCE_MS });
  }

  at(id: string): Locator {
    return this.page.getByTestId(id);
  }

  /** Only this key is plugged in, with all its tries, and nobody is signed in: its pad waits. */
  async fresh(key: DemonstrationKey, triesLeft = MOST_TRIES): Promise<void> {
    const { store } = this.station;
    store.setFaults();
    await this.terminal.ask('staff.signOut');
    for (const serial of store.serials()) store.unplug(serial);
    await waitFor(
      'no key',
      async () => (await this.terminal.request('sealKeys.get')).keys.length === 0,
      PATIENCE_MS,
    );
    // A dialog that was left open would come back for whoever left it.
    await this.page.reload();
    await this.at('sign-in-screen').waitFor({ timeout: PATIENCE_MS });
    store.addKey({ ...softwareKeyOf(key), maxTries: MOST_TRIES, triesLeft });
  }

  /** A PIN that is not the key's: eight digits, drawn anew. */
  wrongPin(): string {
    return Array.from({ length: 8 }, () => String(this.random.below(10))).join('');
  }

  async padReady(): Promise<void> {
    await this.at('pin-field').waitFor({ timeout: PATIENCE_MS });
    await this.at('pin-tries').waitFor({ timeout: PATIENCE_MS });
    await this.at('pin-field').focus();
  }

  /** Types into what has the focus, as a hand does. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text, { delay: KEY_MS });
  }

  async typeWrong(): Promise<void> {
    await this.padReady();
    await this.type(this.wrongPin());
  }

  async enter(): Promise<void> {
    await this.page.keyboard.press('Enter');
  }

  /** The error that the pad shows now. */
  async told(code: string): Promise<void> {
    await this.page
      .locator(`[data-testid="pin-error"][data-code="${code}"]`)
      .waitFor({ timeout: PATIENCE_MS });
  }

  /** Types the right PIN and is let in. */
  async signIn(key = this.custodian): Promise<void> {
    await this.padReady();
    await this.type(key.pin);
    await this.enter();
    await this.at('desk-ready').waitFor({ timeout: PATIENCE_MS });
  }

  /** A request straight on the bridge, as hostile code in the window could make it; many at once. */
  ask(requests: readonly { name: RequestName; input: Record<string, unknown> }[]): Promise<string[]> {
    return this.page.evaluate(async (asked) => {
      const { terminal } = globalThis as unknown as InWindow;
      const bytes = (text: unknown) => new TextEncoder().encode(String(text));
      const secrets = ['pin', 'oldPin', 'newPin'];
      const answers = asked.map(({ name, input }) => {
        const sent = Object.fromEntries(
          Object.entries(input).map(([field, value]) => [
            field,
            secrets.includes(field) ? bytes(value) : value,
          ]),
        );
        const request = terminal.request as unknown as Record<
          string,
          (input: unknown) => Promise<{ ok: boolean; error?: { code: string } }>
        >;
        return request[name]!(sent);
      });
      return (await Promise.all(answers)).map(({ ok, error }) => (ok ? 'ok' : (error?.code ?? '')));
    }, requests);
  }

  /** How the terminal names the key. */
  async onKey(key: DemonstrationKey): Promise<{ keyId: string; fingerprint: string }> {
    const fingerprint = fingerprintOf(key.certificate);
    const found = await waitFor(
      'key ready',
      async () =>
        (await this.terminal.request('sealKeys.get')).keys.find(
          ({ state }) =>
            state.kind === 'ready' && state.certificates.some((one) => one.fingerprint === fingerprint),
        ),
      PATIENCE_MS,
    );
    return { keyId: found.keyId, fingerprint };
  }

  async unplug(key: DemonstrationKey): Promise<void> {
    this.station.store.unplug(key.keySerial);
    await this.at('pin-field').waitFor({ state: 'detached', timeout: PATIENCE_MS });
  }

  plug(key: DemonstrationKey): void {
    this.station.store.plug(key.keySerial);
  }

  /** A scanner that types: each key 4 ms after the one before by the events' own time, Enter last. */
  async scan(text: string): Promise<void> {
    const keys = await this.page.context().newCDPSession(this.page);
    const begun = Date.now() / 1000;
    const sent = [...text, 'Enter'].flatMap((key, index) => {
      const timestamp = begun + index * 0.004;
      const down =
        key === 'Enter'
          ? ({ type: 'keyDown', key, code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' } as const)
          : ({ type: 'keyDown', key, text: key, unmodifiedText: key } as const);
      return [
        keys.send('Input.dispatchKeyEvent', { ...down, timestamp }),
        keys.send('Input.dispatchKeyEvent', { type: 'keyUp', key, timestamp: timestamp + 0.001 }),
      ];
    });
    await Promise.all(sent);
    await keys.detach();
  }

  /** The window's process dies and the terminal loads the page anew by itself. Answers what stands in the pad then. */
  async crashWindow(): Promise<string> {
    const typed = await this.running.app.evaluate(async ({ BrowserWindow: windows }) => {
      const { webContents } = windows.getAllWindows()[0]!;
      const loaded = new Promise((done) => webContents.once('did-finish-load', () => done(undefined)));
      webContents.forcefullyCrashRenderer();
      await loaded;
      const count = `document.querySelector('[data-testid="pin-field"]')?.dataset.count`;
      for (let tries = 0; tries < 100; tries += 1) {
        const found = (await webContents.executeJavaScript(count)) as string | undefined;
        if (found !== undefined) {
          webContents.sendInputEvent({ type: 'keyDown', keyCode: 'Return' });
          webContents.sendInputEvent({ type: 'char', keyCode: 'Return' });
          webContents.sendInputEvent({ type: 'keyUp', keyCode: 'Return' });
          return found;
        }
        await new Promise((later) => setTimeout(later, 100));
      }
      return 'no pad';
    });
    await delay(500);
    // Playwright gives up a page whose process died: the screen is read from a new start.
    await this.killApplication();
    await this.start();
    return typed;
  }

  /** SIGKILL to the process of the SKF library. */
  killLibrary(): void {
    const pid = logged(this.station.profileDir, 'seal-key-host-started').at(-1)?.['pid'];
    if (typeof pid === 'number') process.kill(pid, 'SIGKILL');
  }

  async killApplication(): Promise<void> {
    await this.running.kill();
    // Chromium's lock of the profile belongs to a process that is gone.
    await delay(500);
  }

  /** Tries left as the screen shows them, once it shows what the key says; what it showed last where it never does. */
  async shown(key: DemonstrationKey): Promise<number | null> {
    const { pinLeft } = this.station.store.counters(key.keySerial);
    const read = async (): Promise<number | null> => {
      const tries = this.at('pin-tries').first();
      if ((await tries.count()) > 0) return Number(await tries.getAttribute('data-left'));
      const { keys } = await this.terminal.request('sealKeys.get');
      const serial = key.keySerial.slice(-4);
      const one = keys.find((found) => found.serial.endsWith(serial));
      return one?.state.kind === 'ready' && one.state.pin ? one.state.pin.left : null;
    };
    const settled = async (): Promise<boolean> => (await read()) === pinLeft;
    await waitFor('screen', settled, 12_000).catch(() => undefined);
    return read();
  }
}
