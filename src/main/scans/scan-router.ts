// Where a scan leads: it arrives with its meaning, waits until the screen can take it, and is then answered in order, one
// at a time, from where the clerk stands at that moment.
import type { CaseError } from '#core/cases/case-errors';
import type { CaseState } from '#core/cases/case-state';
import type { Matter } from '#core/catalogue/matter';
import type { CertificateCode } from '#core/evidence/certificate-code';
import type { IdNumberErrorCode } from '#core/identity/id-number';
import type { PrintRecord } from '#core/print/print-record';
import type { ReadVerification } from '#core/print/verification';
import { assertNever, err, ok } from '#core/result';
import type { Result } from '#core/result';
import type { ScanError } from '#core/scans/scan-errors';
import { lengthOf, visibleText } from '#core/scans/visible-text';
import type { Clock } from '#core/time/clock';
import type { ScanArrivedView, ScannedPrintView, ScanOutcomeView } from '#shared/ipc/scan-views';
import type { CaseRepository } from '../cases/case-repository';
import type { CaseService } from '../cases/case-service';
import type { CertificateCodes, CodeRefusal } from '../cases/certificate-codes';
import type { Push } from '../ipc/server';
import type { Log } from '../log/logger';
import type { IncomingScan, KeptScan, ScanInbox } from './scan-inbox';
import type { ScanPeople } from './scan-people';
import { arrivedView, certificateWords, type ScanNames } from './scan-view';

export type ScanRefusal = ScanError | CodeRefusal | CaseError | { readonly code: IdNumberErrorCode };
type Outcome = Result<ScanOutcomeView, ScanRefusal>;

export interface ScanRouterDeps {
  inbox: ScanInbox;
  people: ScanPeople;
  cases: CaseService;
  repository: CaseRepository;
  codes: CertificateCodes;
  matters: ReadonlyMap<string, Matter>;
  names: ScanNames;
  findPrint: (controlNumber: string) => PrintRecord | undefined;
  /** A matter was chosen: the first print of its case is near. */
  warmPrinting: () => void;
  push: Push;
  clock: Clock;
  log: Log;
}

