// What a live test shows of a card: which fields were read, each masked.
import { examineConsistency, type CardIdentity } from '#core/identity/card-identity';
import { maskName, maskNumber, maskText } from './mask-text';

export type TestedFieldName =
  | 'name'
  | 'sex'
  | 'ethnicity'
  | 'nationality'
  | 'birth'
  | 'address'
  | 'number'
  | 'authority'
  | 'valid-from'
  | 'valid-to'
  | 'photo';

export interface TestedCard {
  readonly fields: readonly {
    readonly field: TestedFieldName;
    readonly present: boolean;
    readonly masked: string;
  }[];
  /** Check digit, birth date and sex agree with each other. */
  readonly consistent: boolean;
}

/** @param photo WLT bytes */
export function testedCard(identity: CardIdentity, photo: Uint8Array): TestedCard {
  const field = (
    name: TestedFieldName,
    value: string | undefined,
    mask: (value: string) => string = maskText,
  ) => ({
    field: name,
    present: value !== undefined && value !== '',
    masked: value ? mask(value) : '',
  });
  const own =
    identity.kind === 'resident'
      ? [field('ethnicity', identity.ethnicityCode)]
      : identity.kind === 'foreign-permanent-resident'
        ? [field('nationality', identity.nationality)]
        : [];
  return {
    fields: [
      field('name', identity.name || identity.latinName, maskName),
      field('sex', identity.sex, () => '*'),
      ...own,
      field('birth', identity.birth),
      field('address', identity.address),
      field('number', identity.number, maskNumber),
      field('authority', identity.authority),
      field('valid-from', identity.validFrom),
      field('valid-to', identity.validTo, (value) => (value === 'long-term' ? value : maskText(value))),
      { field: 'photo', present: photo.some((value) => value !== 0), masked: String(photo.length) },
    ],
    consistent: examineConsistency(identity).length === 0,
  };
}
