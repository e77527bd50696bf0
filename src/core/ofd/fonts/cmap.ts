// Character → glyph (OpenType "cmap"), formats 0, 4, 6 and 12.
import type { FontReader } from './font-reader';

/** A lookup from the best Unicode subtable (or the symbol one); undefined when the font has none that we read. */
export function readCmap(r: FontReader): ((codePoint: number) => number) | undefined {
  const count = Math.min(r.u16(2), 64);
  let best: { score: number; at: number } | undefined;
  for (let i = 0; i < count; i++) {
    const platform = r.u16(4 + i * 8);
    const encoding = r.u16(6 + i * 8);
    const score =
      platform === 3 && encoding === 10 ? 4 : platform === 3 && encoding === 1 ? 3 : platform === 0 ? 2 : 1;
    if (!best || score > best.score) best = { score, at: r.u32(8 + i * 8) };
  }
  return best && lookupAt(r, best.at);
}

function lookupAt(r: FontReader, at: number): ((codePoint: number) => number) | undefined {
  const format = r.u16(at);
  if (format === 0) return (code) => (code < 256 ? r.u8(at + 6 + code) : 0);
  if (format === 4) return (code) => format4(r, at, code) || (code < 256 ? format4(r, at, 0xf000 + code) : 0);
  if (format === 6) {
    const first = r.u16(at + 6);
    const count = r.u16(at + 8);
    return (code) => (code >= first && code < first + count ? r.u16(at + 10 + (code - first) * 2) : 0);
  }
  return format === 12 ? (code) => format12(r, at, code) : undefined;
}

function format4(r: FontReader, at: number, code: number): number {
  if (code > 0xffff) return 0;
  const doubled = r.u16(at + 6);
  let low = 0;
  let high = doubled / 2 - 1;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (r.u16(at + 14 + mid * 2) < code) low = mid + 1;
    else high = mid;
  }
  if (high < 0) return 0;
  const ends = at + 14 + low * 2;
  const starts = ends + doubled + 2;
  const start = r.u16(starts);
  if (code < start || code > r.u16(ends)) return 0;
  const delta = r.u16(starts + doubled);
  const rangeAt = starts + 2 * doubled;
  const range = r.u16(rangeAt);
  if (range === 0) return (code + delta) & 0xffff;
  const glyph = r.u16(rangeAt + range + (code - start) * 2);
  return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
}

function format12(r: FontReader, at: number, code: number): number {
  let low = 0;
  let high = r.u32(at + 12) - 1;
  while (low <= high) {
    const mid = (low + high) >> 1;
    const group = at + 16 + mid * 12;
    if (code < r.u32(group)) high = mid - 1;
    else if (code > r.u32(group + 4)) low = mid + 1;
    else return r.u32(group + 8) + code - r.u32(group);
  }
  return 0;
}
