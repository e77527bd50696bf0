// Runs one TypeScript module of this project in this process: `node scripts/run-ts.mjs FILE [ARGS…]`.
// Loaded through Vite's module runner, so emulators, benches and proofs are TypeScript without a build step.
import { resolve } from 'node:path';
import { runnerImport } from 'vite';

const [file, ...args] = process.argv.slice(2);
if (!file) {
  console.error('usage: node scripts/run-ts.mjs FILE [ARGS…]');
  process.exit(2);
}
process.argv = [process.argv[0], resolve(file), ...args];
await runnerImport(resolve(file), {
  configFile: false,
  logLevel: 'error',
  root: resolve(import.meta.dirname, '..'),
});
