// Questions to the device host of one kind, each answered once: by the host, or for it when it is silent or not there.
import { randomUUID } from 'node:crypto';

export interface HostQuestionsOptions<T> {
  readonly patienceMs: number;
  /** The answer when the patience is over. */
  readonly silent: T;
  /** The answer when no host is there, or it is lost before it answers. */
  readonly lost: T;
}

export class HostQuestions<T> {
  readonly #options: HostQuestionsOptions<T>;
  readonly #asked = new Map<string, (answer: T) => void>();

  constructor(options: HostQuestionsOptions<T>) {
    this.#options = options;
  }

  /** `post` answers false when no host is there. */
  ask(post: (runId: string) => boolean): Promise<T> {
    const { patienceMs, silent, lost } = this.#options;
    const runId = randomUUID();
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.answered(runId, silent), patienceMs);
      this.#asked.set(runId, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      if (!post(runId)) this.answered(runId, lost);
    });
  }

  answered(runId: string, answer: T): void {
    this.#asked.get(runId)?.(answer);
    this.#asked.delete(runId);
  }

  lost(): void {
    for (const runId of [...this.#asked.keys()]) this.answered(runId, this.#options.lost);
  }
}
