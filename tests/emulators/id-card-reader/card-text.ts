// What a card's chip holds: 256 bytes of text in the three layouts, written from the published tables on their own
// (not from the terminal's), so that an error in one shows in the other.
import type { CardIdentity } from '#core/identity/card-identity';

/** A card to lay on the reader; `raw` (hex, 256 bytes) replaces the text, `photo` (hex, 1,024 bytes) the picture. */
export interface EmulatedCard extends CardIdentity {
  raw?: string;
  photo?: string;
}

const SEX_CODES = { unknown: '0', male: '1', female: '2', unspecified: '9' } as const;

export function encodeCardText(card: EmulatedCard): Uint8Array {
  if (card.raw !== undefined) return sized(fromHex(card.raw), 256);
  switch (card.kind) {
    case 'resident':
      return concat(
        [...chineseFields(card, card.ethnicityCode ?? ''), field(card.latestAddress, 36)],
        card.latestAddress === undefined || card.latestAddress.length <= 14 ? ' ' : null,
      );
    case 'hmt-residence-permit':
      return concat(
        [...chineseFields(card, ''), field(card.passNumber, 18), field(card.issueCount, 4), field('', 14)],
        'J',
      );
    case 'foreign-permanent-resident':
      return card.version === 'Y' ? foreign2023(card) : foreign2017(card);
  }
}

/** A stand-in for the WLT picture: its marker, then bytes that differ by person. */
export function encodeCardPhoto(card: EmulatedCard): Uint8Array {
  if (card.photo !== undefined) return sized(fromHex(card.photo), 1024);
  const photo = new Uint8Array(1024);
  let state = 2166136261;
  for (const character of card.number + card.name)
    state = Math.imul(state ^ character.charCodeAt(0), 16777619);
  for (let index = 0; index < photo.length; index += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    photo[index] = state >>> 24;
  }
  photo.set([0x57, 0x4c, 0x66, 0x00], 0);
  return photo;
}

function chineseFields(card: EmulatedCard, ethnicity: string): Uint8Array[] {
  return [
    field(card.name, 30),
    field(SEX_CODES[card.sex], 2),
    field(ethnicity, 4),
    date(card.birth),
    field(card.address, 70),
    field(card.number, 36),
    field(card.authority, 30),
    date(card.validFrom),
    date(card.validTo),
  ];
}

function foreign2017(card: EmulatedCard): Uint8Array {
  return concat(
    [
      field(card.latinName, 120),
      field(SEX_CODES[card.sex], 2),
      field(card.number, 30),
      field(card.nationality, 6),
      field(card.name, 30),
      date(card.validFrom),
      date(card.validTo),
      date(card.birth),
      field(card.version ?? '01', 4),
      field(card.authority, 8),
      field('', 8),
    ],
    'I',
  );
}

function foreign2023(card: EmulatedCard): Uint8Array {
  const latinName = card.latinName ?? '';
  return concat(
    [
      field(card.name, 30),
      field(SEX_CODES[card.sex], 2),
      field(card.issueCount ?? '01', 4),
      date(card.birth),
      field(latinName.slice(0, 35), 70),
      field(card.number, 36),
      field('', 30),
      date(card.validFrom),
      date(card.validTo),
      field(latinName.slice(35), 22),
      field(card.nationality, 6),
      field('', 8),
    ],
    'Y',
  );
}

function date(iso: string): Uint8Array {
  return field(iso === 'long-term' ? '长期' : iso.replaceAll('-', ''), 16);
}

function field(text: string | undefined, bytes: number): Uint8Array {
  const units = bytes / 2;
  const padded = (text ?? '').slice(0, units).padEnd(units);
  const out = new Uint8Array(bytes);
  for (let index = 0; index < units; index += 1) {
    const unit = padded.charCodeAt(index);
    out[index * 2] = unit & 0xff;
    out[index * 2 + 1] = unit >> 8;
  }
  return out;
}

function concat(fields: Uint8Array[], type: string | null): Uint8Array {
  const text = new Uint8Array(256);
  let at = 0;
  for (const part of fields) {
    text.set(part, at);
    at += part.length;
  }
  if (at !== 256) throw new Error(`layout of ${at} bytes`);
  if (type !== null) text.set([type.charCodeAt(0), 0], 248);
  return text;
}

function sized(bytes: Uint8Array, size: number): Uint8Array {
  if (bytes.length !== size) throw new Error(`${size} bytes expected, ${bytes.length} given`);
  return bytes;
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, 'hex'));
}
