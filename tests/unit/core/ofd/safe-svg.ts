// What every SVG of ours must be, whatever the file it was drawn from.
import { SaxesParser } from 'saxes';

const ELEMENTS = new Set(
  'svg defs g path text tspan use image rect clipPath mask pattern linearGradient radialGradient stop'.split(
    ' ',
  ),
);

/**
 * Findings that must be none: elements that we do not write, styles, handlers, references that lead nowhere or out,
 * numbers that are none. Throws when the markup is not well-formed.
 */
export function unsafeParts(svg: string): string[] {
  const parser = new SaxesParser();
  const ids = new Set<string>();
  const refs: string[] = [];
  const found: string[] = [];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (!ELEMENTS.has(name)) found.push(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key === 'style' || key.startsWith('on')) found.push(key);
      if (key === 'id') ids.add(value);
      if (key === 'href' && value.startsWith('#')) refs.push(value.slice(1));
      else if (key === 'href' && !/^data:image\/(png|jpeg|bmp|gif);base64,/.test(value)) found.push(value);
      for (const [, target] of value.matchAll(/url\(#([^)]*)\)/g)) refs.push(target!);
      if (key === 'aria-label' || key === 'font-family') continue;
      if (/NaN|Infinity|undefined|https?:(?!\/\/www\.w3\.org)/.test(value)) found.push(value);
    }
  });
  parser.write(svg).close();
  return [...found, ...refs.filter((ref) => !ids.has(ref))];
}
