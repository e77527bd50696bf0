// A run of sealing whose ground falls away under it: the seal is reported lost, the custodian signs out.
import { afterEach, expect, it } from 'vitest';
import type { IssuingRig } from '../../support/issuing/issuing-rig';
import { openIssuing } from '../../support/issuing/issuing-rig';
import { batchOf, must, settled, startBatch } from '../../support/issuing/issuing-steps';

let rig: IssuingRig;
afterEach(async () => {
  await rig.part.stop?.();
  rig.test.close();
});

const states = (): Record<string, number> => {
  const rows = rig.test.store.db.prepare('SELECT state, count(*) AS n FROM seal_use GROUP BY state').all();
  return Object.fromEntries((rows as { state: string; n: number }[]).map(({ state, n }) => [state, n]));
};
const documents = (): number =>
  (rig.test.store.db.prepare('SELECT count(*) AS n FROM issued_document').get() as { n: number }).n;

it.each([
  ['the seal is stopped', () => (rig.sealProblem = { code: 'SEAL_STOPPED', ground: 'lost' }), 'SEAL_STOPPED'],
  ['the custodian signs out', () => (rig.signedIn = null), 'STAFF_SIGN_IN_NEEDED'],
])('begins no further document once %s', async (_what, happens, code) => {
  rig = await openIssuing();
  const { summary } = await batchOf(rig, 12);
  rig.key.onAsk = (asked) => {
    if (asked === 5) happens();
    return 'sign';
  };
  must(await startBatch(rig, summary.batchId));
  expect(await settled(rig)).toBe('failed');
  expect(rig.progress.at(-1)).toMatchObject({ failure: { error: { code } } });
  // The fifth was at the key already.
  expect(documents()).toBe(5);
  expect(states()).toEqual({ sealed: 5 });
});
