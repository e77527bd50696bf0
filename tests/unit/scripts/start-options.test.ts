// Which mode `npm start` chooses, and what it refuses.
import { describe, expect, it } from 'vitest';
import { ScriptError } from '../../../scripts/lib/errors.mjs';
import { chooseMode, parseStartOptions } from '../../../scripts/start/options.mjs';

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof ScriptError) return error.code;
    throw error;
  }
  return 'NO_ERROR';
};

describe('parseStartOptions', () => {
  it('leaves the mode open without arguments', () => {
    expect(parseStartOptions([])).toEqual({
      kind: 'run',
      check: false,
      mode: undefined,
      profileDir: undefined,
    });
  });

  it('takes both spellings of a profile folder', () => {
    expect(parseStartOptions(['--profile-dir', 'a'])).toMatchObject({ profileDir: 'a' });
    expect(parseStartOptions(['--profile-dir=b', '--production'])).toMatchObject({
      profileDir: 'b',
      mode: 'production',
    });
  });

  it('checks in demonstration mode', () => {
    expect(parseStartOptions(['--check'])).toMatchObject({ check: true, mode: 'demonstration' });
  });

  it('never mixes production with the demonstration', () => {
    expect(codeOf(() => parseStartOptions(['--production', '--demonstration']))).toBe('ARGUMENTS_CONFLICT');
    expect(codeOf(() => parseStartOptions(['--production', '--check']))).toBe('ARGUMENTS_CONFLICT');
  });

  it('names unknown arguments and stray words', () => {
    expect(codeOf(() => parseStartOptions(['--demo']))).toBe('ARGUMENT_UNKNOWN');
    expect(codeOf(() => parseStartOptions(['demonstration']))).toBe('ARGUMENT_UNKNOWN');
  });

  it('offers help', () => {
    expect(parseStartOptions(['--help'])).toEqual({ kind: 'help' });
  });
});

describe('chooseMode', () => {
  const bare = { deviceNames: ['null', 'tty0', 'ttyS0', 'ttyUSB'], hasProductionSettings: false };

  it('demonstrates on a machine without readers', () => {
    expect(chooseMode({ mode: undefined }, bare)).toBe('demonstration');
  });

  it.each(['ttyUSB0', 'ttyACM3'])('takes %s for a reader', (name) => {
    expect(chooseMode({ mode: undefined }, { ...bare, deviceNames: [name] })).toBe('production');
  });

  it('works for real where production was set up, also while no reader is plugged in', () => {
    expect(chooseMode({ mode: undefined }, { ...bare, hasProductionSettings: true })).toBe('production');
  });

  it('obeys what was asked for', () => {
    expect(
      chooseMode({ mode: 'demonstration' }, { deviceNames: ['ttyUSB0'], hasProductionSettings: true }),
    ).toBe('demonstration');
    expect(chooseMode({ mode: 'production' }, bare)).toBe('production');
  });
});
