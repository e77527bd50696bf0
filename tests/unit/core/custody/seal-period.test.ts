// Periods of seals: equal to their certificate's, ending, over; days counted, reminders by the place's rule.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applicationCitations, custodyCitation } from '#core/custody/form-citations';
import { GROUNDS, groundsOf } from '#core/custody/grounds';
import { commonPeriod, periodOf, periodsDiffer, renewalDays } from '#core/custody/seal-period';
import { rulePackSchema, type RulePack } from '#core/rules/rule-pack';
import { sealFacts } from '#tests/support/custody-fixtures';

const pack = (id: string): RulePack =>
  rulePackSchema.parse(
    JSON.parse(
      readFileSync(resolve(import.meta.dirname, `../../../../resources/rule-packs/${id}.json`), 'utf8'),
    ),
  );
const facts = sealFacts({ validTo: '2026-12-31T15:59:59.000Z', certificateTo: '2026-12-31T15:59:59.000Z' });
const on = (day: string) => periodOf(facts, new Date(day), 30);

describe('a period', () => {
  it.each([
    ['2025-12-31T15:59:59Z', { kind: 'not-yet', from: '2025-12-31T16:00:00.000Z' }],
    ['2025-12-31T16:00:00Z', { kind: 'current', daysLeft: 364 }],
    ['2026-12-01T15:59:58Z', { kind: 'current', daysLeft: 30 }],
    ['2026-12-01T15:59:59Z', { kind: 'ending', daysLeft: 30 }],
    ['2026-12-31T15:59:59Z', { kind: 'ending', daysLeft: 0 }],
    ['2026-12-31T16:00:00Z', { kind: 'over', daysOver: 0 }],
    ['2027-01-02T16:00:00Z', { kind: 'over', daysOver: 2 }],
  ])('on %s', (day, period) => {
    expect(on(day)).toEqual(period);
  });

  it('is where seal and certificate are both valid', () => {
    const { from, until } = commonPeriod(
      sealFacts({ validFrom: '2026-02-01T00:00:00Z', certificateTo: '2026-03-01T00:00:00Z' }),
    );
    expect([from.toISOString(), until.toISOString()]).toEqual([
      '2026-02-01T00:00:00.000Z',
      '2026-03-01T00:00:00.000Z',
    ]);
  });

  it('differs when either end does, by a second and not by less', () => {
    expect(periodsDiffer(facts)).toBe(false);
    expect(periodsDiffer({ ...facts, certificateTo: '2026-12-31T15:59:59.900Z' })).toBe(false);
    expect(periodsDiffer({ ...facts, certificateTo: '2026-12-31T16:00:00.000Z' })).toBe(true);
    expect(periodsDiffer({ ...facts, validFrom: '2025-12-31T15:59:59.000Z' })).toBe(true);
  });
});

describe('what the place’s rule gives', () => {
  it('thirty days in Sichuan by its article, elsewhere by the terminal', () => {
    expect(
      ['sichuan', 'xuchang', 'shanghai', 'shenzhen', 'chongqing'].map((id) => renewalDays(pack(id))),
    ).toEqual([30, 30, 30, 30, 30]);
  });

  it('an article and its item for each ground of replacement and cancellation in Sichuan', () => {
    const items = [...groundsOf('replace'), ...groundsOf('cancel')].map((ground) => {
      const kind = groundsOf('replace').includes(ground) ? 'replace' : 'cancel';
      const [article, item] = applicationCitations(pack('sichuan'), kind, ground);
      return [ground, article?.article, item?.item, item?.article];
    });
    expect(items).toEqual([
      ['lost', '第十三条', '（四）', '第十三条'],
      ['stolen', '第十三条', '（四）', '第十三条'],
      ['damaged', '第十三条', '（四）', '第十三条'],
      ['key-leaked', '第十三条', '（三）', '第十三条'],
      ['holder-changed', '第十三条', '（一）', '第十三条'],
      ['physical-changed', '第十三条', '（二）', '第十三条'],
      ['other-replace', '第十三条', '（五）', '第十三条'],
      ['unit-dissolved', '第十四条', '（一）', '第十四条'],
      ['physical-retired', '第十四条', '（二）', '第十四条'],
      ['no-longer-used', '第十四条', '（三）', '第十四条'],
      ['other-cancel', '第十四条', '（四）', '第十四条'],
    ]);
    expect(applicationCitations(pack('sichuan'), 'renew', 'period-ends')[0]?.article).toBe('第八条');
    expect(applicationCitations(pack('sichuan'), 'reset-pin', 'pin-leaked')[0]?.article).toBe('第十二条');
    expect(custodyCitation(pack('sichuan'))?.label).toContain('第十条');
  });

  it('nothing where the rule is silent', () => {
    for (const id of ['xuchang', 'shanghai', 'shenzhen', 'chongqing']) {
      for (const ground of GROUNDS) {
        expect(applicationCitations(pack(id), 'replace', ground)).toEqual([]);
        expect(applicationCitations(pack(id), 'cancel', ground)).toEqual([]);
      }
      expect(custodyCitation(pack(id))).toBeNull();
    }
  });
});
