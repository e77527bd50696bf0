// A list of certificates to be issued in one batch: each line a draft, or named with what is wrong with it.
import type { CertificateType } from '../catalogue/certificate-type';
import { err, ok, type Result } from '../result';
import { draftInputs, withValues, type DraftContent, type DraftInput } from './draft';
import type { IssuingError } from './issuing-error';
import { decodeList, parseRows, type ListRow } from './list-text';

/** What may be consented to at once. */
export const MOST_LINES = 500;

export interface ListLine {
  readonly line: number;
  readonly content: DraftContent;
  readonly problems: readonly { readonly field: string; readonly label: string; readonly problem: string }[];
}

export interface ListColumn {
  readonly key: string;
  readonly label: string;
  readonly required: boolean;
}

/** Columns of a type's list: labels of the catalogue. What follows from the number or from the type's rule may be left out. */
export function listColumns(type: CertificateType): ListColumn[] {
  const content = emptyContent(type, '');
  const columns = draftInputs(content, type, TODAY_FOR_COLUMNS).map(({ key, label, required }) => ({
    key,
    label: COMMON_LABELS[key] ?? label,
    required: required && !FOLLOWS.has(key),
  }));
  return [...columns.filter(({ required }) => required), ...columns.filter(({ required }) => !required)];
}

/** @param today `YYYY-MM-DD` */
export function readCertificateList(
  bytes: Uint8Array,
  type: CertificateType,
  issuer: string,
  today: string,
): Result<ListLine[], IssuingError> {
  const text = decodeList(bytes);
  if (!text.ok) return text;
  const rows = parseRows(text.value);
  if (!rows.ok) return rows;
  const [header, ...lines] = rows.value;
  if (!header || lines.length === 0) return err({ code: 'ISSUING_LIST_EMPTY' });
  if (lines.length > MOST_LINES) return err({ code: 'ISSUING_LIST_TOO_LONG', limit: MOST_LINES });
  const keys = columnKeys(header, type);
  if (!keys.ok) return keys;
  const read = lines.map((row) => readLine(row, keys.value, type, issuer, today));
  return ok(withDoubles(read));
}

/** Common words for the two columns that every list has. */
const COMMON_LABELS: Readonly<Record<string, string>> = {
  'holder.name': '持证主体',
  'holder.number': '持证主体代码',
};
const ALSO: Readonly<Record<string, string>> = {
  姓名: 'holder.name',
  名称: 'holder.name',
  身份证号: 'holder.number',
  身份证号码: 'holder.number',
};
const FOLLOWS = new Set(['idNumber', 'creditCode', 'sex', 'birth', 'validFrom', 'validTo']);
const TODAY_FOR_COLUMNS = '2000-01-01';

function columnKeys(header: ListRow, type: CertificateType): Result<string[], IssuingError> {
  const columns = listColumns(type);
  const keys: string[] = [];
  for (const cell of header.cells) {
    const label = cell.normalize('NFKC').replaceAll(/[\s*＊]/g, '');
    const plain = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '');
    const key = columns.find((column) => plain(column.label) === label)?.key ?? ALSO[label];
    if (key === undefined)
      return err({ code: 'ISSUING_LIST_COLUMN_UNKNOWN', label: cell.trim().slice(0, 40) });
    if (keys.includes(key))
      return err({ code: 'ISSUING_LIST_COLUMN_TWICE', label: cell.trim().slice(0, 40) });
    keys.push(key);
  }
  const missing = columns.find(({ key, required }) => required && !keys.includes(key));
  return missing ? err({ code: 'ISSUING_LIST_COLUMN_MISSING', label: missing.label }) : ok(keys);
}

function readLine(
  row: ListRow,
  keys: readonly string[],
  type: CertificateType,
  issuer: string,
  today: string,
): ListLine {
  const changes = Object.fromEntries(keys.map((key, index) => [key, cellValue(row.cells[index] ?? '')]));
  const content = withValues(emptyContent(type, issuer), type, changes, today, 'list');
  const problems = draftInputs(content, type, today).flatMap(problemOf);
  const extra =
    row.cells.length > keys.length && row.cells.slice(keys.length).some((cell) => cell.trim() !== '');
  return {
    line: row.line,
    content,
    problems: extra ? [...problems, { field: '', label: '', problem: 'LIST_CELLS_TOO_MANY' }] : problems,
  };
}

/** Spreadsheets protect long numbers by an apostrophe or as ="…". */
function cellValue(cell: string): string {
  const text = cell.trim();
  return /^="(.*)"$/.exec(text)?.[1] ?? text.replace(/^'(?=\d)/, '');
}

function problemOf({ key, label, problem }: DraftInput): ListLine['problems'] {
  return problem === undefined ? [] : [{ field: key, label: COMMON_LABELS[key] ?? label, problem }];
}

/** The same holder twice in one list is a slip of the pen until somebody says otherwise. */
function withDoubles(lines: readonly ListLine[]): ListLine[] {
  const seen = new Map<string, number>();
  return lines.map((line) => {
    const number = line.content.values['holder.number'] ?? '';
    if (number === '') return line;
    const first = seen.get(number);
    if (first === undefined) seen.set(number, line.line);
    const double = { field: 'holder.number', label: '持证主体代码', problem: 'LIST_HOLDER_TWICE' };
    return first === undefined ? line : { ...line, problems: [...line.problems, double] };
  });
}

function emptyContent(type: CertificateType, issuer: string): DraftContent {
  return {
    typeId: type.id,
    issuer,
    holderKind: type.holderKinds[0] ?? 'natural',
    values: {},
    sources: {},
    accessibleBy: [],
  };
}
