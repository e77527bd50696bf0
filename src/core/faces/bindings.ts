// Bindings of a face's texts: `{path|filter}` filled from a certificate.
import type { Certificate } from '../catalogue/certificate';
import type { FaceTemplate } from './face-template';

/** A binding as it stands in a template: `path` such as `fields.address`, `filter` such as `cn` or ''. */
export interface Binding {
  readonly path: string;
  readonly filter: string;
}

export const FILTERS = ['', 'cn', 'dots', 'year', 'month', 'day', 'group4', 'upper-year'] as const;

export const TOP_LEVEL_PATHS = [
  'id',
  'typeId',
  'number',
  'holder.name',
  'holder.number',
  'issuer',
  'issuedOn',
  'validFrom',
  'validTo',
] as const;

const BINDING = /\{([A-Za-z.]+)(?:\|([a-z0-9-]+))?\}/gu;

/** Every binding of one text. */
export function bindingsIn(text: string): Binding[] {
  return [...text.matchAll(BINDING)].map(([, path = '', filter = '']) => ({ path, filter }));
}

/** Every binding of a template, for checking it against its certificate type. */
export function bindingsOf(template: FaceTemplate): Binding[] {
  const texts = [template.title];
  eachMember(template.elements, (_key, value) => {
    if (typeof value === 'string' && value.includes('{')) texts.push(value);
  });
  return texts.flatMap(bindingsIn);
}

/** Names of palette entries that a template uses; `#rrggbb` is not one. */
export function colourNamesOf(template: FaceTemplate): string[] {
  const names: string[] = [];
  eachMember(template.elements, (key, value) => {
    if (COLOUR_KEYS.has(key) && typeof value === 'string' && !value.startsWith('#')) names.push(value);
  });
  return names;
}

/** Fills a text; what the certificate does not have becomes nothing. */
export function bind(text: string, certificate: Certificate): string {
  return text.replace(BINDING, (_whole, path: string, filter: string | undefined) =>
    applyFilter(valueAt(certificate, path), filter ?? ''),
  );
}

/** The bare value of a path, '' when there is none. */
export function valueAt(certificate: Certificate, path: string): string {
  if (path.startsWith('fields.')) return certificate.fields[path.slice('fields.'.length)] ?? '';
  switch (path) {
    case 'id':
    case 'typeId':
    case 'number':
    case 'issuer':
    case 'issuedOn':
    case 'validFrom':
    case 'validTo':
      return certificate[path];
    case 'holder.name':
      return certificate.holder.name;
    case 'holder.number':
      return certificate.holder.number;
    default:
      return '';
  }
}

function applyFilter(value: string, filter: string): string {
  if (value === 'long-term') return '长期';
  if (filter === 'group4') return value.replace(/(.{4})(?=.)/gu, '$1 ');
  const date = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(value);
  if (!date) return value;
  const [, year = '', month = '', day = ''] = date;
  switch (filter) {
    case 'cn':
      return `${year}年${month}月${day}日`;
    case 'dots':
      return `${year}.${month}.${day}`;
    case 'year':
      return year;
    case 'month':
      return month;
    case 'day':
      return day;
    case 'upper-year':
      return [...year].map((digit) => '〇一二三四五六七八九'[Number(digit)] ?? digit).join('');
    default:
      return value;
  }
}

const COLOUR_KEYS: ReadonlySet<string> = new Set(['fill', 'stroke', 'colour', 'ground', 'accent', 'leader']);

function eachMember(value: object, visit: (key: string, value: unknown) => void): void {
  for (const [key, member] of Object.entries(value)) {
    if (typeof member === 'object' && member !== null) eachMember(member, visit);
    else visit(key, member);
  }
}
