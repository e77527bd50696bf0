// Looks at a screen of the running terminal: axe finds nothing, and the picture is kept with the run.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { ROOT } from './station';

const PICTURES = join(ROOT, 'test-results/screens');

/** @returns what axe found wrong, a line each; the picture is `test-results/screens/NAME.png` */
export async function lookAt(page: Page, name: string): Promise<string[]> {
  // axe moves the focus while it looks; the clerk's stays where it was.
  const focused = await page.evaluateHandle(() => document.activeElement as HTMLElement | null);
  const { violations } = await new AxeBuilder({ page: page as never }).setLegacyMode(true).analyze();
  await focused.evaluate((element) => element?.focus());
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
  return violations.map(
    ({ id, nodes }) => `${name}: ${id} ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
  );
}
