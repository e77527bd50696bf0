// 20,000 tampered sealed OFD files: none accepted as valid, no throw, each under 2 s, memory under 512 MB.
// @runtime electron-node
//   [--count=20000] [--seed=1]
// A mutation that leaves every file of the package as it was (a bit of a ZIP date), or makes another of the sealed files
// out of it, is no tampering: it is counted apart, and must then get the verdict of the untouched file.
import { equalBytes } from '#core/crypto/bytes';
import type { DemonstrationPki } from '#core/demonstration/pki';
import { verifyOfd } from '#core/eseal/verify-ofd';
import { openPackage, type OfdPackage } from '#core/ofd/package/zip-reader';
import { makeMutators, sealedFrom, type Mutator, type Sealed } from '#tests/support/eseal/ofd-mutators';
import { demonstrationPki, plainDocument, seal, VERIFIED_AT } from '#tests/support/eseal/sealed-document';
import { numberArgument, seededRandom } from '#tests/support/random';

const SLOWEST_MS = 2000;
const MOST_MEMORY_MB = 512;
const MOST_FAILURES = 10;

const count = numberArgument('count', 20_000);
const seed = numberArgument('seed', 1);
const random = seededRandom(seed);
const failures: string[] = [];
const outcomes: Record<string, Record<string, number>> = {};
const worst = { ms: 0, memoryMb: 0 };

const pki = await demonstrationPki();
const originals = await makeOriginals(pki);
const mutators = Object.entries(await makeMutators(pki, originals));
for (const original of originals) {
  if (verdictOf(open(original.bytes)!) !== 'valid') throw new Error('an untouched file must be valid');
}
for (let i = 0; i < count && failures.length < MOST_FAILURES; i += 1) {
  const [name, mutator] = mutators[i % mutators.length]!;
  await tryOne(name, mutator, random.pick(originals), i);
}
report();

async function tryOne(name: string, mutator: Mutator, original: Sealed, index: number): Promise<void> {
  const bytes = await mutator(original, random);
  const started = performance.now();
  try {
    const opened = open(bytes);
    const outcome = opened === undefined ? 'refused' : verdictOf(opened);
    const same = opened !== undefined && originals.some((one) => sameFiles(opened, one));
    note(name, same ? `untouched: ${outcome}` : outcome);
    if (outcome === 'valid' && !same) failures.push(`#${index} ${name}: accepted as valid`);
    if (same && outcome !== 'valid') failures.push(`#${index} ${name}: nothing changed, yet ${outcome}`);
  } catch (thrown) {
    failures.push(`#${index} ${name}: threw ${String(thrown)}`);
  }
  const ms = performance.now() - started;
  worst.ms = Math.max(worst.ms, ms);
  if (ms > SLOWEST_MS) failures.push(`#${index} ${name}: ${Math.round(ms)} ms`);
  if (index % 500 === 0) measureMemory();
}

function measureMemory(): void {
  worst.memoryMb = Math.max(worst.memoryMb, process.memoryUsage().rss / 1e6);
  if (worst.memoryMb > MOST_MEMORY_MB) failures.push(`memory: ${Math.round(worst.memoryMb)} MB`);
}

function open(bytes: Uint8Array): OfdPackage | undefined {
  const opened = openPackage(bytes);
  return opened.ok ? opened.value : undefined;
}

function verdictOf(opened: OfdPackage): string {
  return verifyOfd(opened, pki.trust, VERIFIED_AT).verdict;
}

function sameFiles(opened: OfdPackage, original: Sealed): boolean {
  const names = opened.names().filter((name) => !name.endsWith('/'));
  return (
    names.length === original.files.length &&
    original.files.every(({ name, data }) => {
      const read = opened.read(name);
      return read !== undefined && equalBytes(read, data);
    })
  );
}

function note(name: string, outcome: string): void {
  const row = (outcomes[name] ??= {});
  row[outcome] = (row[outcome] ?? 0) + 1;
}

/** One seal; a riding-edge seal with a picture beside; two seals, the first left open. */
async function makeOriginals(by: DemonstrationPki): Promise<Sealed[]> {
  const picture = {
    name: 'Doc_0/Res/picture.png',
    data: Uint8Array.from({ length: 4000 }, (_, i) => (i * i) & 255),
  };
  const edge = [1, 2].map((page) => ({
    ...{ page, x: 210 - 20 * page, y: 100, width: 40, height: 40 },
    clip: { x: 20 * page - 20, y: 0, width: 20, height: 40 },
  }));
  const twice = await seal(await seal(plainDocument(), by, { lock: false }), by);
  return [
    sealedFrom(await seal(plainDocument(), by), 'Doc_0/Signs/Sign_0'),
    sealedFrom(await seal(plainDocument([picture]), by, { stamps: edge }), 'Doc_0/Signs/Sign_0'),
    sealedFrom(twice, 'Doc_0/Signs/Sign_1'),
    sealedFrom(twice, 'Doc_0/Signs/Sign_0'),
  ];
}

function report(): void {
  for (const [name, row] of Object.entries(outcomes)) {
    const cells = Object.entries(row)
      .sort()
      .map(([outcome, times]) => `${outcome} ${times}`);
    console.log(`${name.padEnd(52)} ${cells.join(', ')}`);
  }
  console.log(`seed ${seed}, slowest ${worst.ms.toFixed(1)} ms, memory ${Math.round(worst.memoryMb)} MB`);
  for (const failure of failures) console.error(failure);
  console.log(
    failures.length === 0 ? `ok: ${count} tampered files, none accepted` : `FAILED: ${failures.length}`,
  );
  process.exitCode = failures.length === 0 ? 0 : 1;
}
