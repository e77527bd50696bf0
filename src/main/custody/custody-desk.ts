// The register as the screen shows it: lists, one seal's page, what waits, what whoever is signed in may do.
import type { CustodyError } from '#core/custody/custody-error';
import type { CustodyActor } from '#core/custody/custody-role';
import { mayRegister, openApplication } from '#core/custody/custody-rules';
import { applicationCitations } from '#core/custody/form-citations';
import type { FormCitation } from '#core/custody/custody-form';
import type { ApplicationKind } from '#core/custody/grounds';
import { fittingGrounds, sealActions } from '#core/custody/seal-actions';
import type { RecordedSealEvent } from '#core/custody/seal-events';
import { drawSeal } from '#core/custody/seal-picture';
import { periodOf, renewalDays } from '#core/custody/seal-period';
import type { AppliedFor, SealState, SealStatus } from '#core/custody/seal-state';
import { parseSeal } from '#core/eseal/parse';
import { assertNever, err, ok } from '#core/result';
import type { Result } from '#core/result';
import { citationLabel } from '#core/rules/in-force';
import type { RulePack } from '#core/rules/rule-pack';
import type { Clock } from '#core/time/clock';
import type {
  CustodyCounts,
  CustodyView,
  SealHistoryView,
  SealPageView,
  SealPictureView,
  SealStatusView,
  SealSummaryView,
} from '#shared/ipc/custody-views';
import type { CitationView } from '#shared/ipc/views';
import type { SealKeys } from '../seal-keys/seal-keys';
import type { CustodyForms } from './custody-forms';
import type { CustodyService } from './custody-service';
import type { CustodyStaff } from './custody-staff';

export interface CustodyDeskDeps {
  service: CustodyService;
  forms: CustodyForms;
  staff: CustodyStaff;
  keys: Pick<SealKeys, 'find'>;
  clock: Clock;
  rulePack: RulePack;
  witnessNeeded: boolean;
}

const APPLICATIONS: readonly ApplicationKind[] = ['replace', 'cancel', 'renew', 'reset-pin'];

export class CustodyDesk {
  readonly #deps: CustodyDeskDeps;
  readonly #lastDays: number;

  constructor(deps: CustodyDeskDeps) {
    this.#deps = deps;
    this.#lastDays = renewalDays(deps.rulePack);
  }

