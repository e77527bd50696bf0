// Questions to one device: one under way at a time, each with its deadline, in the order they were asked.

export interface Patience {
  /** From the question to the first byte, in milliseconds. */
  readonly firstByte: number;
  /** Between two bytes of an answer; also how long a damaged line is listened to before it counts as quiet. */
  readonly idle: number;
}

/** Finds one answer in what the line brings. */
export interface Collector<Outcome> {
  /** The outcome once it is known. */
  receive(bytes: Uint8Array): Outcome | null;
  /** The time is up. */
  quiet(): Outcome;
  /** Inside an answer: what counts is the pause between bytes, not the beginning. */
  readonly midMessage: boolean;
}

export interface Question<Outcome> {
  /** Written one after the other: one piece for a line, one for each report. */
  readonly pieces: readonly Uint8Array[];
  readonly patience: Patience;
  /** Called when it is this question's turn. */
  begin(): Collector<Outcome>;
  /** Called once, unless cancelled. */
  done(outcome: Outcome, now: number): void;
}

/** A line that never falls quiet is given up after this time on top of the answer's own patience. */
const BABBLE_MS = 5_000;

interface UnderWay<Outcome> {
  readonly question: Question<Outcome>;
  readonly collector: Collector<Outcome>;
  readonly startedAt: number;
  cancelled: boolean;
}

export class CommandQueue<Outcome> {
  readonly #write: (bytes: Uint8Array) => void;
  readonly #waiting: Question<Outcome>[] = [];
  #underWay: UnderWay<Outcome> | null = null;
  #deadline = Infinity;

  constructor(write: (bytes: Uint8Array) => void) {
    this.#write = write;
  }

  get deadline(): number {
    return this.#deadline;
  }

  get busy(): boolean {
    return this.#underWay !== null;
  }

  ask(question: Question<Outcome>, now: number): void {
    this.#waiting.push(question);
    this.#start(now);
  }

  /**
   * A question that waits is dropped. One that is under way has to be waited out, or its answer would pass for the next
   * one's; nobody hears it.
   */
  cancel(question: Question<Outcome>): void {
    if (this.#underWay?.question === question) this.#underWay.cancelled = true;
    const at = this.#waiting.indexOf(question);
    if (at >= 0) this.#waiting.splice(at, 1);
  }

  /** False when nobody asked: the bytes belong to nothing. */
  received(bytes: Uint8Array, now: number): boolean {
    const underWay = this.#underWay;
    if (!underWay) return false;
    const outcome = underWay.collector.receive(bytes);
    if (outcome !== null) this.#finish(underWay, outcome, now);
    else this.#rearm(underWay, now);
    return true;
  }

  due(now: number): void {
    const underWay = this.#underWay;
    if (underWay && now >= this.#deadline) this.#finish(underWay, underWay.collector.quiet(), now);
  }

  /** The device is gone: every question ends here, unanswered and unheard. */
  clear(): void {
    this.#waiting.length = 0;
    this.#underWay = null;
    this.#deadline = Infinity;
  }

  #start(now: number): void {
    if (this.#underWay) return;
    const question = this.#waiting.shift();
    if (!question) return;
    this.#underWay = { question, collector: question.begin(), startedAt: now, cancelled: false };
    this.#deadline = now + question.patience.firstByte;
    for (const piece of question.pieces) this.#write(piece);
  }

  #rearm({ question, collector, startedAt }: UnderWay<Outcome>, now: number): void {
    const { firstByte, idle } = question.patience;
    const wanted = collector.midMessage ? now + idle : startedAt + firstByte;
    this.#deadline = Math.min(wanted, startedAt + firstByte + BABBLE_MS);
  }

  #finish({ question, cancelled }: UnderWay<Outcome>, outcome: Outcome, now: number): void {
    this.#underWay = null;
    this.#deadline = Infinity;
    if (!cancelled) question.done(outcome, now);
    this.#start(now);
  }
}
