// A text unit → outlines of its embedded font, or characters in a font of the system.
import { multiply, scaling, translation, type Matrix, type Point } from '../document/geometry';
import type { TextUnit } from '../document/graphics-model';
import type { EmbeddedFont } from '../fonts/embedded-font';
import type { DisplayItem, GroupItem, Paint, PathItem, Stroke, TextItem } from './display-list';
import type { DrawContext } from './draw-context';
import { familyStack, isHeavyCut } from './font-families';
import { outlineData } from './path-data';
import { placeText, type PlacedCode, type PlacedPiece } from './text-layout';

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
  const resource = ctx.resources.font(unit.font);
  if (!resource) ctx.warnings.add('FONT_MISSING', `${ctx.where} ${unit.font}`);
  const font = resource?.file === undefined ? undefined : ctx.media.font(resource.file);
  const items: DisplayItem[] = [];
  const outlined = { data: '', text: '' };
  for (const code of placeText(unit)) {
    const left = font
      ? code.pieces.filter((piece) => !drawOutlined(piece, unit, font, outlined, ctx))
      : code.pieces;
    items.push(...characterItems({ ...code, pieces: left }, unit, matrix, paints, ctx));
  }
  if (outlined.text !== '') items.unshift(outlineGroup(outlined, matrix, paints));
  return items;
}

/** Adds the piece's outlines; false when the font cannot draw it. */
function drawOutlined(
  piece: PlacedPiece,
  unit: TextUnit,
  font: EmbeddedFont,
  to: { data: string; text: string },
  ctx: DrawContext,
): boolean {
  const glyphs = piece.glyphs ?? lookUp(piece, font);
  const outlines = glyphs?.map((glyph) => font.outline(glyph));
  if (!outlines || outlines.some((outline) => outline === undefined)) {
    if (piece.characters.trim() !== '') ctx.warnings.add('GLYPH_MISSING', `${ctx.where} ${unit.font}`);
    return false;
  }
  const scale = unit.size / font.unitsPerEm;
  const place = multiply(placeOf(piece.at, unit), scaling(scale, -scale));
  for (const outline of outlines) if (outline) to.data += outlineData(outline, place);
  to.text += piece.characters;
  return true;
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
  outlined: { data: string; text: string },
  matrix: Matrix,
  paints: TextPaints,
): GroupItem {
  const path: PathItem = { kind: 'path', data: outlined.data, matrix, evenOdd: false, ...paints };
  return {
    kind: 'group',
    clips: [],
    opacity: 1,
    label: outlined.text,
    items: outlined.data === '' ? [] : [path],
  };
}

function characterItems(
  code: PlacedCode,
  unit: TextUnit,
  matrix: Matrix,
  paints: TextPaints,
  ctx: DrawContext,
): TextItem[] {
  const { pieces } = code;
  if (pieces.length === 0 || !(unit.size > 0)) return [];
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
    size: unit.size,
    bold: unit.weight >= 600 || isHeavyCut(resource),
    italic: unit.italic || (resource?.italic ?? false),
    turn,
    characters: pieces.map((piece) => piece.characters),
    positions: atOrigin ? [{ x: 0, y: 0 }] : pieces.map((piece) => piece.at),
    ...paints,
  };
}
