// Up and down from one line of a dialog to the next.
import type { KeyboardEvent } from 'react';

export function moveInLines(event: KeyboardEvent<HTMLElement>): boolean {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return false;
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('button.line')];
  if (lines.length === 0) return false;
  const at = lines.findIndex((line) => line === document.activeElement);
  const to = event.key === 'ArrowDown' ? Math.min(at + 1, lines.length - 1) : Math.max(at - 1, 0);
  lines[to]?.focus();
  return true;
}
