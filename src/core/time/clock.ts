// Time as the counter uses it: instants in UTC, days by the civil calendar of China (UTC+8, no daylight saving).

/** Where the time comes from; passed in, so that core stays pure. */
export interface Clock {
  now(): Date;
}

const CHINA_OFFSET_MS = 8 * 60 * 60 * 1000;

/** The civil day `YYYY-MM-DD` at this instant in China. */
export function chinaDay(instant: Date): string {
  return new Date(instant.getTime() + CHINA_OFFSET_MS).toISOString().slice(0, 10);
}
