// The process of the SKF library killed, hung, crashed, its file deleted, in seeded rounds (--rounds=N --seed=N): window alive, clear error, next signature works.
// Then SIGKILLs of the whole application while it seals (--kills=N, kill-seal-application.ts).
import { renameSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { initCrypto } from '#core/crypto/init';
import type { DemonstrationKey } from '#core/demonstration/seal-holders';
import { fingerprintOf } from '#core/staff/staff-certificate';
import type { SealKeysView } from '#shared/ipc/seal-key-views';
import { bridge, waitFor, type Bridge, type InWindow } from '../support/bridge';
import { startKeyStation, type KeyStation } from '../support/key-station';
import { profileFacts } from '../support/profile-facts';
import { numberArgument, seededRandom } from '../support/random';
import type { Running } from '../support/station';
import { logged } from '../support/terminal-log';
import { killApplicationWhileSealing } from './kill-seal-application';

const ROUNDS = numberArgument('rounds', 40);
const KILLS = numberArgument('kills', 200);
const SEED = numberArgument('seed', 20_261_121);
/** Short, so that forty hangs are soon over; a call of the software key takes a few milliseconds. */
const DEADLINES = { list: 1_000, pin: 1_000, sign: 1_000 };

interface Round {
  readonly name: string;
  /** What is done to the library; a signature is asked for after it, or while it lasts. */
  readonly strike: (at: Counter) => Promise<void> | void;
  /** Errors that name what was done. */
  readonly says: readonly string[];
  /** What it comes down to while it lasts. */
  readonly becomes?: string;
}

interface Counter {
  readonly station: KeyStation;
  readonly terminal: Bridge;
  readonly running: Running;
  /** Ends the library's process, as it is known from the log. */
  kill(): void;
}

const random = seededRandom(SEED);
const failures: string[] = [];
const counts = new Map<string, number>();
const told = new Map<string, number>();

const ROUND_KINDS: readonly Round[] = [
  {
    name: 'process killed, idle',
    strike: ({ kill }) => kill(),
    says: ['SEAL_KEY_LIBRARY_CRASHED'],
  },
  {
    name: 'process killed while it signs',
    strike: ({ station, kill }) => {
      station.store.setFaults({ on: 'SKF_ECCSignData', kind: 'slow', value: 700 });
      setTimeout(kill, 100 + random.below(500));
    },
    says: ['SEAL_KEY_LIBRARY_CRASHED'],
  },
  {
    name: 'hangs while it signs',
    strike: ({ station }) => station.store.setFaults({ on: 'SKF_ECCSignData', kind: 'hang' }),
    says: ['SEAL_KEY_HANGS'],
  },
  {
    name: 'hangs while it lists',
    strike: ({ station }) => station.store.setFaults({ on: 'SKF_EnumDev', kind: 'hang' }),
    says: ['SEAL_KEY_HANGS'],
  },
  {
    name: 'crashes while it signs',
    strike: ({ station }) => station.store.setFaults({ on: 'SKF_ECCSignData', kind: 'crash' }),
    says: ['SEAL_KEY_LIBRARY_CRASHED'],
  },
  {
    name: 'aborts while it reads the certificate',
    strike: ({ station }) => station.store.setFaults({ on: 'SKF_ExportCertificate', kind: 'abort' }),
    says: ['SEAL_KEY_LIBRARY_CRASHED'],
  },
  {
    name: 'library deleted and unloaded',
    strike: ({ station, kill }) => {
      renameSync(station.library, `${station.library}.away`);
      kill();
    },
    says: ['SEAL_KEY_LIBRARY_CRASHED', 'SEAL_KEY_LIBRARY_MISSING'],
    becomes: 'SEAL_KEY_LIBRARY_MISSING',
  },
  {
    name: 'key pulled while it signs',
    strike: ({ station }) => station.store.setFaults({ on: 'SKF_ECCSignData', kind: 'unplug-before' }),
    says: ['SEAL_KEY_REMOVED'],
  },
];

await initCrypto();
const station = await startKeyStation({ printer: false }, DEADLINES);
try {
  const running = await station.launch();
  const terminal = bridge(running.page);
  const person = station.holders.people[0]!;
  let crashed = 0;
  running.page.on('crash', () => (crashed += 1));
  const kill = (): void => {
    const pid = logged(station.profileDir, 'seal-key-host-started').at(-1)?.['pid'];
    if (typeof pid === 'number') endProcess(pid);
  };
  const counter: Counter = { station, terminal, running, kill };
  await keyReady(terminal, person);
  for (let round = 1; round <= ROUNDS; round += 1) {
    // Every kind comes before any comes again.
    const kind = ROUND_KINDS[(round - 1) % ROUND_KINDS.length]!;
    const what = await playRound(counter, kind, person);
    if (what) failures.push(`round ${round} (${kind.name}): ${what}`);
    counts.set(kind.name, (counts.get(kind.name) ?? 0) + 1);
    process.stderr.write(`${round}/${ROUNDS} ${kind.name}${what ? ` FAILED ${what}` : ''}\n`);
  }
  if (crashed > 0) failures.push(`the window crashed ${crashed} times`);
  const { pinLeft } = station.store.counters(person.keySerial);
  if (pinLeft !== 6) failures.push(`the right PIN cost ${6 - pinLeft} tries`);
  await running.close();
  const facts = await profileFacts(station.profileDir);
  if (facts.integrity !== 'ok') failures.push(`database: ${facts.integrity}`);
  if (!facts.chain.intact) failures.push(`audit chain broken at ${facts.chain.brokenAt}`);
} finally {
  await station.stop();
}
console.log(
  JSON.stringify({
    rounds: ROUNDS,
    seed: SEED,
    kinds: Object.fromEntries(counts),
    told: Object.fromEntries(told),
    failures: failures.length,
  }),
);
if (KILLS > 0) {
  const { failures: lost, ...whole } = await killApplicationWhileSealing({ kills: KILLS, seed: SEED });
  console.log(JSON.stringify({ ...whole, failures: lost.length }));
  failures.push(...lost);
}
for (const failure of failures) console.log(`FAILED ${failure}`);
if (failures.length > 0) process.exitCode = 1;

/** What went wrong, or nothing. */
async function playRound(
  counter: Counter,
  kind: Round,
  person: DemonstrationKey,
): Promise<string | undefined> {
  const { terminal, running } = counter;
  const from = Date.now();
  await kind.strike(counter);
  await delay(random.below(400));
  const struck = await signIn(running, terminal, person);
  const code = struck ?? (await toldSince(terminal, from));
  if (!code) return 'nothing was told';
  told.set(code, (told.get(code) ?? 0) + 1);
  if (!kind.says.includes(code)) return `told ${code}`;
  const { becomes } = kind;
  if (becomes)
    await waitFor(becomes, async () => (await keys(terminal)).lastError?.error.code === becomes, 30_000);
  const alive = await windowAlive(running, terminal);
  if (!alive) return 'the window does not answer';
  return makeGood(counter, person);
}

/** The fault over and the key replugged: the next signature is made, in the same run. */
async function makeGood({ station: at, terminal, running }: Counter, person: DemonstrationKey) {
  at.store.setFaults();
  try {
    renameSync(`${at.library}.away`, at.library);
  } catch {
    // It was not this that was done.
  }
  at.store.unplug(person.keySerial);
  await waitFor('key gone', async () => !keyOf(await keys(terminal), person), 30_000);
  at.store.plug(person.keySerial);
  await keyReady(terminal, person);
  const before = at.store.counters(person.keySerial).signatures;
  const refused = await signIn(running, terminal, person);
  if (refused) return `the next signature: ${refused}`;
  if (at.store.counters(person.keySerial).signatures !== before + 1) return 'no signature was made';
  await terminal.request('staff.signOut');
  return undefined;
}

/** One signature through the whole application: signing in by a challenge. The code of a refusal, or undefined. */
async function signIn(
  running: Running,
  terminal: Bridge,
  person: DemonstrationKey,
): Promise<string | undefined> {
  const key = keyOf(await keys(terminal), person);
  if (!key) return undefined;
  const input = { keyId: key.keyId, fingerprint: fingerprintOf(person.certificate), pin: person.pin };
  const answer = await running.page.evaluate(({ keyId, fingerprint, pin }) => {
    const { terminal } = globalThis as unknown as InWindow;
    return terminal.request['staff.signInByKey']({ keyId, fingerprint, pin: new TextEncoder().encode(pin) });
  }, input);
  return answer.ok ? undefined : answer.error.code;
}

/** What the panel says was wrong since then. */
function toldSince(terminal: Bridge, from: number): Promise<string | undefined> {
  return waitFor('an error', async () => {
    const { lastError } = await keys(terminal);
    return lastError && Date.parse(lastError.at) >= from ? lastError.error.code : undefined;
  }).catch(() => undefined);
}

async function windowAlive(running: Running, terminal: Bridge): Promise<boolean> {
  const painted = await running.page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => done(document.querySelector('.strip') !== null))),
  );
  const desk = await terminal.ask('desk.get');
  const database = await terminal.ask('about.get');
  return painted === true && desk.ok && database.ok;
}

function keys(terminal: Bridge): Promise<SealKeysView> {
  return terminal.request('sealKeys.get');
}

function keyOf(view: SealKeysView, person: DemonstrationKey) {
  const fingerprint = fingerprintOf(person.certificate);
  return view.keys.find(
    ({ state }) =>
      state.kind === 'ready' && state.certificates.some((one) => one.fingerprint === fingerprint),
  );
}

function keyReady(terminal: Bridge, person: DemonstrationKey) {
  return waitFor('key', async () => keyOf(await keys(terminal), person), 30_000);
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}
