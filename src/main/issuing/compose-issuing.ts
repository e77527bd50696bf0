// Wires the making of certificates: drafts, consent, sealing, batches, issued documents; what the screen may ask and is told.
import { initCrypto } from '#core/crypto/init';
import { ok } from '#core/result';
import type { Clock } from '#core/time/clock';
import type { issuingRequests } from '#shared/ipc/issuing-contract';
import type { IssuingOverviewView } from '#shared/ipc/issuing-views';
import type { RulePack } from '#core/rules/rule-pack';
import type { CaseRepository } from '../cases/case-repository';
import type { CaseService } from '../cases/case-service';
import type { SealRegister } from '../custody/seal-register';
import type { EvidenceService } from '../evidence/evidence-service';
import type { HandlersOf, Push } from '../ipc/server';
import type { Part } from '../lifecycle/part';
import type { Settings } from '../lifecycle/settings';
import type { Storage } from '../lifecycle/storage';
import type { Log } from '../log/logger';
import type { PrintDesk } from '../printing/print-desk';
import type { Resources } from '../resources/load-resources';
import type { SealKeys } from '../seal-keys/seal-keys';
import type { Approvals } from '../staff/approvals';
import type { Session } from '../staff/session';
import type { CertificateCache } from '../store/certificate-cache';
import { BatchDesk } from './batch-desk';
import { Composer } from './composer';
import { ConsentDesk } from './consent-desk';
import { DocumentsDesk } from './documents-desk';
import { DraftsDesk } from './drafts-desk';
import { createDraftStore } from './draft-store';
import { createIssuedStore } from './issued-store';
import { SealingService } from './sealing-service';
import type { UseRecord } from './use-record';

export interface IssuingDeps {
  storage: Storage;
  settings: Settings;
  resources: Resources;
  rulePack: RulePack;
  cases: CaseService;
  repository: CaseRepository;
  cache: CertificateCache;
  evidence: EvidenceService;
  printing: Pick<PrintDesk, 'issuedCopy' | 'issuedPrints'>;
  session: Session;
  approvals: Approvals;
  nameOf: (staffId: string) => string | undefined;
  seals: SealRegister;
  keys: Pick<SealKeys, 'keys' | 'login'>;
  /** 用章记录; the register of seals reads it too. */
  uses: UseRecord;
  /** The open case, or the closed one whose slip is still on screen. */
  shownCase: () => string | undefined;
  chooseList: () => Promise<string | undefined>;
  clock: Clock;
  log: Log;
  push: Push;
}

export interface IssuingParts {
  readonly part: Part;
  readonly handlers: HandlersOf<typeof issuingRequests>;
  /** Keys or session changed: what the screen shows of issuing may have too. */
  changed(): void;
  /** The desk changed, which it does often: told only when another case or matter is shown. */
  deskChanged(): void;
}

/** A due date passes at midnight: the strip shows it without anything being done. */
const LOOK_EVERY_MS = 60_000;

