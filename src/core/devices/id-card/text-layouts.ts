// The 256 bytes of text on an identity card's chip: fixed fields, UTF-16LE, offset and length in bytes by card type.
import type { CardIdentity } from '#core/identity/card-identity';
import { fromCompactDate } from '#core/identity/calendar-date';
import { err, ok, type Result } from '#core/result';

export type CardTextError =
  { readonly code: 'CARD_TYPE_UNSUPPORTED' } | { readonly code: 'CARD_DATA_INVALID'; readonly field: string };

type Slot = readonly [offset: number, bytes: number];

const CARD_TYPE: Slot = [248, 2];

const RESIDENT = {
  name: [0, 30],
  sex: [30, 2],
  ethnicity: [32, 4],
  birth: [36, 16],
  address: [52, 70],
  number: [122, 36],
  authority: [158, 30],
  validFrom: [188, 16],
  validTo: [204, 16],
  latestAddress: [220, 36],
} as const satisfies Record<string, Slot>;

/** As resident without ethnicity. */
const HMT_PERMIT = { ...RESIDENT, passNumber: [220, 18], issueCount: [238, 4] } as const satisfies Record<
  string,
  Slot
>;

/** Foreign card of 2017, type 'I'. */
const FOREIGN_2017 = {
  latinName: [0, 120],
  sex: [120, 2],
  number: [122, 30],
  nationality: [152, 6],
  name: [158, 30],
  validFrom: [188, 16],
  validTo: [204, 16],
  birth: [220, 16],
  version: [236, 4],
  authority: [240, 8],
} as const satisfies Record<string, Slot>;

/**
 * Foreign card of 2023, type 'Y' (外国人永久居留身份证机读信息规则 2023 版, as card reader makers publish it). Of the bytes
 * behind the type the rule that links to an earlier card's number is not public, and no authority is on the chip.
 */
const FOREIGN_2023 = {
  name: [0, 30],
  sex: [30, 2],
  issueCount: [32, 4],
  birth: [36, 16],
  latinName: [52, 70],
  number: [122, 36],
  validFrom: [188, 16],
  validTo: [204, 16],
  latinNameRest: [220, 22],
  nationality: [242, 6],
} as const satisfies Record<string, Slot>;

/** Reads the text of any of the three kinds of card. A field that must be there and is not names itself. */
export function parseCardText(text: Uint8Array): Result<CardIdentity, CardTextError> {
  if (text.length !== 256) return err({ code: 'CARD_DATA_INVALID', field: 'text' });
  const reader = new FieldReader(text);
  const identity = readByType(reader);
  if (identity === null) return err({ code: 'CARD_TYPE_UNSUPPORTED' });
  if (reader.broken !== null) return err({ code: 'CARD_DATA_INVALID', field: reader.broken });
  return ok(identity);
}

function readByType(reader: FieldReader): CardIdentity | null {
  const type = reader.character(CARD_TYPE);
  switch (type) {
    case 'I':
      return readForeign2017(reader);
    case 'J':
      return readHmtPermit(reader);
    case 'Y':
      return readForeign2023(reader);
    default:
      // A resident's latest address runs over the type's place; kinds of card are told by a Latin letter.
      return /^[A-Za-z]$/.test(type) ? null : readResident(reader);
  }
}

function readResident(reader: FieldReader): CardIdentity {
  return {
    kind: 'resident',
    ...readChinese(reader),
    ...reader.optional('ethnicityCode', RESIDENT.ethnicity),
    ...reader.optional('latestAddress', RESIDENT.latestAddress),
  };
}

function readHmtPermit(reader: FieldReader): CardIdentity {
  return {
    kind: 'hmt-residence-permit',
    ...readChinese(reader),
    ...reader.optional('passNumber', HMT_PERMIT.passNumber),
    ...reader.optional('issueCount', HMT_PERMIT.issueCount),
  };
}

function readChinese(reader: FieldReader) {
  return {
    name: reader.required('name', RESIDENT.name),
    sex: reader.sex(RESIDENT.sex),
    birth: reader.date('birth', RESIDENT.birth),
    ...reader.optional('address', RESIDENT.address),
    number: reader.matching('number', RESIDENT.number, /^[0-9]{17}[0-9Xx]$/).toUpperCase(),
    authority: reader.text('authority', RESIDENT.authority),
    validFrom: reader.date('validFrom', RESIDENT.validFrom),
    validTo: reader.dateOrLongTerm('validTo', RESIDENT.validTo),
  };
}

