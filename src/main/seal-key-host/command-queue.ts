// One owner of a library: one command after the other, in the order they came.

export class CommandQueue {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs `command` when every earlier one has settled. */
  run<T>(command: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(command, command);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
