// Finding a matter as a clerk types it.
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Matter } from '#core/catalogue/matter';
import { indexMatters, searchMatters } from '#core/catalogue/search';
import { loadResources } from '#main/resources/load-resources';

const loaded = loadResources(resolve(import.meta.dirname, '../../../../resources'));
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
const matters = [...loaded.value.matters.values()];
const index = indexMatters(matters);
const find = (query: string): string[] => searchMatters(index, query).map(({ id }) => id);

describe('searchMatters', () => {
  it('offers everything, frequent first, before anything is typed', () => {
    const all = searchMatters(index, '');
    expect(all).toHaveLength(matters.length);
    const frequencies = all.map(({ frequency }) => frequency);
    expect(frequencies).toEqual([...frequencies].sort((a, b) => b - a));
  });

  it('finds by pinyin initials, whole, begun or with gaps', () => {
    expect(find('spjyxkyx')[0]).toBe('food-licence-renewal');
    expect(find('spjy').slice(0, 2)).toEqual(['food-licence-renewal', 'food-licence-new']);
    expect(find('SPYX')).toContain('food-licence-renewal');
  });

  it('finds by code, by part of a name, by what people call it, by department', () => {
    expect(find('000715003000')).toEqual(['real-estate-transfer']);
    expect(find('居住证')[0]).toBe('residence-permit-endorsement');
    expect(find('房产过户')).toEqual(['real-estate-transfer']);
    expect(find('交通运输局').sort()).toEqual(['road-freight-licence', 'road-transport-permit-renewal']);
  });

  it('wants every word to fit', () => {
    expect(find('食品 延续')).toEqual(['food-licence-renewal']);
    expect(find('食品 落户')).toEqual([]);
  });

  it('takes full-width letters and spaces as an input method leaves them', () => {
    expect(find('ｓｐｊｙｘｋｙｘ　')[0]).toBe('food-licence-renewal');
  });

  it('survives whatever is typed or scanned into it', () => {
    for (const query of ['(', '\\', '*', '\u0000', '𠮷', 'x'.repeat(10_000)]) expect(find(query)).toEqual([]);
  });

  it('keeps to the limit and to the order of frequency among equals in a large catalogue', () => {
    const large = Array.from({ length: 500 }, (_, position): Matter => {
      const matter = matters[position % matters.length] as Matter;
      return {
        ...matter,
        id: `m-${position}`,
        code: String(position).padStart(12, '0'),
        frequency: position,
      };
    });
    const hits = searchMatters(indexMatters(large), 'spjyxkyx', 5);
    expect(hits).toHaveLength(5);
    const frequencies = hits.map(({ frequency }) => frequency);
    expect(frequencies).toEqual([...frequencies].sort((a, b) => b - a));
  });
});
