// Scans that name a person: whose case they open, and when the clerk has to look at a document first.
import { holderCodePerson } from '#core/cases/manual-person';
import type { CaseError } from '#core/cases/case-errors';
import type { Person } from '#core/cases/case-events';
import type { IdNumberErrorCode } from '#core/identity/id-number';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import type { RulePack } from '#core/rules/rule-pack';
import type { ScanError } from '#core/scans/scan-errors';
import { chinaDay } from '#core/time/clock';
import type { Clock } from '#core/time/clock';
import type { ScanOutcomeView } from '#shared/ipc/scan-views';
import type { AuditLog } from '../audit/audit-log';
import type { CaseRepository } from '../cases/case-repository';
import type { CaseService } from '../cases/case-service';
import { maskNumber } from '../desk/case-view';
import type { Store } from '../store/store';
import type { HolderCodeResolver } from './holder-code-resolver';
import { resolveInTime } from './holder-code-resolver';

type Refusal = ScanError | CaseError | { readonly code: IdNumberErrorCode };
type Outcome = Result<ScanOutcomeView, Refusal>;

/** Somebody that a scan named: by a number alone, or by a code whose issuer answered. */
interface Named {
  readonly number: string;
  readonly name: string | null;
  /** Only by a code, and only where the place's rule takes the code as showing who somebody is. */
  readonly person: Person | null;
}

export interface ScanPeopleDeps {
  store: Store;
  cases: CaseService;
  repository: CaseRepository;
  rulePack: RulePack;
  resolver: HolderCodeResolver;
  audit: AuditLog;
  clock: Clock;
}

export class ScanPeople {
  readonly #deps: ScanPeopleDeps;
  /** Whom a scan named, until its clerk's answer; in memory only. */
  readonly #named = new Map<string, Named>();

  constructor(deps: ScanPeopleDeps) {
    this.#deps = deps;
  }

  /** A number proves nothing about who carries it: nobody is opened a case by it, it only saves typing. */
  byNumber(scanId: string, number: string): Outcome {
    return this.#meet(scanId, { number, name: null, person: null });
  }

  async byHolderCode(scanId: string, token: string): Promise<Outcome> {
    const { resolver, audit, store, rulePack, clock } = this.#deps;
    const resolved = await resolveInTime(resolver, token);
    // 渝府办发〔2023〕108号 第二十九条, 沪府办规〔2022〕7号 第二十六条: identity checks are part of the record of the process.
    const append = (): void =>
      audit.append({
        action: 'holder-code.resolved',
        subject: scanId,
        detail: { result: resolved.ok ? 'resolved' : resolved.error.code },
      });
    if (!resolved.ok) return (store.transaction(append), resolved);
    const { name, number } = resolved.value;
    const { qr } = rulePack;
    const identified = qr?.holderCode?.identity ? qr.name : null;
    const person =
      identified === null ? null : holderCodePerson(resolved.value, identified, chinaDay(clock.now()));
    if (person && !person.ok) return (store.transaction(append), person);
    // In one with the case that is opened: the disk is waited for once, with the applicant at the counter.
    return store.transaction(() => {
      append();
      return this.#meet(scanId, { number, name, person: person?.value ?? null });
    });
  }

  /** For manual entry: the number is shown in its field, where the clerk compares it with a document. */
  prefill(scanId: string): Result<{ number: string; name: string | null }, ScanError> {
    const named = this.#named.get(scanId);
    return named ? ok({ number: named.number, name: named.name }) : err({ code: 'SCAN_GONE' });
  }

  use(scanId: string, as: 'applicant-park-current' | 'agent'): Result<void, Refusal> {
    const { cases, repository } = this.#deps;
    const person = this.#named.get(scanId)?.person;
    if (!person) return err({ code: 'SCAN_GONE' });
    if (as === 'applicant-park-current') return cases.open(person, { parkCurrent: true });
    const current = repository.current();
    return current ? cases.setAgent(current.id, person) : err({ code: 'CASE_NOT_FOUND' });
  }

  forget(): void {
    this.#named.clear();
  }

  #meet(scanId: string, named: Named): Outcome {
    const { repository } = this.#deps;
    this.#remember(scanId, named);
    const { number, name, person } = named;
    const current = repository.current();
    const isNumberOf = (one: Person | undefined): boolean => one?.identity.number === number;
    if (current && isNumberOf(current.applicant)) return ok({ kind: 'already-here', who: 'applicant' });
    if (current && isNumberOf(current.agent)) return ok({ kind: 'already-here', who: 'agent' });
    const parked = repository.parked().find(({ applicant }) => isNumberOf(applicant));
    const shown = { name, numberMasked: maskNumber(number) };
    if (current) {
      const parkedCaseId = parked?.id ?? null;
      return ok({ kind: 'another-person', ...shown, identified: person !== null, parkedCaseId });
    }
    // Who it is was established when that case was opened; taking it up again is the clerk's F5.
    if (parked) return this.#resume(parked.id);
    return person ? this.#open(person) : ok({ kind: 'check-person', ...shown });
  }

  #resume(caseId: string): Outcome {
    const resumed = this.#deps.cases.resume(caseId);
    return resumed.ok ? ok({ kind: 'case-resumed', caseId }) : resumed;
  }

  #open(person: Person): Outcome {
    const opened = this.#deps.cases.open(person, { parkCurrent: false });
    if (!opened.ok) return opened;
    return ok({ kind: 'case-opened', caseId: this.#deps.repository.current()!.id });
  }

  #remember(scanId: string, named: Named): void {
    this.#named.set(scanId, named);
    for (const oldest of [...this.#named.keys()].slice(0, -MOST_REMEMBERED)) this.#named.delete(oldest);
  }
}

const MOST_REMEMBERED = 20;
