// Rule packs: schema, the README's differences as data, quotations word for word, lapse dates, notices.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { citationLabel, forceOn, legalEffectNotice } from '#core/rules/in-force';
import { rulePackSchema, type Citation, type RulePack } from '#core/rules/rule-pack';

const ROOT = resolve(import.meta.dirname, '../../../..');
const PACKS_DIR = resolve(ROOT, 'resources/rule-packs');
const REGULATIONS_DIR = resolve(ROOT, '../shared/regulations');

const packs = new Map(
  readdirSync(PACKS_DIR).map((file): [string, RulePack] => {
    const pack = rulePackSchema.parse(JSON.parse(readFileSync(resolve(PACKS_DIR, file), 'utf8')));
    expect(`${pack.id}.json`).toBe(file);
    return [pack.id, pack];
  }),
);
const pack = (id: string): RulePack => {
  const found = packs.get(id);
  if (!found) throw new Error(`no rule pack ${id}`);
  return found;
};

describe('what the five regulations change', () => {
  it('has a pack for each place', () => {
    expect([...packs.keys()].sort()).toEqual(['chongqing', 'shanghai', 'shenzhen', 'sichuan', 'xuchang']);
  });

  it('says what a printed copy is worth', () => {
    const modes = Object.fromEntries([...packs].map(([id, { printedCopy }]) => [id, printedCopy.mode]));
    expect(modes).toEqual({
      chongqing: 'allowed',
      xuchang: 'archive-only',
      shenzhen: 'not-evidence',
      sichuan: 'no-equal-effect',
      shanghai: 'silent',
    });
  });

  it('cites an article for each printed-copy mode but the silent one', () => {
    for (const { printedCopy } of packs.values()) {
      expect(printedCopy.citation === null).toBe(printedCopy.mode === 'silent');
    }
  });

  it('says where a holder’s code shows who somebody is, with tokens told apart by place', () => {
    const codes = Object.fromEntries([...packs].map(([id, { qr }]) => [id, qr?.holderCode ?? null]));
    expect(codes['xuchang']).toBeNull();
    expect(codes['shenzhen']).toBeNull();
    expect(codes['chongqing']?.identity?.citation.article).toBe('第十六条');
    expect(codes['shanghai']?.identity?.citation.article).toBe('第十六条');
    expect(codes['sichuan']?.identity).toBeNull();
    const prefixes = Object.values(codes).flatMap((code) => (code ? [code.prefix] : []));
    expect(new Set(prefixes).size).toBe(3);
  });

  it('counts the deadlines of offline issue', () => {
    expect(pack('xuchang').offlineCollection.map(({ when, deadline }) => [when, deadline])).toEqual([
      ['offline-issue', { kind: 'working-days', days: 1 }],
      ['bulk-issue', { kind: 'working-days', days: 5 }],
    ]);
    expect(pack('shanghai').offlineCollection.map(({ when, deadline }) => [when, deadline])).toEqual([
      ['daily-increment', { kind: 'same-day' }],
      ['force-majeure', { kind: 'working-days', days: 3 }],
    ]);
    expect(pack('chongqing').offlineCollection[0]?.deadline).toEqual({ kind: 'statutory' });
    expect(pack('shenzhen').offlineCollection[0]?.deadline).toEqual({ kind: 'notify' });
    expect(pack('sichuan').offlineCollection[0]?.deadline).toEqual({ kind: 'notify' });
  });

  it('keeps the traditional way where the rule says so', () => {
    const places = [...packs.values()].filter(({ traditionalPath }) => traditionalPath !== null);
    expect(places.map(({ id }) => id).sort()).toEqual(['chongqing', 'shanghai']);
  });

  it('binds entrustment to time and matter in Sichuan alone', () => {
    const bound = [...packs.values()].flatMap(({ id, useOfOthers }) =>
      useOfOthers.filter(({ mode }) => mode === 'entrustment').map(({ boundTo }) => ({ id, boundTo })),
    );
    expect(bound).toEqual([{ id: 'sichuan', boundTo: ['time', 'matter'] }]);
  });
});

