// 200,000 mutated HID reports and descriptors and 200,000 mutated serial scans: no throw, no hang, no wrong content accepted, memory flat.
// @runtime electron-node
//
// "Wrong content" means: a code handed on that was never sent, although the damage is of a kind that the protocol lets
// one see (scan-mutators.ts, `seen`). HID-POS reports and plain lines carry no check: damage that makes one genuine code
// of another (`silent`: a changed byte, a lost report) is carried out as often, must not throw, hang or leak, and what came
// through is counted apart. On USB the bus itself has a check sum and repeats; on a serial line nothing has.
import { parseReportDescriptor } from '#core/devices/hid/report-descriptor';
import type { Driver } from '#core/devices/driver-kit/driver';
import { hidPosLayouts } from '#core/devices/scanner/hid-pos-layout';
import { MAX_SCAN_BYTES } from '#core/devices/scanner/scan';
import { ScannerDriver, type ScannerEvent } from '#core/devices/scanner/scanner-driver';
import { POS_LAYOUTS, posReports, type PosLayoutName } from '#emulators/hid/pos-layouts';
import { encodeGb18030 } from '#emulators/scanner/gb18030-encoder';
import { heapAfterCollection } from '../support/heap';
import { numberArgument, seededRandom } from '../support/random';
import { lineMutators, reportMutators, type Piece, type ReportFacts } from '../support/scan-mutators';

const seed = numberArgument('seed', 20261121);
const wanted = numberArgument('count', 200_000);
const random = seededRandom(seed);
const SLOWEST_SESSION_MS = 5_000;
/** What a collection leaves behind varies by so much; a leak of one report a session would be ten times that. */
const FLAT_BYTES = 4 * 1024 * 1024;

const FACTS: Readonly<Record<PosLayoutName, ReportFacts>> = {
  'flag-at-61': { numbered: true, lengthAt: 1, dataAt: 5, room: 56, aimAt: 2, flag: { at: 61, bit: 0 } },
  'flag-at-63': { numbered: true, lengthAt: 1, dataAt: 5, room: 56, aimAt: 2, flag: { at: 63, bit: 0 } },
  unnumbered: { numbered: false, lengthAt: null, dataAt: 1, room: 44, aimAt: 45, flag: { at: 0, bit: 7 } },
};
const LAYOUT_NAMES = Object.keys(FACTS) as PosLayoutName[];
const HID_MUTATORS = Object.fromEntries(LAYOUT_NAMES.map((name) => [name, reportMutators(FACTS[name])]));

const counts = {
  reports: 0,
  descriptors: 0,
  descriptorsStillRead: 0,
  scans: 0,
  sessions: 0,
  sent: 0,
  accepted: 0,
  refused: 0,
  wrong: 0,
  silentAccepted: 0,
  silentDifferent: 0,
  /** Sessions without damage in which a code was not accepted. */
  missed: 0,
  tooLarge: 0,
  throws: 0,
  hangs: 0,
  slowestMs: 0,
};
const byMutator: Record<string, number> = {};
const failures: string[] = [];
const note = (failure: string) => void (failures.length < 10 && failures.push(failure));

/** One scanner with a clock of its own. */
class Session {
  readonly driver: Driver;
  readonly accepted: string[] = [];
  refused = 0;
  #now = 0;

