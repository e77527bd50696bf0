// Sealing through the real host process and a real SKF library: one certificate, a batch whose key is pulled on the way.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toHex } from '#core/crypto/bytes';
import { sm3 } from '#core/crypto/sm3';
import { verifyOfd } from '#core/eseal/verify-ofd';
import { openPackage } from '#core/ofd/package/zip-reader';
import type { PresentKey } from '#core/seal-keys/key-state';
import type { IssuingRig } from '#tests/support/issuing/issuing-rig';
import { openIssuing } from '#tests/support/issuing/issuing-rig';
import {
  acceptedCase,
  batchOf,
  consentTo,
  draftOf,
  must,
  request,
  settled,
} from '#tests/support/issuing/issuing-steps';
import { addDemonstrationKeys, type FaultKind } from '#tests/support/software-key';
import { startSoftwareKeys, type StartedSoftwareKeys } from '#tests/support/software-key-service';

const COUNT = 12;
const PULLED_AT = 7;

let keys: StartedSoftwareKeys;
let rig: IssuingRig;
let serial: string;

beforeEach(async () => {
  keys = await startSoftwareKeys();
  rig = await openIssuing({ keys: keys.service });
  addDemonstrationKeys(keys.store, rig.holders);
  serial = rig.holders.unit.keySerial;
});
afterEach(async () => {
  await rig.part.stop?.();
  await keys.stop();
  rig.test.close();
});

/** The unit's key once it is read, whatever else is plugged in. */
const unitKey = (): Promise<PresentKey> =>
  keys.when(() =>
    keys.service.keys().find(({ state, serial: own }) => own === serial && state.kind === 'ready'),
  );

async function consented(subject: Parameters<typeof consentTo>[1]) {
  const { keyId } = await unitKey();
  const { digest, purpose } = await consentTo(rig, subject);
  const fingerprint = toHex(sm3(rig.holders.unit.certificate));
  return { digest, purpose, keyId, fingerprint, pin: rig.pin() };
}

async function start(batchId: string): Promise<string> {
  rig.progress.length = 0;
  must(
    await request(rig, 'issuing.startBatch', { batchId, ...(await consented({ kind: 'batch', batchId })) }),
  );
  return settled(rig);
}

/** Numbers of what was issued, each file verified from its bytes. */
function verifiedNumbers(): string[] {
  const rows = rig.test.store.db.prepare('SELECT id FROM issued_document').all() as { id: string }[];
  return rows.map(({ id }) => {
    const opened = openPackage(rig.cache.fileOf(id)!.bytes);
    if (!opened.ok) throw new Error(opened.error.code);
    expect(verifyOfd(opened.value, rig.trust, rig.test.clock.now()).verdict).toBe('valid');
    return rig.cache.get(id)!.certificate.number;
  });
}

const states = (): string[] => rig.uses.list({}).map(({ state }) => state);

it('seals one certificate with one PIN and one signature, and leaves the key logged out', async () => {
  const { draftId } = await draftOf(rig, acceptedCase(rig));
  const typed = await consented({ kind: 'draft', draftId });
  const sealed = must(await request(rig, 'issuing.seal', { draftId, ...typed }));
  expect(sealed.verification.verdict).toBe('valid');
  expect(verifiedNumbers()).toEqual([sealed.document.number]);
  expect([...typed.pin].every((byte) => byte === 0)).toBe(true);
  const { signatures, tries, verifyCalls, calls } = keys.store.counters(serial);
  expect({ signatures, tries, verifyCalls }).toEqual({ signatures: 1, tries: 1, verifyCalls: 1 });
  expect(calls['SKF_ClearSecureState']).toBe(1);
  expect(states()).toEqual(['sealed']);
});

describe.each<[FaultKind, number]>([
  ['unplug-before', COUNT],
  // Signed once without anybody receiving it, and once more.
  ['unplug-after', COUNT + 1],
])(`a batch whose key is pulled (%s)`, (kind, signatures) => {
  it(`stops at the ${PULLED_AT}th, goes on after replugging, and doubles nothing`, async () => {
    const { summary } = await batchOf(rig, COUNT);
    const { batchId } = summary;
    await unitKey();
    keys.store.setFaults({ on: 'SKF_ECCSignData', kind, after: PULLED_AT - 1, serial });
    expect(await start(batchId)).toBe('failed');
    expect(rig.progress.at(-1)).toMatchObject({
      sealed: PULLED_AT - 1,
      failure: { line: PULLED_AT + 1, error: { code: 'SEAL_KEY_REMOVED' } },
    });
    const before = verifiedNumbers();
    expect(before).toHaveLength(PULLED_AT - 1);
    expect(states()).toEqual([...before.map(() => 'sealed'), 'failed']);

    await keys.when(() => !keys.service.keys().some((key) => key.serial === serial));
    keys.store.setFaults();
    keys.store.plug(serial);
    expect(await start(batchId)).toBe('finished');
    const numbers = verifiedNumbers();
    expect(numbers).toEqual(expect.arrayContaining(before));
    expect(new Set(numbers).size).toBe(COUNT);
    expect(states().filter((state) => state === 'sealed')).toHaveLength(COUNT);
    expect(states().filter((state) => state !== 'sealed')).toEqual(['failed']);
    expect(keys.store.counters(serial)).toMatchObject({ signatures, verifyCalls: 2, tries: 2 });
    expect(rig.test.audit.verify().intact).toBe(true);
  });
});
