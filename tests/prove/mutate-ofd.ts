// 20,000 tampered sealed OFD files: none accepted, no throw, no hang, each under 2 s, memory under 512 MB.
// @runtime electron-node
//   [--count=20000] [--seed=1]
// Accepted means: `valid` for files of ours, whose authority is believed; for other makers' files, whose authorities
// nobody here knows, `intact` is as far as they go, and counts. What a signer left unprotected can be changed without
// anybody noticing; the verdict must then say so, and it is counted apart. A mutation that leaves every file of the package
// as it was, or makes another of the sealed files out of it, is no tampering: it must draw the same pages and get the same
// verdict, and is counted apart too.
import { equalBytes } from '#core/crypto/bytes';
import type { DemonstrationPki } from '#core/demonstration/pki';
import { readOutline } from '#core/eseal/ofd-signatures';
import { verifyOfd, type OfdVerification } from '#core/eseal/verify-ofd';
import { OfdFile } from '#core/ofd/document/ofd-file';
import { openPackage, type OfdPackage } from '#core/ofd/package/zip-reader';
import { renderPage } from '#core/ofd/render/render-page';
import { makeMutators, sealedFrom, type Mutator, type Sealed } from '#tests/support/eseal/ofd-mutators';
import { makeSealingMutators } from '#tests/support/eseal/sealing-mutators';
import { demonstrationPki, plainDocument, seal, VERIFIED_AT } from '#tests/support/eseal/sealed-document';
import { zipMutators } from '#tests/support/eseal/zip-mutators';
import { numberArgument, seededRandom } from '#tests/support/random';
import { sample, SAMPLES_ABSENT } from '#tests/support/samples/samples';
import { startWatchdog } from '#tests/support/watchdog';

const MOST_MS = 2000;
/** A wait this long is a hang, whatever else the machine does. */
const HANG_MS = 20_000;
const MOST_MEMORY_MB = 512;
const MOST_FAILURES = 10;
const SAMPLES = ['999', 'draw_param_ref', 'V4RideRight', 'v4-signed-helloworld', 'testImageNotFound'];

/** A sealed file with what is true of it before anybody touches it. */
interface Original extends Sealed {
  readonly name: string;
  readonly verdict: string;
  /** The verdict that a tampered copy must not get. */
  readonly best: 'valid' | 'intact';
  /** Named by a signature's references. */
  readonly protectedNames: ReadonlySet<string>;
  readonly drawing: string;
  /** The signatures that OFD.xml leads to. */
  readonly listed: string;
}

const count = numberArgument('count', 20_000);
const seed = numberArgument('seed', 1);
const random = seededRandom(seed);
const failures: string[] = [];
const outcomes: Record<string, Record<string, number>> = {};
const worst = { cpuMs: 0, wallMs: 0, kind: '' };
const watchdog = startWatchdog(HANG_MS);

const pki = await demonstrationPki();
const originals = [...(await ours(pki)), ...others()];
const mutators = Object.entries({
  ...(await makeMutators(pki, originals)),
  ...zipMutators,
  ...(await makeSealingMutators()),
});
for (let i = 0; i < count && failures.length < MOST_FAILURES; i += 1) {
  const [kind, mutator] = mutators[i % mutators.length]!;
  await tryOne(kind, mutator, random.pick(originals), i);
}
await watchdog.stop();
summary();

async function tryOne(kind: string, mutator: Mutator, original: Original, index: number): Promise<void> {
  const bytes = await mutator(original, random);
  watchdog.alive(index);
  const where = `#${index} ${kind} (${original.name})`;
  const cpu = process.cpuUsage();
  const began = performance.now();
  try {
    const opened = open(bytes);
    const verification = opened && verificationOf(opened);
    measure(where, cpu, began);
    judge({ kind, where, original, opened, verification });
  } catch (thrown) {
    failures.push(`${where}: threw ${String(thrown)}`);
  }
}

