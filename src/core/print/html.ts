// Markup that cannot be broken out of: values are escaped unless they are markup made here.

export class SafeHtml {
  constructor(readonly markup: string) {}
}

type Insertable = string | number | SafeHtml | null | readonly (SafeHtml | null)[];

/** Template tag: text is escaped, markup and lists of it are taken as they are, null is nothing. */
export function html(parts: TemplateStringsArray, ...values: readonly Insertable[]): SafeHtml {
  let markup = parts[0]!;
  values.forEach((value, index) => {
    markup += markupOf(value) + parts[index + 1]!;
  });
  return new SafeHtml(markup);
}

function markupOf(value: Insertable): string {
  if (value === null) return '';
  if (value instanceof SafeHtml) return value.markup;
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value));
  return value.map((each) => each?.markup ?? '').join('');
}

/**
 * Text for element content and quoted attributes. Control characters and those that turn the writing direction are
 * dropped: with them a name can be made to read differently on paper than in the data.
 */
export function escapeHtml(text: string): string {
  return text
    .replace(UNPRINTABLE, '')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/[&<>"'`]/g, (character) => ENTITIES[character]!);
}

const UNPRINTABLE = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/**
 * One SVG element drawn elsewhere, taken as markup. It must be closed, and hold nothing that runs, loads or styles the
 * page around it: a face that does is a bug of its maker, and throws.
 */
export function svgMarkup(svg: string): SafeHtml {
  const element = svg.replace(/^\s*<\?xml[^>]*\?>\s*/, '').trim();
  if (!/^<svg[\s>]/.test(element) || !element.endsWith('</svg>')) throw new Error('not one SVG element');
  if (!isOneElement(element)) throw new Error('SVG element not closed');
  if (FORBIDDEN_IN_SVG.test(element)) throw new Error('SVG with active content');
  return new SafeHtml(element);
}

/** Whether the element that is opened first is the one closed last: nothing stands behind it. */
function isOneElement(element: string): boolean {
  let depth = 0;
  for (const tag of element.matchAll(/<(\/?)svg(?=[\s/>])/g)) {
    depth += tag[1] === '' ? 1 : -1;
    if (depth === 0)
      return (
        element.indexOf('</svg', tag.index + 1) < 0 && element.indexOf('>', tag.index) === element.length - 1
      );
  }
  return false;
}

const FORBIDDEN_IN_SVG =
  /<(script|style|foreignObject|iframe|object|embed|link|meta|base|a|animate|set|html|body)[\s/>]|<!|\son[a-z]+\s*=|\sstyle\s*=|(href|src)\s*=\s*["']?\s*(?!["']?(#|data:image\/(png|jpeg|gif);base64,))[^"'\s>]/i;
