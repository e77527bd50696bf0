// Search over the invented people: those with a story first. Pure.
import type { DemonstrationPerson } from '#shared/ipc/views';

/** More buttons than this nobody reads; typing narrows them down. */
export const SHOWN_PEOPLE = 40;

export function findPeople(
  people: readonly DemonstrationPerson[],
  typed: string,
): readonly DemonstrationPerson[] {
  const words = typed.trim().split(/\s+/u).filter(Boolean);
  return people
    .filter((person) => words.every((word) => textOf(person).includes(word)))
    .sort((a, b) => Number(b.story !== undefined) - Number(a.story !== undefined))
    .slice(0, SHOWN_PEOPLE);
}

function textOf(person: DemonstrationPerson): string {
  return `${person.name} ${person.age} ${person.age}岁 ${person.story ?? ''}`;
}