export class ScanRouter {
  readonly #deps: ScanRouterDeps;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(deps: ScanRouterDeps) {
    this.#deps = deps;
  }

  /** A code was read: told to the screen at once, acted upon only when the screen takes it. */
  arrive(scan: IncomingScan): void {
    const { inbox, names, push, log } = this.#deps;
    const put = inbox.put(scan);
    if (!put) return log('scan.repeated', { device: scan.deviceId });
    if (!put.ok) return this.refused(put.error.code);
    const { scanId, deviceId, meaning } = put.value;
    log('scan.arrived', { scan: scanId, device: deviceId, kind: meaning.kind, length: scan.text.length });
    push('scan.arrived', arrivedView(put.value, names));
  }

  /** A code that was read in part or not at all, or cannot be kept. */
  refused(code: string): void {
    this.#deps.log('scan.refused', { code });
    this.#deps.push('scan.refused', { code, at: this.#deps.clock.now().toISOString() });
  }

  waiting(): ScanArrivedView[] {
    return this.#deps.inbox.waiting().map((kept) => arrivedView(kept, this.#deps.names));
  }

  take(scanId: string): Promise<Outcome> {
    const turn = this.#turn.then(() => this.#take(scanId));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** The whole text, made visible. What is longer than any code is cut by the contract before it comes here. */
  text(scanId: string): Result<{ text: string; length: number }, ScanError> {
    const kept = this.#deps.inbox.find(scanId);
    if (!kept.ok) return kept;
    const { text } = kept.value;
    return ok({ text: visibleText(text), length: lengthOf(text) });
  }

  forget(): void {
    this.#deps.inbox.forgetTaken();
    this.#deps.people.forget();
  }

  async #take(scanId: string): Promise<Outcome> {
    const taken = this.#deps.inbox.take(scanId);
    if (!taken.ok) return taken;
    const outcome = await this.#follow(taken.value);
    this.#deps.log('scan.taken', { scan: scanId, led: outcome.ok ? outcome.value.kind : outcome.error.code });
    return outcome;
  }

  async #follow({ scanId, meaning }: KeptScan): Promise<Outcome> {
    const current = this.#deps.repository.current();
    switch (meaning.kind) {
      case 'certificate-code':
        return current ? this.#present(current, meaning.code) : this.#nameCertificate(meaning.code);
      case 'holder-code':
        return this.#deps.people.byHolderCode(scanId, meaning.token);
      case 'id-number':
        return this.#deps.people.byNumber(scanId, meaning.number);
      case 'control-number':
        return this.#showPrint(meaning.controlNumber, meaning.verification);
      case 'credit-code':
        return current ? this.#presentByCredit(current, meaning.creditCode) : ok({ kind: 'shown' });
      case 'matter-code':
        return this.#chooseMatter(current, meaning.matterId);
      case 'stock-number':
      case 'unknown':
        return ok({ kind: 'shown' });
      default:
        return assertNever(meaning);
    }
  }

  #present(current: CaseState, code: CertificateCode): Outcome {
    const found = this.#deps.codes.present(current.id, code);
    return found.ok ? ok({ kind: 'certificate', caseId: current.id, ...found.value }) : found;
  }

  /** Nobody is at the counter: whose it is stays unsaid, because a printed code proves nothing about who holds it. */
  #nameCertificate(code: CertificateCode): Outcome {
    const { codes, repository, names } = this.#deps;
    const usable = codes.checkWindow(code);
    if (!usable.ok) return usable;
    const parked = repository.parked().find(({ id }) => codes.heldIn(id, code) !== undefined);
    const parkedCaseId = parked?.id ?? null;
    return ok({ kind: 'certificate-without-case', ...certificateWords(code, names), parkedCaseId });
  }

  /** A firm's code presents its licence, where the case's people hold one and the matter asks for it. */
  #presentByCredit(current: CaseState, creditCode: string): Outcome {
    const matter = current.matterId === undefined ? undefined : this.#deps.matters.get(current.matterId);
    const wanted = new Set(matter?.materials.flatMap(({ certificateTypeIds }) => certificateTypeIds));
    const held = this.#deps.cases
      .certificates(current.id)
      .map(({ certificate }) => certificate)
      .filter(({ typeId, holder }) => wanted.has(typeId) && holder.number === creditCode);
    const found = held.find(({ number }) => number === creditCode) ?? held[0];
    return ok(
      found ? { kind: 'certificate', caseId: current.id, certificateId: found.id } : { kind: 'shown' },
    );
  }

  #chooseMatter(current: CaseState | undefined, matterId: string): Outcome {
    const { matters, cases, warmPrinting } = this.#deps;
    if (!current) return ok({ kind: 'matter-without-case', name: matters.get(matterId)!.name });
    // Another matter lets go of what was decided for the first: F3 asks for that, a scan does not.
    const chosenBefore = current.matterId === undefined ? undefined : matters.get(current.matterId);
    if (chosenBefore) return ok({ kind: 'matter-already-chosen', name: chosenBefore.name });
    const chosen = cases.chooseMatter(current.id, matterId);
    if (!chosen.ok) return chosen;
    warmPrinting();
    return ok({ kind: 'matter-chosen', caseId: current.id, matterId });
  }

  #showPrint(controlNumber: string, verification: ReadVerification | null): Outcome {
    const record = this.#deps.findPrint(controlNumber);
    if (!record) return err({ code: 'PRINT_NUMBER_UNKNOWN', controlNumber });
    const owner = this.#deps.repository.get(record.caseId);
    const print: ScannedPrintView = {
      controlNumber,
      subject: record.document,
      title: record.title,
      state: record.state,
      ...(record.outcome ? { outcome: record.outcome } : {}),
      printedAt: record.spooledAt ?? record.numberedAt,
      digest: digestOf(record, verification),
      caseNumber: owner?.number ?? null,
      parkedCaseId: owner?.status.kind === 'parked' ? owner.id : null,
    };
    return ok({ kind: 'print', print });
  }
}

function digestOf(record: PrintRecord, verification: ReadVerification | null): ScannedPrintView['digest'] {
  if (!verification) return 'not-in-code';
  if (verification.kind !== record.document) return 'differs';
  if (record.sourceDigest === null) return 'not-kept';
  const begins = record.sourceDigest.toUpperCase().startsWith(verification.digestStart);
  return begins ? 'agrees' : 'differs';
}
