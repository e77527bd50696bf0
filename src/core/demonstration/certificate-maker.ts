// Makes one certificate of the demonstration; what the maker of a kind does not say has a sensible default.
import type { Certificate } from '../catalogue/certificate';
import type { CardIdentity } from '../identity/card-identity';
import { addDays, addYears } from './dates';

export interface Draft {
  readonly typeId: string;
  readonly number: string;
  readonly holder: Certificate['holder'];
  readonly accessibleBy: readonly string[];
  readonly issuer: string;
  readonly issuedOn: string;
  readonly validTo: Certificate['validTo'];
  readonly fields: Readonly<Record<string, string>>;
  readonly status?: Certificate['status'];
  readonly marks?: Certificate['marks'];
}

/** `today` is `YYYY-MM-DD`; the data was last fetched at 17:42 of the day before. */
export function makeCertificate(draft: Draft, today: string): Certificate {
  return {
    id: `demo-${draft.typeId}-${draft.number}`,
    typeId: draft.typeId,
    number: draft.number,
    holder: draft.holder,
    accessibleBy: [...new Set(draft.accessibleBy)],
    issuer: draft.issuer,
    issuedOn: draft.issuedOn,
    validFrom: draft.issuedOn,
    validTo: draft.validTo,
    status: draft.status ?? 'valid',
    marks: [...(draft.marks ?? [])],
    fields: { ...draft.fields },
    dataAsOf: `${addDays(today, -1)}T17:42:00+08:00`,
  };
}

export function naturalHolder(person: CardIdentity): Certificate['holder'] {
  return { kind: 'natural', name: person.name || (person.latinName ?? ''), number: person.number };
}

/** Issued and valid for whole years, the last day being the day before the anniversary. */
export function period(issuedOn: string, years: number): { issuedOn: string; validTo: string } {
  return { issuedOn, validTo: addDays(addYears(issuedOn, years), -1) };
}

export function sexName(sex: CardIdentity['sex']): string {
  return sex === 'male' ? '男' : sex === 'female' ? '女' : '未说明';
}

/** No mobile number begins with 100, so this one rings nowhere. */
export function phone(serial: number): string {
  return `1000000${String(serial % 10_000).padStart(4, '0')}`;
}
