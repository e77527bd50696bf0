// Words of issuing: every code and every problem has words in Chinese that say what to do.
import { describe, expect, it } from 'vitest';
import {
  collectionWord,
  ISSUING_WORDS,
  leftWord,
  PROBLEM_WORDS,
} from '../../../src/renderer/words/issuing-words';

const LATIN = /[A-Za-z]{4,}/u;

describe('words of issuing', () => {
  it('say what happened and what to do, in Chinese', () => {
    for (const [code, { what, todo }] of Object.entries(ISSUING_WORDS)) {
      expect({
        code,
        what: /\p{Script=Han}.*。$/u.test(what),
        todo: /\p{Script=Han}.*。$/u.test(todo),
      }).toEqual({
        code,
        what: true,
        todo: true,
      });
      expect(what + todo).not.toMatch(LATIN);
    }
    for (const word of Object.values(PROBLEM_WORDS)) expect(word).not.toMatch(LATIN);
  });

  it('tell when a certificate must be collected, and whether holidays were counted', () => {
    const due = { dueOn: '2026-11-23', holidaysKnown: true, overdue: false, state: 'waiting' as const };
    expect(collectionWord(due)).toBe('待归集，期限 2026年11月23日');
    expect(collectionWord({ ...due, overdue: true })).toContain('逾期');
    expect(collectionWord({ ...due, holidaysKnown: false })).toContain('未计法定节假日');
    expect(collectionWord({ ...due, dueOn: null })).toContain('未定天数');
    expect(leftWord(null)).toContain('估算');
    expect(leftWord(59)).toBe('约剩 59 秒');
    expect(leftWord(61)).toBe('约剩 2 分钟');
  });
});
