// Seals documents one after the other with one key session. Each takes two transactions: its number and its use record
// before the key is asked; the sealed and verified file, the certificate, the settled record and its collection after.
// While the key signs one document, the one before is verified and stored, and the next one prepared.
import { signOfd } from '#core/eseal/sign-ofd';
import type { SealOfdError } from '#core/eseal/sign-ofd';
import type { Signer } from '#core/eseal/sign';
import type { CustodyError } from '#core/custody/custody-error';
import type { IssuingError } from '#core/issuing/issuing-error';
import { advance, isOver, mayBegin, newRun, secondsLeft } from '#core/issuing/sealing-run';
import type { SealingRun } from '#core/issuing/sealing-run';
import type { SealKeyError } from '#core/seal-keys/seal-key-error';
import type { StaffError } from '#core/staff/staff-error';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import type { StoreError } from '#shared/system-errors';
import { storeErrorOf } from '../store/store';
import type { ComposedDocument } from './composer';
import { gatedSigner } from './gated-signer';
import type { GatedSigner, NotBegun } from './gated-signer';

export type SealingFailure = IssuingError | CustodyError | SealKeyError | StaffError | StoreError;

/** What a run is made with; each step is a transaction or reads only. */
export interface SealingSteps {
  /** SESeal, DER. */
  readonly seal: Uint8Array;
  readonly signer: Signer<SealKeyError>;
  compose(draftId: string): Result<ComposedDocument, IssuingError>;
  /** Transaction 1. undefined: the number was taken meanwhile, compose anew. */
  begin(document: ComposedDocument): Result<number | undefined, IssuingError | StaffError | CustodyError>;
  /** The verifier's word on what came from the key. */
  verify(document: ComposedDocument, bytes: Uint8Array): Promise<Result<VerifiedFile, IssuingError>>;
  /** Transaction 2. */
  store(document: ComposedDocument, file: VerifiedFile, useId: number): void;
  /** Transaction 2 of what failed. */
  fail(draftId: string, useId: number, failure: SealingFailure): void;
}

export interface VerifiedFile {
  readonly bytes: Uint8Array;
  /** SM3 of `bytes`. */
  readonly digest: Uint8Array;
}

export interface RunFailure {
  readonly draftId: string;
  readonly error: SealingFailure;
}

export interface RunProgress {
  readonly run: SealingRun;
  readonly secondsLeft: number | null;
  readonly failure: RunFailure | undefined;
}

interface Work {
  readonly index: number;
  readonly document: ComposedDocument;
  readonly gate: GatedSigner<SealKeyError>;
  readonly signed: Promise<Result<Uint8Array, SealOfdError<SealKeyError | NotBegun>>>;
}

interface SignedWork {
  readonly index: number;
  readonly document: ComposedDocument;
  readonly useId: number;
  readonly bytes: Uint8Array;
}

export class SealingRunner {
  readonly #steps: SealingSteps;
  readonly #draftIds: readonly string[];
  readonly #told: (progress: RunProgress) => void;
  readonly #finishedAt: number[] = [];
  #run: SealingRun;
  #failure: RunFailure | undefined;
  #ahead: Work | undefined;
  #wake: (() => void) | undefined;
  /** Uses whose second transaction is still to come, by use id. */
  readonly #open = new Map<number, string>();

  constructor(steps: SealingSteps, draftIds: readonly string[], told: (progress: RunProgress) => void) {
    this.#steps = steps;
    this.#draftIds = draftIds;
    this.#told = told;
    this.#run = newRun(draftIds.length);
  }

