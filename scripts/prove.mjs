// `npm run --silent prove [-- NAME [ARGS…]]`: long proofs (tests/prove). The exit code is the proof's.
import { main } from './lib/errors.mjs';
import { runProgram } from './lib/programs.mjs';

await main(() => runProgram('prove', process.argv.slice(2)));
