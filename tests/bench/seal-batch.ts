// A batch on the real build: time per document against the key's own time (its log) plus SM3 over the same bytes, measured in
// turn in the same run. With a key that takes 40 ms a signature, and, as a line beside it, one that takes what it takes.
import { initCrypto } from '#core/crypto/init';
import { sm3 } from '#core/crypto/sm3';
import { median, report, round } from '../support/bench';
import { waitFor } from '../support/bridge';
import { seniorList, shopList } from '../support/issuing/lists';
import { sealBatchOf, startSealingCounter } from '../support/issuing/sealing-counter';
import { numberArgument } from '../support/random';

const COUNT = numberArgument('documents', 60);
const CHIP_MS = 40;
const ROUNDS = [
  { bench: 'seal-batch', typeId: 'senior-card', list: seniorList, chipMs: CHIP_MS },
  { bench: 'seal-batch 200 kB', typeId: 'food-licence', list: shopList, chipMs: CHIP_MS },
  { bench: 'seal-batch, key unthrottled', typeId: 'senior-card', list: seniorList, chipMs: 0 },
] as const;

await initCrypto();
const counter = await startSealingCounter({ printer: false });
const { unit } = counter.holders;

try {
  const { page, terminal, running, signIn, unitPin } = await counter.launch();
  await signIn();
  // What the first batch of a day loads, the others find there.
  await batch('senior-card', seniorList(6));
  for (const { bench, typeId, list, chipMs } of ROUNDS) {
    counter.keys.setFaults(
      ...(chipMs > 0 ? [{ on: 'SKF_ECCSignData', kind: 'slow', times: 0, value: chipMs } as const] : []),
    );
    counter.keys.clearCalls();
    const { ms, size } = await batch(typeId, list(COUNT));
    const signs = counter.keys
      .calls()
      .filter((call) => call.serial === unit.keySerial && call.function === 'SKF_ECCSignData');
    const keyMs = signs.reduce((sum, call) => sum + call.ms, 0) / COUNT;
    const floor = keyMs + sm3Ms(size);
    report({
      bench,
      value: round(ms / COUNT, 1),
      unit: 'ms per document',
      floor: round(floor, 1),
      ratio: round(ms / COUNT / floor),
      runs: COUNT,
      target: chipMs > 0 ? '<= 1.3 x (key + SM3)' : 'beside: the counter’s own pace',
    });
    if (signs.length !== COUNT) throw new Error(`${signs.length} signatures for ${COUNT} documents`);
  }
  await running.close();

  /** Sealed to the end; milliseconds from the consent to the last verified document, and the size of one. */
  async function batch(typeId: string, bytes: Uint8Array): Promise<{ ms: number; size: number }> {
    const batchId = await terminal.importList(typeId, bytes);
    await page.evaluate((id) => {
      const { terminal: bridge } = globalThis as unknown as {
        terminal: {
          on: { 'issuing.progress': (listen: (told: { batchId: string; state: string }) => void) => void };
        };
      };
      bridge.on['issuing.progress']((told) => {
        if (told.batchId !== id) return;
        if (performance.getEntriesByName(`zc:begun ${id}`).length === 0) performance.mark(`zc:begun ${id}`);
        if (told.state === 'finished') performance.mark(`zc:finished ${id}`);
        if (told.state === 'failed') performance.mark(`zc:failed ${id}`);
      });
    }, batchId);
    await sealBatchOf(page, terminal, batchId, unitPin);
    const ms = await waitFor(
      'batch finished',
      () =>
        page.evaluate((id) => {
          if (performance.getEntriesByName(`zc:failed ${id}`).length > 0) throw new Error('the batch failed');
          const begun = performance.getEntriesByName(`zc:begun ${id}`)[0];
          const finished = performance.getEntriesByName(`zc:finished ${id}`)[0];
          return begun && finished && finished.startTime - begun.startTime;
        }, batchId),
      120_000,
    );
    const [document] = await terminal.request('issuing.documents', { which: 'all', batchId });
    return { ms, size: document?.size ?? 0 };
  }
} finally {
  await counter.stop();
}

/** SM3 over as many bytes as one document has. */
function sm3Ms(size: number): number {
  const bytes = new Uint8Array(size).fill(0x5a);
  const took = Array.from({ length: 21 }, () => {
    const before = performance.now();
    sm3(bytes);
    return performance.now() - before;
  });
  return median(took);
}
