// A key's PIN was changed at this counter: recorded, and what was due for the seal of that key is done.
import type { AuditLog } from '../audit/audit-log';
import type { Store } from '../store/store';
import type { CustodyService } from './custody-service';
import type { SealRepository } from './seal-repository';

export interface PinChangeDeps {
  readonly store: Store;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly repository: Pick<SealRepository, 'ofCertificate'>;
  readonly service: Pick<CustodyService, 'pinChanged'>;
}

/** @param fingerprint SM3 of the certificate in the key, hex; staff keys without a seal are recorded all the same */
export function keyPinChanged(
  { store, audit, repository, service }: PinChangeDeps,
  fingerprint: string,
): void {
  store.transaction(() => audit.append({ action: 'seal-key.pin-changed', subject: fingerprint, detail: {} }));
  const seal = repository.ofCertificate(fingerprint).at(-1);
  // Refused where somebody else than the custodian changed it: then it stays due.
  if (seal?.pinChangeDue) service.pinChanged(seal.id);
}
