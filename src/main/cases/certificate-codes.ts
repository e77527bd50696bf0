// A code scanned from a certificate (亮证) at the counter: which certificate of the people in this case it names.
// The code is only a pointer; the certificate comes from the cache and is verified when it is opened.
import { checkCodeWindow, parseCertificateCode } from '#core/evidence/certificate-code';
import type { CertificateCode, CertificateCodeError } from '#core/evidence/certificate-code';
import type { CaseError } from '#core/cases/case-errors';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import { citationLabel } from '#core/rules/in-force';
import type { RulePack } from '#core/rules/rule-pack';
import type { Clock } from '#core/time/clock';
import type { CaseService } from './case-service';

/** `article`: the line of law on codes of this place, where there is one. */
export type CodeRefusal =
  (CertificateCodeError & { readonly article?: string }) | { readonly code: 'CODE_NOT_HELD' } | CaseError;

export class CertificateCodes {
  readonly #deps: { cases: CaseService; rulePack: RulePack; clock: Clock };

  constructor(deps: { cases: CaseService; rulePack: RulePack; clock: Clock }) {
    this.#deps = deps;
  }

  find(caseId: string, text: string): Result<{ certificateId: string }, CodeRefusal> {
    const code = parseCertificateCode(text);
    return code.ok ? this.present(caseId, code.value) : code;
  }

  /** The certificate of this case's people that the code names, if the code may be used now. */
  present(caseId: string, code: CertificateCode): Result<{ certificateId: string }, CodeRefusal> {
    const usable = this.checkWindow(code);
    if (!usable.ok) return usable;
    const held = this.heldIn(caseId, code);
    return held === undefined ? err({ code: 'CODE_NOT_HELD' }) : ok({ certificateId: held });
  }

  checkWindow(code: CertificateCode): Result<void, CodeRefusal> {
    const { rulePack, clock } = this.#deps;
    const { qr } = rulePack;
    const window = checkCodeWindow(code, clock.now(), qr?.validityWindow ?? false);
    if (window.ok) return window;
    const article = qr?.validityWindow ? citationLabel(rulePack, qr.citation) : undefined;
    return err(article === undefined ? window.error : { ...window.error, article });
  }

  /** Id of the certificate with this type and number that somebody in the case holds. */
  heldIn(caseId: string, { typeId, number }: CertificateCode): string | undefined {
    return this.#deps.cases
      .certificates(caseId)
      .find(({ certificate }) => certificate.typeId === typeId && certificate.number === number)?.certificate
      .id;
  }
}
