// A recording as a device: what was asked while recording is answered as it was then, at the same pace. A reader is asked;
// a scanner speaks when the hand says go.
import {
  decodeRecording,
  exchangesOf,
  ReplayCursor,
  type Exchange,
  type Recording,
} from '#core/device-centre/recording';
import type { Endpoint } from '../id-card-reader/endpoint';

export class ReplayedDevice {
  readonly #exchanges: readonly Exchange[];
  readonly #unknown: string[] = [];
  #cursor: ReplayCursor;
  #endpoint: Endpoint | null = null;
  #heard: number[] = [];
  #pending: NodeJS.Timeout[] = [];

  constructor(recording: Recording) {
    this.#exchanges = exchangesOf(recording);
    this.#cursor = new ReplayCursor(this.#exchanges);
  }

  attach(endpoint: Endpoint): void {
    this.#endpoint = endpoint;
  }

  /** Plays from the beginning: what the device said unasked. */
  go(): void {
    this.#cursor = new ReplayCursor(this.#exchanges);
    this.#send(this.#cursor.unasked());
  }

  /** Bytes of the host: questions may come in pieces, or several in one. */
  receive(bytes: Uint8Array): void {
    this.#heard.push(...bytes);
    for (let taken = this.#question(); taken > 0; taken = this.#question()) {
      const question = Uint8Array.from(this.#heard.splice(0, taken));
      const answer = this.#cursor.ask(question);
      if (answer) this.#send(answer);
      else this.#unknown.push(Buffer.from(question).toString('hex'));
    }
  }

  state(): { ended: boolean; unknown: readonly string[] } {
    return { ended: this.#cursor.ended, unknown: this.#unknown };
  }

  stop(): void {
    for (const timer of this.#pending) clearTimeout(timer);
    this.#pending = [];
  }

  /** Length of the question that stands at the start; a question that was never recorded ends with what was heard. */
  #question(): number {
    if (this.#heard.length === 0) return 0;
    const starts = (question: Uint8Array, length: number) =>
      question.subarray(0, length).every((value, index) => value === this.#heard[index]);
    const known = this.#exchanges.flatMap(({ question }) => (question ? [question] : []));
    const whole = known.find(
      (question) => question.length <= this.#heard.length && starts(question, question.length),
    );
    if (whole) return whole.length;
    const begun = known.some((question) => starts(question, this.#heard.length));
    return begun ? 0 : this.#heard.length;
  }

  #send(answer: Exchange['answer']): void {
    for (const { afterMs, bytes } of answer) {
      this.#pending.push(setTimeout(() => this.#endpoint?.send(bytes), afterMs));
    }
  }
}

/** Throws on a file that is no recording: a test has to see that. */
export function replayedDevice(text: string): ReplayedDevice {
  const recording = decodeRecording(text);
  if (!recording.ok) throw new Error(JSON.stringify(recording.error));
  return new ReplayedDevice(recording.value);
}
