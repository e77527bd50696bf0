// Bundles render-app.ts into one CommonJS file that Electron can start, and runs it on a display of its own.
import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../../..');
const ELECTRON = join(root, 'node_modules/electron/dist/electron');
const XVFB_RUN = '/usr/bin/xvfb-run';
const run = promisify(execFile);

/** Why it cannot run here; undefined when it can. */
export async function missingForRendering(): Promise<string | undefined> {
  for (const path of [ELECTRON, XVFB_RUN, '/usr/bin/pdftotext']) {
    if (
      !(await access(path).then(
        () => true,
        () => false,
      ))
    )
      return `${path} is missing`;
  }
  return undefined;
}

/** @returns what the application reported: pages or error by document */
export async function renderSamples(
  out: string,
): Promise<Record<string, { pages?: number; error?: unknown }>> {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: true,
      outDir: out,
      emptyOutDir: false,
      minify: false,
      target: 'node20',
      rollupOptions: {
        input: join(root, 'tests/support/printing/render-app.ts'),
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: 'render-app.cjs' },
      },
    },
  });
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  // Chromium refuses its sandbox to root; an ordinary user keeps it.
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const { stdout } = await run(
    XVFB_RUN,
    ['-a', ELECTRON, ...flags, `--user-data-dir=${join(out, 'profile')}`, join(out, 'render-app.cjs'), out],
    { env, timeout: 60_000 },
  );
  const line = stdout.split('\n').find((each) => each.startsWith('RENDERED '));
  return JSON.parse(line!.slice('RENDERED '.length)) as Record<string, { pages?: number; error?: unknown }>;
}
