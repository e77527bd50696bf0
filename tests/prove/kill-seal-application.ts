// SIGKILLs of the whole application while it seals a batch: no document without its record, no record without its document,
// no serial number twice, nothing lost that was told as sealed. Called by kill-seal.ts, which says so with everything else.
import { setTimeout as delay } from 'node:timers/promises';
import { waitFor } from '../support/bridge';
import { seniorList } from '../support/issuing/lists';
import { sealingFacts } from '../support/issuing/sealing-facts';
import type { SealingFacts } from '../support/issuing/sealing-facts';
import { sealBatchOf, startSealingCounter } from '../support/issuing/sealing-counter';
import type { SealingBridge, SealingCounter } from '../support/issuing/sealing-counter';
import { numberArgument, seededRandom } from '../support/random';
import { repeatedLaunches } from '../support/station';

export interface KilledWhileSealing {
  readonly kills: number;
  readonly seed: number;
  /** Kills that met a document under way. */
  readonly met: number;
  readonly documents: number;
  readonly interrupted: number;
  /** Signatures that the key made: those of interrupted documents are in nobody's hands. */
  readonly signatures: number;
  /** Starts that had to be repeated for the debugger's sake, see station.ts. */
  readonly repeatedLaunches: number;
  readonly failures: readonly string[];
}

/** About what a document takes: kills fall anywhere within a few of them. */
const SPREAD_MS = 900;
const LINES = 500;
/** As slow as a chip, so that kills meet a signature under way. */
const CHIP_MS = 25;

/** Needs a display and a build, like every end-to-end proof. */
export async function killApplicationWhileSealing(options: {
  kills: number;
  seed: number;
}): Promise<KilledWhileSealing> {
  const { kills, seed } = options;
  const random = seededRandom(seed);
  const failures: string[] = [];
  const counter = await startSealingCounter({ printer: false });
  counter.keys.setFaults({ on: 'SKF_ECCSignData', kind: 'slow', times: 0, value: CHIP_MS });
  let met = 0;
  let told = 0;
  try {
    for (let kill = 1; kill <= kills; kill += 1) {
      const wait = random.below(SPREAD_MS);
      const seen = await killOnce(counter, wait).catch((cause: unknown) => {
        failures.push(`kill ${kill}: ${cause instanceof Error ? cause.message : String(cause)}`);
        return undefined;
      });
      if (seen?.begun) met += 1;
      if (kill % 20 === 0 || kill === kills) {
        const facts = await sealingFacts(counter.station.profileDir);
        examine(facts, `after ${kill} kills`, failures);
      }
      told += seen?.sealed ?? 0;
      process.stderr.write(`sealing kill ${kill}/${kills}\n`);
    }
    // The last start settles what is open and seals on, so that a kill that broke the counter would show.
    const after = await sealOn(counter);
    const facts = await sealingFacts(counter.station.profileDir);
    examine(facts, 'at the end', failures);
    if (facts.uses['started']) failures.push('a use is still open after the last start');
    if (facts.documents < told) failures.push(`told ${told} sealed, ${facts.documents} are there`);
    if (after === 0) failures.push('nothing could be sealed after the kills');
    const { signatures } = counter.keys.counters(counter.holders.unit.keySerial);
    if (signatures < facts.documents) failures.push('more documents than signatures');
    if (repeatedLaunches() > Math.max(1, kills / 20)) failures.push(`${repeatedLaunches()} starts repeated`);
    return {
      kills,
      seed,
      met,
      documents: facts.documents,
      interrupted: facts.uses['interrupted'] ?? 0,
      signatures,
      repeatedLaunches: repeatedLaunches(),
      failures,
    };
  } finally {
    await counter.stop();
  }
}

/** Starts, signs in, goes on with the batch, and dies `wait` ms into it. Answers what the screen was told. */
async function killOnce(counter: SealingCounter, wait: number): Promise<{ begun: boolean; sealed: number }> {
  const { running, terminal, signIn, unitPin } = await counter.launch();
  let sealedHere = 0;
  let begun = false;
  try {
    await signIn();
    const batchId = await openBatch(terminal);
    const before = (await terminal.request('issuing.batch', { batchId })).summary.sealed;
    await sealBatchOf(running.page, terminal, batchId, unitPin);
    begun = true;
    await delay(wait);
    const now = await terminal.request('issuing.progressNow');
    sealedHere = (now?.sealed ?? before) - before;
    if (now?.state === 'failed') throw new Error(`sealing failed: ${now.failure?.error.code}`);
  } finally {
    await running.kill();
  }
  return { begun, sealed: sealedHere };
}

/** The batch that is not finished, or a new one. */
async function openBatch(terminal: SealingBridge): Promise<string> {
  const { batches } = await terminal.request('issuing.overview');
  const open = batches.find(({ state, sealed, total }) => state === 'open' && sealed < total);
  if (open) return open.batchId;
  return terminal.importList('senior-card', seniorList(LINES));
}

async function sealOn(counter: SealingCounter): Promise<number> {
  const { running, terminal, signIn, unitPin } = await counter.launch();
  try {
    await signIn();
    const batchId = await openBatch(terminal);
    const before = (await terminal.request('issuing.batch', { batchId })).summary.sealed;
    await sealBatchOf(running.page, terminal, batchId, unitPin);
    const sealed = await waitFor('documents after the kills', async () => {
      const now = await terminal.request('issuing.progressNow');
      return now && now.sealed >= before + 3 ? now.sealed - before : undefined;
    });
    await terminal.request('issuing.stopBatch', { batchId });
    await waitFor(
      'stopped',
      async () => (await terminal.request('issuing.progressNow'))?.state === 'stopped',
    );
    return sealed;
  } finally {
    await running.close();
  }
}

function examine(facts: SealingFacts, when: string, failures: string[]): void {
  if (!facts.chain.intact) failures.push(`${when}: the audit chain is broken`);
  if (facts.integrity !== 'ok') failures.push(`${when}: database: ${facts.integrity}`);
  for (const [what, count] of Object.entries(facts.wrong)) {
    if (count !== 0) failures.push(`${when}: ${what} ${count}`);
  }
}

// By itself too: `npm run --silent prove -- kill-seal-application --kills=N --seed=N`.
if (process.argv[1] === import.meta.filename) {
  const found = await killApplicationWhileSealing({
    kills: numberArgument('kills', 200),
    seed: numberArgument('seed', 20_261_121),
  });
  const { failures, ...counts } = found;
  console.log(JSON.stringify({ ...counts, failures: failures.length }));
  for (const failure of failures) console.log(`FAILED ${failure}`);
  if (failures.length > 0 || found.met < found.kills / 2) process.exitCode = 1;
}
