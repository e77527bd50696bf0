// Lists of a batch and the run that seals them: encodings, quotes, each line's errors by name; pause, stop, first failure.
import { beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '#core/crypto/bytes';
import { initCrypto } from '#core/crypto/init';
import { listColumns, MOST_LINES, readCertificateList } from '#core/issuing/certificate-list';
import { parseRows } from '#core/issuing/list-text';
import { advance, isOver, mayBegin, newRun, secondsLeft } from '#core/issuing/sealing-run';
import type { RunEvent } from '#core/issuing/sealing-run';
import { idNumber } from '#tests/support/fixtures';
import { resources } from '#tests/support/issuing/issuing-rig';

const senior = resources.certificateTypes.get('senior-card')!;
const read = (text: string | Uint8Array) =>
  readCertificateList(typeof text === 'string' ? utf8(text) : text, senior, '演示市', '2026-11-20');
const HEADER = '持证主体,持证主体代码,民族,住址';
const good = `赵试老,${idNumber('1950-03-07')},汉族,演示路1号`;

beforeAll(() => initCrypto());

describe('a list', () => {
  it('is read in UTF-8 with or without a mark, in GBK, by commas or tabs, with quotes', () => {
    const rows = (text: string | Uint8Array) => {
      const lines = read(text);
      if (!lines.ok) throw new Error(lines.error.code);
      return lines.value.map(({ line, problems, content }) => [
        line,
        problems.length,
        content.values['address'],
      ]);
    };
    expect(rows(`${HEADER}\r\n${good}\r\n`)).toEqual([[2, 0, '演示路1号']]);
    expect(rows(`\ufeff${HEADER}\n${good}`)).toEqual([[2, 0, '演示路1号']]);
    expect(rows(`${HEADER}\n${good}`.replaceAll(',', '\t'))).toEqual([[2, 0, '演示路1号']]);
    const quoted = `${HEADER}\n\n赵试老,="${idNumber('1950-03-07')}",汉族,"演示路1号,""东""院\n二层"\n`;
    expect(rows(quoted.replace('="', '"="').replace(`",汉族`, `""",汉族`).replace('"="', '"=""'))).toEqual([
      [3, 0, '演示路1号,"东"院\n二层'],
    ]);
    // 姓名,身份证号 in GBK.
    const gbk = Uint8Array.from([
      0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xc9, 0xed, 0xb7, 0xdd, 0xd6, 0xa4, 0xba, 0xc5, 0x0a, 0x61,
    ]);
    expect(read(gbk)).toMatchObject({
      ok: false,
      error: { code: 'ISSUING_LIST_COLUMN_MISSING', label: '民族' },
    });
  });

  it('names each line that is wrong, with every error of it', () => {
    const number = idNumber('1950-03-07');
    const wrong = `${number.slice(0, 17)}${number.endsWith('1') ? '2' : '1'}`;
    const lines = read(`${HEADER},出生日期\n钱试老,${wrong},汉族,\n${good},1950-03-08\n${good},,多了\n`);
    if (!lines.ok) throw new Error(lines.error.code);
    expect(
      lines.value.map(({ problems }) => problems.map(({ field, problem }) => `${field} ${problem}`)),
    ).toEqual([
      [
        'holder.number ID_NUMBER_CHECK_DIGIT',
        'sex FIELD_MISSING',
        'birth FIELD_MISSING',
        'idNumber ID_NUMBER_CHECK_DIGIT',
        'address FIELD_MISSING',
      ],
      ['birth FIELD_DIFFERS_FROM_ID_NUMBER'],
      [' LIST_CELLS_TOO_MANY', 'holder.number LIST_HOLDER_TWICE'],
    ]);
  });

  it('as a whole is refused by name', () => {
    const code = (text: string | Uint8Array) => {
      const lines = read(text);
      return lines.ok ? undefined : lines.error.code;
    };
    expect(code('')).toBe('ISSUING_LIST_EMPTY');
    expect(code(HEADER)).toBe('ISSUING_LIST_EMPTY');
    expect(code(`${HEADER},颜色\n${good},红`)).toBe('ISSUING_LIST_COLUMN_UNKNOWN');
    expect(code(`${HEADER},姓名\n${good},红`)).toBe('ISSUING_LIST_COLUMN_TWICE');
    expect(code(`持证主体\n赵`)).toBe('ISSUING_LIST_COLUMN_MISSING');
    expect(code(`${HEADER}\n"赵试老,1`)).toBe('ISSUING_LIST_QUOTES');
    expect(code(`${HEADER}\n${`${good}\n`.repeat(MOST_LINES + 1)}`)).toBe('ISSUING_LIST_TOO_LONG');
    expect(code(Uint8Array.from([0xff, 0xff, 0x80]))).toBe('ISSUING_LIST_ENCODING');
    expect(parseRows('a"b,c\n')).toMatchObject({ ok: true, value: [{ cells: ['a"b', 'c'] }] });
  });

  it('says its columns by the labels of the catalogue, required ones first', () => {
    const columns = listColumns(senior);
    expect(columns.filter(({ required }) => required).map(({ label }) => label)).toEqual([
      '持证主体',
      '持证主体代码',
      '民族',
      '住址',
    ]);
    expect(columns.map(({ label }) => label)).toContain('紧急联系人');
  });
});

describe('a run', () => {
  const after = (total: number, ...events: RunEvent[]) => events.reduce(advance, newRun(total));
  const begun = { kind: 'begun' } as const;
  const sealed = { kind: 'sealed' } as const;

  it('ends finished, and at once where there is nothing to seal', () => {
    expect(after(2, begun, sealed, begun, sealed).phase).toEqual({ kind: 'finished' });
    expect(newRun(0).phase).toEqual({ kind: 'finished' });
  });

  it('stops at the first failure once what is under way is settled', () => {
    const failing = after(9, begun, begun, { kind: 'failed', index: 0 });
    expect(failing.phase).toEqual({ kind: 'failing', index: 0 });
    expect(mayBegin(failing)).toBe(false);
    const failed = [sealed, { kind: 'failed', index: 5 } as const].slice(0, 1).reduce(advance, failing);
    expect(failed.phase).toEqual({ kind: 'failed', index: 0 });
    expect(isOver(failed)).toBe(true);
    expect(after(3, { kind: 'refused' }).phase).toEqual({ kind: 'failed', index: 0 });
  });

  it('pauses and stops after what is under way, and never begins meanwhile', () => {
    const pausing = after(3, begun, { kind: 'pause' });
    expect(pausing.phase.kind).toBe('pausing');
    expect(() => advance(pausing, begun)).toThrow(/began/);
    const paused = advance(pausing, sealed);
    expect(paused.phase.kind).toBe('paused');
    expect(advance(paused, { kind: 'continue' }).phase.kind).toBe('running');
    expect(advance(paused, { kind: 'stop' }).phase.kind).toBe('stopped');
    expect(after(1, begun, { kind: 'stop' }, sealed).phase.kind).toBe('finished');
  });

  it('says how long it takes at its own pace', () => {
    expect(secondsLeft([], 9)).toBeNull();
    expect(secondsLeft([0], 9)).toBeNull();
    expect(secondsLeft([0, 50, 100], 100)).toBe(5);
  });
});
