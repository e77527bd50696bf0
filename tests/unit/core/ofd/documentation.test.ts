// docs/packages/ofd.md shows a program that runs, and what it prints.
import { expect, it } from 'vitest';
import { documentedExample } from '#tests/support/documentation';

it('docs/packages/ofd.md shows its example and the output of today', () => {
  const { page, source, output } = documentedExample('ofd');
  expect(page).toContain(source);
  expect(page).toContain(output);
}, 30_000);
