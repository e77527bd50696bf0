// An invented firm or individual business, and a certificate in its name.
import type { Certificate } from '../catalogue/certificate';
import type { CardIdentity } from '../identity/card-identity';
import { makeCertificate, type Draft } from './certificate-maker';

export type Trade = 'food' | 'freight' | 'hygiene' | 'goods';

export interface Enterprise {
  readonly name: string;
  readonly creditCode: string;
  readonly individual: boolean;
  readonly trade: Trade;
  readonly address: string;
  readonly representative: CardIdentity;
  readonly position: number;
}

/** Presented by the legal representative. */
export function makeForEnterprise(
  enterprise: Enterprise,
  today: string,
  draft: Omit<Draft, 'holder' | 'accessibleBy'>,
): Certificate {
  const holder = { kind: 'legal', name: enterprise.name, number: enterprise.creditCode } as const;
  return makeCertificate({ ...draft, holder, accessibleBy: [enterprise.representative.number] }, today);
}
