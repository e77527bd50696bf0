// Continuous mode is one scan; different codes, other devices and a second scan on purpose are not.
import { describe, expect, it } from 'vitest';
import { createRepeatFilter, REPEAT_MS } from '#core/scans/repeated-scan';

describe('a code left lying before a scanner in continuous mode', () => {
  it('is one scan for as long as it lies there', () => {
    const filter = createRepeatFilter();
    const repeats = Array.from({ length: 100 }, (_, index) => filter.isRepeat('s1', 'A', index * 300));
    expect(repeats.filter((repeat) => !repeat)).toHaveLength(1);
  });

  it('is a new scan after a pause', () => {
    const filter = createRepeatFilter();
    expect(filter.isRepeat('s1', 'A', 0)).toBe(false);
    expect(filter.isRepeat('s1', 'A', REPEAT_MS)).toBe(false);
  });
});

describe('what is no repeat', () => {
  it('twenty codes in two seconds, one after another', () => {
    const filter = createRepeatFilter();
    const repeats = Array.from({ length: 20 }, (_, index) =>
      filter.isRepeat('s1', `code ${index}`, index * 100),
    );
    expect(repeats).toEqual(Array.from({ length: 20 }, () => false));
  });

  it('the same code before another scanner, and the same again after another code', () => {
    const filter = createRepeatFilter();
    expect(filter.isRepeat('s1', 'A', 0)).toBe(false);
    expect(filter.isRepeat('s2', 'A', 10)).toBe(false);
    expect(filter.isRepeat('s1', 'B', 20)).toBe(false);
    expect(filter.isRepeat('s1', 'A', 30)).toBe(false);
  });
});
