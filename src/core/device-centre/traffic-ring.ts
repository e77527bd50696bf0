// The last traffic of one device, kept while nobody watches: whole exchanges, masked, bounded in number and in bytes.
// A question that is asked again and answered as before (the polls of an idle reader) is counted, not kept again.
import { concatBytes, equalBytes } from '#core/crypto/bytes';
import { TrafficMask, type TrafficOf, type TrafficPiece } from './traffic-mask';

/** A question with its answer, or what a device sent unasked until it fell quiet. */
interface Exchange {
  readonly pieces: readonly TrafficPiece[];
  readonly cost: number;
  /** How often it came again, and when it last began. */
  times: number;
  until: number;
}

/** What a ring holds at one moment; nothing of it is unmasked. */
export interface KeptTraffic {
  /** Since when it has listened, milliseconds since 1970: traffic from before is not known. */
  readonly since: number;
  /** Exchanges that were kept or counted and had to make room. */
  readonly dropped: number;
  readonly pieces: readonly TrafficPiece[];
}

export const MOST_EXCHANGES = 200;
/** Some forty cards, each read twice. */
export const MOST_COST = 64 * 1_024;
/** What a piece costs beside its bytes: a slow line may deliver them one by one. */
const PIECE_COST = 16;
/** Pieces that one answer may have: the ring, the exchange under way, and what is not whole yet. */
export const MOST_PIECES = 10_000;
/** What a network brings at once is kept in parts that every message and file takes. */
export const MOST_PIECE_BYTES = 8 * 1_024;
/** An exchange that does not end is cut. */
const MOST_OPEN_COST = 16 * 1_024;
/** With a card on it a reader is asked two or three questions in turn, all of them idle. */
const ALIKE_WITHIN = 4;

export class TrafficRing {
  readonly #mask: TrafficMask;
  readonly #since: number;
  #kept: Exchange[] = [];
  #cost = 0;
  #open: TrafficPiece[] = [];
  #openCost = 0;
  #dropped = 0;

  /** `since`: now, milliseconds since 1970. */
  constructor(of: TrafficOf, since: number) {
    this.#mask = new TrafficMask(of);
    this.#since = since;
  }

  push(piece: TrafficPiece): void {
    const { bytes } = piece;
    let from = 0;
    do {
      const part = bytes.subarray(from, from + MOST_PIECE_BYTES);
      this.#take(this.#mask.push(part.length === bytes.length ? piece : { ...piece, bytes: part }));
      from += MOST_PIECE_BYTES;
    } while (from < bytes.length);
  }

  /**
   * A whole exchange that was not pushed: true when it is one of the last, byte for byte as that is kept. It is counted then,
   * and nothing of it has to be masked; an idle device says the same all day, and that must cost next to nothing.
   */
  again(pieces: readonly TrafficPiece[]): boolean {
    this.closed();
    return this.#counted(pieces);
  }

  /** The line fell quiet: what waited to be whole is masked as it is. */
  settle(): void {
    this.#take(this.#mask.flush());
  }

  /** The device was closed: what comes next belongs to no question from before. */
  closed(): void {
    this.settle();
    this.#end();
  }

  /** In the order in which exchanges were first met; the last ones as far as they have come. */
  kept(): KeptTraffic {
    const whole = this.#kept.flatMap(({ pieces, times, until }) =>
      times === 0 ? pieces : [{ ...pieces[0]!, again: { times, until } }, ...pieces.slice(1)],
    );
    const pieces = [...whole, ...this.#open, ...this.#mask.peek()].slice(-MOST_PIECES);
    return { since: this.#since, dropped: this.#dropped, pieces };
  }

  #take(pieces: readonly TrafficPiece[]): void {
    for (const piece of pieces) {
      if (piece.direction === 'out' || this.#openCost > MOST_OPEN_COST) this.#end();
      this.#open.push(piece);
      this.#openCost += costOf(piece);
    }
    // What nobody asked for is whole as soon as it is masked; an answer may still have more to come.
    if (this.#open[0]?.direction === 'in') this.#end();
  }

  #end(): void {
    const [pieces, cost] = [this.#open, this.#openCost];
    if (pieces.length === 0) return;
    this.#open = [];
    this.#openCost = 0;
    if (this.#counted(pieces)) return;
    this.#kept.push({ pieces, cost, times: 0, until: pieces[0]!.at });
    this.#cost += cost;
    while (this.#kept.length > MOST_EXCHANGES || this.#cost > MOST_COST) this.#drop();
  }

  #counted(pieces: readonly TrafficPiece[]): boolean {
    for (let back = 1; back <= ALIKE_WITHIN; back += 1) {
      const kept = this.#kept.at(-back);
      if (!kept || !isAlike(kept.pieces, pieces)) continue;
      kept.times += 1;
      kept.until = pieces[0]!.at;
      return true;
    }
    return false;
  }

  #drop(): void {
    const oldest = this.#kept.shift();
    if (!oldest) return;
    this.#cost -= oldest.cost;
    this.#dropped += 1 + oldest.times;
  }
}

/** The same question with the same answer, in whatever pieces it came. What came unasked is never alike: it is an event. */
function isAlike(one: readonly TrafficPiece[], other: readonly TrafficPiece[]): boolean {
  const [asked, again] = [one[0]!, other[0]!];
  if (asked.direction !== 'out' || again.direction !== 'out') return false;
  if (!equalBytes(asked.bytes, again.bytes)) return false;
  if (one.length === 2 && other.length === 2) return equalBytes(one[1]!.bytes, other[1]!.bytes);
  return equalBytes(answerOf(one), answerOf(other));
}

const answerOf = (pieces: readonly TrafficPiece[]): Uint8Array =>
  concatBytes(...pieces.slice(1).map(({ bytes }) => bytes));

const costOf = ({ bytes }: TrafficPiece): number => bytes.length + PIECE_COST;
