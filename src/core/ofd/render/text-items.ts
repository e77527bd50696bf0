// A text unit → outlines of its embedded font, or characters in a font of the system.
import { multiply, scaling, translation, type Matrix, type Point } from '../document/geometry';
import type { TextUnit } from '../document/graphics-model';
import type { EmbeddedFont } from '../fonts/embedded-font';
import type { Outline } from '../fonts/outline';
import type {
  DisplayItem,
  GlyphsItem,
  GroupItem,
  Paint,
  PathItem,
  SolidPaint,
  Stroke,
  TextItem,
} from './display-list';
import type { DrawContext } from './draw-context';
import { familyStack, isHeavyCut, narrowFamilyStack } from './font-families';
import { outlineData } from './path-data';
import { placeText, type PlacedCode, type PlacedPiece } from './text-layout';

// Half an em, and what rounding adds.
const NARROW_ADVANCE = 0.53;

export interface TextPaints {
  readonly fill: Paint | undefined;
  readonly stroke: Stroke | undefined;
}

/** Items of a text unit at `matrix`; outlines carry the text as their group's label. */
export function textItems(
  unit: TextUnit,
  matrix: Matrix,
  paints: TextPaints,
  ctx: DrawContext,
): readonly DisplayItem[] {
  if (!(unit.size > 0) || unit.hScale === 0) return [];
  const resource = ctx.resources.font(unit.font);
  if (!resource) ctx.warnings.add('FONT_MISSING', `${ctx.where} ${unit.font}`);
  const font = resource?.file === undefined ? undefined : ctx.media.font(resource.file);
  const items: DisplayItem[] = [];
  const drawn: OutlinedPiece[] = [];
  for (const code of placeText(unit)) {
    const left: PlacedPiece[] = [];
    for (const piece of code.pieces) {
      const outlines = font && outlinesOf(piece, font);
      if (outlines) drawn.push({ piece, outlines });
      else left.push(piece);
    }
    if (font && left.some((piece) => piece.characters.trim() !== ''))
      ctx.warnings.add('GLYPH_MISSING', `${ctx.where} ${unit.font}`);
    items.push(...characterItems({ ...code, pieces: left }, unit, matrix, paints, ctx));
  }
  if (font && drawn.length > 0) items.unshift(outlineGroup(drawn, unit, font, matrix, paints));
  return items;
}

interface OutlinedPiece {
  readonly piece: PlacedPiece;
  readonly outlines: readonly Outline[];
}

/** Undefined when the font cannot draw the piece. */
function outlinesOf(piece: PlacedPiece, font: EmbeddedFont): readonly Outline[] | undefined {
  const glyphs = piece.glyphs ?? lookUp(piece, font);
  const outlines = glyphs?.map((glyph) => font.outline(glyph));
  return outlines?.every((outline) => outline !== undefined) ? outlines : undefined;
}

function lookUp(piece: PlacedPiece, font: EmbeddedFont): number[] | undefined {
  const glyphs = [...piece.characters].map((character) => font.glyphOf(character.codePointAt(0)!));
  return glyphs.some((glyph) => glyph === undefined) ? undefined : (glyphs as number[]);
}

/** HScale narrows the character, CharDirection turns it, both about its own origin. */
function placeOf(at: Point, unit: TextUnit): Matrix {
  const turn = (unit.charDirection * Math.PI) / 180;
  const [cos, sin] = [Math.round(Math.cos(turn)), Math.round(Math.sin(turn))];
  return multiply(multiply(translation(at.x, at.y), [cos, sin, -sin, cos, 0, 0]), scaling(unit.hScale, 1));
}

function outlineGroup(
  drawn: readonly OutlinedPiece[],
  unit: TextUnit,
  font: EmbeddedFont,
  matrix: Matrix,
  paints: TextPaints,
): GroupItem {
  const label = drawn.map(({ piece }) => piece.characters).join('');
  const { fill, stroke } = paints;
  const shared = fill?.kind === 'solid' && !stroke && unit.charDirection === 0;
  const item = shared
    ? sharedGlyphs(drawn, unit, font, matrix, fill)
    : onePath(drawn, unit, font, matrix, paints);
  return { kind: 'group', clips: [], opacity: 1, label, items: [item] };
}

