// Days at the counter are China's civil days.
import { expect, it } from 'vitest';
import { chinaDay } from '#core/time/clock';

it('turns the day at midnight in China', () => {
  expect(chinaDay(new Date('2026-11-20T15:59:59.999Z'))).toBe('2026-11-20');
  expect(chinaDay(new Date('2026-11-20T16:00:00.000Z'))).toBe('2026-11-21');
});
