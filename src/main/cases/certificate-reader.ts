// Opens a certificate for reading at the counter: verified, the access recorded, its pages drawn, what it rests on told.
import { usability } from '#core/catalogue/certificate';
import type { CertificateType } from '#core/catalogue/certificate-type';
import type { CaseError } from '#core/cases/case-errors';
import { mayOpenCertificate } from '#core/cases/case-rules';
import { layoutFace } from '#core/faces/layout-face';
import { toSvg } from '#core/faces/svg';
import type { DisplayList } from '#core/faces/display-list';
import type { FaceTemplate } from '#core/faces/face-template';
import { chineseTime } from '#core/print/page';
import type { CopiedFace } from '#core/print/documents/certificate-copy';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import { chinaDay } from '#core/time/clock';
import type { Clock } from '#core/time/clock';
import type { EvidencePageView } from '#shared/ipc/evidence-views';
import type { CertificateView } from '#shared/ipc/views';
import { concernedSteps } from '../evidence/evidence-service';
import type { Evidence, EvidenceService } from '../evidence/evidence-service';
import type { Report } from '../evidence/verify-desk';
import { pageView, verificationView } from '../evidence/verification-view';
import type { CachedCertificate } from '../store/certificate-cache';
import type { CaseRepository } from './case-repository';
import type { CaseService } from './case-service';

export interface CertificateReaderDeps {
  cases: CaseService;
  repository: CaseRepository;
  evidence: EvidenceService;
  types: ReadonlyMap<string, CertificateType>;
  faces: ReadonlyMap<string, FaceTemplate>;
  clock: Clock;
  report: (title: string, evidence: Evidence, facts: readonly (readonly [string, string])[]) => Report;
}

export class CertificateReader {
  readonly #deps: CertificateReaderDeps;

  constructor(deps: CertificateReaderDeps) {
    this.#deps = deps;
  }

  async open(caseId: string, certificateId: string): Promise<Result<CertificateView, CaseError>> {
    const allowed = this.#allowed(caseId, certificateId);
    if (!allowed.ok) return allowed;
    const evidence = await this.evidence(allowed.value);
    // After the file is there: what is recorded as opened is the file's digest.
    const opened = this.#deps.cases.openCertificate(caseId, certificateId);
    if (!opened.ok) return opened;
    const type = this.#deps.types.get(opened.value.certificate.typeId);
    return type ? ok(this.#view(opened.value, type, evidence)) : err({ code: 'CASE_CERTIFICATE_UNKNOWN' });
  }

  /** A further page of a certificate that was opened. */
  async page(
    caseId: string,
    certificateId: string,
    number: number,
  ): Promise<Result<EvidencePageView, CaseError | { code: 'EVIDENCE_PAGE_MISSING' }>> {
    const allowed = this.#allowed(caseId, certificateId);
    if (!allowed.ok) return allowed;
    const page = pageView(await this.evidence(allowed.value), number);
    return page ? ok(page) : err({ code: 'EVIDENCE_PAGE_MISSING' });
  }

  /** Verifies once more and accepts; the verdict stays with the case. */
  async accept(input: {
    caseId: string;
    materialId: string;
    certificateId: string;
    digest: string;
    reason?: string | undefined;
  }): Promise<Result<void, CaseError>> {
    const { caseId, materialId, certificateId, digest, reason } = input;
    const found = this.#deps.cases.find(caseId, certificateId);
    if (!found) return err({ code: 'CASE_CERTIFICATE_UNKNOWN' });
    const { examination, digest: verified } = await this.evidence(found);
    return this.#deps.cases.acceptCertificate(caseId, materialId, certificateId, digest, {
      digest: verified,
      verdict: examination.verdict,
      steps: concernedSteps(examination),
      reason,
    });
  }

  /** 核验报告 of an opened certificate. */
  async report(caseId: string, certificateId: string): Promise<Result<Report, CaseError>> {
    const allowed = this.#allowed(caseId, certificateId);
    if (!allowed.ok) return allowed;
    const { certificate } = allowed.value;
    const title = this.#deps.types.get(certificate.typeId)?.name ?? certificate.typeId;
    return ok(
      this.#deps.report(title, await this.evidence(allowed.value), [
        ['证照编号', certificate.number],
        ['持证主体', certificate.holder.name],
        ['发证单位', certificate.issuer],
        ['数据截至', chineseTime(new Date(certificate.dataAsOf))],
      ]),
    );
  }

  evidence({ certificate }: CachedCertificate): Promise<Evidence> {
    return this.#deps.evidence.ofCertificate(certificate);
  }

  /** What goes to paper: the pages of the file; only where there is no file, the face drawn from data. */
  printedFaces(cached: CachedCertificate, evidence: Evidence): CopiedFace[] {
    if (evidence.pages === 0) {
      const face = this.#face(cached);
      return face ? [{ svg: toSvg(face), widthMm: face.width, heightMm: face.height }] : [];
    }
    return Array.from({ length: evidence.pages }, (_, index) => evidence.page(index + 1, 'print')).flatMap(
      (page) =>
        page.ok ? [{ svg: page.value.svg, widthMm: page.value.width, heightMm: page.value.height }] : [],
    );
  }

  #allowed(caseId: string, certificateId: string): Result<CachedCertificate, CaseError> {
    const state = this.#deps.repository.get(caseId);
    if (!state) return err({ code: 'CASE_NOT_FOUND' });
    const allowed = mayOpenCertificate(state, certificateId);
    if (!allowed.ok) return allowed;
    const found = this.#deps.cases.find(caseId, certificateId);
    return found ? ok(found) : err({ code: 'CASE_CERTIFICATE_UNKNOWN' });
  }

  #face({ certificate }: CachedCertificate): DisplayList | undefined {
    const type = this.#deps.types.get(certificate.typeId);
    const template = type && this.#deps.faces.get(type.faceId);
    return template && layoutFace(template, certificate);
  }

  #view(cached: CachedCertificate, type: CertificateType, evidence: Evidence): CertificateView {
    const { certificate, digest } = cached;
    const page = evidence.pages > 0 ? pageView(evidence, 1) : null;
    return {
      certificateId: certificate.id,
      typeId: type.id,
      typeName: type.name,
      holderName: certificate.holder.name,
      number: certificate.number,
      issuer: certificate.issuer,
      issuedOn: certificate.issuedOn,
      validFrom: certificate.validFrom,
      validTo: certificate.validTo,
      status: certificate.status,
      marks: certificate.marks,
      usability: usability(certificate, chinaDay(this.#deps.clock.now())),
      digest,
      dataAsOf: certificate.dataAsOf,
      fields: type.fields
        .filter((field) => field.kind !== 'photo')
        .map(({ key, label }) => ({ key, label, value: certificate.fields[key] ?? '' })),
      face: page ? undefined : this.#face(cached),
      verification: verificationView(evidence),
      pageCount: evidence.pages,
      page,
    };
  }
}
