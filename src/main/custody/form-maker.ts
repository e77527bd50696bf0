// What the register's forms say, from the register, the use record and the place's rules.
import type { CustodyForm } from '#core/custody/custody-form';
import type { ApplicationInput, Handover } from '#core/custody/custody-rules';
import { statusWords } from '#core/custody/custody-words';
import { applicationCitations, custodyCitation } from '#core/custody/form-citations';
import type { SealState } from '#core/custody/seal-state';
import { keyWords } from '#core/print/documents/custody-sheet';
import type { RulePack } from '#core/rules/rule-pack';
import type { Clock } from '#core/time/clock';
import type { CustodyPerson } from './custody-staff';
import type { SealUse, SealUseFilter } from './seal-register';

export interface FormMakerDeps {
  clock: Clock;
  rulePack: RulePack;
  unit: string;
  nameOf: (staffId: string) => string;
}

export class FormMaker {
  readonly #deps: FormMakerDeps;

  constructor(deps: FormMakerDeps) {
    this.#deps = deps;
  }

  application(after: SealState, actor: CustodyPerson, { kind, ground, note }: ApplicationInput): CustodyForm {
    const made = {
      ...this.#made(actor),
      note,
      seal: after.facts,
      custodian: this.#person(after.custodianId),
      stoppedAt: after.status.kind === 'stopped' ? after.status.at : null,
    };
    const citations = applicationCitations(this.#deps.rulePack, kind, ground);
    if (kind === 'reset-pin') {
      const why = ground === 'pin-leaked' ? ground : 'pin-forgotten';
      return { kind: 'pin-reset-application', ...made, ground: why, citation: citations[0] ?? null };
    }
    return { kind: 'seal-application', ...made, application: kind, ground, citations };
  }

  handover(
    after: SealState,
    before: SealState,
    actor: CustodyPerson,
    { giver, taker, witness, absence }: Handover,
  ): CustodyForm {
    const absent = giver.staffId !== before.custodianId;
    return {
      kind: 'seal-handover',
      ...this.#made(actor),
      citation: custodyCitation(this.#deps.rulePack),
      seal: after.facts,
      from: this.#person(before.custodianId),
      to: this.#person(taker.staffId),
      inAbsence: absent ? { giver: this.#person(giver.staffId), reason: absence ?? '' } : null,
      witness: witness && this.#person(witness.staffId),
      handedOverAt: after.inCustodySince,
    };
  }

  register(seals: readonly SealState[], actor: CustodyPerson): CustodyForm {
    return {
      kind: 'seal-register',
      ...this.#made(actor),
      citation: custodyCitation(this.#deps.rulePack),
      seals: seals.map((state) => ({
        number: state.facts.number,
        name: state.facts.name,
        holder: state.facts.holder,
        maker: state.facts.maker,
        validFrom: state.facts.validFrom,
        validTo: state.facts.validTo,
        custodian: this.#deps.nameOf(state.custodianId),
        inCustodySince: state.inCustodySince,
        key: keyWords(state.facts),
        status: statusWords(state),
      })),
    };
  }

  useRecord(
    uses: readonly SealUse[],
    filter: SealUseFilter,
    sealName: string | undefined,
    actor: CustodyPerson,
  ): CustodyForm {
    return {
      kind: 'seal-use-record',
      ...this.#made(actor),
      citation: custodyCitation(this.#deps.rulePack),
      scope: this.#scope(filter, sealName),
      uses: uses.map((use) => ({
        at: use.at,
        staffName: use.staffName,
        sealName: use.sealName,
        purpose: use.purpose,
        caseNumber: use.caseNumber ?? null,
        documentTitle: use.documentTitle,
        documentDigest: use.documentDigest,
        state: use.state,
        approvalId: use.approvalId ?? null,
        ...(use.applicant === undefined ? {} : { applicant: use.applicant }),
        ...(use.approver === undefined ? {} : { approver: use.approver }),
      })),
    };
  }

  #scope({ fromDay, toDay, sealId, staffId }: SealUseFilter, sealName: string | undefined): string[] {
    return [
      ...(fromDay === undefined && toDay === undefined ? [] : [daysWords(fromDay, toDay)]),
      ...(sealId === undefined ? [] : [`印章 ${sealName ?? sealId}`]),
      ...(staffId === undefined ? [] : [`用章人 ${this.#deps.nameOf(staffId)}`]),
    ];
  }

  #made({ staffId, name }: CustodyPerson) {
    return { at: this.#deps.clock.now().toISOString(), by: { staffId, name }, unit: this.#deps.unit };
  }

  #person(staffId: string): { staffId: string; name: string } {
    return { staffId, name: this.#deps.nameOf(staffId) };
  }
}

function daysWords(from: string | undefined, to: string | undefined): string {
  if (from !== undefined && from === to) return from;
  return `${from === undefined ? '' : `${from} 起`}${to === undefined ? '' : `至 ${to}`}`;
}
