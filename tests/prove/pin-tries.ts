// Wrong PINs in every way a counter knows (--seed=N --only=WORD): the key's own counter shows the tries that people made, no more.
import { initCrypto } from '#core/crypto/init';
import { demonstrationSealHolders } from '#core/demonstration/seal-holders';
import { COUNTER } from '../support/counter';
import { startKeyStation } from '../support/key-station';
import { numberArgument, seededRandom } from '../support/random';
import { MOST_TRIES, PinBench } from '../support/secrets/pin-bench';
import type { PinWay } from '../support/secrets/pin-way';
import { PIN_WAYS } from '../support/secrets/pin-ways';

const SEED = numberArgument('seed', 20_261_121);
const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);
/** Short, so that a hang is soon over; a call of the software key takes a few milliseconds. */
const DEADLINES = { list: 2_000, pin: 2_500, sign: 2_500 };

interface Row {
  readonly way: string;
  /** PINs typed to the end and sent off. */
  readonly typed: number;
  /** PINs that the key compared. */
  readonly tries: number;
  /** Missing in the key's counter: wrong ones since the last right one. */
  readonly missing: number;
  readonly leftInKey: number;
  readonly leftOnScreen: number | null;
  readonly failure: string;
}

await initCrypto();
const { unit } = await demonstrationSealHolders(new Date().getFullYear());
const station = await startKeyStation(
  {
    printer: false,
    settings: {
      // The seal of another unit than the issuer would want a reason before its PIN.
      counter: { ...COUNTER, issuer: unit.name },
      signIn: { required: true, idleMinutes: 1 },
    },
  },
  DEADLINES,
);
const bench = new PinBench(station, seededRandom(SEED));
const rows: Row[] = [];
try {
  await bench.start();
  for (const way of PIN_WAYS) {
    if (only !== undefined && !only.split('|').some((word) => way.name.includes(word))) continue;
    rows.push(await play(way));
    const { failure } = rows.at(-1)!;
    process.stderr.write(`${rows.length}/${PIN_WAYS.length} ${way.name}${failure && ` FAILED ${failure}`}\n`);
  }
} finally {
  await bench.running.close().catch(() => undefined);
  await station.stop();
}
const failed = rows.filter(({ failure }) => failure !== '');
for (const { failure, ...row } of rows)
  console.log(JSON.stringify({ ...row, ok: failure === '', ...(failure ? { failure } : {}) }));
console.log(
  JSON.stringify({
    ways: rows.length,
    seed: SEED,
    typed: rows.reduce((sum, { typed }) => sum + typed, 0),
    tries: rows.reduce((sum, { tries }) => sum + tries, 0),
    failures: failed.length,
  }),
);
if (failed.length > 0 || rows.length === 0) process.exitCode = 1;

async function play(way: PinWay): Promise<Row> {
  const key = bench[way.key];
  let broken = '';
  await bench.fresh(key, way.triesLeft);
  const before = station.store.counters(key.keySerial).tries;
  try {
    await way.act(bench);
  } catch (cause) {
    broken = cause instanceof Error ? cause.message.split('\n')[0]! : String(cause);
  }
  const leftOnScreen = await bench.shown(key);
  const { pinLeft, tries: after } = station.store.counters(key.keySerial);
  const missing = MOST_TRIES - pinLeft;
  // A key that is killed in the middle has counted the try and could not say so.
  const begun = MOST_TRIES - (way.triesLeft ?? MOST_TRIES);
  const tries = Math.max(after - before, missing - begun);
  const row = { way: way.name, typed: way.typed, tries, missing, leftInKey: pinLeft, leftOnScreen };
  return { ...row, failure: [broken, wrongOf(way, row)].filter(Boolean).join('; ') };
}

function wrongOf(way: PinWay, { tries, missing, leftInKey, leftOnScreen }: Omit<Row, 'failure'>): string {
  const wrong: string[] = [];
  if (typeof way.missing === 'number') {
    if (tries !== way.typed) wrong.push(`${tries} tries for ${way.typed} PINs`);
    if (missing !== way.missing) wrong.push(`${missing} missing instead of ${way.missing}`);
  } else {
    const [least, most] = way.missing;
    if (missing < least || missing > most) wrong.push(`${missing} missing instead of ${least} to ${most}`);
    if (tries > way.typed) wrong.push(`${tries} tries for ${way.typed} PINs`);
  }
  if (leftOnScreen !== leftInKey) wrong.push(`the screen says ${leftOnScreen}, the key ${leftInKey}`);
  return wrong.join('; ');
}
