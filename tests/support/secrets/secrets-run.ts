// One day at a counter in which every secret is used and every process dies, with all that the terminal writes kept.
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { holderToken } from '#core/demonstration/holder-tokens';
import { bridge, currentCase, waitFor, type InWindow } from '../bridge';
import type { SealingCounter } from '../issuing/sealing-counter';
import { softwareKeyOf } from '../software-key';
import { ROOT, type Running } from '../station';
import { logged } from '../terminal-log';
import type { Planted } from './planted';

export const TRACER = resolve(import.meta.dirname, 'tracer.cjs');
const KEY_MS = 60;
const PATIENCE_MS = 30_000;

export interface SecretsRun {
  readonly counter: SealingCounter;
  readonly planted: Planted;
  /** For what the application says on its outputs. */
  readonly outputs: string;
  /** What has been done, for the proof's output. */
  readonly done: string[];
  readonly crashes: { process: string; limit: string }[];
}

/** The demonstration's keys with the planted PINs. */
export function plantKeys({ counter, planted }: SecretsRun): void {
  const { keys, holders } = counter;
  const [, custodian, , administrator] = holders.people;
  keys.addKey({ ...softwareKeyOf(custodian!), pin: planted.pins.custodian, maxTries: 15 });
  keys.addKey({ ...softwareKeyOf(administrator!), pin: planted.pins.administrator, maxTries: 15 });
  keys.addKey({ ...softwareKeyOf(holders.unit), pin: planted.pins.unit, maxTries: 15 });
}

export async function start(run: SecretsRun): Promise<Running> {
  const running = await run.counter.station.launch();
  const { stdout, stderr } = running.app.process();
  for (const stream of [stdout, stderr])
    stream?.on('data', (part: Buffer) => appendFileSync(join(run.outputs, 'output'), part));
  await running.page.getByTestId('desk-ready').waitFor({ timeout: PATIENCE_MS });
  return running;
}

/** Typed by hand: PINs at the pads, wrong ones among them; sealing, printing, a batch, a changed PIN, a password. */
export async function serve(run: SecretsRun, running: Running): Promise<void> {
  const { page } = running;
  const { planted, counter, done } = run;
  const terminal = bridge(page);
  const at = (id: string) => page.getByTestId(id);
  const custodian = counter.holders.people[1]!;

  await onlyKeys(run, page, custodian.keySerial);
  await openSignIn(page);
  await typePin(page, planted.pins.wrong);
  await at('pin-error').waitFor();
  await typePin(page, planted.pins.custodian);
  await at('sign-in-dialog').waitFor({ state: 'detached' });
  done.push('wrong PIN', 'signed in by key');

  counter.keys.plug(counter.holders.unit.keySerial);
  await waitFor('seal key', async () => (await readyKeys(page)) === 2, PATIENCE_MS);
  await waitFor('reader', async () => (await terminal.desk()).readers[0]?.state.kind === 'waiting');
  await counter.station.reader.lay(planted.applicant);
  const { id: caseId } = await waitFor('case', () => currentCase(terminal));
  await terminal.request('cases.chooseMatter', { caseId, matterId: 'senior-card-application' });
  await terminal.ask('cases.decline', { caseId });
  for (const materialId of ['application', 'applicant-id'])
    await terminal.request('cases.acceptPaper', { caseId, materialId });
  await terminal.request('cases.confirmShared', { caseId, materialId: 'photo' });
  await terminal.request('cases.close', { caseId, outcome: 'accepted' });
  await at('closed-slip').waitFor();
  await page.keyboard.press('F8');
  await at('draft-dialog').waitFor();
  await at('draft-next').click();
  await typePin(page, planted.pins.wrong);
  await at('pin-error').waitFor();
  await typePin(page, planted.pins.unit);
  await at('document-verdict').waitFor({ timeout: PATIENCE_MS });
  await page.keyboard.press('F9');
  await waitFor('printed', async () =>
    (await counter.station.cups!.printed()).length > 0 ? true : undefined,
  );
  await page.keyboard.press('Enter');
  await at('document-dialog').waitFor({ state: 'detached' });
  await counter.station.reader.lift();
  await page.keyboard.press('Enter');
  await at('closed-slip').waitFor({ state: 'detached' });
  done.push('case by card', 'sealed one', 'printed it');

  const batchId = await page.evaluate(
    async (list) => {
      const { terminal: asked } = globalThis as unknown as InWindow;
      const bytes = new Uint8Array(list);
      const answer = await asked.request['issuing.importList']({ typeId: 'senior-card', bytes });
      return answer.ok ? answer.value.summary.batchId : '';
    },
    [...planted.list],
  );
  await page.keyboard.press('F8');
  await at('seal-desk-issue').click();
  await page.getByText(/老年人优待证 5 份/).click();
  await at('batch-seal').click();
  await typePin(page, planted.pins.unit);
  await page
    .locator('[data-testid="batch-progress"][data-state="finished"]')
    .waitFor({ timeout: PATIENCE_MS });
  if ((await terminal.request('issuing.batch', { batchId })).summary.sealed !== 5) throw new Error('batch');
  await page.keyboard.press('Escape');
  done.push('sealed a batch of 5');

  await page.keyboard.press('F8');
  await at('seal-desk-seal-keys').click();
  await at('key-card').filter({ hasText: custodian.keyLabel }).getByTestId('key-change-pin').click();
  await at('pin-tries').waitFor();
  for (const [field, text] of [
    planted.pins.custodian,
    planted.pins.changed,
    planted.pins.changed,
  ].entries()) {
    await at(`change-pin-${field + 1}`).focus();
    await page.keyboard.type(text, { delay: KEY_MS });
  }
  await page.keyboard.press('Enter');
  await at('change-pin-dialog').waitFor({ state: 'detached', timeout: PATIENCE_MS });
  done.push('changed a PIN');
  await passwords(run, page);
  await people(run, page);
  await bundle(run, running);
}