  constructor(descriptor: Uint8Array | undefined, profile: object = {}) {
    this.driver = new ScannerDriver(
      { write: () => undefined, giveUp: () => undefined, emit: (event) => this.#heard(event) },
      { profile, newScanId: () => 'scan', wallTime: (now) => now },
    );
    this.driver.link({ kind: 'open', ...(descriptor ? { descriptor } : {}) }, 0);
  }

  carry(pieces: readonly Piece[]): void {
    for (const { bytes, quietMs } of pieces) {
      this.quiet(quietMs);
      this.driver.received(bytes, this.#now);
    }
  }

  quiet(ms: number): void {
    const until = this.#now + ms;
    while (this.driver.deadline <= until) {
      this.#now = Math.max(this.#now, this.driver.deadline);
      this.driver.due(this.#now);
    }
    this.#now = until + 1;
  }

  #heard(event: ScannerEvent): void {
    if (event.kind === 'scan-failed') this.refused += 1;
    if (event.kind !== 'scan') return;
    if (event.scan.bytes.length > MAX_SCAN_BYTES) counts.tooLarge += 1;
    this.accepted.push(Buffer.from(event.scan.bytes).toString('hex'));
  }
}

function randomCode(): Uint8Array {
  const length = random.below(20) === 0 ? 1_000 + random.below(1_900) : 1 + random.below(180);
  const kind = random.below(4);
  if (kind === 0) return encodeGb18030(han(Math.ceil(length / 2)));
  if (kind === 1) return new TextEncoder().encode(han(Math.ceil(length / 3)));
  return Uint8Array.from({ length }, () => 0x21 + random.below(0x5e));
}

function han(count: number): string {
  // The 3,755 characters of GB 2312 that every encoder has.
  return Array.from({ length: count }, () =>
    String.fromCharCode(0x4e00 + (random.below(4) * 16 + random.below(16))),
  ).join('');
}

/** Codes through one scanner, some of them damaged; then what was accepted is compared with what was sent. */
function runScans(
  session: Session,
  wire: (code: Uint8Array) => Piece[],
  pick: () => ReturnType<typeof reportMutators>[number],
): number {
  const sent: string[] = [];
  let silent = false;
  let mutated = 0;
  for (let codes = 1 + random.below(4); codes > 0; codes -= 1) {
    const code = randomCode();
    sent.push(Buffer.from(code).toString('hex'));
    let pieces = wire(code);
    if (random.below(4) > 0) {
      const mutator = pick();
      byMutator[mutator.name] = (byMutator[mutator.name] ?? 0) + 1;
      pieces = mutator.mutate(pieces, random);
      silent ||= mutator.kind === 'silent';
      mutated += 1;
    }
    session.carry(pieces);
    // Codes are a person's hand apart; now and then they follow at once.
    session.quiet(random.below(5) === 0 && silent ? random.below(50) : 2_100);
  }
  session.driver.link({ kind: 'closed', gone: true }, 0);
  judge(session, sent, silent, mutated);
  return mutated;
}

function judge(
  { accepted, refused }: Session,
  sent: readonly string[],
  silent: boolean,
  mutated: number,
): void {
  counts.sent += sent.length;
  counts.refused += refused;
  if (silent) {
    counts.silentAccepted += accepted.length;
    counts.silentDifferent += accepted.filter((code) => !sent.includes(code)).length;
    return;
  }
  counts.accepted += accepted.length;
  if (mutated === 0 && accepted.length !== sent.length) {
    counts.missed += 1;
    note(`session ${counts.sessions}: ${sent.length} sound codes sent, ${accepted.length} accepted`);
  }
  // In order, each at most once, nothing else.
  let from = 0;
  for (const code of accepted) {
    const at = sent.indexOf(code, from);
    if (at < 0) {
      counts.wrong += 1;
      note(`session ${counts.sessions}: ${code.length / 2} bytes accepted that were not sent`);
    } else from = at + 1;
  }
}

function fuzzReports(): void {
  const name = random.pick(LAYOUT_NAMES);
  const session = new Session(POS_LAYOUTS[name].descriptor);
  const wire = (code: Uint8Array) => {
    const pieces = posReports(name, code, 'Q1').map((bytes) => ({ bytes, quietMs: 1 }));
    return pieces;
  };
  counts.reports += runScans(session, wire, () => random.pick(HID_MUTATORS[name]!));
}

function fuzzDescriptor(): void {
  const original = POS_LAYOUTS[random.pick(LAYOUT_NAMES)].descriptor;
  let bytes = Uint8Array.from(original);
  for (let times = 1 + random.below(4); times > 0; times -= 1) {
    const at = random.below(bytes.length + 1);
    const kind = random.below(5);
    if (kind === 0) bytes[at % bytes.length] = random.below(256);
    else if (kind === 1) bytes = bytes.slice(0, at);
    else if (kind === 2)
      bytes = Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + 1 + random.below(4))]);
    else if (kind === 3)
      bytes = Uint8Array.from([...bytes.subarray(0, at), random.below(256), ...bytes.subarray(at)]);
    else
      bytes = Uint8Array.from([
        ...bytes.subarray(0, at),
        ...bytes.subarray(random.below(bytes.length)),
      ]).slice(0, 5_000);
    if (bytes.length === 0) bytes = Uint8Array.of(random.below(256));
  }
  counts.descriptors += 1;
  const parsed = parseReportDescriptor(bytes);
  if (!parsed.ok) return;
  counts.descriptorsStillRead += 1;
  const layouts = hidPosLayouts(parsed.value);
  const session = new Session(bytes);
  for (const layout of layouts.slice(0, 3)) {
    const report = Uint8Array.from({ length: Math.min(layout.bytes, 4_096) }, () => random.below(256));
    report[0] = layout.reportId === 0 ? report[0]! : layout.reportId;
    session.carry([
      { bytes: report, quietMs: 0 },
      { bytes: report.slice(0, random.below(64)), quietMs: 600 },
    ]);
  }
  session.quiet(2_000);
}