export function composeIssuing(deps: IssuingDeps): IssuingParts {
  const { storage, settings, resources, rulePack, cache, clock, push, log, uses } = deps;
  const { session, approvals, seals, keys, repository, cases, evidence, printing } = deps;
  const { store, vault, audit } = storage;
  const { certificateTypes: types, faces, matters, calendars } = resources;
  const issuer = settings.counter.issuer ?? settings.counter.unit;
  const drafts = createDraftStore({ store, vault, audit, clock, actor: () => session.actor() });
  const issued = createIssuedStore({ store, cache, audit, clock });
  const composer = new Composer({ store, types, faces, rulePack, window: settings.counter.window, clock });
  let told = false;
  let ended = false;
  const changed = (): void => {
    if (told) return;
    told = true;
    setImmediate(() => {
      told = false;
      // The store may have closed meanwhile.
      if (!ended) push('issuing.changed', overview());
    });
  };
  const sealing = new SealingService({
    ...{ store, drafts, uses, issued, composer, cases: repository, evidence, approvals, rulePack, calendars },
    ...{ clock, session, seals, keys },
    progress: (progress, batchId) => {
      cases.certificatesChanged();
      if (batchId !== undefined) push('issuing.progress', batch.told(batchId, progress));
    },
    broken: (cause) => log('issuing.bug', { kind: cause instanceof Error ? cause.name : 'unknown' }),
    changed,
  });
  const draftsDesk = new DraftsDesk({
    ...{ drafts, issued, composer, cases, repository, matters, types, issuer, clock, changed },
  });
  const batch = new BatchDesk({
    ...{ drafts, issued, composer, sealing, types, issuer, clock, changed },
    chooseList: deps.chooseList,
  });
  const consent = new ConsentDesk({
    ...{ drafts, sealing, session, approvals, seals, keys, types, matters, clock },
    nameOf: deps.nameOf,
  });
  const documents = new DocumentsDesk({
    ...{ store, issued, uses, cache, repository, evidence, printing, types, audit, clock },
  });
  const overview = (): IssuingOverviewView => ({
    ...issued.counts(),
    openDrafts: draftsDesk.open(),
    batches: batch.summaries(),
    shown: draftsDesk.ofShownCase(deps.shownCase()),
  });
  // Before anything can be sealed: what is under way from now on is not to be taken for interrupted.
  const interrupted = sealing.settleInterrupted();
  if (interrupted > 0) log('issuing.interrupted', { documents: interrupted });
  let timer: NodeJS.Timeout | undefined;
  let shown = '';

  return {
    changed,
    deskChanged() {
      // After the deed: a case that closes is shown as a slip in the same turn.
      setImmediate(() => {
        if (ended) return;
        const now = JSON.stringify(draftsDesk.ofShownCase(deps.shownCase()));
        if (now === shown) return;
        shown = now;
        changed();
      });
    },
    part: {
      name: 'issuing',
      start: () => {
        timer = setInterval(changed, LOOK_EVERY_MS);
        changed();
      },
      stop: async () => {
        clearInterval(timer);
        await sealing.end();
        ended = true;
      },
    },
    handlers: {
      'issuing.overview': () => ok(overview()),
      'issuing.draftOfCase': (input) => draftsDesk.ofCase(input.caseId),
      'issuing.draft': (input) => draftsDesk.get(input.draftId),
      'issuing.saveDraft': (input) => draftsDesk.save(input.draftId, input.revision, input.values),
      'issuing.discardDraft': (input) => draftsDesk.discard(input.draftId, input.reason),
      'issuing.preview': (input) => draftsDesk.preview(input.draftId, input.page),
      'issuing.consent': async (input) => {
        await initCrypto();
        if (input.subject.kind === 'draft') sealing.warm(input.subject.draftId);
        return consent.consent(input.subject);
      },
      'issuing.applyForApproval': (input) => consent.apply(input.subject, input.digest, input.sealId, input),
      'issuing.seal': async ({ draftId, ...consented }) => {
        const sealed = await sealing.sealOne({ ...consented, subject: { kind: 'draft', draftId } });
        // The verdict does not wait for the picture.
        return sealed.ok ? documents.open(sealed.value, { page: false }) : sealed;
      },
      'issuing.types': () => ok(batch.types()),
      'issuing.chooseList': (input) => batch.choose(input.typeId),
      'issuing.importList': (input) => batch.import(input.typeId, input.bytes),
      'issuing.batch': (input) => batch.view(input.batchId),
      'issuing.discardBatch': (input) => batch.discard(input.batchId, input.reason),
      'issuing.startBatch': ({ batchId, ...consented }) =>
        sealing.startBatch({ ...consented, subject: { kind: 'batch', batchId } }),
      'issuing.pauseBatch': (input) => batch.tell(input.batchId, 'pause'),
      'issuing.continueBatch': (input) => batch.tell(input.batchId, 'continue'),
      'issuing.stopBatch': (input) => batch.tell(input.batchId, 'stop'),
      'issuing.progressNow': () => ok(batch.progressNow()),
      'issuing.documents': (input) => ok(documents.list(input)),
      'issuing.openDocument': (input) => documents.open(input.documentId),
      'issuing.documentPage': (input) => documents.page(input.documentId, input.page),
      'issuing.printDocument': ({ documentId, ...options }) => documents.print(documentId, options),
    },
  };
}
