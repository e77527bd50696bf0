// A certificate in the making: what will stand on it, where each value came from, what is missing or wrong.
import { z } from 'zod';
import type { CertificateType, ValidityRule } from '../catalogue/certificate-type';
import { subjectKindSchema } from '../catalogue/certificate-type';
import { toHex, utf8 } from '../crypto/bytes';
import { sm3 } from '../crypto/sm3';
import { parseIdNumber } from '../identity/id-number';
import { addDays, addYears } from '../time/civil-day';
import { fieldProblem, normalValue, type FieldKind, type FieldProblem } from './field-problem';

/** Where a value came from. `rule`: follows from other values or from the type; `list`: a line of a batch. */
export const VALUE_SOURCES = ['card', 'evidence', 'rule', 'list', 'typed', 'empty'] as const;
export type ValueSource = (typeof VALUE_SOURCES)[number];

export const draftContentSchema = z.strictObject({
  typeId: z.string(),
  issuer: z.string(),
  matterId: z.string().optional(),
  holderKind: subjectKindSchema,
  /** By input key: `holder.name`, `holder.number`, `validFrom`, `validTo` and the fields of the type. */
  values: z.record(z.string(), z.string()),
  sources: z.record(z.string(), z.enum(VALUE_SOURCES)),
  /** Where the matter differs from the type. */
  validity: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('long-term') }),
      z.strictObject({ kind: z.literal('years'), years: z.int() }),
    ])
    .optional(),
  keptNumber: z.string().optional(),
  /** Others who may present it: the applicant for a unit. */
  accessibleBy: z.array(z.string()),
});
export type DraftContent = z.infer<typeof draftContentSchema>;

export interface DraftInput {
  readonly key: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  readonly value: string;
  readonly source: ValueSource;
  readonly problem?: FieldProblem;
}

/** 长期 in a form and in a list; `long-term` in a certificate. */
export const LONG_TERM_WORD = '长期';

/** The draft's form, in the order in which it is filled. `today`: the day it would be sealed. */
export function draftInputs(content: DraftContent, type: CertificateType, today: string): DraftInput[] {
  const optional = new Set(type.issuing?.optional ?? []);
  const natural = content.holderKind === 'natural';
  const asked: Omit<DraftInput, 'value' | 'source' | 'problem'>[] = [
    { key: 'holder.name', label: '持证主体', kind: 'text', required: true },
    {
      key: 'holder.number',
      label: natural ? '持证主体身份证号' : '持证主体统一社会信用代码',
      kind: natural ? 'id-number' : 'credit-code',
      required: true,
    },
    ...type.fields.flatMap(({ key, label, kind }) =>
      kind === 'photo' ? [] : [{ key, label, kind, required: !optional.has(key) }],
    ),
    { key: 'validFrom', label: '有效期起始日期', kind: 'date', required: true },
    { key: 'validTo', label: '有效期截止日期', kind: 'date', required: true },
  ];
  const filled = asked.map((input) => ({ ...input, ...valueOf(content, type, input.key, today) }));
  const byKey = new Map(filled.map(({ key, value }) => [key, value]));
  return filled.map((input) => {
    const problem = problemOf(input, byKey, type, today);
    return problem === undefined ? input : { ...input, problem };
  });
}

/** Nothing is missing or wrong. */
export function isReady(inputs: readonly DraftInput[]): boolean {
  return inputs.every(({ problem }) => problem === undefined);
}

/** The content with other values; what is unchanged keeps its source, what is emptied follows its rule again. */
export function withValues(
  content: DraftContent,
  type: CertificateType,
  changes: Readonly<Record<string, string>>,
  today: string,
  source: ValueSource = 'typed',
): DraftContent {
  const values = { ...content.values };
  const sources = { ...content.sources };
  for (const { key, kind, value: before } of draftInputs(content, type, today)) {
    const typed = changes[key];
    if (typed === undefined) continue;
    const value = normalValue(kind, typed);
    if (value === before) continue;
    values[key] = value;
    sources[key] = value === '' ? 'empty' : source;
  }
  return { ...content, values, sources };
}