/** The administrator gives the clerk a password; the clerk signs in with it, wrongly and rightly. */
async function passwords({ counter, planted, done }: SecretsRun, page: Page): Promise<void> {
  const terminal = bridge(page);
  const [clerk, , , administrator] = counter.holders.people;
  counter.keys.plug(administrator!.keySerial);
  const key = await waitFor(
    'administrator’s key',
    async () => {
      const { keys } = await terminal.request('staff.get');
      return keys.find(({ staff }) => staff?.staffId === administrator!.staffId);
    },
    PATIENCE_MS,
  );
  await terminal.request('staff.signOut');
  const { keyId, fingerprint } = key;
  await send(page, 'staff.signInByKey', { keyId, fingerprint }, { pin: planted.pins.administrator });
  await send(page, 'staff.setPassword', { staffId: clerk!.staffId }, { password: planted.password });
  await terminal.request('staff.signOut');
  counter.keys.unplug(administrator!.keySerial);
  counter.keys.unplug(counter.holders.people[1]!.keySerial);
  await waitFor('keys gone', async () => (await readyKeys(page)) === 1, PATIENCE_MS);
  await page.keyboard.press('Control+l');
  const field = page.getByTestId('sign-in-password');
  await field.waitFor();
  for (const password of [planted.wrongPassword, planted.password]) {
    await field.focus();
    await page.keyboard.type(password, { delay: KEY_MS });
    await page.keyboard.press('Enter');
    if (password === planted.wrongPassword) await page.getByTestId('pin-error').waitFor();
  }
  await page.getByTestId('sign-in-dialog').waitFor({ state: 'detached', timeout: PATIENCE_MS });
  done.push('password set', 'wrong password', 'signed in by password');
}

/** Typed persons and scans of an ID number and a holder's code. */
async function people({ planted, done }: SecretsRun, page: Page): Promise<void> {
  const terminal = bridge(page);
  const at = (id: string) => page.getByTestId(id);
  await page.keyboard.press('F2');
  await at('manual-name').fill(planted.manual.name);
  await at('manual-number').fill(planted.manual.number);
  await at('manual-document').click();
  await page.keyboard.press('Escape');
  const codes = [
    planted.scanned,
    planted.manual.number,
    holderToken('YKM1.', { personId: 'renewal', until: new Date(Date.now() + 300_000) }),
    `看看 ${planted.manual.name}`,
  ];
  for (const text of codes) {
    await terminal.ask('scan.typed', { text, terminator: 'enter' });
    await delay(200);
    await page.keyboard.press('Escape');
  }
  done.push('typed person', 'scans');
}