/** The common case: each glyph of the font is written once and used where it stands. */
function sharedGlyphs(
  drawn: readonly OutlinedPiece[],
  unit: TextUnit,
  font: EmbeddedFont,
  matrix: Matrix,
  fill: SolidPaint,
): GlyphsItem {
  const [sx, sy] = [(unit.size * unit.hScale) / font.unitsPerEm, -unit.size / font.unitsPerEm];
  const glyphs = drawn.flatMap(({ piece, outlines }) => {
    const at = { x: piece.at.x / sx, y: piece.at.y / sy };
    return outlines.filter((outline) => outline.ops !== '').map((outline) => ({ outline, at }));
  });
  return { kind: 'glyphs', matrix: multiply(matrix, scaling(sx, sy)), glyphs, fill };
}

/** Shadings, outlines and turned characters need the text's own coordinates: one path for all. */
function onePath(
  drawn: readonly OutlinedPiece[],
  unit: TextUnit,
  font: EmbeddedFont,
  matrix: Matrix,
  paints: TextPaints,
): PathItem {
  const scale = unit.size / font.unitsPerEm;
  let data = '';
  for (const { piece, outlines } of drawn) {
    const place = multiply(placeOf(piece.at, unit), scaling(scale, -scale));
    for (const outline of outlines) data += outlineData(outline, place);
  }
  return { kind: 'path', data, matrix, evenOdd: false, ...paints };
}

function characterItems(
  code: PlacedCode,
  unit: TextUnit,
  matrix: Matrix,
  paints: TextPaints,
  ctx: DrawContext,
): TextItem[] {
  const { pieces } = code;
  if (pieces.length === 0) return [];
  if (code.unspaced) {
    ctx.warnings.add('DELTA_MISSING', `${ctx.where} #${unit.id ?? ''}`);
    const all = {
      characters: pieces.map((piece) => piece.characters).join(''),
      at: pieces[0]!.at,
      glyphs: undefined,
    };
    return [textItem([all], unit, multiply(matrix, placeOf(all.at, unit)), paints, 0, true, ctx)];
  }
  if (unit.hScale === 1) return [textItem(pieces, unit, matrix, paints, unit.charDirection, false, ctx)];
  // A turned and narrowed character is narrowed along its own axis: one matrix each.
  if (unit.charDirection !== 0) {
    return pieces.map((piece) =>
      textItem([piece], unit, multiply(matrix, placeOf(piece.at, unit)), paints, 0, true, ctx),
    );
  }
  const spread = pieces.map((piece) => ({ ...piece, at: { x: piece.at.x / unit.hScale, y: piece.at.y } }));
  return [textItem(spread, unit, multiply(matrix, scaling(unit.hScale, 1)), paints, 0, false, ctx)];
}

function textItem(
  pieces: readonly PlacedPiece[],
  unit: TextUnit,
  matrix: Matrix,
  paints: TextPaints,
  turn: number,
  atOrigin: boolean,
  ctx: DrawContext,
): TextItem {
  const resource = ctx.resources.font(unit.font);
  return {
    kind: 'text',
    matrix,
    family: familyStack(resource),
    narrowFamily: narrowFamilyStack(resource),
    narrow: atOrigin ? [] : narrowMarks(pieces, unit),
    size: unit.size,
    bold: unit.weight >= 600 || isHeavyCut(resource),
    italic: unit.italic || (resource?.italic ?? false),
    turn,
    characters: pieces.map((piece) => piece.characters),
    positions: atOrigin ? [{ x: 0, y: 0 }] : pieces.map((piece) => piece.at),
    ...paints,
  };
}

/** Latin characters that the next one follows after half an em; the rest of a run is like its beginning. */
function narrowMarks(pieces: readonly PlacedPiece[], unit: TextUnit): readonly boolean[] {
  const limit = NARROW_ADVANCE * unit.size;
  let before = false;
  const marks = pieces.map(({ characters, at }, i) => {
    const next = pieces[i + 1];
    const advance = next && Math.abs(next.at.y - at.y) < 0.01 ? next.at.x - at.x : undefined;
    const close = before || (advance !== undefined && advance > 0 && advance <= limit);
    before = close && /^[\x21-\x7e]$/.test(characters);
    return before;
  });
  return marks.includes(true) ? marks : [];
}
