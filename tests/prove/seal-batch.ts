// A list of 500 sealed in the real application, the key pulled at the 217th signature (--lines=N --pull=N): nothing doubled, resumed to 500, all verified from the files.
// Twice: pulled before the key signs, and after it has signed without its answer arriving.
import { waitFor } from '../support/bridge';
import { seniorList } from '../support/issuing/lists';
import { sealedFiles } from '../support/issuing/sealed-files';
import type { SealedFiles } from '../support/issuing/sealed-files';
import { sealingFacts } from '../support/issuing/sealing-facts';
import { startSealingCounter } from '../support/issuing/sealing-counter';
import type { SealingCounter, SealingWindow } from '../support/issuing/sealing-counter';
import { numberArgument } from '../support/random';

const LINES = numberArgument('lines', 500);
const PULLED_AT = numberArgument('pull', 217);
const SEALED_BEFORE = PULLED_AT - 1;
/** A list's first line names its columns. */
const FAILED_LINE = PULLED_AT + 1;
/** Generous: the machine may have other work. */
const RUN_MS = 600_000;

interface Pulling {
  readonly kind: 'unplug-before' | 'unplug-after';
  /** Signatures that the key makes for `LINES` documents. */
  readonly signatures: number;
  readonly why: string;
}

const PULLINGS: readonly Pulling[] = [
  { kind: 'unplug-before', signatures: LINES, why: 'the key was gone before it signed' },
  {
    kind: 'unplug-after',
    signatures: LINES + 1,
    why: `the ${PULLED_AT}th was signed once without anybody receiving it, and once more on resuming`,
  },
];

const failures: string[] = [];
for (const pulling of PULLINGS) {
  const expect = (what: string, seen: unknown, wanted: unknown): void => {
    if (JSON.stringify(seen) === JSON.stringify(wanted)) return;
    failures.push(`${pulling.kind}: ${what}: ${JSON.stringify(seen)} instead of ${JSON.stringify(wanted)}`);
  };
  try {
    console.log(JSON.stringify({ pulled: pulling.kind, ...(await sealWithPulledKey(pulling, expect)) }));
  } catch (cause) {
    failures.push(`${pulling.kind}: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}
for (const failure of failures) console.log(`FAILED ${failure}`);
console.log(`${PULLINGS.length} batches of ${LINES}, ${failures.length} failures`);
if (failures.length > 0) process.exitCode = 1;

type Expect = (what: string, seen: unknown, wanted: unknown) => void;

async function sealWithPulledKey(pulling: Pulling, expect: Expect): Promise<object> {
  const counter = await startSealingCounter({ printer: false });
  try {
    const window = await counter.launch();
    try {
      await window.signIn();
      const batchId = await window.terminal.importList('senior-card', seniorList(LINES));
      const told = await sealUntilPulled(counter, window, batchId, pulling, expect);
      await examine(counter, SEALED_BEFORE, { sealed: SEALED_BEFORE, failed: 1 }, expect);
      await resume(counter, window, batchId, expect);
      await window.running.close();
      const { files, facts } = await examine(counter, LINES, { sealed: LINES, failed: 1 }, expect);
      const key = counter.keys.counters(counter.holders.unit.keySerial);
      expect('signatures made by the key', key.signatures, pulling.signatures);
      expect('times the PIN was asked of the seal key', key.verifyCalls, 2);
      return {
        said: told,
        documents: files.documents,
        verdicts: files.verdicts,
        numbers: files.numbers,
        uses: facts.uses,
        wrong: facts.wrong,
        chain: facts.chain,
        signatures: key.signatures,
        because: pulling.why,
        verifyPin: key.verifyCalls,
      };
    } finally {
      await window.running.close().catch(() => undefined);
    }
  } finally {
    await counter.stop();
  }
}

/** By hand: the batch, Enter, the PIN. Answers what the screen says when the key is gone. */
async function sealUntilPulled(
  counter: SealingCounter,
  window: SealingWindow,
  batchId: string,
  { kind }: Pulling,
  expect: Expect,
): Promise<string> {
  const { page, terminal } = window;
  await page.keyboard.press('F8');
  await page.getByTestId('seal-desk').waitFor();
  await page.keyboard.press('1');
  await page.getByTestId('issuing-overview').waitFor();
  await page.getByText(`老年人优待证 ${LINES} 份`).click();
  await page.getByTestId('batch-seal').waitFor();
  const { keySerial: serial } = counter.holders.unit;
  counter.keys.setFaults({ on: 'SKF_ECCSignData', kind, after: SEALED_BEFORE, serial });
  await page.keyboard.press('Enter');
  await window.typePin();
  const failure = page.getByTestId('batch-failure');
  await failure.waitFor({ timeout: RUN_MS });
  const said = (await failure.textContent()) ?? '';
  expect('the line that is named', said.includes(`第 ${FAILED_LINE} 行`), true);
  for (const words of ['钥匙', '继续签发']) expect(`the screen says ${words}`, said.includes(words), true);
  const shown = await page.getByTestId('batch-progress').getAttribute('data-sealed');
  expect('sealed as the screen shows', shown, String(SEALED_BEFORE));
  const { summary, lines } = await terminal.request('issuing.batch', { batchId });
  expect('sealed as the batch says', summary.sealed, SEALED_BEFORE);
  const sealed = lines.filter(({ state }) => state === 'sealed').map(({ line }) => line);
  const first = Array.from({ length: SEALED_BEFORE }, (_, index) => index + 2);
  expect('the lines that are sealed', sealed, first);
  return said;
}

async function resume(
  counter: SealingCounter,
  { page, terminal, typePin }: SealingWindow,
  batchId: string,
  expect: Expect,
): Promise<void> {
  counter.keys.setFaults();
  counter.keys.plug(counter.holders.unit.keySerial);
  await waitFor(
    'the seal key again',
    async () =>
      (await terminal.request('issuing.consent', { subject: { kind: 'batch', batchId } })).seals.length > 0,
  );
  await page.getByTestId('batch-seal').focus();
  await page.keyboard.press('Enter');
  await typePin();
  const finished = page.locator('[data-testid="batch-progress"][data-state="finished"]');
  await finished.waitFor({ timeout: RUN_MS });
  const { summary } = await terminal.request('issuing.batch', { batchId });
  expect('the batch at its end', [summary.state, summary.sealed], ['finished', LINES]);
}

/** From outside the terminal: the database with its vault, and the bytes of every file. */
async function examine(
  counter: SealingCounter,
  count: number,
  uses: Readonly<Record<string, number>>,
  expect: Expect,
): Promise<{ files: SealedFiles; facts: Awaited<ReturnType<typeof sealingFacts>> }> {
  const { profileDir } = counter.station;
  const files = await sealedFiles(profileDir);
  const facts = await sealingFacts(profileDir);
  const at = (what: string): string => `${what}, ${count} sealed`;
  expect(at('documents'), files.documents, count);
  expect(at('verdicts on the files'), files.verdicts, { valid: count });
  expect(at('different numbers'), files.numbers, count);
  expect(at('different files'), files.digests, count);
  expect(at('documents at odds with their records'), files.atOdds.slice(0, 5), []);
  expect(at('use records'), Object.entries(facts.uses).sort(), Object.entries(uses).sort());
  const broken = Object.entries(facts.wrong).filter(([, wrong]) => wrong !== 0);
  expect(at('orphans and doubles'), broken, []);
  expect(at('audit chain intact'), facts.chain.intact, true);
  expect(at('database'), facts.integrity, 'ok');
  return { files, facts };
}
