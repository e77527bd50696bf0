// The number of a certificate by its type's rule: constant characters, year, window, holder, serial number.
import type { IssuingRule } from '../catalogue/certificate-type';

/** Whose counter a rule's serial numbers come from, and when it begins anew: the year, where the rule writes it. */
export interface SerialCounter {
  readonly name: string;
  readonly period: string;
}

/** undefined where the rule takes no serial number (numbers that are the holder's). */
export function serialCounter(typeId: string, rule: IssuingRule, today: string): SerialCounter | undefined {
  if (!rule.number.includes('{serial:')) return undefined;
  return {
    name: `certificate/${typeId}`,
    period: rule.number.includes('{year}') ? today.slice(0, 4) : 'all',
  };
}

export interface NumberFacts {
  /** `YYYY-MM-DD` */
  readonly today: string;
  readonly window: string;
  readonly holderNumber: string;
  /** From 1; undefined shows its places as dots. */
  readonly serial: number | undefined;
}

export function certificateNumber(rule: IssuingRule, facts: NumberFacts): string {
  return rule.number
    .replaceAll('{year}', facts.today.slice(0, 4))
    .replaceAll('{window}', facts.window)
    .replaceAll('{holder.number}', facts.holderNumber)
    .replaceAll(/\{serial:(\d)\}/g, (_whole, places: string) =>
      facts.serial === undefined
        ? '·'.repeat(Number(places))
        : String(facts.serial).padStart(Number(places), '0'),
    );
}
