// Working days of public offices: weekends and public holidays left out, the weekend days worked in exchange (调休) counted.
// Holidays are decided year by year (全国年节及纪念日放假办法; each year's notice of the State Council's office), so they are data.
import { z } from 'zod';
import { addDays, weekday } from './civil-day';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** One year's notice. `off` and `worked` name every day on its own, weekends within a holiday included. */
export const workingCalendarSchema = z
  .strictObject({
    id: z.string().regex(/^china-\d{4}$/),
    year: z.int().min(2020).max(2100),
    /** The notice and its day. */
    source: z.string().min(6),
    off: z.array(isoDate).min(1),
    worked: z.array(isoDate),
  })
  .refine(
    ({ year, off, worked }) => [...off, ...worked].every((day) => day.startsWith(`${year}-`)),
    'a day of another year',
  )
  .refine(({ off, worked }) => !worked.some((day) => off.includes(day)), 'a day both off and worked')
  .refine(({ worked }) => worked.every((day) => isWeekend(day)), 'a worked day that is no weekend');
export type WorkingCalendar = z.infer<typeof workingCalendarSchema>;

export interface CountedDay {
  readonly day: string;
  /** False where a year was touched whose notice is not known: only weekends were left out then. */
  readonly holidaysKnown: boolean;
}

/** The last day of a limit of `count` working days; the day of the event itself does not count (民法典 第二百零一条). */
export function workingDaysAfter(
  from: string,
  count: number,
  calendars: ReadonlyMap<string, WorkingCalendar>,
): CountedDay {
  let day = from;
  let holidaysKnown = true;
  for (let left = count; left > 0;) {
    day = addDays(day, 1);
    const calendar = calendars.get(`china-${day.slice(0, 4)}`);
    holidaysKnown &&= calendar !== undefined;
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return { day, holidaysKnown };
}

export function isWorkingDay(day: string, calendar: WorkingCalendar | undefined): boolean {
  if (calendar?.off.includes(day)) return false;
  return calendar?.worked.includes(day) === true || !isWeekend(day);
}

function isWeekend(day: string): boolean {
  return weekday(day) === 0 || weekday(day) === 6;
}
