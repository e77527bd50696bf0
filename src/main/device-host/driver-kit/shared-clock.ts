// One timer for all devices: wakes whoever's deadline has come. Timers are what an idle host pays for.

export interface ClockMember {
  /** Infinity: not to be woken. */
  readonly deadline: number;
  due(now: number): void;
}

export class SharedClock {
  readonly #members = new Set<ClockMember>();
  #timer: NodeJS.Timeout | undefined;
  #armedFor = Infinity;

  /** Milliseconds; does not jump. */
  now(): number {
    return performance.now();
  }

  /** The same moment in milliseconds since 1970. */
  wallTime(now: number): number {
    return performance.timeOrigin + now;
  }

  join(member: ClockMember): void {
    this.#members.add(member);
    this.changed();
  }

  leave(member: ClockMember): void {
    this.#members.delete(member);
  }

  /** A member's deadline may have moved: called after everything that is done to one. */
  changed(): void {
    let earliest = Infinity;
    for (const { deadline } of this.#members) if (deadline < earliest) earliest = deadline;
    // A timer that comes too early finds nothing due and is set again: cheaper than moving it each time.
    if (earliest >= this.#armedFor || earliest === Infinity) return;
    clearTimeout(this.#timer);
    this.#armedFor = earliest;
    this.#timer = setTimeout(() => this.#ring(), Math.max(earliest - performance.now(), 0));
  }

  #ring(): void {
    this.#armedFor = Infinity;
    this.#timer = undefined;
    const now = performance.now();
    for (const member of [...this.#members]) if (member.deadline <= now) member.due(now);
    this.changed();
  }
}
