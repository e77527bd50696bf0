// `npm run --silent eseal -- verify FILE…` and `-- sign IN OUT [--page N --at X,Y,W,H]`: see docs/eseal-command.md.
import { createRequire } from 'node:module';
import { ensureCliBundles, esealBundle } from './lib/cli-bundle.mjs';
import { ScriptError } from './lib/errors.mjs';
import { say } from './lib/progress.mjs';

try {
  await ensureCliBundles();
  const { run } = createRequire(import.meta.url)(esealBundle);
  // Not process.exit: what was written to a pipe must leave first.
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const known = error instanceof ScriptError;
  say(
    known ? `错误 ${error.code}：${error.message}\n${error.output ?? ''}` : `错误 INTERNAL：${error.message}`,
  );
  if (known && error.help) say(error.help);
  process.exitCode = 70;
}
