// The register of seals: each deed is a rule of the core, one event, its audit entry and its form in one transaction.
// 川办规〔2022〕3号 印章 第八、十、十二至十五条.
import { randomUUID } from 'node:crypto';
import type { CustodyError } from '#core/custody/custody-error';
import type { CustodyForm } from '#core/custody/custody-form';
import type { CustodyActor } from '#core/custody/custody-role';
import * as rules from '#core/custody/custody-rules';
import { findingsOf } from '#core/custody/examine-seal';
import type { ApplicationKind, Ground, Report } from '#core/custody/grounds';
import type { RecordedSealEvent, SealEvent } from '#core/custody/seal-events';
import { doubleOf, registrationRefusal } from '#core/custody/registration';
import { renewalDays } from '#core/custody/seal-period';
import type { SealState } from '#core/custody/seal-state';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import type { RulePack } from '#core/rules/rule-pack';
import type { Clock } from '#core/time/clock';
import type { AuditDetail } from '#core/audit/audit-chain';
import type { AuditLog } from '../audit/audit-log';
import type { Store } from '../store/store';
import type { CustodyForms } from './custody-forms';
import type { FormMaker } from './form-maker';
import type { CustodyPerson, CustodyStaff } from './custody-staff';
import type { SealImport } from './seal-import';
import type { RegisteredSeal, SealRegister } from './seal-register';
import type { SealRepository } from './seal-repository';

type Done = Result<void, CustodyError>;
type Formed = Result<{ formId: string }, CustodyError>;

export interface CustodyServiceDeps {
  store: Store;
  repository: SealRepository;
  audit: Pick<AuditLog, 'append'>;
  clock: Clock;
  rulePack: RulePack;
  maker: FormMaker;
  staff: CustodyStaff;
  forms: CustodyForms;
  imports: SealImport;
  changed: () => void;
}

export interface Registration {
  readonly candidateId: string;
  readonly fingerprint: string;
  readonly custodianId: string;
  readonly reason?: string | undefined;
  readonly replaces?: string | undefined;
}

/** A handover that all its people have confirmed. */
export interface ConfirmedHandover extends rules.Handover {
  readonly sealId: string;
}

export class CustodyService implements SealRegister {
  readonly #deps: CustodyServiceDeps;

  constructor(deps: CustodyServiceDeps) {
    this.#deps = deps;
  }

  sealFor(fingerprint: string, staffId: string): Result<RegisteredSeal, CustodyError> {
    // The last one is in use, or tells best why none is.
    const state = this.#deps.repository.ofCertificate(fingerprint).at(-1);
    if (!state) return err({ code: 'SEAL_NONE_FOR_KEY' });
    const allowed = rules.maySeal(state, staffId, this.#deps.clock.now());
    return allowed.ok ? ok(this.#registered(state)) : allowed;
  }

  maySeal(sealId: string, staffId: string): Result<void, CustodyError> {
    const state = this.#deps.repository.get(sealId);
    return state ? rules.maySeal(state, staffId, this.#deps.clock.now()) : err({ code: 'SEAL_UNKNOWN' });
  }

  seal(sealId: string): RegisteredSeal | undefined {
    const state = this.#deps.repository.get(sealId);
    return state && this.#registered(state);
  }

  list(): readonly SealState[] {
    return this.#deps.repository.list();
  }

  state(sealId: string): SealState | undefined {
    return this.#deps.repository.get(sealId);
  }

  history(sealId: string): RecordedSealEvent[] {
    return this.#deps.repository.history(sealId);
  }

  /** Whether somebody still keeps a seal that is not closed (人员变更: it is handed over first). */
  keepsSeals(staffId: string): boolean {
    return this.list().some(
      ({ custodianId, status }) =>
        custodianId === staffId && (status.kind === 'in-use' || status.kind === 'stopped'),
    );
  }

  /** Who acts: whoever is signed in. */
  actor(): Result<CustodyPerson, CustodyError> {
    const person = this.#deps.staff.current();
    return person ? ok(person) : err({ code: 'CUSTODY_SIGN_IN_REQUIRED' });
  }

  async register(
    registration: Registration,
    by?: CustodyActor,
  ): Promise<Result<{ sealId: string }, CustodyError>> {
    const { imports, store, repository } = this.#deps;
    const actor = by ? ok(by) : this.actor();
    if (!actor.ok) return actor;
    const allowed = rules.mayRegister(actor.value);
    if (!allowed.ok) return allowed;
    const examined = await imports.examined(registration.candidateId, registration.fingerprint);
    if (!examined.ok) return examined;
    const { candidate, esl } = examined.value;
    const refused = registrationRefusal(registration, candidate, this.#deps.staff.people());
    if (refused) return err(refused);
    const done = store.transaction(() => {
      const closing = this.#closing(registration.replaces, actor.value);
      if (!closing.ok) return closing;
      const { facts } = candidate;
      const double = doubleOf(candidate, registration, this.list());
      if (double) return err(double);
      const sealId = randomUUID();
      const findings = findingsOf(candidate);
      repository.insert(
        sealId,
        esl,
        {
          kind: 'registered',
          facts,
          custodianId: registration.custodianId,
          replaces: registration.replaces ?? null,
          findings,
          reason: registration.reason ?? null,
        },
        actor.value.staffId,
      );
      this.#audit('custody.registered', sealId, {
        seal: facts.eslDigest,
        certificate: facts.fingerprint,
        custodian: registration.custodianId,
        findings: findings.join(','),
        replaces: registration.replaces ?? null,
      });
      if (closing.value) this.#record(closing.value.close(sealId), closing.value.state, actor.value);
      return ok({ sealId });
    });
    if (done.ok) {
      imports.forget(registration.candidateId);
      this.#deps.changed();
    }
    return done;
  }

  report(sealId: string, what: Report, note: string | null): Done {
    return this.#deed(sealId, (state) => rules.report(state, what, note), { ground: what });
  }

  /** Files the application and keeps its form. */
  apply(sealId: string, kind: ApplicationKind, ground: Ground, note: string | null): Formed {
    const { rulePack, clock } = this.#deps;
    const context = { now: clock.now(), renewalDays: renewalDays(rulePack) };
    return this.#formed(
      sealId,
      (state, actor) => rules.apply(state, actor, { kind, ground, note }, context),
      (after, actor) => this.#deps.maker.application(after, actor, { kind, ground, note }),
      { application: kind, ground },
    );
  }

  resume(sealId: string, reason: string): Done {
    return this.#deed(sealId, (state, actor) => rules.resume(state, actor, reason), {});
  }

  withdrawRenewal(sealId: string, reason: string): Done {
    return this.#deed(sealId, (state, actor) => rules.withdrawRenewal(state, actor, reason), {});
  }

  cancel(sealId: string, note: string | null): Done {
    return this.#deed(sealId, (state, actor) => rules.cancel(state, actor, note), { how: 'cancelled' });
  }

  archive(sealId: string, archiveNumber: string): Done {
    return this.#deed(sealId, (state, actor) => rules.archive(state, actor, archiveNumber), {});
  }

  pinChanged(sealId: string): Done {
    return this.#deed(sealId, (state, actor) => rules.pinChanged(state, actor), {});
  }

  /** Everybody has confirmed by key; the rules are asked once more, because minutes have passed. */
  handOver(handover: ConfirmedHandover): Formed {
    const { giver, taker, witness } = handover;
    return this.#formed(
      handover.sealId,
      (state) => rules.handOver(state, handover),
      (after, actor, before) => this.#deps.maker.handover(after, before, actor, handover),
      {
        from: giver.staffId,
        to: taker.staffId,
        witness: witness?.staffId ?? null,
      },
      giver,
    );
  }

