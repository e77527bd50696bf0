// What goes into and comes out of the reader sequence: steps for the driver, outcomes from it, effects for the host.
import type { CardIdentity } from '#core/identity/card-identity';
import type { ReaderError } from '../reader-error';
import type { SamAnswer, SamCommand } from './protocol';
import type { ReaderState } from './reader-state';

/** How long an answer may take, in milliseconds. */
export interface Deadlines {
  /** From the request to the first byte. */
  readonly firstByte: number;
  /** Between two bytes of an answer; also how long a damaged line is listened to before it counts as quiet. */
  readonly idle: number;
}

export type SequenceStep =
  | { readonly kind: 'command'; readonly command: SamCommand; readonly deadlines: Deadlines }
  | { readonly kind: 'wait'; readonly ms: number }
  /** The reader does not answer any more: close the port and open it again. */
  | { readonly kind: 'lost'; readonly error: ReaderError };

export type CommandOutcome =
  /** `damaged`: other bytes than the answer were seen as well. */
  | { readonly kind: 'answer'; readonly answer: SamAnswer; readonly damaged: boolean }
  /** Bytes came, but no answer. */
  | { readonly kind: 'damaged' }
  | { readonly kind: 'silent' };

export interface Reading {
  readonly readingId: string;
  readonly identity: CardIdentity;
  /** 1,024 bytes WLT. */
  readonly photo: Uint8Array;
  readonly samId: string;
  readonly confirmed: boolean;
  readonly repeated: boolean;
}

export type SequenceEffect =
  | { readonly kind: 'state'; readonly state: ReaderState }
  | { readonly kind: 'card-read'; readonly reading: Reading }
  | { readonly kind: 'card-failed'; readonly error: ReaderError }
  | { readonly kind: 'card-lifted'; readonly readingId: string };

/** One card's way from found to presented. */
export interface Attempt {
  /** 1 to MAX_ATTEMPTS (card-reading.ts). */
  readonly number: number;
  readonly lastError: ReaderError | null;
  /** Find answered "no card" although one was here: it is read already or gone; only select and read can tell. */
  readonly blind: boolean;
  /** The module has handed out this card's data once, so that find will not see it again. */
  readonly handedOut: boolean;
}

export interface FirstReading {
  readonly text: Uint8Array;
  readonly photo: Uint8Array;
  readonly identity: CardIdentity;
}

/** How a card that was read is known to lie there still; learned from each reader, because find answers 80 either way. */
export type PresenceProbe = 'select' | 'read' | 'none';

export type Phase =
  | { readonly kind: 'greet'; readonly step: 'status' | 'sam-id' }
  | { readonly kind: 'seek' }
  | { readonly kind: 'find-again'; readonly attempt: Attempt }
  | { readonly kind: 'select'; readonly attempt: Attempt }
  | { readonly kind: 'read'; readonly attempt: Attempt }
  | {
      readonly kind: 'reselect';
      readonly attempt: Attempt;
      readonly first: FirstReading;
      readonly agreed: number;
    }
  | {
      readonly kind: 'reread';
      readonly attempt: Attempt;
      readonly first: FirstReading;
      /** Readings so far that equalled the first. */
      readonly agreed: number;
      readonly selectTells: boolean;
    }
  | {
      readonly kind: 'present';
      readonly readingId: string;
      readonly probe: PresenceProbe;
      readonly step: 'find' | 'probe';
      readonly misses: number;
      readonly probeAt: number;
    }
  | {
      readonly kind: 'refused';
      readonly handedOut: boolean;
      readonly step: 'find' | 'probe';
      readonly misses: number;
    }
  /** After silence: late answers are waited out with a question whose answer looks like no other. */
  | { readonly kind: 'resync'; readonly then: Phase; readonly tries: number };
