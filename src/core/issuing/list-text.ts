// A list as people save it: comma-separated (RFC 4180) or by tabs, UTF-8 or GBK, fields in quotes where they need them.
import { err, ok, type Result } from '../result';
import type { IssuingError } from './issuing-error';

export interface ListRow {
  /** Line of the file on which the row begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** UTF-8 if it is that, else GBK; a byte order mark is taken off. */
export function decodeList(bytes: Uint8Array): Result<string, IssuingError> {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return ok(new TextDecoder(encoding, { fatal: true }).decode(bytes));
    } catch {
      // Not this one.
    }
  }
  return err({ code: 'ISSUING_LIST_ENCODING' });
}

/** Rows with something in them. Quotes may hold separators, line ends and doubled quotes. */
export function parseRows(text: string): Result<ListRow[], IssuingError> {
  const separator = separatorOf(text);
  const rows: ListRow[] = [];
  let cells: string[] = [];
  let line = 1;
  let began = 1;
  let at = 0;
  const endRow = (): void => {
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ line: began, cells });
    cells = [];
  };
  while (at < text.length) {
    if (text[at] === '"') {
      const quoted = readQuoted(text, at);
      if (!quoted) return err({ code: 'ISSUING_LIST_QUOTES', line });
      cells.push(quoted.value);
      line += countOf(quoted.value, '\n');
      at = quoted.end;
      if (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') {
        return err({ code: 'ISSUING_LIST_QUOTES', line });
      }
    } else {
      const end = endOfPlain(text, at, separator);
      cells.push(text.slice(at, end));
      at = end;
    }
    if (text[at] === separator) {
      at += 1;
      if (at === text.length || text[at] === '\n' || text[at] === '\r') cells.push('');
      else continue;
    }
    if (at >= text.length) break;
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
    at += 1;
    endRow();
    line += 1;
    began = line;
  }
  endRow();
  return ok(rows);
}

function separatorOf(text: string): string {
  const header = text.slice(0, /[\r\n]/.exec(text)?.index ?? text.length);
  return countOf(header, '\t') > countOf(header, ',') ? '\t' : ',';
}

function readQuoted(text: string, start: number): { value: string; end: number } | undefined {
  let value = '';
  let from = start + 1;
  for (;;) {
    const end = text.indexOf('"', from);
    if (end < 0) return undefined;
    value += text.slice(from, end);
    if (text[end + 1] !== '"') return { value, end: end + 1 };
    value += '"';
    from = end + 2;
  }
}

function endOfPlain(text: string, start: number, separator: string): number {
  let end = start;
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return end;
}

function countOf(text: string, character: string): number {
  return text.split(character).length - 1;
}
