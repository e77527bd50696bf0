// Renders pages of an OFD file to PNG for looking at: `node scripts/run-ts.mjs tests/support/ofd-preview/preview.ts FILE OUT_DIR [PAGES]`.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { openOfd } from '#core/ofd/document/ofd-file';
import { renderPage } from '#core/ofd/render/render-page';
import { rasterise, type RasterJob } from './rasterise';
import { stampsOf } from './stamps';

const PIXELS_PER_MM = 4;

const [file, outDir, pages] = process.argv.slice(2);
if (!file || !outDir) throw new Error('usage: preview.ts FILE OUT_DIR [PAGES]');
mkdirSync(outDir, { recursive: true });
const opened = openOfd(new Uint8Array(readFileSync(file)));
if (!opened.ok) throw new Error(`${opened.error.code} ${opened.error.where}`);
const document = opened.value.document(0);
if (!document.ok) throw new Error(`${document.error.code} ${document.error.where}`);
const stamps = stampsOf(opened.value);
const jobs: RasterJob[] = [];
for (let i = 0; i < Math.min(document.value.pages.length, Number(pages ?? 1)); i++) {
  const page = renderPage(document.value, i, { stamps });
  if (!page.ok) {
    console.log(`page ${i + 1}: ${page.error.code} ${page.error.where}`);
    continue;
  }
  const name = join(outDir, `${basename(file, '.ofd')}-${i + 1}`);
  writeFileSync(`${name}.svg`, page.value.svg);
  const { width, height } = page.value;
  jobs.push({
    svg: `${name}.svg`,
    png: `${name}.png`,
    width: Math.round(width * PIXELS_PER_MM),
    height: Math.round(height * PIXELS_PER_MM),
  });
}
console.log(JSON.stringify(rasterise(jobs, join(outDir, 'jobs.json'))));
for (const warning of opened.value.warnings) console.log(warning.code, warning.where);
