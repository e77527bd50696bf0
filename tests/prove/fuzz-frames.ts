// 100,000 damaged frames between reader and terminal: no throw, no hang, no wrong identity accepted.
//   node scripts/run-ts.mjs tests/prove/fuzz-frames.ts [--count 100000] [--seed 1]
// The real parser, collector and sequence run against the emulator's security module over a line that damages, loses,
// delays and doubles answers, in virtual time. docs/devices.md says what "wrong identity accepted" means.
import { parseArgs } from 'node:util';
import { AnswerCollector } from '#core/devices/id-card/answer-collector';
import { encodeSamFrame, SamFrameParser } from '#core/devices/id-card/framing';
import { encodeCommand } from '#core/devices/id-card/protocol';
import { ReaderSequence } from '#core/devices/id-card/reader-sequence';
import type { CommandOutcome, Reading, SequenceEffect } from '#core/devices/id-card/sequence-types';
import { cardIdentitySchema, examineIdentity, type CardIdentity } from '#core/identity/card-identity';
import { ETHNICITY_CODES } from '#core/identity/ethnicity';
import { idCheckCharacter } from '#core/identity/id-number';
import { encodeCardPhoto } from '#emulators/id-card-reader/card-text';
import { nameOf, Sam, type Habit } from '#emulators/id-card-reader/sam';
import { mutators, Random } from '../support/frame-mutators';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
});
const wanted = Number(values.count);
const seed = Number(values.seed);
if (!Number.isInteger(wanted) || !Number.isInteger(seed))
  throw new Error('--count and --seed are whole numbers');

const HABITS: readonly Habit[] = ['select-tells', 'select-tells', 'select-blind', 'single-read'];
/** More commands than any card's way can take; reaching it is a hang. */
const MOST_COMMANDS = 400;
/** Enough to see what is wrong. */
const MOST_FAILURES = 10;
const SLOWEST_SESSION_MS = 2_000;

const counts = {
  sessions: 0,
  mutatedFrames: 0,
  checksumStillFits: 0,
  readings: 0,
  confirmed: 0,
  unconfirmed: 0,
  cardFailures: 0,
  readerLost: 0,
  noVerdict: 0,
  throws: 0,
  hangs: 0,
  schemaViolations: 0,
  examinationThrows: 0,
  wrongIdentityConfirmed: 0,
  wrongIdentityUnconfirmed: 0,
  slowestSessionMs: 0,
};
const byMutator: Record<string, number> = {};
const byKind: Record<string, number> = {};
const random = new Random(seed);
const failures: string[] = [];
const startedAt = performance.now();

/** Two cards one after the other on one reader, over a line whose rate of damage differs by session. */
function runSession(): void {
  const habit = random.pick(HABITS);
  const sam = new Sam(habit, 0);
  const line = new DamagedLine(random.pick([0.05, 0.2, 0.5]));
  const sequence = new ReaderSequence(() => 'reading');
  const terminal = new VirtualTerminal(sam, line, sequence);
  terminal.run(12, () => false);
  for (let cards = 0; cards < 2; cards += 1) {
    const card = randomCard();
    byKind[`${card.kind}${card.version === 'Y' ? ' (Y)' : ''}`] =
      (byKind[`${card.kind}${card.version === 'Y' ? ' (Y)' : ''}`] ?? 0) + 1;
    sam.lay(card);
    const liftAt = random.chance(0.2) ? random.below(10) : Infinity;
    const verdict = terminal.run(
      MOST_COMMANDS,
      (effect, commands) => {
        if (commands === liftAt) sam.lift();
        return effect?.kind === 'card-read' || effect?.kind === 'card-failed';
      },
      liftAt,
    );
    judge(verdict, card, habit);
    sam.lift();
    terminal.run(12, () => false);
  }
}

function judge(verdict: Verdict, card: CardIdentity, habit: Habit): void {
  switch (verdict.kind) {
    case 'nothing':
      counts.noVerdict += 1;
      return;
    case 'lost':
      counts.readerLost += 1;
      return;
    case 'endless':
      counts.hangs += 1;
      note(`${habit}: ${MOST_COMMANDS} commands without an end`);
      return;
    case 'failed':
      counts.cardFailures += 1;
      return;
    case 'reading':
      judgeReading(verdict.reading, card);
  }
}

