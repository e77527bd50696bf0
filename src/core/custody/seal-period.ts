// Where a seal's period stands on a day, and when its renewal is due (川办规〔2022〕3号 印章 第八条: 到期前三十日内).
import type { RulePack } from '../rules/rule-pack';

/** `daysLeft`: whole days until the end. 'ending': within the last days, in which it is renewed. */
export type SealPeriod =
  | { readonly kind: 'not-yet'; readonly from: string }
  | { readonly kind: 'current'; readonly daysLeft: number }
  | { readonly kind: 'ending'; readonly daysLeft: number }
  | { readonly kind: 'over'; readonly daysOver: number };

/** Where the place's rule is silent the reminder comes by the same number of days, and cites nothing. */
export const DEFAULT_RENEWAL_DAYS = 30;

export function renewalDays(pack: RulePack): number {
  return pack.eSeal.renewal?.lastDays ?? DEFAULT_RENEWAL_DAYS;
}

interface Periods {
  /** ISO 8601 instants. */
  readonly validFrom: string;
  readonly validTo: string;
  readonly certificateFrom: string;
  readonly certificateTo: string;
}

/** The time in which both the seal and its certificate are valid. */
export function commonPeriod(facts: Periods): { from: Date; until: Date } {
  const later = Math.max(Date.parse(facts.validFrom), Date.parse(facts.certificateFrom));
  const earlier = Math.min(Date.parse(facts.validTo), Date.parse(facts.certificateTo));
  return { from: new Date(later), until: new Date(earlier) };
}

export function periodOf(facts: Periods, now: Date, lastDays: number): SealPeriod {
  const { from, until } = commonPeriod(facts);
  if (now < from) return { kind: 'not-yet', from: from.toISOString() };
  const left = until.getTime() - now.getTime();
  if (left < 0) return { kind: 'over', daysOver: Math.floor(-left / DAY_MS) };
  const daysLeft = Math.floor(left / DAY_MS);
  return { kind: left <= lastDays * DAY_MS ? 'ending' : 'current', daysLeft };
}

/** 川办规〔2022〕3号 印章 第八条: the seal's period is its certificate's. To the second, as both are written. */
export function periodsDiffer(facts: Periods): boolean {
  const seconds = (instant: string): number => Math.floor(Date.parse(instant) / 1000);
  return (
    seconds(facts.validFrom) !== seconds(facts.certificateFrom) ||
    seconds(facts.validTo) !== seconds(facts.certificateTo)
  );
}

const DAY_MS = 86_400_000;
