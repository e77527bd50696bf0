// `npm run --silent bench [-- NAME [ARGS…]]`: measurements (tests/bench), one JSON object a line on stdout:
// {"bench","value","unit","floor","ratio","runs","target"}.
import { main } from './lib/errors.mjs';
import { runProgram } from './lib/programs.mjs';

await main(() => runProgram('bench', process.argv.slice(2)));
