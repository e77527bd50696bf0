// ASN.1 times as text: UTCTime and GeneralizedTime, both ways.

const TIME = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(?:\.(\d+))?(Z|[+-]\d{4})?$/;

/**
 * The moment that an ASN.1 time names, or undefined. Seal makers write GeneralizedTime with fractions,
 * with offsets, and without a zone, which is then read as UTC.
 */
export function parseAsn1Time(text: string, utcTime: boolean): Date | undefined {
  const match = TIME.exec(text);
  if (!match || (match[1]!.length === 2) !== utcTime) return undefined;
  const [, yearText, month, day, hour, minute, second = '0', fraction = '0', zone = 'Z'] = match;
  const year = utcTime ? Number(yearText) + (Number(yearText) < 50 ? 2000 : 1900) : Number(yearText);
  const millis = Math.floor(Number(`0.${fraction}`) * 1000);
  const local = Date.UTC(
    year,
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    millis,
  );
  const time = new Date(local);
  const real =
    time.getUTCMonth() === Number(month) - 1 &&
    time.getUTCDate() === Number(day) &&
    time.getUTCHours() === Number(hour);
  if (!real || Number(minute) > 59 || Number(second) > 59) return undefined;
  return new Date(local - zoneMinutes(zone) * 60_000);
}

/** `20260102030405Z`. */
export function generalizedTimeText(time: Date): string {
  return `${time.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;
}

function zoneMinutes(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3, 5));
  return zone.startsWith('-') ? -minutes : minutes;
}
