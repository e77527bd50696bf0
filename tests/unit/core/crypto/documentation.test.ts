// docs/packages/crypto.md and eseal.md show programs that run, and what they print.
import { describe, expect, it } from 'vitest';
import { documentedExample } from '#tests/support/documentation';

describe.each(['crypto', 'eseal'])('docs/packages/%s.md', (name) => {
  it('shows its example and the output of today', () => {
    const { page, source, output } = documentedExample(name);
    expect(page).toContain(source);
    expect(page).toContain(output);
  }, 30_000);
});