  #closing(replaces: string | undefined, actor: CustodyActor) {
    if (replaces === undefined) return ok(undefined);
    const state = this.#deps.repository.get(replaces);
    if (!state) return err({ code: 'SEAL_UNKNOWN' } as const);
    const asked = rules.succeed(state, actor, '-');
    if (!asked.ok) return asked;
    const close = (successorId: string): SealEvent => ({ ...asked.value, successorId }) as SealEvent;
    return ok({ state, close });
  }

  #deed(
    sealId: string,
    rule: (state: SealState, actor: CustodyActor) => Result<SealEvent, CustodyError>,
    detail: AuditDetail,
  ): Done {
    const actor = this.actor();
    if (!actor.ok) return actor;
    const done: Done = this.#deps.store.transaction(() => {
      const state = this.#deps.repository.get(sealId);
      if (!state) return err({ code: 'SEAL_UNKNOWN' } as const);
      const event = rule(state, actor.value);
      if (!event.ok) return event;
      this.#record(event.value, state, actor.value, detail);
      return ok();
    });
    if (done.ok) this.#deps.changed();
    return done;
  }

  #formed(
    sealId: string,
    rule: (state: SealState, actor: CustodyActor) => Result<SealEvent, CustodyError>,
    form: (after: SealState, actor: CustodyPerson, before: SealState) => CustodyForm,
    detail: AuditDetail,
    by?: CustodyActor,
  ): Formed {
    const { store, repository, forms, staff } = this.#deps;
    const actor = by ? ok({ ...by, name: staff.nameOf(by.staffId) }) : this.actor();
    if (!actor.ok) return actor;
    const done: Formed = store.transaction(() => {
      const before = repository.get(sealId);
      if (!before) return err({ code: 'SEAL_UNKNOWN' } as const);
      const event = rule(before, actor.value);
      if (!event.ok) return event;
      this.#record(event.value, before, actor.value, detail);
      const formId = forms.keep(form(repository.get(sealId)!, actor.value, before), sealId);
      return ok({ formId });
    });
    if (done.ok) this.#deps.changed();
    return done;
  }

  #record(event: SealEvent, state: SealState, actor: CustodyActor, detail: AuditDetail = {}): void {
    this.#deps.repository.append(state, event, actor.staffId);
    const closed: AuditDetail =
      event.kind === 'closed' ? { how: event.how, successor: event.successorId } : {};
    this.#audit(`custody.${event.kind}`, state.id, { ...detail, ...closed, by: actor.staffId });
  }

  #audit(action: string, subject: string, detail: AuditDetail): void {
    this.#deps.audit.append({ action, subject, detail });
  }

  #registered({ id, facts, custodianId }: SealState): RegisteredSeal {
    return {
      sealId: id,
      sealNumber: facts.number,
      name: facts.name,
      holder: facts.holder,
      esl: this.#deps.repository.esl(id)!,
      fingerprint: facts.fingerprint,
      custodianId,
      validFrom: new Date(facts.validFrom),
      validTo: new Date(facts.validTo),
    };
  }
}