describe('in force', () => {
  it('computes the last day from the period the rule names', () => {
    expect(forceOn(pack('shenzhen'), '2018-04-18')).toEqual({ kind: 'not-yet', from: '2018-04-19' });
    expect(forceOn(pack('shenzhen'), '2021-04-19')).toEqual({ kind: 'in-force', lastDay: '2021-04-19' });
    expect(forceOn(pack('shenzhen'), '2021-04-20')).toEqual({ kind: 'lapsed', lastDay: '2021-04-19' });
    expect(forceOn(pack('sichuan'), '2026-01-01')).toEqual({ kind: 'lapsed', lastDay: '2024-04-08' });
    expect(forceOn(pack('xuchang'), '2026-01-01')).toEqual({ kind: 'in-force', lastDay: null });
  });

  it('ends on 28 February when a period begun on 29 February ends in a common year', () => {
    const leap: RulePack = {
      ...pack('sichuan'),
      inForce: { ...pack('sichuan').inForce, from: '2024-02-29', validForYears: 2 },
    };
    expect(forceOn(leap, '2026-03-01')).toEqual({ kind: 'lapsed', lastDay: '2026-02-28' });
  });

  it('says on the copy that a lapsed rule has lapsed, and only then', () => {
    expect(legalEffectNotice(pack('shenzhen'), '2026-01-01')).toContain('有效期已于2021年4月19日届满');
    expect(legalEffectNotice(pack('shenzhen'), '2020-01-01')).toBe(pack('shenzhen').printedCopy.notice);
    expect(legalEffectNotice(pack('xuchang'), '2026-01-01')).toContain('许政办〔2021〕13号第二十三条');
  });

  it('labels a citation with the document it stands in', () => {
    expect(citationLabel(pack('xuchang'), pack('xuchang').statusEvents.citation)).toBe(
      '许政办〔2021〕13号 第十八条',
    );
    expect(citationLabel(pack('sichuan'), pack('sichuan').eSeal.citation)).toBe(
      '川办规〔2022〕3号《四川省一体化政务服务平台电子印章管理暂行办法》 第三条',
    );
  });
});

const regulationsHere = existsSync(REGULATIONS_DIR);
if (!regulationsHere) console.warn('跳过：../shared/regulations 不在本机，未核对规则包引文。');

describe.skipIf(!regulationsHere)('quotations (needs ../shared/regulations)', () => {
  it.each([...packs.values()].map((one) => [one.id, one] as const))('%s is word for word', (_id, one) => {
    const citations = citationsIn(one);
    expect(citations.length).toBeGreaterThan(10);
    const wrong = citations.filter((citation) => !articleText(one, citation).includes(plain(citation.text)));
    expect(wrong).toEqual([]);
  });
});

function citationsIn(value: unknown): Citation[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('article' in value && 'text' in value) return [value as Citation];
  return Object.values(value).flatMap(citationsIn);
}

/** The one article, cut out of the one document: a right sentence under a wrong number is wrong. */
function articleText(one: RulePack, citation: Citation): string {
  const document = one.documents.find(({ id }) => id === citation.document);
  if (!document) throw new Error(`unknown document ${citation.document}`);
  const whole = regulationText(one);
  const start = whole.lastIndexOf(`${plain(document.title)}第一章`);
  const body = whole.slice(start);
  const from = body.indexOf(`${citation.article}`);
  const rest = body.slice(from + citation.article.length);
  const next = nextArticle(citation.article);
  const end = rest.indexOf(next);
  return start < 0 || from < 0 ? '' : end < 0 ? rest : rest.slice(0, end);
}

function regulationText(one: RulePack): string {
  const texts = readdirSync(REGULATIONS_DIR)
    .filter((file) => file.endsWith('.txt'))
    .map((file) => plain(readFileSync(resolve(REGULATIONS_DIR, file), 'utf8')));
  const found = texts.find(
    (text) => text.includes(plain(one.title)) && text.includes(plain(one.documentNumber)),
  );
  if (!found) throw new Error(`no regulation text for ${one.id}`);
  return found;
}

/** Line breaks, page numbers and markup are not part of the rule; ASCII and full-width punctuation are the same. */
function plain(text: string): string {
  return text
    .replace(/―\s*\d+\s*―/gu, '')
    .replace(/^\s*\d+\/\d+\s*$/gmu, '')
    .replace(/[\s*#]+/gu, '')
    .replace(
      /[,;:()]/gu,
      (mark) => ({ ',': '，', ';': '；', ':': '：', '(': '（', ')': '）' })[mark] ?? mark,
    );
}

function nextArticle(article: string): string {
  const numerals = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
  const name = (n: number): string =>
    `第${n >= 20 ? (numerals[Math.floor(n / 10)] ?? '') : ''}${n >= 10 ? '十' : ''}${numerals[n % 10] ?? ''}条`;
  for (let n = 1; n < 60; n += 1) if (name(n) === article) return name(n + 1);
  throw new Error(`unreadable article ${article}`);
}
