// Opens a certificate for reading at the counter: the access recorded, its face laid out, what it rests on told.
import { usability } from '#core/catalogue/certificate';
import type { CertificateType } from '#core/catalogue/certificate-type';
import { layoutFace } from '#core/faces/layout-face';
import type { DisplayList } from '#core/faces/display-list';
import type { FaceTemplate } from '#core/faces/face-template';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import type { CaseError } from '#core/cases/case-errors';
import { chinaDay } from '#core/time/clock';
import type { Clock } from '#core/time/clock';
import type { CertificateView } from '#shared/ipc/views';
import type { CachedCertificate } from '../store/certificate-cache';
import type { CaseService } from './case-service';

export class CertificateReader {
  readonly #deps: {
    cases: CaseService;
    types: ReadonlyMap<string, CertificateType>;
    faces: ReadonlyMap<string, FaceTemplate>;
    clock: Clock;
  };

  constructor(deps: {
    cases: CaseService;
    types: ReadonlyMap<string, CertificateType>;
    faces: ReadonlyMap<string, FaceTemplate>;
    clock: Clock;
  }) {
    this.#deps = deps;
  }

  open(caseId: string, certificateId: string): Result<CertificateView, CaseError> {
    const opened = this.#deps.cases.openCertificate(caseId, certificateId);
    if (!opened.ok) return opened;
    const type = this.#deps.types.get(opened.value.certificate.typeId);
    return type ? ok(this.#view(opened.value, type)) : err({ code: 'CASE_CERTIFICATE_UNKNOWN' });
  }

  /** The face as it is shown and printed. */
  face({ certificate }: CachedCertificate): DisplayList | undefined {
    const type = this.#deps.types.get(certificate.typeId);
    const template = type && this.#deps.faces.get(type.faceId);
    return type && template && layoutFace(template, certificate);
  }

  #view(cached: CachedCertificate, type: CertificateType): CertificateView {
    const { certificate, digest } = cached;
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
      face: this.face(cached),
    };
  }
}
