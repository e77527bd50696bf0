// A scanner that types is told from a person: what lands, what acts, what is a scan; and seeded mixtures of both.
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#tests/support/random';
import {
  BURST_GAP_MS,
  GAP_MS,
  QUIET,
  wedgeKey,
  wedgeTimeout,
  type WedgeScan,
  type WedgeState,
} from '../../../src/renderer/scans/wedge';

interface Typed {
  readonly key: string;
  /** Milliseconds after the key before. */
  readonly after: number;
  readonly repeat?: boolean;
  readonly modified?: boolean;
  readonly composing?: boolean;
}

interface Place {
  /** Letters and digits are commands here (no field has the focus). */
  readonly acts: boolean;
}

/** A field, a place for commands and a clock, driven by the machine as the window drives it. */
function play(keys: readonly Typed[], { acts }: Place, before = '') {
  let state: WedgeState = QUIET;
  let time = 1_000;
  let due: number | null = null;
  let field = before;
  let remembered = before;
  const commands: string[] = [];
  const scans: WedgeScan[] = [];

  const land = (key: string): void => {
    if (acts || key.length > 1) commands.push(key);
    else field += key;
  };
  const obey = (step: ReturnType<typeof wedgeTimeout>): void => {
    for (const key of step.replay) land(key);
    if (step.remember) remembered = field;
    if (step.restore) field = remembered;
    if (step.scan) scans.push(step.scan);
    state = step.state;
  };
  const settle = (now: number): void => {
    if (due === null || now < due) return;
    due = null;
    obey(wedgeTimeout(state));
  };

  for (const { key, after, repeat = false, modified = false, composing = false } of keys) {
    time += after;
    settle(time);
    const step = wedgeKey(state, { key, time, repeat, modified, composing, acts });
    obey(step);
    due = step.wait === null ? null : time + step.wait;
    if (step.key === 'pass') land(key);
  }
  settle(time + 10_000);
  return { field, commands, scans };
}

const scanOf = (text: string, gap = 4, end: readonly string[] = ['Enter']): Typed[] => [
  ...[...text].map((key, index) => ({ key, after: index === 0 ? 500 : gap })),
  ...end.map((key) => ({ key, after: gap })),
];
const typing = (text: string, gap: number): Typed[] => [...text].map((key) => ({ key, after: gap }));

const FIELD = { acts: false };
const DESK = { acts: true };
const CODE = '890101199002280148';

describe('a scanner that types', () => {
  it('leaves a half-filled field as it was, and its Enter does nothing', () => {
    for (const gap of [0, 1, 8, 16, 30]) {
      const { field, commands, scans } = play(scanOf(CODE, gap), FIELD, '王');
      expect({ field, commands, scans }).toEqual({
        field: '王',
        commands: [],
        scans: [{ text: CODE, terminator: 'enter', tooLong: false }],
      });
    }
  });

  it('is no command: no letter, no digit, no Enter', () => {
    for (const code of [CODE, 'PXCVZL123', 'ZC1:food-licence:JY18900000001']) {
      const { commands, scans } = play(scanOf(code), DESK);
      expect(commands).toEqual([]);
      expect(scans.map(({ text }) => text)).toEqual([code]);
    }
  });

  it('may end with Tab, with CR LF, or with nothing', () => {
    expect(play(scanOf(CODE, 4, ['Tab']), FIELD).scans).toMatchObject([{ text: CODE, terminator: 'tab' }]);
    const twice = play(scanOf(CODE, 4, ['Enter', 'Enter']), FIELD);
    expect(twice).toMatchObject({ scans: [{ text: CODE }], commands: [] });
    expect(play(scanOf(CODE, 4, []), FIELD).scans).toMatchObject([{ text: CODE, terminator: 'idle' }]);
  });

  it('types capitals with Shift and control characters with Ctrl', () => {
    const keys = [...'SP0001'].flatMap((key) => [
      { key: 'Shift', after: 2 },
      { key, after: 2 },
    ]);
    const { scans, field } = play(
      [
        ...keys,
        { key: ']', after: 2, modified: true },
        ...scanOf('AB')
          .slice(0, 2)
          .map((k) => ({ ...k, after: 2 })),
        { key: 'Enter', after: 2 },
      ],
      FIELD,
    );
    expect(scans).toMatchObject([{ text: 'SP0001\u001dAB' }]);
    expect(field).toBe('');
  });

  it('may stumble once it is recognised', () => {
    const keys = scanOf(CODE).map((one, index) => (index === 9 ? { ...one, after: BURST_GAP_MS - 1 } : one));
    expect(play(keys, FIELD).scans).toMatchObject([{ text: CODE }]);
  });

  it('is bounded', () => {
    const { scans, field } = play(scanOf('7'.repeat(9_000), 1), FIELD);
    expect(scans).toMatchObject([{ tooLong: true, text: '7'.repeat(8_192) }]);
    expect(field).toBe('');
  });

  it('may follow another at once: each is a scan of its own, in order', () => {
    const codes = Array.from({ length: 20 }, (_, index) => `CODE-${String(index).padStart(4, '0')}`);
    const keys = codes.flatMap((code) =>
      scanOf(code, 2).map((one) => ({ ...one, after: one.after === 500 ? 90 : 2 })),
    );
    expect(play(keys, FIELD).scans.map(({ text }) => text)).toEqual(codes);
  });
});

