// What keeps a seal out of the register: failed steps, a missing word, no custodian, a double.
import { describe, expect, it } from 'vitest';
import type { ExaminedCandidate } from '#core/custody/examine-seal';
import { findingsOf } from '#core/custody/examine-seal';
import { apply, succeed } from '#core/custody/custody-rules';
import { doubleOf, registrationRefusal } from '#core/custody/registration';
import {
  after,
  clerk,
  custodian,
  NOW,
  sealFacts,
  sealState,
  supervisor,
} from '#tests/support/custody-fixtures';

const candidate = (change: Partial<ExaminedCandidate> = {}): ExaminedCandidate => ({
  facts: sealFacts({ eslDigest: 'aa'.repeat(32), fingerprint: 'bb'.repeat(32), number: '2' }),
  steps: [{ step: 'seal-maker', clause: '', verdict: 'ok', detail: '' }],
  periodDiffers: false,
  use: 'accept',
  ...change,
});
const people = [clerk, custodian];
const wanted = { custodianId: custodian.staffId };

describe('a registration is refused', () => {
  it('for a failed step, whatever the reason', () => {
    const failed = candidate({
      use: 'refuse',
      steps: [{ step: 'chain', clause: '', verdict: 'failed', detail: '' }],
    });
    expect(registrationRefusal({ ...wanted, reason: '无论如何' }, failed, people)).toEqual({
      code: 'SEAL_NOT_VERIFIED',
      steps: ['chain'],
    });
  });

  it('without a word where something is open', () => {
    const open = candidate({ use: 'accept-with-reason', periodDiffers: true });
    expect(findingsOf(open)).toEqual(['period-differs']);
    expect(registrationRefusal(wanted, open, people)).toEqual({ code: 'SEAL_REASON_REQUIRED' });
    expect(registrationRefusal({ ...wanted, reason: '证书已换发' }, open, people)).toBeUndefined();
  });

  it('without a custodian', () => {
    expect(registrationRefusal({ custodianId: clerk.staffId }, candidate(), people)).toEqual({
      code: 'CUSTODIAN_UNKNOWN',
    });
    expect(registrationRefusal(wanted, candidate(), people)).toBeUndefined();
  });
});

describe('a double', () => {
  const registered = sealState();
  const same = (change: Partial<ReturnType<typeof sealFacts>>): ExaminedCandidate =>
    candidate({ facts: { ...candidate().facts, ...change } });

  it('is the same file, key or number of an open seal', () => {
    const { eslDigest, fingerprint, number } = registered.facts;
    expect(doubleOf(same({ eslDigest }), wanted, [registered])).toEqual({ code: 'SEAL_ALREADY_REGISTERED' });
    expect(doubleOf(same({ fingerprint }), wanted, [registered])).toEqual({ code: 'SEAL_KEY_IN_USE' });
    expect(doubleOf(same({ number }), wanted, [registered])).toEqual({ code: 'SEAL_NUMBER_IN_USE' });
    expect(doubleOf(candidate(), wanted, [registered])).toBeUndefined();
  });

  it('is none in the place of the seal that it replaces, nor after that is closed', () => {
    const { fingerprint, number } = registered.facts;
    const renewed = same({ fingerprint, number });
    expect(doubleOf(renewed, { ...wanted, replaces: registered.id }, [registered])).toBeUndefined();
    const application = { kind: 'replace', ground: 'holder-changed', note: null } as const;
    const applied = after(
      registered,
      apply(registered, custodian, application, { now: NOW, renewalDays: 30 }),
    );
    const closed = after(applied, succeed(applied, supervisor, 'seal-2'));
    expect(doubleOf(renewed, wanted, [applied])).toEqual({ code: 'SEAL_KEY_IN_USE' });
    expect(doubleOf(renewed, wanted, [closed])).toBeUndefined();
  });
});
