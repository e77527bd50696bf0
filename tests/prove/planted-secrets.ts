// PINs, a password, private values, ID numbers and names planted in a day of work and in every crash, then searched for byte by byte.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initCrypto } from '#core/crypto/init';
import { demonstrationSealHolders } from '#core/demonstration/seal-holders';
import { chinaDay } from '#core/time/clock';
import { startSealingCounter } from '../support/issuing/sealing-counter';
import { sealingFacts } from '../support/issuing/sealing-facts';
import { patternsOf } from '../support/secrets/encodings';
import { plant } from '../support/secrets/planted';
import { filesBelow, Searcher, type Searched } from '../support/secrets/search';
import {
  crashHostsAndMain,
  crashWindowAndMain,
  DUMP_FOLDERS,
  dumpsSince,
  makeFolders,
  plantKeys,
  serve,
  start,
  TRACER,
  type SecretsRun,
} from '../support/secrets/secrets-run';
import { nameOf, selfTest } from '../support/secrets/self-test';
import { examineTrace, isPerson } from '../support/secrets/trace';

const MOST_DUMP_BYTES = 1024 ** 3;
const failures: string[] = [];
const say = (line: object): void => console.log(JSON.stringify(line));

await initCrypto();
const began = Date.now();
const holders = await demonstrationSealHolders(Number(chinaDay(new Date()).slice(0, 4)));
const planted = plant(holders);
const patterns = planted.secrets.flatMap(patternsOf);
const tested = selfTest(patterns);
say({
  selfTest: { values: planted.secrets.length, encodings: tested.planted, missed: tested.missed.length },
});
failures.push(...tested.missed.map((missed) => `the searcher missed ${missed}`));

const root = mkdtempSync(join(tmpdir(), 'zc-secrets-'));
const folders = makeFolders(root);
// Dumps of any size, as far as this user may ask for them: whatever is not made was refused by the terminal.
const unlimited = allowDumps();
const counter = await startSealingCounter({
  settings: { signIn: { required: false, password: true } },
  preloads: [TRACER],
  env: {
    TMPDIR: folders.tmp,
    HOME: folders.home,
    XDG_CONFIG_HOME: join(folders.home, 'config'),
    XDG_CACHE_HOME: join(folders.home, 'cache'),
    ZC_TRACE_FILE: join(folders.outputs, 'trace'),
  },
});
try {
  const run: SecretsRun = { counter, planted, outputs: folders.outputs, done: [], crashes: [] };
  plantKeys(run);
  const first = await start(run);
  await serve(run, first);
  await crashHostsAndMain(run, first);
  const second = await start(run);
  await crashWindowAndMain(run, second);
  // As a power cut leaves it: the write-ahead log is still there.
  told('profile after the crashes', new Searcher(patterns).below(counter.station.profileDir));
  // A last start settles what the crashes left; then everything is at rest.
  await (await start(run)).close();
  say({ done: run.done });
  const limited = run.crashes.filter(({ limit }) => limit === '0/0').length;
  say({ processes: run.crashes.length, withoutDumps: limited, dumpsAllowedByProof: unlimited });
  if (limited !== run.crashes.length) failures.push('a process may be dumped');
  await examine();
} finally {
  await counter.stop();
  rmSync(root, { recursive: true, force: true });
}
for (const failure of failures) console.log(`FAILED ${failure}`);
say({ seconds: Math.round((Date.now() - began) / 1000), failures: failures.length });
if (failures.length > 0) process.exitCode = 1;

async function examine(): Promise<void> {
  const searcher = new Searcher(patterns);
  const { profileDir } = counter.station;
  const isTrace = (path: string): boolean => path === join(folders.outputs, 'trace');
  const isLog = (path: string): boolean => path.startsWith(join(profileDir, 'logs'));
  const isDatabase = (path: string): boolean => path.includes('terminal.db');
  told('logs', searcher.below(join(profileDir, 'logs')));
  told(
    'database',
    searcher.below(profileDir, (path) => !isDatabase(path)),
  );
  told(
    'rest of the profile',
    searcher.below(profileDir, (path) => isLog(path) || isDatabase(path)),
  );
  told('temporary files', searcher.below(folders.tmp));
  told('home', searcher.below(folders.home));
  told('outputs and diagnostics', searcher.below(folders.outputs, isTrace));
  const dumps = [
    ...dumpsSince(began, DUMP_FOLDERS),
    ...filesBelow(join(profileDir, 'browser', 'Crashpad')).filter((path) => path.endsWith('.dmp')),
  ];
  say({ place: 'crash dumps', files: dumps.length });
  for (const dump of dumps) {
    failures.push(`a dump was made: ${dump}`);
    // Mostly holes: terabytes of address space. That it was made is enough.
    if (statSync(dump).size < MOST_DUMP_BYTES) told('a dump', searcher.file(dump));
  }

  const trace = await examineTrace(join(folders.outputs, 'trace'), searcher);
  say({ place: 'IPC', ...trace, wrong: trace.wrong.length });
  failures.push(...new Set(trace.wrong.map((wrong) => `IPC: ${wrong}`)));
  // What was searched for had really been there.
  const facts = await sealingFacts(profileDir);
  say({ records: { ...facts.uses } });
  if (facts.uses['sealed'] !== 6) failures.push('six certificates should have been sealed');
  if (trace.people === 0) failures.push('nobody’s name went over the bridge: the searcher saw nothing');
  const carried = Object.values(trace.carried).reduce((sum, one) => sum + one, 0);
  if (carried === 0) failures.push('no PIN went over the bridge: the tracer saw nothing');
}

function told(place: string, { files, bytes, hits }: Searched): void {
  const people = hits.filter(({ pattern }) => isPerson(pattern.secret)).length;
  say({ place, files, bytes, secrets: hits.length - people, people });
  const wrong = hits.map(
    ({ pattern, file, offset }) => `${place}: ${nameOf(pattern)} in ${file} at ${offset}`,
  );
  failures.push(...wrong.slice(0, 20));
  if (wrong.length > 20) failures.push(`${place}: ${wrong.length - 20} more`);
}

/** `ulimit -c unlimited` for this process and all that it starts. */
function allowDumps(): boolean {
  try {
    execFileSync('prlimit', ['--pid', String(process.pid), '--core=unlimited']);
    return true;
  } catch {
    return false;
  }
}
