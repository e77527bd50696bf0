// An embedded font file: finds its tables and answers outlines of glyphs.
import { cffOutline } from './type2-charstring';
import { parseCff } from './cff-table';
import { readCmap } from './cmap';
import { FontError, FontReader } from './font-reader';
import type { Outline } from './outline';
import { trueTypeOutline } from './truetype-glyphs';

export interface EmbeddedFont {
  readonly unitsPerEm: number;
  /** True when characters can be looked up; fonts cut to size for OFD often hold glyphs only. */
  readonly hasCharacters: boolean;
  /** The glyph of a character; undefined when there is none. */
  glyphOf(codePoint: number): number | undefined;
  /** Without commands for a blank glyph, undefined for a missing or malformed one. */
  outline(glyph: number): Outline | undefined;
}

/** Opens a TrueType, OpenType (CFF), collection (its first font) or bare CFF file; undefined when it is none of these. */
export function openFont(bytes: Uint8Array): EmbeddedFont | undefined {
  try {
    const r = new FontReader(bytes);
    if (r.u8(0) === 1 && r.u8(1) === 0 && r.u32(0) !== 0x00010000) return cffFont(bytes, undefined, true);
    const start = r.tag(0) === 'ttcf' ? r.u32(12) : 0;
    const tables = readTables(r, start);
    const cff = tables.get('CFF ');
    return cff ? cffFont(cff.bytes, tables.get('cmap'), false) : trueTypeFont(tables);
  } catch (error) {
    if (error instanceof FontError) return undefined;
    throw error;
  }
}

function readTables(r: FontReader, start: number): ReadonlyMap<string, FontReader> {
  const known = [0x00010000, 0x4f54544f, 0x74727565];
  if (!known.includes(r.u32(start))) throw new FontError('not a font');
  const tables = new Map<string, FontReader>();
  const count = r.u16(start + 4);
  for (let i = 0; i < count; i++) {
    const at = start + 12 + i * 16;
    const offset = r.u32(at + 8);
    // Subsetters write the last table's length rounded up: cut it to what is there.
    const length = Math.min(r.u32(at + 12), Math.max(0, r.length - offset));
    tables.set(r.tag(at), new FontReader(r.part(Math.min(offset, r.length), length)));
  }
  return tables;
}

function trueTypeFont(tables: ReadonlyMap<string, FontReader>): EmbeddedFont {
  const [head, maxp, loca, glyf] = ['head', 'maxp', 'loca', 'glyf'].map((tag) => tables.get(tag));
  if (!head || !maxp || !loca || !glyf) throw new FontError('no outlines');
  const glyphs = { glyf, loca, longLoca: head.i16(50) !== 0, glyphCount: maxp.u16(4) };
  return font(head.u16(18) || 1000, tables.get('cmap'), (glyph) => trueTypeOutline(glyphs, glyph));
}

function cffFont(bytes: Uint8Array, cmap: FontReader | undefined, bare: boolean): EmbeddedFont {
  const cff = parseCff(bytes);
  // A bare CID-keyed CFF is addressed by CID, one inside OpenType by glyph index.
  const toGlyph = bare ? cff.glyphByCid : undefined;
  return font(cff.unitsPerEm, cmap, (glyph) => cffOutline(cff, toGlyph?.get(glyph) ?? glyph));
}

function font(
  unitsPerEm: number,
  cmap: FontReader | undefined,
  draw: (glyph: number) => Outline,
): EmbeddedFont {
  const lookup = cmap && guarded(() => readCmap(cmap));
  const known = new Map<number, Outline | undefined>();
  return {
    unitsPerEm,
    hasCharacters: lookup !== undefined,
    glyphOf: (codePoint) => (lookup && guarded(() => lookup(codePoint))) || undefined,
    outline: (glyph) => {
      if (!known.has(glyph))
        known.set(
          glyph,
          guarded(() => draw(glyph)),
        );
      return known.get(glyph);
    },
  };
}

function guarded<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof FontError) return undefined;
    throw error;
  }
}
