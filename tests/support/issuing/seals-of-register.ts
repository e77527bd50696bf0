// A register of seals in memory for tests of issuing: real facts, the register's own rule, states that the test changes.
import { toHex } from '#core/crypto/bytes';
import { sm3 } from '#core/crypto/sm3';
import { maySeal } from '#core/custody/custody-rules';
import type { SealState } from '#core/custody/seal-state';
import type { DemonstrationUnit } from '#core/demonstration/seal-holders';
import { parseSeal } from '#core/eseal/parse';
import { err, ok } from '#core/result';
import type { SealRegister } from '#main/custody/seal-register';

export interface SealsOfRegister extends SealRegister {
  readonly states: Map<string, SealState>;
  /** Another seal that differs from the unit's only in what is said. */
  add(
    id: string,
    change: Partial<Pick<SealState, 'custodianId' | 'status'>> & Partial<SealState['facts']>,
  ): void;
}

/** With the unit's own seal, `seal-1`. */
export function sealsOfRegister(unit: DemonstrationUnit, now: () => Date): SealsOfRegister {
  const parsed = parseSeal(unit.esl);
  if (!parsed.ok) throw new Error('the demonstration seal does not parse');
  const { sealId: number, validFrom, validTo } = parsed.value;
  const own: SealState = {
    id: 'seal-1',
    facts: {
      ...{ number, name: unit.sealName, type: 1, holder: unit.name, maker: '演示制章', vendor: 'demo' },
      created: validFrom.toISOString(),
      validFrom: validFrom.toISOString(),
      validTo: validTo.toISOString(),
      certificateFrom: validFrom.toISOString(),
      certificateTo: validTo.toISOString(),
      ...{ eslDigest: toHex(sm3(unit.esl)), fingerprint: toHex(sm3(unit.certificate)) },
      ...{ certificateSubject: `CN=${unit.name}`, keyLabel: null, keySerial: null },
    },
    registeredAt: validFrom.toISOString(),
    custodianId: unit.custodianStaffId,
    inCustodySince: validFrom.toISOString(),
    status: { kind: 'in-use', renewal: null },
    ...{ pinChangeDue: false, replaces: null, lastSeq: 1 },
  };
  const states = new Map([[own.id, own]]);
  const registered = ({ id, facts, custodianId }: SealState) => ({
    ...{ sealId: id, sealNumber: facts.number, name: facts.name, holder: facts.holder, custodianId },
    ...{ esl: unit.esl, fingerprint: facts.fingerprint },
    ...{ validFrom: new Date(facts.validFrom), validTo: new Date(facts.validTo) },
  });
  return {
    states,
    add(id, { custodianId = own.custodianId, status = own.status, ...facts }) {
      states.set(id, { ...own, id, custodianId, status, facts: { ...own.facts, number: id, ...facts } });
    },
    sealFor(fingerprint, staffId) {
      const state = [...states.values()].find(({ facts }) => facts.fingerprint === fingerprint);
      if (!state) return err({ code: 'SEAL_NONE_FOR_KEY' });
      const allowed = maySeal(state, staffId, now());
      return allowed.ok ? ok(registered(state)) : allowed;
    },
    maySeal(sealId, staffId) {
      const state = states.get(sealId);
      return state ? maySeal(state, staffId, now()) : err({ code: 'SEAL_UNKNOWN' });
    },
    state: (sealId) => states.get(sealId),
    list: () => [...states.values()],
  };
}
