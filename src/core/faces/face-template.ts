// The face of a certificate type as data: a fixed layout in millimetres whose texts are bound to a certificate's data.
import { z } from 'zod';

const mm = z.number().min(-10).max(600);
const length = z.number().positive().max(600);
/** `#rrggbb`, or the name of an entry of the template's palette. */
const colour = z.string().regex(/^(#[0-9a-f]{6}|[a-z][A-Za-z]*)$/);
const fontRole = z.enum(['song', 'hei', 'kai', 'fang']);
const align = z.enum(['left', 'center', 'right', 'justify']);

/** How a text is set. `lines` > 1 wraps; what does not fit is set smaller, down to `minScale` of the size, never cut. */
const textStyle = {
  font: fontRole,
  size: length,
  colour: colour.default('ink'),
  bold: z.boolean().default(false),
  minScale: z.number().min(0.3).max(1).default(0.55),
};
const textStyleSchema = z.strictObject(textStyle);

/** `when` names a binding: the element is drawn when it has a value. */
const condition = { when: z.string().optional() };
const box = { x: mm, y: mm, w: length, h: length };
const ink = { fill: colour.optional(), stroke: colour.optional(), lineWidth: length.default(0.2) };

const textElement = z.strictObject({
  kind: z.literal('text'),
  x: mm,
  /** Baseline of the first line; with `vertical`, the top of the first character. */
  y: mm,
  /** Constant words and bindings: `{holder.name}`, `{validTo|cn}`, `{fields.address}`. */
  text: z.string(),
  ...textStyle,
  align: align.default('left'),
  width: length.optional(),
  lines: z.int().min(1).default(1),
  lineHeight: z.number().min(1).max(3).default(1.45),
  letterSpacing: z.number().min(-1).max(20).default(0),
  vertical: z.boolean().default(false),
  ...condition,
});

/** Label and value pairs under one another, as most licences have them; `leader` underlines the values. */
const rowsElement = z.strictObject({
  kind: z.literal('rows'),
  x: mm,
  y: mm,
  labelWidth: length,
  gap: z.number().min(0).default(2),
  valueWidth: length,
  rowHeight: length,
  label: textStyleSchema,
  value: textStyleSchema,
  leader: colour.optional(),
  labelAlign: z.enum(['justify', 'left', 'right']).default('justify'),
  items: z
    .array(z.strictObject({ label: z.string(), text: z.string(), lines: z.int().min(1).default(1) }))
    .min(1),
});

const tableElement = z.strictObject({
  kind: z.literal('table'),
  x: mm,
  y: mm,
  columns: z.array(length).min(1),
  label: textStyleSchema,
  value: textStyleSchema,
  stroke: colour.default('ink'),
  lineWidth: length.default(0.2),
  rows: z
    .array(
      z.strictObject({
        h: length,
        cells: z.array(
          z.strictObject({
            text: z.string(),
            role: z.enum(['label', 'value']),
            span: z.int().min(1).default(1),
            align: align.optional(),
            lines: z.int().min(1).default(1),
          }),
        ),
      }),
    )
    .min(1),
});

const elementSchema = z.discriminatedUnion('kind', [
  textElement,
  rowsElement,
  tableElement,
  z.strictObject({
    kind: z.literal('rect'),
    ...box,
    ...ink,
    radius: z.number().min(0).default(0),
    ...condition,
  }),
  z.strictObject({
    kind: z.literal('line'),
    x1: mm,
    y1: mm,
    x2: mm,
    y2: mm,
    stroke: colour.default('ink'),
    lineWidth: length.default(0.2),
    dash: z.array(length).default([]),
  }),
  /** Absolute M, L, C and Z only. */
  z.strictObject({ kind: z.literal('path'), d: z.string().regex(/^M[\d\s.,MLCZ-]+$/), ...ink }),
  z.strictObject({ kind: z.literal('ellipse'), cx: mm, cy: mm, rx: length, ry: length, ...ink }),
  /** Security background: fine wavy lines, clipped to the box. */
  z.strictObject({
    kind: z.literal('waves'),
    ...box,
    pitch: length,
    amplitude: length,
    wavelength: length,
    stroke: colour,
    lineWidth: length.default(0.1),
  }),
  /** Guilloche rosette: rings of one curve with `petals` lobes, each turned a little further. */
  z.strictObject({
    kind: z.literal('rosette'),
    cx: mm,
    cy: mm,
    rx: length,
    ry: length,
    inner: z.number().min(0).max(1),
    petals: z.int().min(3).max(48),
    rings: z.int().min(1).max(24),
    stroke: colour,
    lineWidth: length.default(0.1),
  }),
  /** Frame: `guilloche` braids, `fret` is the meander (回纹), `scallop` is lace, `double` two plain lines. */
  z.strictObject({
    kind: z.literal('frame'),
    ...box,
    style: z.enum(['guilloche', 'fret', 'scallop', 'double']),
    thickness: length,
    stroke: colour,
    ground: colour.optional(),
    lineWidth: length.default(0.15),
  }),
  /** Our own star-and-cog ornament, where the genuine certificate bears the national emblem. */
  z.strictObject({ kind: z.literal('ornament'), cx: mm, cy: mm, size: length, fill: colour, accent: colour }),
  z.strictObject({
    kind: z.literal('photo'),
    ...box,
    stroke: colour.default('line'),
    fill: colour.default('photo'),
  }),
  z.strictObject({ kind: z.literal('seal'), cx: mm, cy: mm, size: length }),
  z.strictObject({
    kind: z.literal('qr'),
    x: mm,
    y: mm,
    size: length,
    text: z.string(),
    fill: colour.default('ink'),
  }),
]);

export const faceTemplateSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]*$/),
  /** Announced by a screen reader and used as the document's title; bindings allowed. */
  title: z.string(),
  page: z.strictObject({ width: length, height: length }),
  palette: z
    .record(z.string().regex(/^[a-z][A-Za-z]*$/), z.string().regex(/^#[0-9a-f]{6}$/))
    .refine((palette) => 'ink' in palette, 'palette needs ink'),
  elements: z.array(elementSchema).min(1),
});

export type FaceTemplate = z.infer<typeof faceTemplateSchema>;
export type FaceElement = FaceTemplate['elements'][number];
export type TextStyle = z.infer<typeof textStyleSchema>;
export type ElementOf<K extends FaceElement['kind']> = Extract<FaceElement, { kind: K }>;