/** The diagnostics bundle, saved where the proof reads it. */
async function bundle({ outputs, done }: SecretsRun, { app, page }: Running): Promise<void> {
  const terminal = bridge(page);
  const path = join(outputs, 'bundle.zip');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
  const { id } = await terminal.request('devices.bundle');
  await terminal.request('devices.saveBundle', { bundleId: id });
  if (!existsSync(path)) throw new Error('no diagnostics bundle was written');
  done.push('diagnostics bundle');
}

/** The library crashes in SKF_VerifyPIN; the device host by SIGSEGV with a card in it; main in mid-verify. */
export async function crashHostsAndMain(run: SecretsRun, running: Running): Promise<void> {
  const { page } = running;
  const { counter, planted, done } = run;
  const custodian = counter.holders.people[1]!;
  await bridge(page).request('staff.signOut');
  await onlyKeys(run, page, custodian.keySerial);
  await openSignIn(page);
  counter.keys.setFaults({ on: 'SKF_VerifyPIN', kind: 'crash' });
  await noteLimit(run, 'seal-key-host', pidOf(run, 'seal-key-host-started'));
  await typePin(page, planted.pins.crash);
  await waitFor('library’s end', () => happened(run, 'seal-key-host-ended'), PATIENCE_MS);
  done.push('SIGSEGV of the library in SKF_VerifyPIN');
  counter.keys.setFaults();
  await waitFor('library again', async () => (await readyKeys(page)) === 1, PATIENCE_MS);

  await counter.station.reader.lift();
  await delay(300);
  await counter.station.reader.lay(planted.applicant);
  const host = pidOf(run, 'device-host-started');
  await noteLimit(run, 'device-host', host);
  await delay(250);
  process.kill(host, 'SIGSEGV');
  await waitFor('device host’s end', () => happened(run, 'device-host-ended'), PATIENCE_MS);
  done.push('SIGSEGV of the device host at a card');

  counter.keys.setFaults({ on: 'SKF_VerifyPIN', kind: 'slow', value: 5_000 });
  await openSignIn(page);
  await typePin(page, planted.pins.hang);
  const main = running.app.process();
  await noteLimit(run, 'main', main.pid!);
  await delay(700);
  await ended(running, () => main.kill('SIGSEGV'));
  counter.keys.setFaults();
  done.push('SIGSEGV of main in mid-verify');
}

/** The window's process with a PIN typed, by SIGSEGV; the network and GPU processes; main by its own crash. */
export async function crashWindowAndMain(run: SecretsRun, running: Running): Promise<void> {
  const { page, app } = running;
  await openSignIn(page);
  await page.getByTestId('pin-field').waitFor();
  await page.getByTestId('pin-tries').waitFor();
  await page.getByTestId('pin-field').focus();
  await page.keyboard.type(run.planted.pins.typed, { delay: KEY_MS });
  const metrics = await app.evaluate(({ app: own }) =>
    own.getAppMetrics().map(({ pid, type }) => ({ pid, type })),
  );
  for (const { pid, type } of metrics) await noteLimit(run, type, pid);
  for (const { pid, type } of metrics.filter((one) => one.type === 'GPU' || one.type === 'Tab')) {
    process.kill(pid, 'SIGSEGV');
    run.done.push(
      `SIGSEGV of ${type === 'Tab' ? 'the window’s process with a PIN typed' : 'the GPU process'}`,
    );
    await delay(1_500);
  }
  await ended(running, () => void app.evaluate(() => process.crash()).catch(() => undefined));
  run.done.push('process.crash() of main');
}

async function ended(running: Running, end: () => void): Promise<void> {
  const child = running.app.process();
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  end();
  await gone;
  // A dump of gigabytes would take its time.
  await delay(2_000);
}

