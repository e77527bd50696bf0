// The audit chain: what is hashed, and that any change, gap or swap is found where it stands.
import { beforeAll, describe, expect, it } from 'vitest';
import { GENESIS, canonicalEntry, linkHash, verifyChain } from '#core/audit/audit-chain';
import type { ChainedEntry } from '#core/audit/audit-chain';
import { initSm3 } from '#core/crypto/sm3';

beforeAll(initSm3);

function chain(length: number): ChainedEntry[] {
  const entries: ChainedEntry[] = [];
  let previous = GENESIS;
  for (let seq = 1; seq <= length; seq += 1) {
    const entry = {
      seq,
      at: '2026-11-21T01:00:00.000Z',
      actor: 'A01',
      action: 'case.opened',
      subject: `s${seq}`,
      detail: { b: seq, a: null },
    };
    const hash = linkHash(previous, entry);
    entries.push({ ...entry, previous, hash });
    previous = hash;
  }
  return entries;
}

describe('audit chain', () => {
  it('hashes the same text whatever the order of details', () => {
    const [entry] = chain(1);
    expect(canonicalEntry({ ...entry!, detail: { a: null, b: 1 } })).toBe(canonicalEntry(entry!));
  });

  it('accepts an untouched chain and an empty one', () => {
    expect(verifyChain(chain(5))).toMatchObject({ intact: true, entries: 5 });
    expect(verifyChain([])).toEqual({ intact: true, entries: 0, head: '0'.repeat(64) });
  });

  it.each([
    ['a changed detail', (entries: ChainedEntry[]) => (entries[2] = { ...entries[2]!, detail: { a: 1 } }), 3],
    ['a changed actor', (entries: ChainedEntry[]) => (entries[1] = { ...entries[1]!, actor: 'B02' }), 2],
    ['an entry taken out', (entries: ChainedEntry[]) => entries.splice(2, 1), 3],
    ['two entries swapped', (entries: ChainedEntry[]) => entries.splice(1, 2, entries[2]!, entries[1]!), 2],
    ['an entry doubled', (entries: ChainedEntry[]) => entries.splice(3, 0, entries[2]!), 4],
  ])('finds %s', (_name, harm, brokenAt) => {
    const entries = chain(5);
    harm(entries);
    expect(verifyChain(entries)).toEqual({ intact: false, brokenAt });
  });
});
