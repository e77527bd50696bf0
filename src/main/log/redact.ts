// What may stand in a log: field names of secrets are dropped, values that look like ID numbers or names are masked.

export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

const SECRET_NAME = /pin|password|passwd|secret|key$|token|name$|address|birth|photo|idnumber|identity/i;
// 15 or 18 digits (GB 11643), residence and foreign permanent resident numbers, credit codes, phone numbers.
const NUMBER_LIKE = /[A-Z]{0,3}\d{9,}[0-9A-Z]*|[0-9A-HJ-NPQRTUWXY]{18}/gi;
// Our own record ids: a run of digits inside one is chance, not a person.
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const HAN = /\p{Script=Han}+/gu;
const MAX_VALUE = 500;

/** The fields with everything personal or secret replaced. */
export function redactFields(fields: LogFields): Record<string, string | number | boolean | null> {
  const out: Record<string, string | number | boolean | null> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    out[name] = SECRET_NAME.test(name) ? '[redacted]' : redactValue(value);
  }
  return out;
}

/** Masks runs of digits that could be a person's number, and all Chinese text, since names have no other mark. */
export function redactText(text: string): string {
  const bounded = text.slice(0, MAX_VALUE);
  let out = '';
  let at = 0;
  for (const id of bounded.matchAll(UUID)) {
    out += masked(bounded.slice(at, id.index)) + id[0];
    at = id.index + id[0].length;
  }
  return out + masked(bounded.slice(at));
}

function masked(text: string): string {
  return text.replace(NUMBER_LIKE, '[number]').replace(HAN, '[han]');
}

function redactValue(value: string | number | boolean | null): string | number | boolean | null {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'number' && Math.abs(value) >= 1e14) return '[number]';
  return value;
}
