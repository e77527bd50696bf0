// In a demonstration only: the texts that would stand before the scanner, of the invented people.
import type { Certificate } from '#core/catalogue/certificate';
import type { Matter } from '#core/catalogue/matter';
import { holderToken } from '#core/demonstration/holder-tokens';
import { certificateCodeText } from '#core/evidence/certificate-code';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import type { RulePack } from '#core/rules/rule-pack';
import type { ScanError } from '#core/scans/scan-errors';
import type { Clock } from '#core/time/clock';
import type { CaseRepository } from '../cases/case-repository';
import type { CaseService } from '../cases/case-service';
import type { CertificateCache } from '../store/certificate-cache';

export type DemonstratedScan = 'holder-code' | 'certificate' | 'expired-certificate' | 'unknown-address';

export interface DemonstrateScanDeps {
  rulePack: RulePack;
  /** The person whose code is held up: the first of the stories. */
  personId: () => string | undefined;
  holderOf: (personId: string) => { number: string } | undefined;
  cases: CaseService;
  repository: CaseRepository;
  cache: CertificateCache;
  matters: ReadonlyMap<string, Matter>;
  clock: Clock;
}

const MINUTE_MS = 60_000;

export class DemonstrateScan {
  readonly #deps: DemonstrateScanDeps;

  constructor(deps: DemonstrateScanDeps) {
    this.#deps = deps;
  }

  text(what: DemonstratedScan): Result<string, ScanError> {
    if (what === 'unknown-address') return ok('https://example.invalid/pay?to=89&amount=1');
    const text = what === 'holder-code' ? this.#holderCode() : this.#certificateCode(what);
    return text === undefined ? err({ code: 'SCAN_DEMONSTRATION_NOTHING' }) : ok(text);
  }

  #holderCode(): string | undefined {
    const { rulePack, personId, clock } = this.#deps;
    const shape = rulePack.qr?.holderCode;
    const id = personId();
    if (!shape || id === undefined) return undefined;
    return holderToken(shape.prefix, { personId: id, until: this.#after(clock.now(), 5) });
  }

  #certificateCode(what: 'certificate' | 'expired-certificate'): string | undefined {
    const certificate = this.#certificate();
    if (!certificate) return undefined;
    const now = this.#deps.clock.now();
    const window =
      what === 'certificate'
        ? { from: this.#after(now, -1), until: this.#after(now, 10) }
        : { from: this.#after(now, -30), until: this.#after(now, -20) };
    return certificateCodeText({ typeId: certificate.typeId, number: certificate.number, window });
  }

  /** One that the open case's matter asks for, else any of theirs; without a case, one of the story's person. */
  #certificate(): Certificate | undefined {
    const { cases, repository, cache, matters, personId, holderOf } = this.#deps;
    const current = repository.current();
    if (!current) {
      const id = personId();
      const holder = id === undefined ? undefined : holderOf(id);
      return holder && cache.forPerson(holder.number)[0]?.certificate;
    }
    const matter = current.matterId === undefined ? undefined : matters.get(current.matterId);
    const wanted = matter?.materials.flatMap(({ certificateTypeIds }) => certificateTypeIds) ?? [];
    const held = cases.certificates(current.id).map(({ certificate }) => certificate);
    return held.find(({ typeId }) => wanted.includes(typeId)) ?? held[0];
  }

  #after(time: Date, minutes: number): Date {
    return new Date(time.getTime() + minutes * MINUTE_MS);
  }
}