function fuzzLine(): void {
  const terminators = { cr: [0x0d], lf: [0x0a], crlf: [0x0d, 0x0a] };
  const [terminator, end] = random.pick(Object.entries(terminators));
  // Set to its terminator, as an administrator or the catalogue does, or learned from the first code.
  const learned = random.below(2) === 0;
  const session = new Session(undefined, learned ? {} : { terminator });
  const wire = (code: Uint8Array) => [{ bytes: Uint8Array.from([...code, ...end]), quietMs: 0 }];
  if (learned) session.carry(wire(new TextEncoder().encode('first')));
  session.accepted.length = 0;
  counts.scans += runScans(session, wire, () => random.pick(lineMutators));
}

const startedAt = performance.now();
const heap: number[] = [];
for (const [fuzz, done] of [
  [fuzzReports, () => counts.reports >= wanted * 0.75],
  [fuzzDescriptor, () => counts.descriptors >= wanted * 0.25],
  [fuzzLine, () => counts.scans >= wanted],
] as const) {
  const began = counts.sessions;
  let settled: number | null = null;
  while (!done() && failures.length < 10) {
    counts.sessions += 1;
    const at = performance.now();
    try {
      fuzz();
    } catch (error) {
      counts.throws += 1;
      note(`session ${counts.sessions}: ${error instanceof Error ? error.stack : String(error)}`);
    }
    const took = performance.now() - at;
    counts.slowestMs = Math.max(counts.slowestMs, Math.round(took));
    if (took > SLOWEST_SESSION_MS) counts.hangs += 1;
    // What the runtime itself needs is there after the first sessions.
    if (settled === null && counts.sessions - began === 5_000) settled = heapAfterCollection();
  }
  heap.push(settled === null ? 0 : heapAfterCollection() - settled);
}

const grown = Math.max(...heap);
const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
const bad =
  counts.throws +
  counts.hangs +
  counts.wrong +
  counts.missed +
  counts.tooLarge +
  (grown > FLAT_BYTES ? 1 : 0);
console.log(`mutated reports       ${counts.reports}`);
console.log(`mutated descriptors   ${counts.descriptors} (${counts.descriptorsStillRead} can still be read)`);
console.log(`mutated serial scans  ${counts.scans}; seed ${seed}, ${seconds} s`);
console.log(
  `codes                 ${counts.sent} sent; ${counts.accepted} accepted, ${counts.refused} refused by name`,
);
console.log(
  `throws / hangs        ${counts.throws} / ${counts.hangs}; slowest session ${counts.slowestMs} ms`,
);
console.log(`wrong content         ${counts.wrong}; sound codes missed ${counts.missed}`);
console.log(
  `unprotected damage    ${counts.silentAccepted} accepted, ${counts.silentDifferent} of them not as sent (no check in the protocol)`,
);
console.log(
  `memory after 5,000 sessions to the end: ${heap.map((bytes) => `${Math.round(bytes / 1024)} kB`).join(', ')}`,
);
for (const failure of failures) console.log(`FAILED ${failure}`);
console.log(
  JSON.stringify({
    proof: 'fuzz-reports',
    passed: bad === 0,
    seed,
    seconds,
    ...counts,
    grownBytes: grown,
    byMutator,
  }),
);
process.exitCode = bad === 0 ? 0 : 1;