interface Trial {
  readonly kind: string;
  readonly where: string;
  readonly original: Original;
  readonly opened: OfdPackage | undefined;
  readonly verification: OfdVerification | undefined;
}

function judge({ kind, where, original, opened, verification }: Trial): void {
  if (!opened || !verification) return note(kind, 'refused');
  const twin = [original, ...originals].find((one) => differing(opened, one).length === 0);
  if (twin) {
    note(kind, 'harmless');
    if (verification.verdict !== twin.verdict)
      failures.push(`${where}: nothing changed, yet ${verification.verdict}`);
    if (drawingOf(opened) !== twin.drawing)
      failures.push(`${where}: nothing changed, yet it looks different`);
    return;
  }
  const accepted =
    original.best === 'valid'
      ? verification.verdict === 'valid'
      : isOwnSignature(kind) && verification.intact;
  if (!accepted) return note(kind, verification.verdict);
  if (onlyListRewritten(opened, original)) return note(kind, 'same signatures in a list left open');
  const unprotected = differing(opened, original).every((name) => !original.protectedNames.has(name));
  const says = verification.signatures.some(({ steps }) =>
    steps.some(({ step, verdict }) => step === 'coverage' && verdict === 'unknown'),
  );
  if (original.best === 'intact' && unprotected && says) return note(kind, 'not protected by its signer');
  failures.push(`${where}: accepted as ${verification.verdict}`);
}

/**
 * Signatures.xml stays unprotected where further seals may follow. Its other contents (numbers, white space) mean
 * nothing as long as it leads to the same signatures, which are verified, and the pages look the same.
 */
function onlyListRewritten(opened: OfdPackage, original: Original): boolean {
  const changed = differing(opened, original);
  const lists = changed.every(
    (name) => name.endsWith('/Signatures.xml') && !original.protectedNames.has(name),
  );
  return lists && listed(opened) === original.listed && drawingOf(opened) === original.drawing;
}

function listed(opened: OfdPackage): string {
  const outline = readOutline(opened);
  const entries = outline.ok ? outline.value.lists.flatMap(({ signatures }) => signatures) : [];
  return entries.map(({ type, path }) => `${type} ${path}`).join('\n');
}

/** Whoever signs anew makes an intact file of somebody unknown: only its trust is wrong. */
function isOwnSignature(kind: string): boolean {
  return !/^seal(ed)? |^signed |by an attacker/.test(kind);
}

function measure(where: string, cpu: NodeJS.CpuUsage, began: number): void {
  const used = process.cpuUsage(cpu);
  const cpuMs = (used.user + used.system) / 1000;
  worst.wallMs = Math.max(worst.wallMs, performance.now() - began);
  if (cpuMs > worst.cpuMs) Object.assign(worst, { cpuMs, kind: where });
  // Processor time: what others do on this machine is no fault of the file's.
  if (cpuMs > MOST_MS) failures.push(`${where}: ${Math.round(cpuMs)} ms`);
}

function open(bytes: Uint8Array): OfdPackage | undefined {
  const opened = openPackage(bytes);
  return opened.ok ? opened.value : undefined;
}

function verificationOf(opened: OfdPackage): OfdVerification {
  return verifyOfd(opened, pki.trust, VERIFIED_AT);
}

/** Names of files that were added, removed or changed. */
function differing(opened: OfdPackage, original: Sealed): string[] {
  const before = new Map(original.files.map(({ name, data }) => [name, data]));
  const now = opened.names().filter((name) => !name.endsWith('/'));
  const changed = now.filter((name) => {
    const [was, is] = [before.get(name), opened.read(name)];
    return was === undefined || is === undefined || !equalBytes(was, is);
  });
  return [...changed, ...[...before.keys()].filter((name) => !opened.has(name))];
}

/** All pages as they are drawn. */
function drawingOf(opened: OfdPackage): string {
  const file = OfdFile.open(opened);
  const document = file.ok ? file.value.document(0) : file;
  if (!document.ok) return document.error.code;
  return document.value.pages
    .map((_, index) => {
      const page = renderPage(document.value, index);
      return page.ok ? page.value.svg : page.error.code;
    })
    .join('\n');
}

