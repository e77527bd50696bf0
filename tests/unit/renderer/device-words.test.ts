// Every state, refusal and question of the device centre has Chinese words that say what to do.
import { describe, expect, it } from 'vitest';
import { CATALOGUE_ERROR_CODES } from '#core/device-centre/device-catalogue';
import { DEVICE_CENTRE_ERROR_CODES } from '#core/device-centre/device-centre-error';
import { DEVICE_ERROR_CODES } from '#core/devices/device-error';
import { READER_ERROR_CODES } from '#core/devices/reader-error';
import { SCAN_ERROR_CODES, SCANNER_ERROR_CODES } from '#core/devices/scanner/scanner-state';
import type { ScanErrorCode } from '#core/scans/scan-errors';
import {
  centreKindSchema,
  centreStateSchema,
  testedFieldSchema,
  type CentreState,
} from '#shared/ipc/device-views';
import { wordsFor } from '../../../src/renderer/words/error-words';
import {
  ASKED,
  deviceName,
  FIELD,
  KIND,
  REMEMBERED,
  stateSentence,
  stateWords,
} from '../../../src/renderer/words/device-state-words';

/** The union has no list of its own: the compiler keeps this one whole. */
const SCAN_STEP_CODES = Object.keys({
  SCAN_GONE: 0,
  SCAN_TAKEN: 0,
  SCAN_INBOX_FULL: 0,
  PRINT_NUMBER_UNKNOWN: 0,
  SCAN_DEMONSTRATION_NOTHING: 0,
  HOLDER_CODE_NOT_CONNECTED: 0,
  HOLDER_CODE_UNKNOWN: 0,
  HOLDER_CODE_EXPIRED: 0,
  HOLDER_CODE_FAILED: 0,
} satisfies Record<ScanErrorCode, 0>);
const CODES = [
  ...DEVICE_CENTRE_ERROR_CODES,
  ...CATALOGUE_ERROR_CODES,
  ...DEVICE_ERROR_CODES,
  ...SCANNER_ERROR_CODES,
  ...SCAN_ERROR_CODES,
  ...SCAN_STEP_CODES,
  'SCAN_IN_SECRET',
  ...READER_ERROR_CODES,
];
const KINDS = centreKindSchema.options;
const STATES: CentreState[] = centreStateSchema.options.map((option) => {
  const kind = option.shape.kind.value;
  if (kind === 'failed') return { kind, error: 'READER_CHECKSUM' };
  if (kind === 'no-permission') return { kind, rule: null };
  return kind === 'driver-missing' ? { kind, driver: '某驱动' } : { kind };
});

const SOURCES = import.meta.glob<string>('../../../src/**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

describe('words of the device centre', () => {
  it('are there for every code, and end in what to do', () => {
    for (const code of CODES) {
      const { what, todo } = wordsFor(code);
      expect(wordsFor(code), code).not.toEqual(wordsFor('NO_SUCH_CODE'));
      expect(what, code).toMatch(/。$/u);
      expect(todo, code).toMatch(/。$/u);
      expect(todo, code).toMatch(/请|会自动/u);
      expect(what + todo, code).not.toMatch(/[A-Za-z]{4,}/u);
    }
  });

  it('are there for every code of a device that is written anywhere in the program', () => {
    const written = new Set(
      Object.values(SOURCES).flatMap(
        (source) => source.match(/(?<=')(?:DEVICE|SCANNER|SCAN|READER)_[A-Z_]+(?=')/g) ?? [],
      ),
    );
    expect(written.size).toBeGreaterThan(40);
    for (const code of written) expect(wordsFor(code), code).not.toEqual(wordsFor('NO_SUCH_CODE'));
  });

  it('name every state of every kind in a short word, a sentence, and a tone', () => {
    for (const kind of KINDS) {
      for (const state of STATES) {
        const { short, what, todo, tone } = stateWords({ kind, state });
        expect(short.length, `${kind} ${state.kind}`).toBeLessThanOrEqual(6);
        expect(what + todo).toMatch(/^[^A-Za-z]+。$/u);
        expect(stateSentence({ kind, state })).toMatch(tone === 'bad' ? /\([A-Z_]+\)$/ : /。$/u);
      }
    }
  });

  it('name fields, ways of remembering and questions', () => {
    for (const field of testedFieldSchema.shape.field.options)
      expect(FIELD[field]).toMatch(/^\p{Script=Han}+$/u);
    for (const text of [...Object.values(REMEMBERED), ...Object.values(ASKED), ...Object.values(KIND)])
      expect(text).not.toMatch(/[A-Za-z]/);
  });

  it('call a device as the clerk does, an unknown one by its place', () => {
    expect(deviceName({ kind: 'scanner', label: '左手边', place: 'x' })).toBe('左手边');
    expect(deviceName({ kind: 'unknown', label: '', place: '/dev/ttyS0' })).toBe('/dev/ttyS0');
    expect(deviceName({ kind: 'printer', label: '', place: '' })).toBe('打印机');
  });
});
