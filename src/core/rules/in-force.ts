// Whether a place's rule is in force on a day, and what is therefore printed as its legal-effect notice.
import type { Citation, RulePack } from './rule-pack';

/** `lastDay`: the last day on which the rule is in force; null when the rule names no end. */
export type Force =
  | { readonly kind: 'in-force'; readonly lastDay: string | null }
  | { readonly kind: 'not-yet'; readonly from: string }
  | { readonly kind: 'lapsed'; readonly lastDay: string };

/**
 * Dates are `YYYY-MM-DD`. A period counted in years ends on the corresponding day of its last month, the first day
 * not being counted (民法典 第二百零一条、第二百零二条).
 */
export function forceOn(pack: RulePack, today: string): Force {
  const { from, validForYears } = pack.inForce;
  if (today < from) return { kind: 'not-yet', from };
  if (validForYears === null) return { kind: 'in-force', lastDay: null };
  const lastDay = sameDayYearsLater(from, validForYears);
  return today > lastDay ? { kind: 'lapsed', lastDay } : { kind: 'in-force', lastDay };
}

/** The notice on each printed copy: what the rule says and, once the rule has lapsed, that it has. */
export function legalEffectNotice(pack: RulePack, today: string): string {
  const force = forceOn(pack, today);
  const { notice } = pack.printedCopy;
  return force.kind === 'lapsed'
    ? `${notice}（该办法有效期已于${chineseDate(force.lastDay)}届满。）`
    : notice;
}

/** `许政办〔2021〕13号 第十三条`, as it is shown to the clerk and written into the audit log. */
export function citationLabel(pack: RulePack, citation: Citation): string {
  const document = pack.documents.find(({ id }) => id === citation.document);
  const number = document?.number ?? pack.documentNumber;
  const title = pack.documents.length > 1 && document ? `《${document.title}》` : '';
  return `${number}${title} ${citation.article}`;
}

function sameDayYearsLater(date: string, years: number): string {
  const year = Number(date.slice(0, 4)) + years;
  const monthAndDay = date.slice(4) === '-02-29' && !isLeap(year) ? '-02-28' : date.slice(4);
  return `${String(year).padStart(4, '0')}${monthAndDay}`;
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function chineseDate(date: string): string {
  return `${Number(date.slice(0, 4))}年${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`;
}
