// Cases and the cards that open them, on a test's database.
import { CardArrivals } from '#main/cases/card-arrivals';
import { createCaseRepository, type CaseRepository } from '#main/cases/case-repository';
import { CaseService } from '#main/cases/case-service';
import { createCertificateCache, type CertificateCache } from '#main/store/certificate-cache';
import { matter } from './fixtures';
import type { TestStore } from './terminal-store';

export interface CaseDesk {
  readonly repository: CaseRepository;
  readonly cache: CertificateCache;
  readonly service: CaseService;
  readonly cards: CardArrivals;
}

/** As a new process does on the same database. */
export function composeCases({ store, vault, audit, clock }: TestStore): CaseDesk {
  const repository = createCaseRepository({ store, vault, audit, clock, window: 'A01' });
  const cache = createCertificateCache(store, vault);
  const changed = (): void => undefined;
  const matters = new Map([[matter.id, matter]]);
  const service = new CaseService({ store, repository, cache, matters, audit, clock, changed });
  const cards = new CardArrivals({ cases: service, repository, clock, changed });
  return { repository, cache, service, cards };
}
