// First pages as Chromium paints them, against reference pictures; differences are printed.
// To renew the references after looking at the new ones: OFD_PICTURES=renew, then run this file.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync, copyFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderPage } from '#core/ofd/render/render-page';
import { decodePng, difference } from '#tests/support/ofd-preview/png';
import { rasterise, type RasterJob } from '#tests/support/ofd-preview/rasterise';
import { stampsOf } from '#tests/support/ofd-preview/stamps';
import { opened } from './build-ofd';
import { FEATURE_PAGE } from './feature-page';

const SAMPLES = resolve(import.meta.dirname, '../../../../../shared/samples/ofd');
const REFERENCES = join(import.meta.dirname, '__pictures__');
const PIXELS_PER_MM = 2;
// Antialiasing differs between machines by less; a missing line of text or a moved stamp by more.
const MEAN_BOUND = 0.004;
const STRONG_BOUND = 0.006;

interface Subject {
  readonly name: string;
  readonly file: string | undefined;
  readonly page: number;
}

const SUBJECTS: readonly Subject[] = [
  { name: 'features', file: undefined, page: 0 },
  ...[
    '999',
    'DigitalSign',
    'V4RideRight',
    'draw_param_ref',
    'h',
    'helloworld',
    'n',
    'namespace_no_std',
    'testImageNotFound',
    'v4-signed-helloworld',
  ].map((file) => ({ name: `${file}-1`, file, page: 0 })),
  ...['999', 'V4RideRight', 'n', 'testImageNotFound'].map((file) => ({ name: `${file}-2`, file, page: 1 })),
];

const REQUIRED_FONTS = ['Noto Serif CJK SC', 'Noto Sans CJK SC', 'AR PL UKai CN'];
const missing = missingTools();

describe.skipIf(missing !== undefined)(`pictures of pages (${missing ?? 'all tools are here'})`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'ofd-pictures-'));
  const subjects = SUBJECTS.filter(
    ({ file }) => file === undefined || existsSync(join(SAMPLES, `${file}.ofd`)),
  );
  let violations: readonly string[] = [];

  beforeAll(() => {
    const jobs = subjects.map((subject): RasterJob => {
      const { file, document } = opened(
        subject.file ? new Uint8Array(readFileSync(join(SAMPLES, `${subject.file}.ofd`))) : FEATURE_PAGE,
      );
      const page = renderPage(document, subject.page, { stamps: stampsOf(file) });
      if (!page.ok) throw new Error(page.error.code);
      const base = join(folder, subject.name);
      writeFileSync(`${base}.svg`, page.value.svg);
      const pixels = (mm: number): number => Math.round(mm * PIXELS_PER_MM);
      return {
        svg: `${base}.svg`,
        png: `${base}.png`,
        width: pixels(page.value.width),
        height: pixels(page.value.height),
      };
    });
    violations = rasterise(jobs, join(folder, 'jobs.json')).violations;
  }, 90_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('asks for nothing that the strictest policy refuses', () => {
    expect(violations).toEqual([]);
  });

  it.each(subjects)('$name', ({ name }) => {
    const drawn = join(folder, `${name}.png`);
    const reference = join(REFERENCES, `${name}.png`);
    if (process.env['OFD_PICTURES'] === 'renew') copyFileSync(drawn, reference);
    const { mean, strong } = difference(decodePng(readFileSync(drawn)), decodePng(readFileSync(reference)));
    console.log(
      `${name}: mean difference ${(mean * 100).toFixed(3)} %, strongly different ${(strong * 100).toFixed(3)} % of pixels`,
    );
    expect(mean).toBeLessThanOrEqual(MEAN_BOUND);
    expect(strong).toBeLessThanOrEqual(STRONG_BOUND);
  });
});

/** Why the pictures cannot be taken here; undefined when they can. */
function missingTools(): string | undefined {
  const electron = resolve(import.meta.dirname, '../../../../node_modules/electron/dist/electron');
  if (!existsSync(electron)) return 'skipped: no Electron runtime';
  if (!process.env['DISPLAY'] && !existsSync('/usr/bin/xvfb-run'))
    return 'skipped: neither a display nor xvfb-run';
  const lacking = REQUIRED_FONTS.filter((font) => !fontIsThere(font));
  return lacking.length > 0 ? `skipped: the references were taken with ${lacking.join(', ')}` : undefined;
}

function fontIsThere(font: string): boolean {
  try {
    return execFileSync('fc-match', ['-f', '%{family}', font]).toString().includes(font);
  } catch {
    return false;
  }
}
