// The matters that fit what is typed: one index for each list that main gave.
import { indexMatters, searchMatters } from '#core/catalogue/search';
import type { MatterIndex } from '#core/catalogue/search';
import type { MatterListItem } from '#shared/ipc/views';

/** As many as the middle place shows without scrolling at 1366 × 768, and as there are digits to choose with. */
export const SHOWN_MATTERS = 9;

const indexes = new WeakMap<readonly MatterListItem[], MatterIndex<MatterListItem>>();

export function findMatters(matters: readonly MatterListItem[], typed: string): MatterListItem[] {
  let index = indexes.get(matters);
  if (!index) {
    index = indexMatters(matters);
    indexes.set(matters, index);
  }
  return searchMatters(index, typed.replace(/^\//u, ''), SHOWN_MATTERS);
}
