// Search over matters by pinyin initials, code or words, the frequent ones first.
import type { Matter } from './matter';

/** What the search looks at; the list on the screen carries no more. */
export type SearchableMatter = Pick<
  Matter,
  'code' | 'name' | 'initials' | 'aliases' | 'department' | 'frequency'
>;

export interface MatterIndex<T extends SearchableMatter = Matter> {
  readonly entries: readonly Entry<T>[];
}

interface Entry<T extends SearchableMatter = SearchableMatter> {
  readonly matter: T;
  readonly name: string;
  readonly words: readonly string[];
  readonly initials: string;
  readonly code: string;
}

/** Built once per catalogue; searching is then one pass without allocation per matter. */
export function indexMatters<T extends SearchableMatter>(matters: Iterable<T>): MatterIndex<T> {
  const entries = [...matters].map((matter) => ({
    matter,
    name: normalise(matter.name),
    words: [...matter.aliases, matter.department].map(normalise),
    initials: matter.initials,
    code: matter.code.toLowerCase(),
  }));
  return { entries: entries.sort((a, b) => frequentFirst(a.matter, b.matter)) };
}

/**
 * Matters that fit every word of `query`, best first; all of them, frequent first, for an empty query.
 * A word fits by exact code, by initials (prefix before anywhere), by the name, by an alias or the department.
 */
export function searchMatters<T extends SearchableMatter>(
  index: MatterIndex<T>,
  query: string,
  limit = 50,
): T[] {
  const words = query
    .split(/\s+/u)
    .map(normalise)
    .filter((word) => word !== '');
  const hits: { readonly matter: T; readonly score: number }[] = [];
  for (const entry of index.entries) {
    const score = scoreAll(entry, words);
    if (score > 0) hits.push({ matter: entry.matter, score });
  }
  // A stable sort keeps the frequency order among equals.
  return hits
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ matter }) => matter);
}

function scoreAll(entry: Entry, words: readonly string[]): number {
  let total = 1;
  for (const word of words) {
    const score = scoreWord(entry, word);
    if (score === 0) return 0;
    total += score;
  }
  return total;
}

function scoreWord(entry: Entry, word: string): number {
  if (entry.code === word) return 100;
  if (entry.name === word || entry.initials === word) return 90;
  if (entry.name.startsWith(word)) return 80;
  if (entry.initials.startsWith(word)) return 70;
  if (entry.name.includes(word)) return 60;
  if (entry.words.some((alias) => alias.includes(word))) return 50;
  if (entry.initials.includes(word)) return 40;
  if (word.length >= 3 && entry.code.startsWith(word)) return 30;
  return isSubsequence(word, entry.initials) || isSubsequence(word, entry.name) ? 10 : 0;
}

/** `spxkyx` finds 食品经营许可延续: letters in order, gaps allowed; two at least, or nearly everything would fit. */
function isSubsequence(word: string, text: string): boolean {
  if (word.length < 2) return false;
  let at = 0;
  for (const char of text) {
    if (char === word[at]) at += 1;
    if (at === word.length) return true;
  }
  return false;
}

function frequentFirst(a: SearchableMatter, b: SearchableMatter): number {
  return b.frequency - a.frequency || (a.code < b.code ? -1 : 1);
}

/** Full-width letters and digits, as Chinese input methods leave them, count as plain ones. */
function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s/gu, '');
}