/** SM3 over what will be sealed, hex: equal contents, equal digest. Number and time of sealing are not in it. */
export function contentDigest(content: DraftContent): string {
  const { sources: _sources, ...said } = content;
  return toHex(sm3(utf8(canonical(said))));
}

/** SM3 over several drafts in their order, hex. */
export function subjectDigest(digests: readonly string[]): string {
  return toHex(sm3(utf8(`zhengchuang-sealing\n${digests.join('\n')}\n`)));
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`)
    .join(',')}}`;
}

function valueOf(
  content: DraftContent,
  type: CertificateType,
  key: string,
  today: string,
): { value: string; source: ValueSource } {
  const said = content.values[key];
  if (said !== undefined && said !== '') return { value: said, source: content.sources[key] ?? 'typed' };
  const followed = ruledValue(content, type, key, today);
  return followed === undefined || followed === ''
    ? { value: '', source: 'empty' }
    : { value: followed, source: 'rule' };
}

/** What a value is where nobody said otherwise. */
function ruledValue(
  content: DraftContent,
  type: CertificateType,
  key: string,
  today: string,
): string | undefined {
  const number = content.values['holder.number'] ?? '';
  if (key === 'validFrom') return today;
  if (key === 'validTo') {
    const rule = content.validity ?? type.issuing?.validity;
    return rule && lastDay(rule, content.values.validFrom || today);
  }
  if (key === 'creditCode') return content.holderKind === 'legal' ? number : undefined;
  if (content.holderKind !== 'natural') return undefined;
  if (key === 'idNumber') return number;
  const parsed = parseIdNumber(number);
  if (!parsed.ok) return undefined;
  if (key === 'birth') return parsed.value.birth;
  return key === 'sex' ? { male: '男', female: '女' }[parsed.value.sex] : undefined;
}

function lastDay(rule: ValidityRule, from: string): string {
  return rule.kind === 'long-term' ? LONG_TERM_WORD : addDays(addYears(from, rule.years), -1);
}

function problemOf(
  { key, kind, required, value, source }: Omit<DraftInput, 'problem'>,
  values: ReadonlyMap<string, string>,
  type: CertificateType,
  today: string,
): FieldProblem | undefined {
  if (value === '') return required ? 'FIELD_MISSING' : undefined;
  if (key === 'validTo') return endProblem(value, values.get('validFrom') ?? '', type, today);
  // A card has been examined when it was read; foreign and other numbers on it follow rules of their own.
  const examined = source === 'card' || source === 'evidence';
  const problem = examined && kind !== 'date' ? fieldProblem('text', value) : fieldProblem(kind, value);
  return problem ?? disagreement(key, value, values);
}

function endProblem(
  value: string,
  from: string,
  { validity }: CertificateType,
  today: string,
): FieldProblem | undefined {
  if (value === LONG_TERM_WORD) return validity === 'dated' ? 'FIELD_PERIOD_NOT_ALLOWED' : undefined;
  if (validity === 'long-term') return 'FIELD_PERIOD_NOT_ALLOWED';
  const problem = fieldProblem('date', value);
  if (problem) return problem;
  if (value < from) return 'FIELD_PERIOD_REVERSED';
  return value < today ? 'FIELD_PERIOD_OVER' : undefined;
}

/** Fields that say the same thing twice say the same. */
function disagreement(
  key: string,
  value: string,
  values: ReadonlyMap<string, string>,
): FieldProblem | undefined {
  const number = values.get('holder.number') ?? '';
  if ((key === 'idNumber' || key === 'creditCode') && number !== '' && value !== number) {
    return 'FIELD_DIFFERS_FROM_HOLDER';
  }
  if (key !== 'birth' && key !== 'sex') return undefined;
  const parsed = parseIdNumber(number);
  if (!parsed.ok) return undefined;
  const told = key === 'birth' ? parsed.value.birth : { male: '男', female: '女' }[parsed.value.sex];
  return value === told ? undefined : 'FIELD_DIFFERS_FROM_ID_NUMBER';
}