function judgeReading(reading: Reading, card: CardIdentity): void {
  counts.readings += 1;
  counts[reading.confirmed ? 'confirmed' : 'unconfirmed'] += 1;
  if (!cardIdentitySchema.safeParse(reading.identity).success) {
    counts.schemaViolations += 1;
    note('an accepted identity does not fit its own schema');
  }
  try {
    examineIdentity(reading.identity, '2026-11-21');
  } catch {
    counts.examinationThrows += 1;
    note('examining an accepted identity threw');
  }
  const right = sameIdentity(reading.identity, card) && sameBytes(reading.photo, encodeCardPhoto(card));
  if (right) return;
  if (!reading.confirmed) {
    counts.wrongIdentityUnconfirmed += 1;
    return;
  }
  counts.wrongIdentityConfirmed += 1;
  note(`a wrong identity was accepted as confirmed (session ${counts.sessions})`);
}

type Verdict =
  | { kind: 'reading'; reading: Reading }
  | { kind: 'failed' }
  | { kind: 'lost' }
  | { kind: 'endless' }
  | { kind: 'nothing' };

/** The driver's loop without a clock: the same collector and sequence as the product's. */
class VirtualTerminal {
  readonly #sam: Sam;
  readonly #line: DamagedLine;
  readonly #sequence: ReaderSequence;
  readonly #parser = new SamFrameParser();
  #stray = false;
  #now = 0;

  constructor(sam: Sam, line: DamagedLine, sequence: ReaderSequence) {
    this.#sam = sam;
    this.#line = line;
    this.#sequence = sequence;
  }

  /** Runs until an effect satisfies `done`, or so many commands were given. */
  run(
    commands: number,
    done: (effect: SequenceEffect | null, commands: number) => boolean,
    idleFrom = Infinity,
  ): Verdict {
    for (let given = 0; given < commands;) {
      const step = this.#sequence.next();
      if (step.kind === 'lost') return { kind: 'lost' };
      if (step.kind === 'wait') {
        this.#now += step.ms;
        continue;
      }
      done(null, given);
      given += 1;
      const arrived = this.#line.carry(this.#sam.answer(nameOf(encodeCommand(step.command).subarray(7, 9))));
      for (const effect of this.#sequence.apply(this.#collect(step.command, arrived), this.#now)) {
        if (!done(effect, given)) continue;
        return effect.kind === 'card-read'
          ? { kind: 'reading', reading: effect.reading }
          : { kind: 'failed' };
      }
      // A card that was lifted before anyone noticed it leaves nothing to report.
      if (given > idleFrom + 40) return { kind: 'nothing' };
    }
    // Waiting for a card is no hang: damage can hide a card so well that it has to be laid again.
    return this.#sequence.state.kind === 'reading' ? { kind: 'endless' } : { kind: 'nothing' };
  }

  #collect(command: Parameters<typeof encodeCommand>[0], arrived: Uint8Array): CommandOutcome {
    const collector = new AnswerCollector(this.#parser, command, this.#stray);
    let outcome: CommandOutcome | null = null;
    this.#stray = false;
    for (let at = 0; at < arrived.length;) {
      const size = random.chance(0.5) ? arrived.length : 1 + random.below(400);
      const chunk = arrived.subarray(at, at + size);
      at += size;
      if (outcome) this.#stray = true;
      else outcome = collector.receive(chunk);
    }
    this.#now += 20;
    outcome ??= collector.quiet();
    this.#stray ||= collector.stray;
    return outcome;
  }
}

/** Damages answers at a rate; keeps copies of answers back and lets each slip in once, late. */
class DamagedLine {
  readonly #rate: number;
  readonly #late: Uint8Array[] = [];

  constructor(rate: number) {
    this.#rate = rate;
  }