  get progress(): RunProgress {
    const left = this.#run.total - this.#run.sealed;
    return { run: this.#run, secondsLeft: secondsLeft(this.#finishedAt, left), failure: this.#failure };
  }

  pause(): void {
    this.#advance({ kind: 'pause' });
  }

  continue(): void {
    this.#advance({ kind: 'continue' });
    this.#wake?.();
  }

  stop(): void {
    this.#advance({ kind: 'stop' });
    this.#wake?.();
  }

  /** Resolves when the run is over; bugs reject, after the open records were settled. */
  async go(): Promise<RunProgress> {
    this.#told(this.progress);
    try {
      await this.#goOn();
    } catch (cause) {
      this.#breakOff(cause);
    } finally {
      this.#dropAhead();
    }
    return this.progress;
  }

  async #goOn(): Promise<void> {
    let previous: SignedWork | undefined;
    while (!isOver(this.#run)) {
      if (this.#run.phase.kind === 'paused') {
        this.#dropAhead();
        await new Promise<void>((resolve) => (this.#wake = resolve));
        continue;
      }
      // The first document is verified before a second one is begun: what is wrong with the trust shows there.
      if (previous && (previous.index === 0 || !mayBegin(this.#run))) {
        const finished = previous;
        previous = undefined;
        await this.#finish(finished);
        continue;
      }
      const work = await this.#ready(this.#run.begun);
      if (!work || !mayBegin(this.#run)) continue;
      const useId = this.#begin(work);
      if (useId === undefined) continue;
      if (previous) await this.#finish(previous);
      await this.#prepareAhead();
      previous = await this.#signed(work, useId);
    }
  }

  /** The document whose turn it is, up to the question to the key. */
  async #ready(index: number): Promise<Work | undefined> {
    if (this.#ahead?.index === index) return this.#ahead;
    await turn();
    const prepared = await this.#prepare(index);
    if (prepared.ok) {
      this.#ahead = prepared.value;
      return prepared.value;
    }
    this.#refuse(index, prepared.error);
    return undefined;
  }

  async #prepareAhead(): Promise<void> {
    const next = this.#run.begun;
    if (!mayBegin(this.#run)) return;
    await turn();
    const prepared = await this.#prepare(next);
    // What is wrong with it is told when its turn comes.
    if (prepared.ok) this.#ahead = prepared.value;
  }

  async #prepare(index: number): Promise<Result<Work, SealingFailure>> {
    const document = this.#steps.compose(this.#draftIds[index]!);
    if (!document.ok) return document;
    const { unsealed, sealedAt, stamps } = document.value;
    const gate = gatedSigner(this.#steps.signer);
    const signed = signOfd(unsealed, { seal: this.#steps.seal, time: sealedAt, stamps }, gate);
    if (gate.asked) return ok({ index, document: document.value, gate, signed });
    // Without a question to the key there is an answer already, and it is a refusal.
    const answer = await signed;
    if (answer.ok) throw new Error('sealed without a signature');
    return err(failureOf(answer.error));
  }

  #begin(work: Work): number | undefined {
    this.#ahead = undefined;
    const begun = this.#steps.begin(work.document);
    if (!begun.ok || begun.value === undefined) {
      work.gate.drop();
      if (!begun.ok) this.#refuse(work.index, begun.error);
      return undefined;
    }
    this.#open.set(begun.value, work.document.draft.id);
    this.#advance({ kind: 'begun' });
    work.gate.open();
    return begun.value;
  }

  async #signed({ index, document, signed }: Work, useId: number): Promise<SignedWork | undefined> {
    const answer = await signed;
    if (answer.ok) return { index, document, useId, bytes: answer.value };
    this.#fail(index, document.draft.id, useId, failureOf(answer.error));
    return undefined;
  }

  async #finish({ index, document, useId, bytes }: SignedWork): Promise<void> {
    await turn();
    const verified = await this.#steps.verify(document, bytes);
    if (!verified.ok) return this.#fail(index, document.draft.id, useId, verified.error);
    await turn();
    this.#steps.store(document, verified.value, useId);
    this.#open.delete(useId);
    this.#finishedAt.push(performance.now());
    this.#advance({ kind: 'sealed' });
  }

  #fail(index: number, draftId: string, useId: number, error: SealingFailure): void {
    this.#failure ??= { draftId, error };
    this.#steps.fail(draftId, useId, error);
    this.#open.delete(useId);
    this.#advance({ kind: 'failed', index });
  }

  #refuse(index: number, error: SealingFailure): void {
    this.#failure ??= { draftId: this.#draftIds[index]!, error };
    this.#advance({ kind: 'refused' });
  }

  /** A full disk or a bug: what is open is settled if the store still takes it, else by the next start. */
  #breakOff(cause: unknown): void {
    const open = [...this.#open];
    const error = knownFailure(cause);
    for (const [useId, draftId] of open) {
      try {
        this.#steps.fail(draftId, useId, error ?? { code: 'ISSUING_INTERRUPTED' });
        this.#open.delete(useId);
      } catch {
        break;
      }
    }
    const draftId = open[0]?.[1] ?? this.#draftIds[this.#run.begun] ?? '';
    this.#failure ??= { draftId, error: error ?? { code: 'ISSUING_INTERRUPTED' } };
    this.#run = { ...this.#run, underWay: 0, phase: { kind: 'failed', index: this.#run.sealed } };
    this.#told(this.progress);
    if (!error) throw cause;
  }

  #dropAhead(): void {
    this.#ahead?.gate.drop();
    this.#ahead = undefined;
  }

  #advance(event: Parameters<typeof advance>[1]): void {
    this.#run = advance(this.#run, event);
    this.#told(this.progress);
  }
}

function failureOf(error: SealOfdError<SealKeyError | NotBegun>): SealingFailure {
  if (error.code === 'SIGNER_ANSWER_WRONG') return { code: 'ISSUING_SIGNATURE_WRONG' };
  if (error.code !== 'SIGNER_REFUSED') return { code: 'ISSUING_SEAL_UNUSABLE', cause: error.code };
  return error.cause.code === 'NOT_BEGUN' ? { code: 'ISSUING_INTERRUPTED' } : error.cause;
}

function knownFailure(cause: unknown): StoreError | undefined {
  try {
    return storeErrorOf(cause);
  } catch {
    return undefined;
  }
}

/** Everything else of the main process goes first. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
