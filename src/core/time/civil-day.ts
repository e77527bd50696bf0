// Arithmetic on civil days, written `YYYY-MM-DD`.

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The same day `years` later or earlier; 29 February becomes 28 February in a common year. */
export function addYears(date: string, years: number): string {
  const target = `${String(Number(date.slice(0, 4)) + years).padStart(4, '0')}${date.slice(4)}`;
  const parsed = new Date(`${target}T00:00:00Z`);
  return parsed.toISOString().slice(0, 10) === target ? target : `${target.slice(0, 5)}02-28`;
}

/** 0 is Sunday. */
export function weekday(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}
