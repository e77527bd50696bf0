// Every code of the closed lists has words that say what happened and what to do; an unknown one still says what to do.
import { describe, expect, it } from 'vitest';
import { READER_ERROR_CODES } from '#core/devices/reader-error';
import { verification } from '#tests/support/verification-fixtures';
import { chinaMoment, moment, day, shortDay } from '../../../src/renderer/words/dates';
import { errorWords, wordsFor } from '../../../src/renderer/words/error-words';
import { CASE_WORDS } from '../../../src/renderer/words/case-words';
import { printerWord, readerWord } from '../../../src/renderer/words/device-words';
import { EVIDENCE_WORDS, verdictLine } from '../../../src/renderer/words/evidence-words';
import { FINDING_WORDS, findingText } from '../../../src/renderer/words/identity-words';
import { PRINT_WORDS } from '../../../src/renderer/words/print-words';
import { SCAN_WORDS } from '../../../src/renderer/words/scan-words';
import { STAFF_WORDS } from '../../../src/renderer/words/staff-words';
import { NUMBER_WORDS, SYSTEM_WORDS } from '../../../src/renderer/words/system-words';
import { sentence } from '../../../src/renderer/words/words';

const lists = {
  ...CASE_WORDS,
  ...EVIDENCE_WORDS,
  ...SCAN_WORDS,
  ...PRINT_WORDS,
  ...STAFF_WORDS,
  ...SYSTEM_WORDS,
  ...NUMBER_WORDS,
};
const fallback = wordsFor('NO_SUCH_CODE');

describe('words', () => {
  it('has words of its own for every reader code, and for every other known one', () => {
    for (const code of [...READER_ERROR_CODES, ...Object.keys(lists)]) {
      expect(wordsFor(code), code).not.toEqual(fallback);
    }
  });

  it('ends both halves of each sentence, in Chinese, without blaming and without bare English', () => {
    for (const code of [...READER_ERROR_CODES, ...Object.keys(lists), 'NO_SUCH_CODE']) {
      const { what, todo } = wordsFor(code);
      expect(what, code).toMatch(/。$/u);
      expect(todo, code).toMatch(/。$/u);
      expect(what + todo, code).not.toMatch(/未知错误|[A-Za-z]{4,}/u);
    }
  });

  it('writes the sentence of the house: what, what to do, code', () => {
    expect(sentence(wordsFor('CARD_REMOVED'), 'CARD_REMOVED')).toBe(
      '读卡失败：卡片移开过早。请重新放卡，听到提示音后再取走。(CARD_REMOVED)',
    );
  });

  it('adds the findings that an identity was refused for', () => {
    const words = errorWords({ code: 'CASE_IDENTITY_REFUSED', findings: ['NUMBER_CHECK_DIGIT'] });
    expect(words.what).toContain(FINDING_WORDS.NUMBER_CHECK_DIGIT);
    expect(findingText({ code: 'EXPIRED', severity: 'refuse', since: '2026-10-01' })).toBe(
      '证件已过有效期（2026年10月1日）',
    );
  });

  it('names a device state in one short word and says what to do for each that stops the clerk', () => {
    expect(readerWord({ kind: 'failed', error: 'READER_SILENT' })).toMatchObject({ tone: 'bad' });
    expect(readerWord({ kind: 'absent' }).long).toContain('F2');
    expect(printerWord({ kind: 'trouble', queue: 'q', error: 'PRINTER_JAM' })).toMatchObject({
      short: '打印卡纸',
      tone: 'bad',
    });
    expect(printerWord({ kind: 'absent' }).long).toContain('(PRINTER_ABSENT)');
  });

  it('writes dates as they are read', () => {
    expect(day('2026-01-05')).toBe('2026年1月5日');
    expect(day('long-term')).toBe('长期');
    expect(shortDay('2026-01-05')).toBe('2026.01.05');
    expect(moment('not a time')).toBe('not a time');
  });
});

describe('verification in one line', () => {
  it('says in a clerk’s words what the verdict rests on', () => {
    expect(verdictLine(verification('valid'))).toBe('文件未被改动，电子印章有效，签发机构可信。');
    expect(verdictLine(verification('unknown'))).toBe('文件未被改动，但签发机构不在本机的信任列表中。');
    expect(verdictLine(verification('invalid'))).toBe('文件在盖章后被改动。');
  });

  it('lets the step speak where it says it best', () => {
    const concerns = [{ step: 'file', clause: '', verdict: 'failed', detail: '没有签名' } as const];
    expect(verdictLine(verification('invalid', { verdict: 'unsigned', concerns }))).toBe('没有签名。');
  });

  it('gives the time of a seal with its year, in China’s time', () => {
    expect(chinaMoment('2024-01-31T17:30:00Z')).toBe('2024年2月1日 01:30');
  });

  it('names the article that refuses a code', () => {
    const words = errorWords({ code: 'CODE_EXPIRED', article: '许政办〔2021〕13号 第十三条' });
    expect(words.todo).toContain('依据：许政办〔2021〕13号 第十三条。');
  });
});
