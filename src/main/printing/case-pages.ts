// What a case's printed pages say, from its state, its certificates and the rules of the place.
import type { CaseError } from '#core/cases/case-errors';
import { mayOpenCertificate, openMaterials } from '#core/cases/case-rules';
import type { Person } from '#core/cases/case-events';
import type { CaseState } from '#core/cases/case-state';
import type { CertificateType } from '#core/catalogue/certificate-type';
import type { Matter } from '#core/catalogue/matter';
import { useOf } from '#core/evidence/examination';
import { authorisationForm } from '#core/print/documents/authorisation-form';
import { caseSlip } from '#core/print/documents/case-slip';
import { certificateCopy } from '#core/print/documents/certificate-copy';
import type { PrintControl, PrintDocument } from '#core/print/page';
import type { PrintRecord } from '#core/print/print-record';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import { legalEffectNotice } from '#core/rules/in-force';
import type { RulePack } from '#core/rules/rule-pack';
import { chinaDay } from '#core/time/clock';
import type { Clock } from '#core/time/clock';
import type { CaseService } from '../cases/case-service';
import type { CertificateReader } from '../cases/certificate-reader';
import { concernedSteps } from '../evidence/evidence-service';
import type { Settings } from '../lifecycle/settings';
import type { CachedCertificate } from '../store/certificate-cache';

/** A page whose number is still to come. */
export interface CasePage {
  readonly title: string;
  compose(control: PrintControl): PrintDocument;
}

type Prepared = Result<CasePage, CaseError>;

export interface CasePagesDeps {
  settings: Settings;
  rulePack: RulePack;
  matters: ReadonlyMap<string, Matter>;
  types: ReadonlyMap<string, CertificateType>;
  cases: CaseService;
  certificates: CertificateReader;
  clock: Clock;
}

export class CasePages {
  readonly #deps: CasePagesDeps;

  constructor(deps: CasePagesDeps) {
    this.#deps = deps;
  }

  /**
   * A copy of an authorised certificate, with what the place's rule says it is worth: the pages of its file, seal and all.
   * Of a file that fails verification there is no copy: it would look like a certificate.
   */
  async certificateCopy(state: CaseState, certificateId: string): Promise<Prepared> {
    const allowed = mayOpenCertificate(state, certificateId);
    if (!allowed.ok) return allowed;
    const cached = this.#deps.cases.find(state.id, certificateId);
    if (!cached) return err({ code: 'CASE_CERTIFICATE_UNKNOWN' });
    return this.copyOf(cached, this.#matter(state)?.name ?? null);
  }

  /** A copy of a certificate that may be printed anyway: authorised in a case, or issued here. */
  async copyOf(cached: CachedCertificate, purpose: string | null): Promise<Prepared> {
    const evidence = await this.#deps.certificates.evidence(cached);
    const { verdict } = evidence.examination;
    if (useOf(verdict) === 'refuse') {
      const steps = concernedSteps(evidence.examination);
      return err({ code: 'CASE_CERTIFICATE_NOT_VERIFIED', verdict, steps });
    }
    const faces = this.#deps.certificates.printedFaces(cached, evidence);
    if (faces.length === 0) return err({ code: 'CASE_CERTIFICATE_UNKNOWN' });
    const title = this.#typeName(cached.certificate.typeId);
    const effect = legalEffectNotice(this.#deps.rulePack, chinaDay(this.#deps.clock.now()));
    const notice = verdict === 'valid' ? effect : `${effect} 打印时电子印章的核验结果为“无法确认”。`;
    return ok({
      title,
      compose: (control) =>
        certificateCopy(
          {
            certificateName: title,
            faces,
            sourceDigest: evidence.digest,
            counter: this.#deps.settings.counter,
            notice,
            purpose,
          },
          control,
        ),
    });
  }

  /** 授权书 for the holder's signature: these certificates, this matter, this unit. */
  authorisationForm(state: CaseState, certificateIds: readonly string[]): Prepared {
    const matter = this.#matter(state);
    if (!matter) return err({ code: 'CASE_MATTER_MISSING' });
    const chosen = this.#deps.cases
      .certificates(state.id)
      .filter(({ certificate }) => certificateIds.includes(certificate.id));
    if (chosen.length === 0 || chosen.length !== certificateIds.length) {
      return err({ code: 'CASE_CERTIFICATE_UNKNOWN' });
    }
    const { rulePack, settings } = this.#deps;
    const notices = [rulePack.traditionalPath, rulePack.purposeLimit].flatMap((statement) =>
      statement ? [statement.wording] : [],
    );
    return ok({
      title: '电子证照使用授权书',
      compose: (control) =>
        authorisationForm(
          {
            caseNumber: state.number,
            matterName: matter.name,
            unit: settings.counter.unit,
            holder: formPerson(state.applicant),
            agent: state.agent ? formPerson(state.agent) : null,
            certificates: chosen.map(({ certificate }) => ({
              name: this.#typeName(certificate.typeId),
              number: certificate.number,
              issuer: certificate.issuer,
            })),
            counter: settings.counter,
            notices,
          },
          control,
        ),
    });
  }

  /** 办件凭条: what was used, what came on paper, what was printed, what is still missing. */
  caseSlip(state: CaseState, prints: readonly PrintRecord[]): Prepared {
    const matter = this.#matter(state);
    const used: string[] = [];
    const papers: string[] = [];
    for (const material of matter?.materials ?? []) {
      const decision = state.decisions[material.id];
      if (decision?.kind === 'certificate')
        used.push(`${material.name}（${this.#typeName(decision.typeId)}）`);
      if (decision?.kind === 'shared') used.push(`${material.name}（数据共享）`);
      if (decision?.kind === 'paper') papers.push(material.name);
    }
    const missing = matter
      ? openMaterials(state, matter).map(
          (id) => matter.materials.find((material) => material.id === id)!.name,
        )
      : [];
    const printed = prints
      .filter(({ state: reached, document }) => reached === 'spooled' && document !== 'case-slip')
      .map(({ title, controlNumber }) => `${title} ${controlNumber}`);
    return ok({
      title: '办件凭条',
      compose: (control) =>
        caseSlip(
          {
            caseNumber: state.number,
            matterName: matter?.name ?? '未选事项',
            applicant: maskedName(state.applicant.identity.name),
            outcome: outcomeWords(state),
            used,
            papers,
            printed,
            toDo: missing,
            next: matter && state.status.kind === 'closed' ? [promise(matter)] : [],
            counter: this.#deps.settings.counter,
          },
          'a5',
          control,
        ),
    });
  }

  #typeName(typeId: string): string {
    return this.#deps.types.get(typeId)?.name ?? typeId;
  }

  #matter(state: CaseState): Matter | undefined {
    return state.matterId === undefined ? undefined : this.#deps.matters.get(state.matterId);
  }
}

function formPerson({ identity }: Person): { name: string; idNumber: string } {
  return { name: identity.name || (identity.latinName ?? ''), idNumber: identity.number };
}

/** A slip gets lost: it names nobody in full. */
function maskedName(name: string): string {
  return name.slice(0, 1) + '＊'.repeat(Math.max(1, name.length - 1));
}

function outcomeWords(state: CaseState): string {
  if (state.status.kind !== 'closed') return '办理中';
  return { accepted: '已受理', incomplete: '材料待补正', withdrawn: '申请人撤回' }[state.status.outcome];
}

function promise(matter: Matter): string {
  return matter.promisedDays === 0 ? '当场办结。' : `承诺 ${matter.promisedDays} 个工作日内办结。`;
}
