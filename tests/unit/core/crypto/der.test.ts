// DER: what the writer writes the reader reads; sloppy encodings are refused.
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '#core/crypto/bytes';
import { decodeDer, TAG } from '#core/crypto/der';
import { parseAsn1Time } from '#core/crypto/der-time';
import {
  derBits,
  derBoolean,
  derExplicit,
  derInteger,
  derNamedBits,
  derOctets,
  derOid,
  derSequence,
  derTime,
  derUtf8,
} from '#core/crypto/der-write';

describe('round trip', () => {
  it('keeps values and the raw bytes of each element', () => {
    const time = new Date('2026-03-04T05:06:07Z');
    const der = derSequence(
      derInteger(300),
      derOid('1.2.156.10197.1.501'),
      derOctets(new Uint8Array(300)),
      derBits(Uint8Array.of(1, 2)),
      derUtf8('公章'),
      derTime(time),
      derBoolean(true),
      derNamedBits([0, 6, 8]),
      derExplicit(0, derInteger(0)),
    );
    const decoded = decodeDer(der, (reader) =>
      reader.sequence((seq, whole) => ({
        raw: whole.raw,
        integer: seq.integer(),
        oid: seq.oid(),
        octets: seq.octetString().length,
        bits: toHex(seq.bitString()),
        text: seq.text(TAG.utf8String),
        time: seq.time(),
        flag: seq.boolean(),
        named: [...seq.namedBits()],
        inner: seq.nested(0xa0, (inner) => inner.integer()),
      })),
    );
    expect(decoded).toEqual({
      ok: true,
      value: {
        raw: der,
        integer: 300,
        oid: '1.2.156.10197.1.501',
        octets: 300,
        bits: '0102',
        text: '公章',
        time,
        flag: true,
        named: [0, 6, 8],
        inner: 0,
      },
    });
  });
});

describe('what is refused', () => {
  it.each([
    ['indefinite length', '30800201010000', 'indefinite length'],
    ['length not minimal', '308103020101', 'length is not minimal'],
    ['length beyond the end', '3004020101', 'length beyond the end'],
    ['trailing bytes', '300302010100', 'trailing bytes'],
    ['trailing bytes inside', '30050201010500', 'trailing bytes'],
    ['padded INTEGER', '300402020001', 'INTEGER is not minimal'],
    ['empty INTEGER', '30020200', 'empty INTEGER'],
    ['other tag', '3003040101', 'tag 0x4 where 0x2 belongs'],
    ['high tag number', '30051f81000101', 'tag 0x1f where 0x2 belongs'],
    ['nothing', '', 'element missing'],
  ])('%s', (_, hex, reason) => {
    const decoded = decodeDer(fromHex(hex), (reader) => reader.sequence((seq) => seq.integer()));
    expect(decoded).toMatchObject({ ok: false, error: { code: 'DER_MALFORMED', reason } });
  });

  it('gives the place where it stopped', () => {
    const decoded = decodeDer(fromHex('300602010104022a'), (reader) =>
      reader.sequence((seq) => [seq.integer(), seq.integer()]),
    );
    expect(decoded).toMatchObject({ ok: false, error: { at: 5 } });
  });
});

describe('times', () => {
  it.each([
    ['20200817103000Z', false, '2020-08-17T10:30:00.000Z'],
    ['20200817103000.5Z', false, '2020-08-17T10:30:00.500Z'],
    ['20200817103000+0800', false, '2020-08-17T02:30:00.000Z'],
    ['20200817103000', false, '2020-08-17T10:30:00.000Z'],
    ['200817103000Z', true, '2020-08-17T10:30:00.000Z'],
    ['500817103000Z', true, '1950-08-17T10:30:00.000Z'],
  ])('%s', (text, utcTime, expected) => {
    expect(parseAsn1Time(text, utcTime)?.toISOString()).toBe(expected);
  });

  it.each(['20200230000000Z', '20201301000000Z', '20200101250000Z', '2020-01-01', ''])(
    'refuses %s',
    (text) => {
      expect(parseAsn1Time(text, false)).toBeUndefined();
    },
  );
});
