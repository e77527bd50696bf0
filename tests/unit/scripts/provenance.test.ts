// Which runtime counts as up to date, and which may be packaged.
import { describe, expect, it } from 'vitest';
import { isCurrent, OVERRIDE_FLAG, packagingGate } from '../../../scripts/setup/provenance.mjs';
import type { Provenance } from '../../../scripts/setup/provenance.mjs';

const official: Provenance = {
  source: 'official-archive',
  electron: '1.2.3',
  package: null,
  sha512: null,
  sha256: 'ab',
  installedAt: '2026-01-01T00:00:00.000Z',
  sqliteBinding: { source: 'official-archive', version: '4.5.6', sha512: 'cd' },
};
const development: Provenance = {
  ...official,
  source: 'registry-development',
  package: 'some-package@1.0.0',
  sha512: 'ef',
  sqliteBinding: { ...official.sqliteBinding, source: 'registry-development' },
};
const halfOfficial: Provenance = { ...development, source: 'official-archive' };
const wanted = { electron: '1.2.3', betterSqlite3: '4.5.6', officialOnly: false };

describe('isCurrent', () => {
  it('accepts the versions wanted from either origin', () => {
    expect(isCurrent(official, wanted)).toBe(true);
    expect(isCurrent(development, wanted)).toBe(true);
  });

  it('replaces other versions, and what has no record', () => {
    expect(isCurrent(official, { ...wanted, electron: '1.2.4' })).toBe(false);
    expect(isCurrent(official, { ...wanted, betterSqlite3: '4.5.7' })).toBe(false);
    expect(isCurrent(undefined, wanted)).toBe(false);
  });

  it('replaces a development runtime, or half of one, for a release', () => {
    const release = { ...wanted, officialOnly: true };
    expect(isCurrent(official, release)).toBe(true);
    expect(isCurrent(development, release)).toBe(false);
    expect(isCurrent(halfOfficial, release)).toBe(false);
  });
});

describe('packagingGate', () => {
  const strict = { allowUnverified: false };

  it('lets the official runtime pass', () => {
    expect(packagingGate(official, strict)).toEqual({ kind: 'verified' });
  });

  it('refuses any other, naming what is not official', () => {
    expect(packagingGate(development, strict)).toMatchObject({
      kind: 'refused',
      code: 'RUNTIME_NOT_OFFICIAL',
    });
    expect(packagingGate(halfOfficial, strict)).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('SQLite') as unknown,
    });
  });

  it('is overridden only by the flag, and warns with its name', () => {
    const gate = packagingGate(development, { allowUnverified: true });
    expect(gate).toMatchObject({
      kind: 'overridden',
      warning: expect.stringContaining(OVERRIDE_FLAG) as unknown,
    });
  });

  it('is not overridden for a runtime of unknown origin', () => {
    expect(packagingGate(undefined, { allowUnverified: true })).toMatchObject({
      kind: 'refused',
      code: 'RUNTIME_PROVENANCE_MISSING',
    });
  });
});
