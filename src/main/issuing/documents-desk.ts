// Issued certificates as the counter handles them: listed, opened with their verdict, printed.
import type { CertificateType } from '#core/catalogue/certificate-type';
import type { IssuingError } from '#core/issuing/issuing-error';
import type { PrintError } from '#core/print/print-errors';
import type { CaseError } from '#core/cases/case-errors';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import { chinaDay } from '#core/time/clock';
import type { Clock } from '#core/time/clock';
import type { EvidencePageView } from '#shared/ipc/evidence-views';
import type { IssuedDocumentView, OpenedDocumentView } from '#shared/ipc/issuing-views';
import type { PrintRecordView } from '#shared/ipc/views';
import type { AuditLog } from '../audit/audit-log';
import type { CaseRepository } from '../cases/case-repository';
import type { EvidenceService } from '../evidence/evidence-service';
import { pageView, verificationView } from '../evidence/verification-view';
import type { PrintDesk } from '../printing/print-desk';
import type { CertificateCache } from '../store/certificate-cache';
import type { Store } from '../store/store';
import { maskNumber } from '../desk/case-view';
import type { IssuedDocument, IssuedStore } from './issued-store';
import type { UseRecord } from './use-record';

export interface DocumentsDeskDeps {
  store: Store;
  issued: IssuedStore;
  uses: UseRecord;
  cache: CertificateCache;
  repository: CaseRepository;
  evidence: EvidenceService;
  printing: Pick<PrintDesk, 'issuedCopy' | 'issuedPrints'>;
  types: ReadonlyMap<string, CertificateType>;
  audit: AuditLog;
  clock: Clock;
}

export class DocumentsDesk {
  readonly #deps: DocumentsDeskDeps;

  constructor(deps: DocumentsDeskDeps) {
    this.#deps = deps;
  }

  list(filter: {
    which: 'all' | 'waiting' | 'overdue';
    batchId?: string | undefined;
    before?: string | undefined;
  }): IssuedDocumentView[] {
    return this.#deps.issued.list(filter).map((document) => this.#view(document));
  }

  /** Verified anew; that it was opened is recorded. `page`: the first one is drawn too, else it is asked for. */
  async open(documentId: string, { page = true } = {}): Promise<Result<OpenedDocumentView, IssuingError>> {
    const { issued, cache, evidence, store, audit } = this.#deps;
    const document = issued.get(documentId);
    const certificate = document && cache.get(documentId)?.certificate;
    if (!document || !certificate) return err({ code: 'ISSUING_DOCUMENT_UNKNOWN' });
    const found = await evidence.ofCertificate(certificate);
    store.transaction(() =>
      audit.append({
        action: 'issuing.document-opened',
        subject: documentId,
        detail: { digest: found.digest, verdict: found.examination.verdict },
      }),
    );
    return ok({
      document: this.#view(document),
      verification: verificationView(found),
      pageCount: found.pages,
      page: page && found.pages > 0 ? pageView(found, 1) : null,
    });
  }

  async page(documentId: string, number: number): Promise<Result<EvidencePageView, IssuingError>> {
    const cached = this.#deps.issued.get(documentId) && this.#deps.cache.get(documentId);
    if (!cached) return err({ code: 'ISSUING_DOCUMENT_UNKNOWN' });
    const page = pageView(await this.#deps.evidence.ofCertificate(cached.certificate), number);
    return page ? ok(page) : err({ code: 'ISSUING_PAGE_MISSING' });
  }

  print(
    documentId: string,
    options: { reason?: string | undefined; despite?: readonly string[] | undefined },
  ): Promise<Result<PrintRecordView, IssuingError | PrintError | CaseError>> {
    const document = this.#deps.issued.get(documentId);
    const cached = document && this.#deps.cache.get(documentId);
    if (!cached) return Promise.resolve(err({ code: 'ISSUING_DOCUMENT_UNKNOWN' }));
    return this.#deps.printing.issuedCopy(document.caseId, cached, options);
  }

  #view(document: IssuedDocument): IssuedDocumentView {
    const { cache, types, uses, repository, printing, clock } = this.#deps;
    const { certificate } = cache.get(document.id)!;
    const words = uses.words(document.useId);
    const { collection } = document;
    return {
      documentId: document.id,
      typeName: types.get(certificate.typeId)?.name ?? certificate.typeId,
      number: certificate.number,
      holderName: certificate.holder.name,
      holderNumberMasked: maskNumber(certificate.holder.number),
      issuedOn: certificate.issuedOn,
      validTo: certificate.validTo,
      sealedAt: document.sealedAt,
      sealName: words.sealName,
      sealedBy: words.staffName,
      caseNumber: document.caseId === undefined ? undefined : repository.get(document.caseId)?.number,
      batchId: document.batchId,
      digest: document.digest,
      size: document.size,
      collection: {
        ...collection,
        overdue:
          collection.state === 'waiting' &&
          collection.dueOn !== null &&
          collection.dueOn < chinaDay(clock.now()),
      },
      prints: printing.issuedPrints(document.caseId, document.id),
    };
  }
}
