// Nothing personal and no secret gets into a log, whatever a caller passes.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileLog } from '#main/log/logger';
import { redactFields, redactText } from '#main/log/redact';
import { idNumber } from '../../../support/fixtures';

const number = idNumber('1988-03-07', '031');

describe('redaction', () => {
  it.each([number, number.toLowerCase(), `x${number}y`, '91890102MA0000001X', '13800138000', 'H12345678901'])(
    'masks %s',
    (secret) => {
      expect(redactText(`reader said ${secret}.`)).not.toContain(secret);
      expect(redactText(`reader said ${secret}.`)).toContain('[number]');
    },
  );
  it('keeps the ids of our own records, and nothing beside them', () => {
    const id = '25f3bf37-1eb1-42fd-b78a-123456789012';
    expect(redactText(`case ${id} of ${number}`)).toBe(`case ${id} of [number]`);
  });
  it('masks Chinese text, drops secret fields and numbers as numbers', () => {
    expect(redactText('赵试一 at window')).toBe('[han] at window');
    expect(
      redactFields({
        pin: '123456',
        userName: 'x',
        idNumber: 'y',
        vaultKey: 'z',
        count: 3,
        big: Number('890102198803') * 1e6,
      }),
    ).toEqual({
      pin: '[redacted]',
      userName: '[redacted]',
      idNumber: '[redacted]',
      vaultKey: '[redacted]',
      count: 3,
      big: '[number]',
    });
  });
  it('keeps codes, short numbers and booleans as they are', () => {
    expect(redactFields({ code: 'CARD_REMOVED', ms: 12, ok: true, none: null })).toEqual({
      code: 'CARD_REMOVED',
      ms: 12,
      ok: true,
      none: null,
    });
  });
});

describe('log file', () => {
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'zc-log-'))));
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it('writes one JSON object a line, readable only by its owner', () => {
    const log = createFileLog(directory, () => new Date('2026-11-21T01:00:00Z'));
    log('reader.state', { reader: 'reader-1', state: 'waiting', subject: number });
    const lines = readFileSync(join(directory, 'terminal.log'), 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        at: '2026-11-21T01:00:00.000Z',
        event: 'reader.state',
        reader: 'reader-1',
        state: 'waiting',
        subject: '[number]',
      },
    ]);
  });

  it('rotates at five MiB and keeps five older files', () => {
    const log = createFileLog(directory, () => new Date());
    const filler = 'a '.repeat(240);
    for (let i = 0; i < 90_000; i += 1) log('filler', { filler });
    expect(readdirSync(directory).sort()).toEqual([
      'terminal.log',
      'terminal.log.1',
      'terminal.log.2',
      'terminal.log.3',
      'terminal.log.4',
      'terminal.log.5',
    ]);
  });
});
