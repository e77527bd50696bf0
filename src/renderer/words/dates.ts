// Dates and times as they are read at a counter.
import { chinaDay } from '#core/time/clock';

/** 2026-11-20 → 2026年11月20日; 'long-term' → 长期. */
export function day(iso: string): string {
  if (iso === 'long-term') return '长期';
  const match = /^(\d{4})-(\d{2})-(\d{2})/u.exec(iso);
  return match ? `${match[1]}年${Number(match[2])}月${Number(match[3])}日` : iso;
}

/** The civil day in China of an instant: 2026年1月1日. A seal that begins at midnight begins on that day, wherever it is looked at. */
export function chinaDate(iso: string): string {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? iso : day(chinaDay(new Date(at)));
}

/** 2026.11.20, for narrow places; 长期. */
export function shortDay(iso: string): string {
  return iso === 'long-term' ? '长期' : iso.slice(0, 10).replaceAll('-', '.');
}

/** An instant in the counter's own time: 11月20日 17:42. */
export function moment(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  return `${at.getMonth() + 1}月${at.getDate()}日 ${clock(iso)}`;
}

/** 17:42 */
export function clock(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  return `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
}

/** An instant with its year, in China's time wherever the file is looked at: 2024年1月31日 09:30. */
export function chinaMoment(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const local = new Date(at.getTime() + 8 * 3_600_000).toISOString();
  return `${day(local)} ${local.slice(11, 16)}`;
}
