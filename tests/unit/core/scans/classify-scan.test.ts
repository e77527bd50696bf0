// What a scanned text means: one row a kind, what only looks like it, and hostile input.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { creditCode, idNumber } from '#core/demonstration/numbers';
import { creditCodeCheckCharacter, organisationCheckCharacter } from '#core/identity/credit-code';
import { idCheckCharacter } from '#core/identity/id-number';
import { controlNumber } from '#core/print/control-number';
import { verificationText } from '#core/print/verification';
import { classifyScan, type ScanKnowledge } from '#core/scans/classify-scan';
import { stockShapesSchema } from '#core/scans/stock-number';
import { seededRandom } from '#tests/support/random';

const { shapes } = stockShapesSchema.parse(
  JSON.parse(readFileSync(resolve('resources/scans/stock-numbers.json'), 'utf8')),
);
const knowledge: ScanKnowledge = {
  holderCode: { prefix: 'YKM1.', minLength: 24, maxLength: 200, identity: null },
  stockShapes: shapes,
  matterIds: new Map([['000131025001', 'food-licence-new']]),
};
const meaning = (text: string) => classifyScan(text, knowledge);

const ID = idNumber('890101', '1990-02-28', 'female', 7);
const CREDIT = creditCode('91', '890100', 42);
const NUMBER = controlNumber({ place: 'XUCHANG', window: 'A07', day: '20261121', serial: 12 });
const PRINTED = verificationText({
  controlNumber: NUMBER,
  sourceDigest: 'ab'.repeat(32),
  kind: 'case-slip',
  printedAt: new Date('2026-11-21T02:00:00Z'),
});

describe('codes with a meaning', () => {
  it('are told apart', () => {
    const kinds = Object.fromEntries(
      [
        'ZC1:food-licence:JY18900000001',
        'ZC1:food-licence:JY18900000001:20261121T0900:20261121T0905',
        'YKM1.abcdefghijklmnopqrstuvwxyz',
        PRINTED,
        NUMBER,
        ID,
        CREDIT,
        'SP0000012345',
        '000131025001',
        '你好',
      ].map((text) => [text, meaning(text).kind]),
    );
    expect(Object.values(kinds)).toEqual([
      'certificate-code',
      'certificate-code',
      'holder-code',
      'control-number',
      'control-number',
      'id-number',
      'credit-code',
      'stock-number',
      'matter-code',
      'unknown',
    ]);
  });

  it('keep what they say', () => {
    expect(meaning('ZC1:food-licence:JY1:20261121T0900:20261121T0905')).toMatchObject({
      code: {
        typeId: 'food-licence',
        number: 'JY1',
        window: { from: new Date('2026-11-21T01:00:00Z'), until: new Date('2026-11-21T01:05:00Z') },
      },
    });
    expect(meaning(PRINTED)).toMatchObject({
      controlNumber: NUMBER,
      verification: { digestStart: 'AB'.repeat(12), kind: 'case-slip' },
    });
    expect(meaning(NUMBER.toLowerCase())).toEqual({
      kind: 'control-number',
      controlNumber: NUMBER,
      verification: null,
    });
    expect(meaning('000131025001')).toEqual({ kind: 'matter-code', matterId: 'food-licence-new' });
    expect(meaning('SP0000012345')).toEqual({
      kind: 'stock-number',
      name: '食品经营许可证用纸',
      number: 'SP0000012345',
    });
  });

  it('forgive blanks and line ends around them and the symbology that a typing scanner puts first', () => {
    expect(meaning(`  ${ID}\r\n`)).toEqual({ kind: 'id-number', number: ID });
    expect(meaning(`]Q1${ID}`)).toEqual({ kind: 'id-number', number: ID });
    expect(meaning(ID.toLowerCase()).kind).toBe('id-number');
  });

  it('need their check digits', () => {
    for (let at = 0; at < 18; at += 1) {
      const digit = (Number.parseInt(ID.charAt(at), 36) + 1) % 10;
      const wrong = ID.slice(0, at) + String(digit) + ID.slice(at + 1);
      if (wrong !== ID) expect(meaning(wrong)).toMatchObject({ kind: 'unknown', resembles: 'id-number' });
    }
    const swapped = CREDIT.slice(0, 17) + (CREDIT.endsWith('A') ? 'B' : 'A');
    expect(meaning(swapped)).toMatchObject({ kind: 'unknown', resembles: 'credit-code' });
    expect(meaning(NUMBER.slice(0, -1) + (NUMBER.endsWith('A') ? 'B' : 'A')).kind).toBe('unknown');
  });

  it('are neither where a number is right as an ID number and as a credit code', () => {
    expect(meaning(rightAsBoth())).toMatchObject({ kind: 'unknown', resembles: 'id-number' });
  });

  it('leave out what the place or the terminal does not know', () => {
    const elsewhere: ScanKnowledge = { holderCode: null, stockShapes: [], matterIds: new Map() };
    for (const text of ['YKM1.abcdefghijklmnopqrstuvwxyz', 'SP0000012345', '000131025001']) {
      expect(classifyScan(text, elsewhere).kind).toBe('unknown');
    }
    expect(meaning('000131025002').kind).toBe('unknown');
    expect(meaning('YKM1.short').kind).toBe('unknown');
    expect(meaning(`YKM1.${'a'.repeat(196)}`).kind).toBe('unknown');
  });
});

