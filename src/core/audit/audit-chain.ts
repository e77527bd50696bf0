// The audit log's chain: what exactly is hashed, and how a chain is checked.
// 渝府办发〔2023〕108号 第二十九条, 深府办函〔2018〕77号 第二十一条, 沪府办规〔2022〕7号 第二十六条: the whole process is logged.
import { toHex, utf8 } from '../crypto/bytes';
import { sm3 } from '../crypto/sm3';

export type AuditDetail = Readonly<Record<string, string | number | boolean | null>>;

/** What happened, without personal data: subjects are record ids, details are codes, counts and digests. */
export interface AuditEntry {
  readonly seq: number;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: AuditDetail;
}

export interface ChainedEntry extends AuditEntry {
  /** SM3 of the entry before, 32 bytes; all zero before the first. */
  readonly previous: Uint8Array;
  readonly hash: Uint8Array;
}

export const GENESIS: Uint8Array = new Uint8Array(32);

/** The stable text that is hashed: keys in a fixed order, details sorted by key. */
export function canonicalEntry(entry: AuditEntry): string {
  const detail = Object.fromEntries(Object.entries(entry.detail).sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify([entry.seq, entry.at, entry.actor, entry.action, entry.subject, detail]);
}

/** SM3(previous ‖ canonical entry), 32 bytes. `initSm3` must have been awaited once. */
export function linkHash(previous: Uint8Array, entry: AuditEntry): Uint8Array {
  return sm3(previous, utf8(canonicalEntry(entry)));
}

export type ChainVerdict =
  { intact: true; entries: number; head: string } | { intact: false; brokenAt: number };

/** Walks a chain in order of `seq`, which must run 1, 2, 3 …; names the first entry that does not fit. */
export function verifyChain(entries: Iterable<ChainedEntry>): ChainVerdict {
  let previous = GENESIS;
  let expected = 1;
  for (const entry of entries) {
    const linked = toHex(entry.previous) === toHex(previous);
    if (entry.seq !== expected || !linked || toHex(entry.hash) !== toHex(linkHash(previous, entry))) {
      return { intact: false, brokenAt: expected };
    }
    previous = entry.hash;
    expected += 1;
  }
  return { intact: true, entries: expected - 1, head: toHex(previous) };
}