  counts(): CustodyCounts {
    const seals = this.#deps.service.list();
    const count = (which: (state: SealState) => boolean): number => seals.filter(which).length;
    return {
      expiring: count((state) => state.status.kind === 'in-use' && this.#ends(state)),
      stopped: count(({ status }) => status.kind === 'stopped'),
      waiting: count((state) => openApplication(state) !== null),
      pinChangeDue: count(({ pinChangeDue, status }) => pinChangeDue && status.kind === 'in-use'),
    };
  }

  view(): CustodyView {
    const { service, staff, rulePack } = this.#deps;
    const actor = staff.current();
    return {
      seals: service.list().map((state) => this.#summary(state)),
      custodians: staff
        .people()
        .filter(({ roles }) => roles.includes('custodian'))
        .map(({ staffId, name }) => ({ staffId, name })),
      people: staff.people().map(({ staffId, name }) => ({ staffId, name })),
      may: { register: actor !== null && mayRegister(actor).ok, look: actor !== null && mayLook(actor).ok },
      policy: { handoverWitness: this.#deps.witnessNeeded, renewalLastDays: this.#lastDays },
      citations: citationsOf(rulePack),
    };
  }

  page(sealId: string): Result<SealPageView, CustodyError> {
    const { service, staff, clock, forms } = this.#deps;
    const state = service.state(sealId);
    if (!state) return err({ code: 'SEAL_UNKNOWN' });
    const actor = staff.current();
    const context = { now: clock.now(), renewalDays: this.#lastDays };
    const { number: _number, name: _name, validFrom: _from, validTo: _to, ...facts } = state.facts;
    return ok({
      summary: this.#summary(state),
      picture: this.#picture(sealId),
      facts,
      registeredAt: state.registeredAt,
      inCustodySince: state.inCustodySince,
      replaces: state.replaces,
      history: service.history(sealId).map((recorded) => this.#line(recorded)),
      actions: sealActions(state, actor, context),
      grounds: Object.fromEntries(
        APPLICATIONS.map((kind) => [kind, this.#grounds(state, actor, kind)]),
      ) as SealPageView['grounds'],
      forms: forms.list(sealId),
    });
  }

  #grounds(state: SealState, actor: CustodyActor | null, kind: ApplicationKind) {
    if (!actor) return [];
    const context = { now: this.#deps.clock.now(), renewalDays: this.#lastDays };
    return fittingGrounds(state, actor, kind, context).map((ground) => ({
      ground,
      citation: citationView(applicationCitations(this.#deps.rulePack, kind, ground).at(-1) ?? null),
    }));
  }

  #ends(state: SealState): boolean {
    const { kind } = periodOf(state.facts, this.#deps.clock.now(), this.#lastDays);
    return kind === 'ending' || kind === 'over';
  }

  #summary(state: SealState): SealSummaryView {
    const { facts, custodianId } = state;
    return {
      id: state.id,
      number: facts.number,
      name: facts.name,
      custodianId,
      custodian: this.#deps.staff.nameOf(custodianId),
      status: this.#status(state.status),
      validFrom: facts.validFrom,
      validTo: facts.validTo,
      period: periodOf(facts, this.#deps.clock.now(), this.#lastDays),
      pinChangeDue: state.pinChangeDue,
      plugged: this.#deps.keys.find(facts.fingerprint) !== undefined,
    };
  }

  #status(status: SealStatus): SealStatusView {
    const { nameOf } = this.#deps.staff;
    const application = (one: AppliedFor | null) =>
      one && { kind: one.kind, ground: one.ground, note: one.note, at: one.at, by: nameOf(one.byId) };
    switch (status.kind) {
      case 'in-use':
        return { kind: 'in-use', renewal: application(status.renewal) };
      case 'stopped': {
        const { kind, ground, at, byId } = status;
        return { kind, ground, at, by: nameOf(byId), application: application(status.application) };
      }
      case 'closed': {
        const { kind, how, successorId, at, byId } = status;
        return { kind, how, successorId, at, by: nameOf(byId) };
      }
      case 'archived': {
        const { kind, how, successorId, archiveNumber, at, byId } = status;
        return { kind, how, successorId, archiveNumber, at, by: nameOf(byId) };
      }
      default:
        return assertNever(status);
    }
  }

  #picture(sealId: string): SealPictureView | null {
    const registered = this.#deps.service.seal(sealId);
    const seal = registered && parseSeal(registered.esl);
    return seal?.ok ? (drawSeal(seal.value, 's') ?? null) : null;
  }

  #line({ seq, at, byId, event }: RecordedSealEvent): SealHistoryView {
    const { nameOf } = this.#deps.staff;
    const line = { seq, at, by: nameOf(byId), kind: event.kind };
    switch (event.kind) {
      case 'registered':
        return { ...line, to: nameOf(event.custodianId), ...textOf(event.reason) };
      case 'handed-over': {
        const witness = event.witnessId === null ? {} : { witness: nameOf(event.witnessId) };
        return {
          ...line,
          from: nameOf(event.fromId),
          to: nameOf(event.toId),
          ...witness,
          ...textOf(event.absence),
        };
      }
      case 'reported':
        return { ...line, ground: event.report, ...textOf(event.note) };
      case 'applied': {
        const { kind, ground, note } = event.application;
        return { ...line, application: kind, ground, ...textOf(note) };
      }
      case 'resumed':
      case 'renewal-withdrawn':
        return { ...line, text: event.reason };
      case 'closed':
        return { ...line, how: event.how, ...textOf(event.note) };
      case 'archived':
        return { ...line, text: event.archiveNumber };
      case 'pin-changed':
        return line;
      default:
        return assertNever(event);
    }
  }
}

/** The use record and the forms name people and documents. */
export function mayLook(actor: CustodyActor): Result<void, CustodyError> {
  const roles = ['custodian', 'supervisor', 'administrator'] as const;
  return roles.some((role) => actor.roles.includes(role))
    ? ok()
    : err({ code: 'CUSTODY_ROLE_REQUIRED', roles });
}

function textOf(text: string | null): { text?: string } {
  return text === null || text === '' ? {} : { text };
}

function citationView(citation: FormCitation | null): CitationView | null {
  if (!citation) return null;
  const { label, article, item, text } = citation;
  return { rule: `${label}${item ?? ''}`, article: `${article}${item ?? ''}`, text };
}

/** What the screen can unfold about custody; nothing where the place's rule is silent. */
function citationsOf(pack: RulePack): Record<string, CitationView> {
  const { eSeal } = pack;
  const statements = {
    renewal: eSeal.renewal?.citation,
    custody: eSeal.custody?.citation,
    device: eSeal.device?.citation,
    pinReset: eSeal.pinReset?.citation,
    replace: eSeal.replace?.citation,
    cancel: eSeal.cancel?.citation,
  };
  return Object.fromEntries(
    Object.entries(statements).flatMap(([key, citation]) =>
      citation
        ? [[key, { rule: citationLabel(pack, citation), article: citation.article, text: citation.text }]]
        : [],
    ),
  );
}
