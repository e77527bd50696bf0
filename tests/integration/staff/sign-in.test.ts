// Signing in through a real SKF library: the software key signs the challenge, its own counter tells which tries were spent.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprintOf } from '#core/staff/staff-certificate';
import type { DemonstrationKey } from '#core/demonstration/seal-holders';
import { addDemonstrationKeys } from '#tests/support/software-key';
import { startSoftwareKeys, type StartedSoftwareKeys } from '#tests/support/software-key-service';
import { codeOf, openStaffCounter, type StaffCounter } from '#tests/support/staff-counter';

let keys: StartedSoftwareKeys;
let counter: StaffCounter;

beforeEach(async () => {
  keys = await startSoftwareKeys();
  counter = await openStaffCounter({ keys: keys.service });
  addDemonstrationKeys(keys.store, counter.holders);
  await keys.when(() => counter.holders.people.every((person) => keyIdOf(person)));
});
afterEach(async () => {
  counter.close();
  await keys.stop();
});

const keyIdOf = ({ certificate }: DemonstrationKey): string | undefined =>
  keys.service.find(fingerprintOf(certificate))?.keyId;
const input = (key: DemonstrationKey, pin = key.pin) => ({
  keyId: keyIdOf(key) ?? 'gone',
  fingerprint: fingerprintOf(key.certificate),
  pin: new TextEncoder().encode(pin),
});
const signIn = async (key: DemonstrationKey, pin?: string) =>
  codeOf(await counter.handlers['staff.signInByKey'](input(key, pin)));
const triesLeft = async ({ certificate, ...key }: DemonstrationKey): Promise<number> => {
  const info = await keys.service.pinInfo(
    keyIdOf({ certificate, ...key }) ?? 'gone',
    fingerprintOf(certificate),
  );
  if (!info.ok) throw new Error(info.error.code);
  return info.value.left;
};

describe('signing in with a real key', () => {
  it('spends the tries that were typed and no more, and logs out of the key afterwards', async () => {
    const { clerk, session } = counter;
    const all = await triesLeft(clerk);
    expect(await signIn(clerk, '123450')).toBe('SEAL_KEY_PIN_WRONG');
    expect(await triesLeft(clerk)).toBe(all - 1);
    expect(await signIn(clerk)).toBe('ok');
    expect(await triesLeft(clerk)).toBe(all);
    expect(session.current()).toMatchObject({ staffId: clerk.staffId, by: 'key' });
    expect(keys.service.inUse(keyIdOf(clerk)!)).toBe(false);
  });

  it('leaves whoever is signed in when another confirms with a key of their own', async () => {
    const { clerk, supervisor, session, confirmByKey } = counter;
    await signIn(clerk);
    const confirmed = await confirmByKey({
      role: 'supervisor',
      notStaffId: clerk.staffId,
      purpose: 'handover s1',
      ...input(supervisor),
    });
    expect(confirmed).toMatchObject({ ok: true, value: { staffId: supervisor.staffId } });
    expect(session.current()?.staffId).toBe(clerk.staffId);
  });

  it('says that the key was pulled when it is pulled while the PIN is typed, and works after replugging', async () => {
    const { clerk } = counter;
    const typed = input(clerk);
    keys.store.unplug(clerk.keySerial);
    await keys.when(() => keyIdOf(clerk) === undefined);
    expect(codeOf(await counter.handlers['staff.signInByKey'](typed))).toBe('SEAL_KEY_NOT_PRESENT');
    keys.store.plug(clerk.keySerial);
    await keys.when(() => keyIdOf(clerk) !== undefined);
    expect(await signIn(clerk)).toBe('ok');
  });

  it('decides on an application with the supervisor’s key while the clerk stays signed in', async () => {
    const { clerk, supervisor, approvals, handlers } = counter;
    await signIn(clerk);
    const digest = 'ab'.repeat(32);
    const applied = approvals.apply({
      sealId: 's1',
      purpose: '签发食品经营许可证',
      subject: { kind: 'issuing', draftIds: ['d1'], digest },
    });
    if (!applied.ok) throw new Error(applied.error.code);
    const { approvalId } = applied.value;
    const decide = (key: DemonstrationKey) =>
      handlers['approvals.decide']({ approvalId, outcome: 'approved', note: '', ...input(key) });
    expect(codeOf(await decide(clerk))).toBe('STAFF_SAME_PERSON');
    expect(codeOf(await decide(supervisor))).toBe('ok');
    expect(approvals.forSubject(digest)?.state.kind).toBe('approved');
  });
});