function note(kind: string, outcome: string): void {
  const row = (outcomes[kind] ??= {});
  row[outcome] = (row[outcome] ?? 0) + 1;
}

function original(name: string, bytes: Uint8Array, folder: string, best: 'valid' | 'intact'): Original {
  const opened = open(bytes)!;
  const { verdict } = verificationOf(opened);
  if (verdict !== best) throw new Error(`${name} must be ${best}, untouched`);
  const protectedNames = new Set(
    opened.names().flatMap((path) => {
      const text = /\/Signature\.xml$/.test(path) ? new TextDecoder().decode(opened.read(path)) : '';
      const named = [...text.matchAll(/FileRef="\/?([^"]+)"/g)].map((match) => match[1]!);
      return text === '' ? [] : [...named, path, path.replace('Signature.xml', 'SignedValue.dat')];
    }),
  );
  const seen = { drawing: drawingOf(opened), listed: listed(opened) };
  return { ...sealedFrom(bytes, folder), name, verdict, best, protectedNames, ...seen };
}

/** One seal; a riding-edge seal with a picture beside; two seals, the first left open; one seal left open. */
async function ours(by: DemonstrationPki): Promise<Original[]> {
  const picture = {
    name: 'Doc_0/Res/picture.png',
    data: Uint8Array.from({ length: 4000 }, (_, i) => (i * i) & 255),
  };
  const edge = [1, 2].map((page) => ({
    ...{ page, x: 210 - 20 * page, y: 100, width: 40, height: 40 },
    clip: { x: 20 * page - 20, y: 0, width: 20, height: 40 },
  }));
  const once = await seal(plainDocument(), by, { lock: false });
  const twice = await seal(once, by);
  const riding = await seal(plainDocument([picture]), by, { stamps: edge });
  const [first, second] = ['Doc_0/Signs/Sign_0', 'Doc_0/Signs/Sign_1'];
  return [
    original('one seal', await seal(plainDocument(), by), first!, 'valid'),
    original('riding edge', riding, first!, 'valid'),
    original('two seals', twice, second!, 'valid'),
    original('two seals', twice, first!, 'valid'),
    original('left open', once, first!, 'valid'),
  ];
}

function others(): Original[] {
  if (SAMPLES_ABSENT) {
    console.log(`other makers' files: ${SAMPLES_ABSENT}`);
    return [];
  }
  return SAMPLES.map((name) => original(name, sample(`ofd/${name}.ofd`), 'Doc_0/Signs/Sign_0', 'intact'));
}

function summary(): void {
  const total: Record<string, number> = {};
  for (const [kind, row] of Object.entries(outcomes)) {
    const cells = Object.entries(row).sort();
    for (const [outcome, times] of cells) total[outcome] = (total[outcome] ?? 0) + times;
    console.log(`${kind.padEnd(56)} ${cells.map(([outcome, times]) => `${outcome} ${times}`).join(', ')}`);
  }
  const memoryMb = process.resourceUsage().maxRSS / 1000;
  if (memoryMb > MOST_MEMORY_MB) failures.push(`memory: ${Math.round(memoryMb)} MB`);
  console.log(
    `total: ${Object.entries(total)
      .sort()
      .map(([outcome, times]) => `${outcome} ${times}`)
      .join(', ')}`,
  );
  console.log(
    `seed ${seed}, ${originals.length} files, ${mutators.length} kinds; slowest ${worst.cpuMs.toFixed(1)} ms of processor, ` +
      `${worst.wallMs.toFixed(1)} ms of wall (${worst.kind}); peak memory ${Math.round(memoryMb)} MB`,
  );
  for (const failure of failures) console.error(failure);
  console.log(failures.length === 0 ? `ok: ${count} mutations, none accepted` : `FAILED: ${failures.length}`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}
