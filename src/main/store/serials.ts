// Daily serial numbers, taken inside the transaction that uses them: a rolled-back deed gives its number back.
import type { Store } from './store';

/** The next number of this name on this day, from 1. Must be called inside a transaction. */
export function nextSerial(store: Store, name: string, day: string): number {
  const row = store.db
    .prepare(
      `INSERT INTO serial (name, day, value) VALUES (?, ?, 1)
       ON CONFLICT (name, day) DO UPDATE SET value = value + 1 RETURNING value`,
    )
    .get(name, day) as { value: number };
  return row.value;
}