describe('a person', () => {
  it('types as fast as people do, and every key lands in its order', () => {
    for (const gap of [GAP_MS + 1, 60, 120, 400]) {
      const { field, scans } = play(typing('zhangsan890101', gap), FIELD);
      expect({ field, scans }).toEqual({ field: 'zhangsan890101', scans: [] });
    }
  });

  it('rolls two, three or four keys in one stroke', () => {
    const keys = [
      ...typing('the', 12),
      { key: 'n', after: 150 },
      ...typing('ing', 20),
      { key: 'Enter', after: 15 },
    ];
    expect(play(keys, FIELD)).toMatchObject({ field: 'then' + 'ing', commands: ['Enter'], scans: [] });
  });

  it('gives commands that act, only a little later and in order', () => {
    expect(play(typing('pxv1', 200), DESK).commands).toEqual(['p', 'x', 'v', '1']);
    const quick = [...typing('p', 500), { key: 'Enter', after: 10 }, { key: 'F9', after: 5 }];
    expect(play(quick, DESK).commands).toEqual(['p', 'Enter', 'F9']);
    expect(play(typing('12', 20), DESK).commands).toEqual(['1', '2']);
  });

  it('presses Enter and Space alone, at once', () => {
    expect(
      play(
        [
          { key: 'Enter', after: 900 },
          { key: ' ', after: 900 },
        ],
        DESK,
      ).commands,
    ).toEqual(['Enter', ' ']);
  });

  it('holds a key down, composes with an input method, uses shortcuts: none is a scan', () => {
    const held = Array.from({ length: 40 }, () => ({ key: 'a', after: 30, repeat: true }));
    expect(play(held, FIELD)).toMatchObject({ field: 'a'.repeat(40), scans: [] });
    const composing = Array.from({ length: 12 }, () => ({ key: 'n', after: 3, composing: true }));
    expect(play(composing, FIELD)).toMatchObject({ field: 'n'.repeat(12), scans: [] });
    const shortcuts = [...'zvcxa'].map((key) => ({ key, after: 5, modified: true }));
    expect(play(shortcuts, FIELD).scans).toEqual([]);
  });

  it('whose hand falls on the keys for a moment gets them back', () => {
    const { field, scans } = play(typing('asdfgh', 3), FIELD, 'x');
    expect({ field, scans }).toEqual({ field: 'xasdfgh', scans: [] });
  });
});

describe('both at one keyboard, seeded', () => {
  it('never loses, doubles or reorders what a person typed, nor a scan', () => {
    const random = seededRandom(7_260);
    for (let round = 0; round < 2_000; round += 1) {
      const keys: Typed[] = [];
      const expectedScans: string[] = [];
      let expectedField = '';
      for (let part = 0; part < 6; part += 1) {
        if (random.below(2) === 0) {
          const text = Array.from({ length: 1 + random.below(12) }, () =>
            random.pick([...'abcxyz0189']),
          ).join('');
          const typed = typing(text, 0).map((one, index) => ({
            ...one,
            // A roll of at most three quick keys, then a breath.
            after: index % 4 === 0 ? 120 + random.below(200) : random.pick([8, 20, 90, 150]),
          }));
          keys.push(...typed);
          expectedField += text;
        } else {
          const code = Array.from({ length: 6 + random.below(40) }, () =>
            random.pick([...'ABC:|-0123456789']),
          ).join('');
          const gap = random.below(30);
          keys.push(...scanOf(code, gap));
          expectedScans.push(code);
        }
      }
      const { field, scans, commands } = play(keys, FIELD);
      expect({ field, commands, scans: scans.map(({ text }) => text) }).toEqual({
        field: expectedField,
        commands: [],
        scans: expectedScans,
      });
    }
  });
});
