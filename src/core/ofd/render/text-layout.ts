// Where each character of a text unit stands, and with which glyph (GB/T 33190-2016 11.2 to 11.4).
import type { Point } from '../document/geometry';
import type { GlyphMap, TextCode, TextUnit } from '../document/graphics-model';

/** One piece of a text: characters drawn together, with glyphs of the embedded font where the file names them. */
export interface PlacedPiece {
  readonly characters: string;
  readonly at: Point;
  /** Undefined: look the characters up in the font. */
  readonly glyphs: readonly number[] | undefined;
}

export interface PlacedCode {
  readonly pieces: readonly PlacedPiece[];
  /** Several characters and no offsets at all: the standard piles them up, nobody means that. */
  readonly unspaced: boolean;
}

/** Places each TextCode. Positions in CGTransform count over the whole text object. */
export function placeText(unit: TextUnit): readonly PlacedCode[] {
  const glyphAt = new Map(unit.glyphs.map((map) => [map.codePosition, map]));
  let position = 0;
  return unit.codes.map((code) => {
    const characters = [...code.text];
    const points = pointsOf(code, characters.length);
    const pieces: PlacedPiece[] = [];
    for (let i = 0; i < characters.length;) {
      const map = glyphAt.get(position + i);
      const count = map ? Math.min(map.codeCount, characters.length - i) : 1;
      pieces.push(...piecesOf(characters.slice(i, i + count), points.slice(i, i + count), map));
      i += count;
    }
    position += characters.length;
    return {
      pieces,
      unspaced: characters.length > 1 && code.deltaX === undefined && code.deltaY === undefined,
    };
  });
}

/** Offsets add up; characters past the end of a list are not moved in its direction (11.3). */
function pointsOf(code: TextCode, count: number): Point[] {
  const points: Point[] = [];
  let { x, y } = code;
  for (let i = 0; i < count; i++) {
    points.push({ x, y });
    x += code.deltaX?.[i] ?? 0;
    y += code.deltaY?.[i] ?? 0;
  }
  return points;
}

/** One glyph a character where the counts agree; else (ligatures, decompositions) all glyphs at the first place. */
function piecesOf(
  characters: readonly string[],
  points: readonly Point[],
  map: GlyphMap | undefined,
): PlacedPiece[] {
  if (!map || map.glyphCount === characters.length) {
    return characters.map((character, i) => ({
      characters: character,
      at: points[i]!,
      glyphs: map && [map.glyphs[i]!],
    }));
  }
  return [{ characters: characters.join(''), at: points[0]!, glyphs: map.glyphs.slice(0, map.glyphCount) }];
}