function readForeign2017(reader: FieldReader): CardIdentity {
  return {
    kind: 'foreign-permanent-resident',
    name: reader.text('name', FOREIGN_2017.name),
    latinName: reader.matching('latinName', FOREIGN_2017.latinName, LATIN_NAME),
    sex: reader.sex(FOREIGN_2017.sex),
    nationality: reader.matching('nationality', FOREIGN_2017.nationality, /^[A-Z0-9]{3}$/),
    birth: reader.date('birth', FOREIGN_2017.birth),
    number: reader.matching('number', FOREIGN_2017.number, /^[A-Z]{3}[0-9]{12}$/),
    authority: reader.text('authority', FOREIGN_2017.authority),
    validFrom: reader.date('validFrom', FOREIGN_2017.validFrom),
    validTo: reader.dateOrLongTerm('validTo', FOREIGN_2017.validTo),
    ...reader.optional('version', FOREIGN_2017.version),
  };
}

function readForeign2023(reader: FieldReader): CardIdentity {
  const latinName = (
    reader.untrimmed('latinName', FOREIGN_2023.latinName) +
    reader.untrimmed('latinName', FOREIGN_2023.latinNameRest)
  ).trimEnd();
  if (!LATIN_NAME.test(latinName)) reader.fail('latinName');
  return {
    kind: 'foreign-permanent-resident',
    name: reader.text('name', FOREIGN_2023.name),
    latinName,
    sex: reader.sex(FOREIGN_2023.sex),
    nationality: reader.matching('nationality', FOREIGN_2023.nationality, /^[A-Z0-9]{3}$/),
    birth: reader.date('birth', FOREIGN_2023.birth),
    number: reader.matching('number', FOREIGN_2023.number, /^9[0-9]{16}[0-9Xx]$/).toUpperCase(),
    authority: '',
    validFrom: reader.date('validFrom', FOREIGN_2023.validFrom),
    validTo: reader.dateOrLongTerm('validTo', FOREIGN_2023.validTo),
    ...reader.optional('issueCount', FOREIGN_2023.issueCount),
    version: 'Y',
  };
}

const LATIN_NAME = /^[A-Z][A-Z ,.'-]*$/i;
const SEXES = { '0': 'unknown', '1': 'male', '2': 'female', '9': 'unspecified' } as const;
// Control characters, unpaired surrogates and non-characters are on no card. Private use is: rare names are written so.
const NOT_TEXT = /[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u;

/** Takes fields out of the block and remembers the first that cannot be what it has to be. */
class FieldReader {
  broken: string | null = null;
  readonly #block: Uint8Array;

  constructor(block: Uint8Array) {
    this.#block = block;
  }

  fail(field: string): void {
    this.broken ??= field;
  }

  character([offset]: Slot): string {
    return String.fromCharCode((this.#block[offset] ?? 0) | ((this.#block[offset + 1] ?? 0) << 8));
  }

  untrimmed(field: string, [offset, bytes]: Slot): string {
    let text = '';
    for (let at = offset; at < offset + bytes; at += 2) text += this.character([at, 2]);
    // Some issuers padded with NUL in place of spaces.
    text = text.replace(/\0+$/, '');
    if (NOT_TEXT.test(text)) this.fail(field);
    return text.padEnd(bytes / 2);
  }

  text(field: string, slot: Slot): string {
    return this.untrimmed(field, slot).trimEnd();
  }

  required(field: string, slot: Slot): string {
    const text = this.text(field, slot);
    if (text === '') this.fail(field);
    return text;
  }

  optional<Field extends string>(field: Field, slot: Slot): { [key in Field]?: string } {
    const text = this.text(field, slot);
    return text === '' ? {} : ({ [field]: text } as { [key in Field]?: string });
  }

  matching(field: string, slot: Slot, pattern: RegExp): string {
    const text = this.text(field, slot);
    if (!pattern.test(text)) this.fail(field);
    return text;
  }

  sex(slot: Slot): CardIdentity['sex'] {
    const code = this.character(slot);
    if (Object.hasOwn(SEXES, code)) return SEXES[code as keyof typeof SEXES];
    this.fail('sex');
    return 'unknown';
  }

  date(field: string, slot: Slot): string {
    const date = fromCompactDate(this.text(field, slot));
    if (date === null) this.fail(field);
    return date ?? '';
  }

  dateOrLongTerm(field: string, slot: Slot): string {
    return this.text(field, slot) === '长期' ? 'long-term' : this.date(field, slot);
  }
}
