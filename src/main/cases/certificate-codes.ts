// A code scanned from a certificate (亮证) at the counter: which certificate of the people in this case it names.
// The code is only a pointer; the certificate comes from the cache and is verified when it is opened.
import { checkCodeWindow, parseCertificateCode } from '#core/evidence/certificate-code';
import type { CertificateCodeError } from '#core/evidence/certificate-code';
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
    const { cases, rulePack, clock } = this.#deps;
    const code = parseCertificateCode(text);
    if (!code.ok) return code;
    const { qr } = rulePack;
    const window = checkCodeWindow(code.value, clock.now(), qr?.validityWindow ?? false);
    if (!window.ok) {
      const article = qr?.validityWindow ? citationLabel(rulePack, qr.citation) : undefined;
      return err(article === undefined ? window.error : { ...window.error, article });
    }
    const { typeId, number } = code.value;
    const held = cases
      .certificates(caseId)
      .find(({ certificate }) => certificate.typeId === typeId && certificate.number === number);
    return held ? ok({ certificateId: held.certificate.id }) : err({ code: 'CODE_NOT_HELD' });
  }
}
