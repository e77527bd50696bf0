// A seal goes from one custodian to another in front of this terminal: each confirms by a key of their own, one after the
// other, within minutes; a supervisor witnesses where the policy asks (川办规〔2022〕3号 印章 第十条 人员变更).
import type { CustodyError } from '#core/custody/custody-error';
import type { CustodyActor, CustodyRole } from '#core/custody/custody-role';
import { mayGive, mayTake, mayWitness } from '#core/custody/custody-rules';
import type { SealState } from '#core/custody/seal-state';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import type { Clock } from '#core/time/clock';
import type { WireError } from '#shared/ipc/contract';
import type { HandoverView } from '#shared/ipc/custody-views';
import type { CustodyService } from './custody-service';
import type { CustodyStaff } from './custody-staff';

export interface HandoverStep {
  readonly sealId: string;
  readonly step: 'give' | 'take' | 'witness';
  readonly absence?: string | undefined;
  readonly keyId: string;
  readonly fingerprint: string;
  readonly pin: Uint8Array;
}

type Stepped = Promise<Result<HandoverView, CustodyError | WireError>>;

interface Pending {
  readonly giver: CustodyActor;
  readonly taker: CustodyActor | null;
  readonly absence: string | null;
  readonly until: Date;
}

/** The people stand in front of the terminal together. */
const PATIENCE_MS = 10 * 60_000;

export class Handovers {
  readonly #deps: { service: CustodyService; staff: CustodyStaff; clock: Clock; witnessNeeded: boolean };
  readonly #pending = new Map<string, Pending>();

  constructor(deps: { service: CustodyService; staff: CustodyStaff; clock: Clock; witnessNeeded: boolean }) {
    this.#deps = deps;
  }

  /** What can be refused is refused before a PIN is tried; the PIN is overwritten whatever happens. */
  async step(step: HandoverStep): Stepped {
    try {
      const state = this.#deps.service.state(step.sealId);
      if (!state) return err({ code: 'SEAL_UNKNOWN' });
      switch (step.step) {
        case 'give':
          return await this.#give(state, step);
        case 'take':
          return await this.#take(state, step);
        case 'witness':
          return await this.#witness(state, step);
      }
    } finally {
      step.pin.fill(0);
    }
  }

  stop(sealId: string): void {
    this.#pending.delete(sealId);
  }

  async #give(state: SealState, step: HandoverStep): Stepped {
    this.#pending.delete(state.id);
    const absence = step.absence?.trim() ?? null;
    const role = absence === null ? 'custodian' : 'supervisor';
    if (state.status.kind !== 'in-use') return inUseError(state);
    const giver = await this.#confirm(step, role);
    if (!giver.ok) return giver;
    const allowed = mayGive(state, giver.value, absence);
    if (!allowed.ok) return allowed;
    const until = new Date(this.#deps.clock.now().getTime() + PATIENCE_MS);
    this.#pending.set(state.id, { giver: giver.value, taker: null, absence, until });
    return ok({ kind: 'take', giver: this.#name(giver.value), until: until.toISOString() });
  }

  async #take(state: SealState, step: HandoverStep): Stepped {
    const pending = this.#current(state.id);
    if (!pending) return err({ code: 'HANDOVER_OUT_OF_ORDER' });
    const taker = await this.#confirm(step, 'custodian', pending.giver);
    if (!taker.ok) return taker;
    const allowed = mayTake(state, pending.giver, taker.value);
    if (!allowed.ok) return allowed;
    const confirmed = { ...pending, taker: taker.value };
    if (!this.#deps.witnessNeeded) return this.#finish(state.id, confirmed, taker.value, null);
    this.#pending.set(state.id, confirmed);
    const [giver, name] = [this.#name(pending.giver), this.#name(taker.value)];
    return ok({ kind: 'witness', giver, taker: name, until: pending.until.toISOString() });
  }

  async #witness(state: SealState, step: HandoverStep): Stepped {
    const pending = this.#current(state.id);
    if (!pending?.taker) return err({ code: 'HANDOVER_OUT_OF_ORDER' });
    const witness = await this.#confirm(step, 'supervisor', pending.giver);
    if (!witness.ok) return witness;
    const allowed = mayWitness(pending.giver, pending.taker, witness.value);
    if (!allowed.ok) return allowed;
    return this.#finish(state.id, pending, pending.taker, witness.value);
  }

  #finish(
    sealId: string,
    { giver, absence }: Pending,
    taker: CustodyActor,
    witness: CustodyActor | null,
  ): Result<HandoverView, CustodyError> {
    this.#pending.delete(sealId);
    const { service, witnessNeeded } = this.#deps;
    const done = service.handOver({ sealId, giver, taker, witness, witnessNeeded, absence });
    return done.ok ? ok({ kind: 'done', formId: done.value.formId }) : done;
  }

  #current(sealId: string): Pending | undefined {
    const pending = this.#pending.get(sealId);
    return pending && this.#deps.clock.now() <= pending.until ? pending : undefined;
  }

  async #confirm(
    { sealId, step, keyId, fingerprint, pin }: HandoverStep,
    role: CustodyRole,
    not?: CustodyActor,
  ): Promise<Result<CustodyActor, CustodyError | WireError>> {
    const confirmed = await this.#deps.staff.confirmByKey({
      role,
      ...(not ? { notStaffId: not.staffId } : {}),
      purpose: `custody.handover/${step}/${sealId}`,
      keyId,
      fingerprint,
      pin,
    });
    if (!confirmed.ok) return confirmed;
    const { staffId } = confirmed.value;
    const person = this.#deps.staff.people().find((one) => one.staffId === staffId);
    return person ? ok(person) : err({ code: 'CUSTODIAN_UNKNOWN' });
  }

  #name({ staffId }: CustodyActor): string {
    return this.#deps.staff.nameOf(staffId);
  }
}

function inUseError({ status }: SealState): Result<never, CustodyError> {
  return err(
    status.kind === 'stopped' ? { code: 'SEAL_STOPPED', ground: status.ground } : { code: 'SEAL_CLOSED' },
  );
}
