// OFD's XML parts as strings: elements with the ofd prefix, everything escaped.

const NAMESPACE = 'http://www.ofdspec.org/2016';
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** One element; `content` is markup already. */
export function element(name: string, attributes: Attributes, content = ''): string {
  let out = `<ofd:${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) out += ` ${key}="${escapeText(String(value))}"`;
  }
  return content === '' ? `${out}/>` : `${out}>${content}</ofd:${name}>`;
}

export function textElement(name: string, text: string | undefined, attributes: Attributes = {}): string {
  return text === undefined ? '' : element(name, attributes, escapeText(text));
}

/** An element that holds others; nothing where there are none. */
export function group(name: string, items: readonly string[]): string {
  return items.length > 0 ? element(name, {}, items.join('')) : '';
}

/** A whole part, as bytes. */
export function part(name: string, attributes: Attributes, content: string): Uint8Array {
  const root = element(name, { 'xmlns:ofd': NAMESPACE, ...attributes }, content);
  return new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>\n${root}`);
}

/** Characters that XML 1.0 does not allow become U+FFFD. */
export function escapeText(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"]/g, (character) => ESCAPES[character]!);
}

/** At most four decimals, always with a digit before the point. */
export function num(value: number): string {
  return String(Math.round(value * 10_000) / 10_000);
}

export function nums(...values: readonly number[]): string {
  return values.map(num).join(' ');
}