/** What the system would keep of this process: nothing, where both are 0. */
async function noteLimit(run: SecretsRun, name: string, pid: number): Promise<void> {
  const limits = execFileSync('cat', [`/proc/${pid}/limits`], { encoding: 'utf8' });
  const limit = /^Max core file size\s+(\S+)\s+(\S+)/m.exec(limits);
  run.crashes.push({ process: name, limit: `${limit?.[1]}/${limit?.[2]}` });
}

function pidOf({ counter }: SecretsRun, event: string): number {
  const pid = logged(counter.station.profileDir, event).at(-1)?.['pid'];
  if (typeof pid !== 'number') throw new Error(`no ${event}`);
  return pid;
}

async function happened({ counter }: SecretsRun, event: string): Promise<boolean> {
  return logged(counter.station.profileDir, event).length > 0;
}

async function onlyKeys({ counter }: SecretsRun, page: Page, ...serials: string[]): Promise<void> {
  for (const serial of counter.keys.serials())
    if (!serials.includes(serial)) counter.keys.unplug(serial);
    else if (!counter.keys.isPlugged(serial)) counter.keys.plug(serial);
  const there = async (): Promise<boolean> => {
    const { keys } = await bridge(page).request('sealKeys.get');
    const ready = keys.filter(({ state }) => state.kind === 'ready').map(({ serial }) => serial.slice(-4));
    return keys.length === serials.length && serials.every((serial) => ready.includes(serial.slice(-4)));
  };
  await waitFor('keys', there, PATIENCE_MS);
}

async function readyKeys(page: Page): Promise<number> {
  const { keys } = await bridge(page).request('sealKeys.get');
  return keys.every(({ state }) => state.kind === 'ready') ? keys.length : -1;
}

/** With the pad of somebody's key; whatever was open before is closed. */
async function openSignIn(page: Page): Promise<void> {
  const known = async (): Promise<boolean> => {
    const { keys } = await bridge(page).request('staff.get');
    return keys.some(({ staff }) => staff !== null);
  };
  await waitFor('somebody’s key', known, PATIENCE_MS);
  await page.keyboard.press('Escape');
  await page.getByTestId('sign-in-dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+l');
}

async function typePin(page: Page, pin: string): Promise<void> {
  const field = page.getByTestId('pin-field');
  await field.waitFor({ timeout: PATIENCE_MS });
  await page.getByTestId('pin-tries').waitFor({ timeout: PATIENCE_MS });
  await page.locator('[data-testid="pin-field"]:not([aria-disabled])').focus();
  await page.keyboard.type(pin, { delay: KEY_MS });
  await page.keyboard.press('Enter');
}

/** Secrets travel as bytes. */
async function send(
  page: Page,
  name: string,
  plain: Record<string, string>,
  secrets: Record<string, string>,
): Promise<void> {
  const answer = await page.evaluate(
    ([request, open, hidden]) => {
      const { terminal } = globalThis as unknown as InWindow;
      const bytes = Object.entries(hidden).map(([field, text]) => [field, new TextEncoder().encode(text)]);
      const input = { ...open, ...(Object.fromEntries(bytes) as Record<string, Uint8Array>) };
      const all = terminal.request as unknown as Record<
        string,
        (input: unknown) => Promise<{ ok: boolean; error?: { code: string } }>
      >;
      return all[request]!(input);
    },
    [name, plain, secrets] as const,
  );
  if (!answer.ok) throw new Error(`${name}: ${answer.error?.code}`);
}

/** Files that appeared in these folders since `since`: where a system or Chromium would put a dump. */
export function dumpsSince(since: number, folders: readonly string[]): string[] {
  return folders.flatMap((folder) => {
    if (!existsSync(folder)) return [];
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && /core|crash|\.dmp$|minidump/i.test(entry.name))
      .map(({ name }) => join(folder, name))
      .filter((path) => statSync(path).mtimeMs >= since);
  });
}

export const DUMP_FOLDERS = [
  ROOT,
  '/var/crash',
  '/var/lib/systemd/coredump',
  '/var/lib/apport/coredump',
  '/cores',
];

export function makeFolders(root: string): { tmp: string; home: string; outputs: string } {
  const folders = { tmp: join(root, 'tmp'), home: join(root, 'home'), outputs: join(root, 'outputs') };
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true });
  return folders;
}
