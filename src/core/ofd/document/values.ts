// Reads attribute values of OFD's simple types; what cannot be read is remarked and taken as absent.
import type { Warnings } from '../errors';
import type { XmlElement } from '../xml/xml-tree';
import type { Box, Matrix } from './geometry';

// Beyond this, coordinates are mistakes or attacks: 10 km of paper.
const MAX_NUMBER = 1e7;
const MAX_ARRAY = 200_000;

/** Where a part's values are read: the part's name and its remarks. */
export interface ReadContext {
  readonly part: string;
  readonly warnings: Warnings;
}

export function numberOf(el: XmlElement, name: string, ctx: ReadContext): number | undefined {
  const text = el.attribute(name)?.trim();
  if (text === undefined || text === '') return undefined;
  const value = toNumber(text);
  if (value === undefined) remark(el, name, ctx);
  return value;
}

export function booleanOf(el: XmlElement, name: string, fallback: boolean, ctx: ReadContext): boolean {
  const text = el.attribute(name)?.trim().toLowerCase();
  if (text === undefined || text === '') return fallback;
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  remark(el, name, ctx);
  return fallback;
}

/** One of a closed list, compared without regard to case; the fallback with a remark for anything else. */
export function choiceOf<T extends string>(
  el: XmlElement,
  name: string,
  choices: readonly T[],
  fallback: T,
  ctx: ReadContext,
): T {
  const text = el.attribute(name)?.trim().toLowerCase();
  if (text === undefined || text === '') return fallback;
  const found = choices.find((choice) => choice.toLowerCase() === text);
  if (!found) remark(el, name, ctx);
  return found ?? fallback;
}

export function boxOf(el: XmlElement, name: string, ctx: ReadContext): Box | undefined {
  const text = el.attribute(name);
  return text === undefined ? undefined : boxFrom(text, el, name, ctx);
}

/** A box given as an element's text (PhysicalBox and its like). */
export function boxOfText(el: XmlElement | undefined, ctx: ReadContext): Box | undefined {
  return el && boxFrom(el.text, el, 'text', ctx);
}

export function matrixOf(el: XmlElement, name: string, ctx: ReadContext): Matrix | undefined {
  const text = el.attribute(name);
  if (text === undefined) return undefined;
  const values = numbersFrom(text);
  if (values?.length !== 6) {
    remark(el, name, ctx);
    return undefined;
  }
  return values as unknown as Matrix;
}

export function numbersOf(el: XmlElement, name: string, ctx: ReadContext): readonly number[] | undefined {
  const text = el.attribute(name)?.trim();
  if (!text) return undefined;
  const values = numbersFrom(text);
  if (!values) remark(el, name, ctx);
  return values;
}

/**
 * DeltaX and DeltaY (GB/T 33190-2016 11.3): numbers, and `g N v` for v repeated N times.
 * Some writers repeat zero times (`g 0 0`); that adds nothing.
 */
export function deltasOf(el: XmlElement, name: string, ctx: ReadContext): readonly number[] | undefined {
  const text = el.attribute(name)?.trim();
  if (!text) return undefined;
  const tokens = text.split(/[\s,]+/);
  const values: number[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const repeated = tokens[i] === 'g' || tokens[i] === 'G';
    const count = repeated ? toNumber(tokens[i + 1] ?? '') : 1;
    const value = toNumber(tokens[repeated ? i + 2 : i] ?? '');
    if (count === undefined || value === undefined || count < 0 || values.length + count > MAX_ARRAY) {
      remark(el, name, ctx);
      break;
    }
    for (let n = 0; n < Math.floor(count); n++) values.push(value);
    if (repeated) i += 2;
  }
  return values;
}

export function numbersFrom(text: string): number[] | undefined {
  const tokens = text.trim().split(/[\s,]+/);
  if (tokens.length > MAX_ARRAY) return undefined;
  const values: number[] = [];
  for (const token of tokens) {
    const value = toNumber(token);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

export function remark(el: XmlElement, name: string, ctx: ReadContext): void {
  const id = el.attribute('ID');
  ctx.warnings.add('VALUE_INVALID', `${ctx.part} ${el.name}${id ? `#${id}` : ''}@${name}`);
}

function toNumber(text: string): number | undefined {
  const value = text === '' ? NaN : Number(text);
  return Number.isFinite(value) && Math.abs(value) <= MAX_NUMBER ? value : undefined;
}

function boxFrom(text: string, el: XmlElement, name: string, ctx: ReadContext): Box | undefined {
  const values = numbersFrom(text);
  if (values?.length !== 4) {
    remark(el, name, ctx);
    return undefined;
  }
  const [x, y, width, height] = values as [number, number, number, number];
  return { x, y, width, height };
}