describe('hostile input', () => {
  it('is shown with everything invisible made visible', () => {
    const shown = meaning('a\0b\u001b[31m\u202egnp.exe\u200b\u2066\ufeff\ud800\u0085\u2028z\u007f');
    expect(shown).toMatchObject({
      kind: 'unknown',
      text: 'a␀b␛[31m‹U+202E›gnp.exe‹U+200B›‹U+2066›‹U+FEFF›‹U+D800›‹U+0085›‹U+2028›z␡',
    });
  });

  it('is named as an address and stays a text', () => {
    for (const text of [
      'https://example.invalid/?a=1',
      'HTTP://EXAMPLE.INVALID',
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      'www.example.invalid',
      'intent://x#Intent;end',
    ]) {
      expect(meaning(text)).toEqual({
        kind: 'unknown',
        text,
        length: [...text].length,
        resembles: 'address',
      });
    }
  });

  it('never turns a control character inside a code into nothing', () => {
    for (const character of ['\0', '\t', '\n', '\u200b', '\u202e', '\u00a0', '０']) {
      for (const code of [ID, CREDIT, PRINTED, 'SP0000012345', '000131025001']) {
        const dirty = code.slice(0, 5) + character + code.slice(5);
        expect(meaning(dirty).kind).toBe('unknown');
      }
    }
  });

  it('is bounded: the largest codes are shown shortened, with their true length', () => {
    for (const length of [2_953, 4_296, 7_089, 8_192]) {
      const shown = meaning('7'.repeat(length));
      expect(shown).toMatchObject({ kind: 'unknown', length });
      expect(shown.kind === 'unknown' && shown.text).toBe(`${'7'.repeat(240)}…`);
    }
    const wide = meaning('😀'.repeat(4_000));
    expect(wide).toMatchObject({ length: 4_000, text: `${'😀'.repeat(240)}…` });
  });

  it('has one meaning for any text, without throwing', () => {
    const random = seededRandom(20_261_121);
    const seeds = [
      ID,
      CREDIT,
      PRINTED,
      NUMBER,
      'ZC1:food-licence:JY1:20261121T0900:20261121T0905',
      'YKM1.abcdefghijklmnopqrstuvwxyz',
    ];
    let meanings = 0;
    for (let round = 0; round < 20_000; round += 1) {
      const characters = [...seeds[random.below(seeds.length)]!];
      for (let change = random.below(4); change >= 0; change -= 1) {
        characters.splice(
          random.below(characters.length + 1),
          random.below(3),
          String.fromCharCode(random.below(0x10000)),
        );
      }
      const text = characters.join('');
      const found = meaning(text);
      if (found.kind === 'id-number')
        expect(idCheckCharacter(found.number.slice(0, 17))).toBe(found.number[17]);
      if (found.kind === 'unknown') expect(found.text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      meanings += 1;
    }
    expect(meanings).toBe(20_000);
  });
});

/** Region 12 is a place of ID numbers and a department of credit codes: a number that is right as both. */
function rightAsBoth(): string {
  for (let day = 1; day <= 28; day += 1) {
    for (let serial = 0; serial < 1_000; serial += 1) {
      const body = `12890119900${(100 + day).toString()}${String(serial).padStart(3, '0')}`;
      const number = body + idCheckCharacter(body);
      const organisation = number.slice(8, 17);
      if (organisationCheckCharacter(organisation.slice(0, 8)) !== organisation[8]) continue;
      if (creditCodeCheckCharacter(body) === number[17]) return number;
    }
  }
  throw new Error('no number is right as both');
}
