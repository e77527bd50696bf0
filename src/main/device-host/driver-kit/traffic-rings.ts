// The last traffic of every device in this process, masked as it passes: main asks for it when there was a fault or
// somebody wants to see it. What costs an idle host is telling main, so nothing is told before.
import { trafficOf, QUIET_MS, type TrafficOf, type TrafficPiece } from '#core/device-centre/traffic-mask';
import { TrafficRing, type KeptTraffic } from '#core/device-centre/traffic-ring';
import type { DeviceConfig } from '#core/devices/device-config';
import type { ClockMember, SharedClock } from './shared-clock';

/** Twice what is driven: a device that rests for the wizard, or is opened anew, finds its ring again. */
const MOST_RINGS = 64;

/** An answer in more pieces than this is masked as it comes. */
const MOST_WAITING = 64;

export class TrafficRings {
  readonly #clock: SharedClock;
  readonly #lines = new Map<string, KeptLine>();

  constructor(clock: SharedClock) {
    this.#clock = clock;
  }

  /** The device's ring, with what was before, unless its bytes mean something else now. */
  line(device: DeviceConfig): KeptLine {
    const of = trafficOf(device);
    const before = this.#lines.get(device.id);
    if (before && JSON.stringify(before.of) === JSON.stringify(of)) return before;
    this.#forget(device.id);
    const line = new KeptLine(of, this.#clock);
    this.#clock.join(line);
    this.#lines.set(device.id, line);
    return line;
  }

  /** null: no such device was driven here. */
  kept(deviceId: string): KeptTraffic | null {
    return this.#lines.get(deviceId)?.kept() ?? null;
  }

  /** These are driven from now on; of the others not too many are kept. */
  driven(ids: readonly string[]): void {
    if (this.#lines.size <= MOST_RINGS) return;
    for (const id of [...this.#lines.keys()]) if (!ids.includes(id)) this.#forget(id);
  }

  #forget(id: string): void {
    const line = this.#lines.get(id);
    if (line) this.#clock.leave(line);
    this.#lines.delete(id);
  }
}

/** One device's line. All times are the shared clock's. */
export class KeptLine implements ClockMember {
  readonly of: TrafficOf;
  readonly #clock: SharedClock;
  readonly #ring: TrafficRing;
  /** A question, and what was answered so far; never what came unasked. */
  #waiting: TrafficPiece[] = [];
  #lastIn = -Infinity;
  /** When nothing unmasked may stay behind on a line that fell quiet. */
  deadline = Infinity;

  constructor(of: TrafficOf, clock: SharedClock) {
    this.of = of;
    this.#clock = clock;
    this.#ring = new TrafficRing(of, clock.wallTime(clock.now()));
  }

  passed(direction: 'in' | 'out', bytes: Uint8Array, now: number): void {
    if (direction === 'out') this.#ended();
    else this.#lastIn = now;
    this.#waiting.push({ direction, bytes, at: this.#clock.wallTime(now) });
    if (this.#waiting[0]!.direction === 'in' || this.#waiting.length >= MOST_WAITING) this.#mask();
    this.deadline = now + QUIET_MS[this.of.kind];
  }

  due(now: number): void {
    this.#mask();
    const quietAt = this.#lastIn + QUIET_MS[this.of.kind];
    if (now >= quietAt) this.#ring.settle();
    this.deadline = now >= quietAt ? Infinity : quietAt;
  }

  closed(): void {
    this.#mask();
    this.#ring.closed();
    this.deadline = Infinity;
  }

  kept(): KeptTraffic {
    this.#mask();
    return this.#ring.kept();
  }

  /** Another question: what waits is whole. */
  #ended(): void {
    if (this.#waiting.length > 0 && this.#ring.again(this.#waiting)) this.#waiting = [];
    else this.#mask();
  }

  #mask(): void {
    for (const piece of this.#waiting) this.#ring.push(piece);
    this.#waiting = [];
  }
}
