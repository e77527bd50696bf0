// Which service answers which request of the contract. Nothing is decided here.
import { manualPerson } from '#core/cases/manual-person';
import type { Person } from '#core/cases/case-events';
import type { Matter } from '#core/catalogue/matter';
import { ok } from '#core/result';
import type { Result } from '#core/result';
import { chinaDay } from '#core/time/clock';
import type { Clock } from '#core/time/clock';
import type { ManualPerson, WireError } from '#shared/ipc/contract';
import type { custodyRequests } from '#shared/ipc/custody-contract';
import type { deviceRequests } from '#shared/ipc/device-contract';
import type { issuingRequests } from '#shared/ipc/issuing-contract';
import type { scanRequests } from '#shared/ipc/scan-contract';
import type { sealKeyRequests } from '#shared/ipc/seal-key-contract';
import type { staffRequests } from '#shared/ipc/staff-contract';
import type { AboutView, CitationView, MatterListItem } from '#shared/ipc/views';
import type { CardArrivals } from '../cases/card-arrivals';
import type { CaseRepository } from '../cases/case-repository';
import type { CaseService } from '../cases/case-service';
import type { CertificateCodes } from '../cases/certificate-codes';
import type { CertificateReader } from '../cases/certificate-reader';
import type { Demonstration } from '../demonstration/demonstration';
import type { Desk } from '../desk/desk';
import type { VerifyDesk } from '../evidence/verify-desk';
import type { PrintDesk } from '../printing/print-desk';
import type { Handlers, HandlersOf } from './server';

export interface HandlerServices {
  desk: Desk;
  cases: CaseService;
  cards: CardArrivals;
  repository: CaseRepository;
  certificates: CertificateReader;
  printing: PrintDesk;
  demonstration: Demonstration;
  verify: VerifyDesk;
  codes: CertificateCodes;
  /** Verifies ahead what the clerk is about to open. */
  prepareEvidence: (caseId: string, certificateIds: readonly string[]) => void;
  matters: ReadonlyMap<string, Matter>;
  citations: Record<string, CitationView>;
  about: () => AboutView;
  shown: (readingId: string | undefined) => void;
  clock: Clock;
  /** Handlers of the parts that answer for themselves. */
  sealKey: HandlersOf<typeof sealKeyRequests>;
  staff: HandlersOf<typeof staffRequests>;
  custody: HandlersOf<typeof custodyRequests>;
  issuing: HandlersOf<typeof issuingRequests>;
  scan: HandlersOf<typeof scanRequests>;
  device: HandlersOf<typeof deviceRequests>;
}

export function createHandlers(services: HandlerServices): Handlers {
  const { desk, cases, cards, certificates, printing, demonstration, verify } = services;
  const typed = (
    input: { person: ManualPerson; acknowledged: readonly string[] },
    use: (person: Person) => Result<void, WireError>,
  ): Result<void, WireError> => {
    const person = manualPerson(input.person, input.acknowledged, chinaDay(services.clock.now()));
    return person.ok ? use(person.value) : person;
  };

  return {
    'desk.get': () => ok(desk.view()),
    'desk.shown': (input) => ok(services.shown(input.readingId)),
    'desk.matters': () => ok([...services.matters.values()].map(matterListItem)),
    'desk.citations': () => ok(services.citations),
    'desk.dismissClosed': () => ok(desk.dismissClosed()),

    'cards.open': (input) => cards.open(input.readingId, input.acknowledged, input.parkCurrent),
    'cards.asAgent': (input) => cards.asAgent(input.readingId, input.acknowledged),
    'cards.dismiss': (input) => cards.dismiss(input.readingId),

    'people.openManually': (input) =>
      typed(input, (person) => cases.open(person, { parkCurrent: input.parkCurrent })),
    'people.agentManually': (input) => typed(input, (person) => cases.setAgent(input.caseId, person)),
    'people.removeAgent': (input) => cases.removeAgent(input.caseId),
    'people.reveal': (input) => cases.reveal(input.caseId, input.who),
    'people.photo': (input) => cases.photo(input.caseId, input.who),

    'cases.chooseMatter': (input) => {
      const chosen = cases.chooseMatter(input.caseId, input.matterId);
      if (chosen.ok) printing.warm();
      return chosen;
    },
    'cases.authorise': (input) => {
      const { caseId, certificateIds } = input;
      const authorised = cases.authorise(caseId, certificateIds, printing.formNumber(caseId));
      if (authorised.ok) services.prepareEvidence(caseId, certificateIds);
      return authorised;
    },
    'cases.decline': (input) => cases.decline(input.caseId),
    'cases.openCertificate': (input) => certificates.open(input.caseId, input.certificateId),
    'cases.acceptCertificate': (input) => certificates.accept(input),
    'cases.certificatePage': (input) => certificates.page(input.caseId, input.certificateId, input.page),
    'cases.findByCode': (input) => services.codes.find(input.caseId, input.text),
    'cases.acceptPaper': (input) => cases.acceptPaper(input.caseId, input.materialId),
    'cases.confirmShared': (input) => cases.confirmShared(input.caseId, input.materialId),
    'cases.markNotNeeded': (input) => cases.markNotNeeded(input.caseId, input.materialId),
    'cases.undo': (input) => cases.undo(input.caseId),
    'cases.park': (input) => cases.park(input.caseId),
    'cases.resume': (input) => cases.resume(input.caseId),
    'cases.close': (input) => {
      const closed = cases.close(input.caseId, input.outcome);
      if (closed.ok) desk.showClosed(input.caseId);
      return closed;
    },

    'printing.certificateCopy': (input) => printing.certificateCopy(input),
    'printing.authorisationForm': (input) => printing.authorisationForm(input),
    'printing.caseSlip': (input) => printing.caseSlip(input),
    'printing.resolveUnconfirmed': (input) => printing.resolveUnconfirmed(input.printId, input.outcome),

    'printing.verificationReport': async ({ of, reason, despite }) => {
      const report =
        of.kind === 'file' ? verify.report(of.id) : await certificates.report(of.caseId, of.certificateId);
      return report.ok ? printing.verificationReport(report.value, { reason, despite }) : report;
    },

    'verify.chooseFile': () => verify.chooseFile(),
    'verify.bytes': (input) => verify.bytes(input.name, input.bytes),
    'verify.page': (input) => verify.page(input.id, input.page),

    'about.get': () => ok(services.about()),

    'demonstration.people': () => demonstration.people(),
    'demonstration.lay': (input) => demonstration.lay(input.personId),
    'demonstration.lift': () => demonstration.command('lift'),
    'demonstration.unplug': () => demonstration.command('unplug'),
    'demonstration.replug': () => demonstration.command('replug'),

    ...services.sealKey,
    ...services.staff,
    ...services.custody,
    ...services.issuing,
    ...services.scan,
    ...services.device,
  };
}

function matterListItem(matter: Matter): MatterListItem {
  const { id, code, name, initials, aliases, department, audience, frequency, promisedDays } = matter;
  const materialCount = matter.materials.length;
  return { id, code, name, initials, aliases, department, audience, frequency, promisedDays, materialCount };
}
