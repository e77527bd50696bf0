// Which seals come into question for a certificate: those that could be put here and now, and those of the register that
// their custodians may put. 川办规〔2022〕3号 印章 第八、十、十三条.
import type { CustodyError } from '#core/custody/custody-error';
import { maySeal } from '#core/custody/custody-rules';
import { commonPeriod } from '#core/custody/seal-period';
import type { SealState } from '#core/custody/seal-state';
import type { IssuingError } from '#core/issuing/issuing-error';
import { sealHolderFinding } from '#core/issuing/seal-holder';
import type { StaffError } from '#core/staff/staff-error';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import { chinaDay } from '#core/time/clock';
import type { Clock } from '#core/time/clock';
import type { ConsentApprovalView, RegisteredSealView, UsableSealView } from '#shared/ipc/issuing-views';
import type { SealRegister } from '../custody/seal-register';
import type { SealKeys } from '../seal-keys/seal-keys';
import type { Session } from '../staff/session';

export interface ConsentSealsDeps {
  session: Session;
  seals: SealRegister;
  keys: Pick<SealKeys, 'keys'>;
  clock: Clock;
  /** Name of a member of the staff. */
  nameOf: (staffId: string) => string | undefined;
}

export interface UsableSeals {
  readonly seals: UsableSealView[];
  readonly problem: IssuingError | CustodyError | StaffError | undefined;
}

export class ConsentSeals {
  readonly #deps: ConsentSealsDeps;

  constructor(deps: ConsentSealsDeps) {
    this.#deps = deps;
  }

  /** Plugged keys with a seal in this person's custody; what speaks against the nearest one where there is none. */
  usable(issuer: string): UsableSeals {
    const { session, keys, seals: register } = this.#deps;
    const by = session.require('custodian');
    if (!by.ok) return { seals: [], problem: by.error };
    const seals: UsableSealView[] = [];
    let problem: UsableSeals['problem'] = { code: 'ISSUING_NO_SEAL_KEY' };
    for (const key of keys.keys()) {
      if (key.state.kind !== 'ready') continue;
      for (const { fingerprint } of key.state.certificates) {
        const seal = register.sealFor(fingerprint, by.value.staffId);
        if (!seal.ok) {
          if (seal.error.code !== 'SEAL_NONE_FOR_KEY') problem = seal.error;
          continue;
        }
        const { sealId, name, sealNumber, holder, validTo } = seal.value;
        seals.push({
          keyId: key.keyId,
          keyLabel: key.label,
          fingerprint,
          sealId,
          sealName: name,
          sealNumber,
          holder,
          validTo: chinaDay(validTo),
          finding: sealHolderFinding(issuer, holder),
        });
      }
    }
    return { seals, problem: seals.length > 0 ? undefined : problem };
  }

  /** In use and within their period, whoever keeps them; seals of 发证单位 before others. */
  registered(issuer: string): RegisteredSealView[] {
    const serving = this.#deps.seals.list().filter((state) => this.#allowed(state).ok);
    const views = serving.map((state) => ({
      ...this.#named(state),
      sealNumber: state.facts.number,
      holder: state.facts.holder,
      finding: sealHolderFinding(issuer, state.facts.holder),
    }));
    const own = views.filter(({ finding }) => finding === undefined);
    return [...own, ...views.filter(({ finding }) => finding !== undefined)];
  }

  /** The seal that is applied for: whatever the window sends, the register has to say that it may be put. */
  serving(sealId: string): Result<SealState, CustodyError> {
    const state = this.#deps.seals.state(sealId);
    if (!state) return err({ code: 'SEAL_UNKNOWN' });
    const allowed = this.#allowed(state);
    return allowed.ok ? ok(state) : allowed;
  }

  /** A seal that was applied for, as the register has it today. */
  appliedFor(sealId: string): Extract<ConsentApprovalView, { kind: 'waiting' }>['seal'] {
    const state = this.#deps.seals.state(sealId);
    if (!state)
      return {
        ...{ sealId, sealName: sealId, custodian: '', kept: false, validTo: '' },
        problem: { code: 'SEAL_UNKNOWN' },
      };
    const allowed = this.#allowed(state);
    return allowed.ok ? this.#named(state) : { ...this.#named(state), problem: { ...allowed.error } };
  }

  #named({ id, facts, custodianId }: SealState) {
    return {
      sealId: id,
      sealName: facts.name,
      custodian: this.#deps.nameOf(custodianId) ?? custodianId,
      kept: custodianId === this.#deps.session.current()?.staffId,
      validTo: chinaDay(commonPeriod(facts).until),
    };
  }

  #allowed(state: SealState): Result<void, CustodyError> {
    return maySeal(state, state.custodianId, this.#deps.clock.now());
  }
}
