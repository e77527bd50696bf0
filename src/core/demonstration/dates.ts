// Day arithmetic, so that the demonstration's dates follow today.
export { addDays, addYears } from '../time/civil-day';