  carry(answer: Uint8Array): Uint8Array {
    const frame = encodeSamFrame(answer);
    if (!random.chance(this.#rate)) return frame;
    counts.mutatedFrames += 1;
    if (random.chance(0.1) && this.#late.length < 4) this.#late.push(frame);
    if (this.#late.length > 0 && random.chance(0.1)) {
      byMutator['late copy'] = (byMutator['late copy'] ?? 0) + 1;
      return concat(this.#late.splice(random.below(this.#late.length), 1)[0] ?? frame, frame);
    }
    const mutator = random.pick(mutators);
    byMutator[mutator.name] = (byMutator[mutator.name] ?? 0) + 1;
    const mutated = mutator.mutate(frame, random);
    if (!sameBytes(mutated, frame) && new SamFrameParser().push(mutated)[0]?.kind === 'frame') {
      counts.checksumStillFits += 1;
    }
    return mutated;
  }
}

function randomCard(): CardIdentity {
  const kinds = ['resident', 'resident', 'hmt', 'foreign2017', 'foreign2023'] as const;
  const kind = random.pick(kinds);
  const birth = `${1930 + random.below(90)}-${pad(1 + random.below(12))}-${pad(1 + random.below(28))}`;
  const sex = random.chance(0.5) ? 'male' : 'female';
  const order = pad(random.below(100)) + String(random.below(5) * 2 + (sex === 'male' ? 1 : 0));
  const digits = (region: string) => {
    const seventeen = region + birth.replaceAll('-', '') + order;
    return seventeen + idCheckCharacter(seventeen);
  };
  const dates = { validFrom: '2016-05-04', validTo: random.chance(0.2) ? 'long-term' : '2036-05-04' };
  const chinese = { name: han(2 + random.below(3)), sex, birth, ...dates } as const;
  // The chip of 2023 holds 46 characters.
  const latinName = `EXAMPLE, ${letters(4 + random.below(17))} ${letters(3 + random.below(14))}`;
  switch (kind) {
    case 'resident': {
      const ethnicityCode = random.pick(ETHNICITY_CODES);
      const homes = { address: han(12 + random.below(20)), authority: han(6 + random.below(8)) };
      return { kind, ...chinese, ...homes, ethnicityCode, number: digits('890101') };
    }
    case 'hmt': {
      const homes = {
        address: han(12),
        authority: han(8),
        passNumber: `H${10000000 + random.below(89999999)}`,
      };
      return {
        kind: 'hmt-residence-permit',
        ...chinese,
        ...homes,
        issueCount: '01',
        number: digits('890000'),
      };
    }
    case 'foreign2017': {
      const number = `FRA8900${birth.slice(2).replaceAll('-', '')}${pad(random.below(100))}`;
      const rest = { nationality: 'FRA', number, authority: '8900', version: '01', latinName };
      return { kind: 'foreign-permanent-resident', ...chinese, name: '', ...rest };
    }
    case 'foreign2023': {
      const rest = { nationality: 'DEU', authority: '', version: 'Y', issueCount: '00', latinName };
      return { kind: 'foreign-permanent-resident', ...chinese, ...rest, number: digits('989276') };
    }
  }
}

function report(): void {
  const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
  console.log(
    `damaged frames       ${counts.mutatedFrames} (in ${counts.checksumStillFits} the check byte still fitted)`,
  );
  console.log(`sessions             ${counts.sessions}, seed ${seed}, ${seconds} s`);
  console.log(
    `readings             ${counts.readings} (${counts.confirmed} confirmed, ${counts.unconfirmed} not)`,
  );
  console.log(
    `card failures        ${counts.cardFailures}; reader lost ${counts.readerLost}; nothing ${counts.noVerdict}`,
  );
  console.log(
    `throws / hangs       ${counts.throws} / ${counts.hangs}; slowest session ${counts.slowestSessionMs} ms`,
  );
  console.log(`wrong, confirmed     ${counts.wrongIdentityConfirmed}`);
  console.log(
    `wrong, unconfirmed   ${counts.wrongIdentityUnconfirmed} (readers that read a card once only; handed on as unconfirmed)`,
  );
  const bad =
    counts.throws +
    counts.hangs +
    counts.schemaViolations +
    counts.examinationThrows +
    counts.wrongIdentityConfirmed;
  for (const failure of failures) console.log(`FAILED ${failure}`);
  console.log(
    JSON.stringify({ proof: 'fuzz-frames', passed: bad === 0, seed, seconds, ...counts, byMutator, byKind }),
  );
  process.exitCode = bad === 0 ? 0 : 1;
}

function note(failure: string): void {
  if (failures.length < MOST_FAILURES) failures.push(failure);
}

function sameIdentity(a: CardIdentity, b: CardIdentity): boolean {
  const sorted = (identity: CardIdentity) => JSON.stringify(Object.entries(identity).sort());
  return sorted(a) === sorted(b);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  return Uint8Array.from([...a, ...b]);
}

function han(count: number): string {
  return Array.from({ length: count }, () => String.fromCharCode(0x4e00 + random.below(0x5000))).join('');
}

function letters(count: number): string {
  return Array.from({ length: count }, () => String.fromCharCode(65 + random.below(26))).join('');
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

while (counts.mutatedFrames < wanted && failures.length < MOST_FAILURES) {
  counts.sessions += 1;
  const sessionAt = performance.now();
  try {
    runSession();
  } catch (error) {
    counts.throws += 1;
    note(`session ${counts.sessions}: ${error instanceof Error ? error.stack : String(error)}`);
  }
  const took = performance.now() - sessionAt;
  counts.slowestSessionMs = Math.max(counts.slowestSessionMs, Math.round(took));
  if (took > SLOWEST_SESSION_MS) {
    counts.hangs += 1;
    note(`session ${counts.sessions} took ${Math.round(took)} ms`);
  }
  if (counts.sessions % 2_000 === 0) console.error(`… ${counts.mutatedFrames} of ${wanted} frames`);
}
report();
