// Sealing with consent: what is shown before a PIN is asked for, what is checked when it comes, and the run that follows.
// 川办规〔2022〕3号 印章 第十条: a named custodian, approval where it is asked for, a record of each use.
import { initCrypto } from '#core/crypto/init';
import { draftInputs, subjectDigest } from '#core/issuing/draft';
import { recordedPurpose, type SealingWords } from '#core/issuing/seal-holder';
import type { IssuingError } from '#core/issuing/issuing-error';
import type { Approval } from '#core/staff/approval';
import type { StaffError } from '#core/staff/staff-error';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import { chinaDay } from '#core/time/clock';
import type { SealRegister } from '../custody/seal-register';
import type { KeySession, SealKeys } from '../seal-keys/seal-keys';
import { signerOf } from '../seal-keys/signer';
import type { Session } from '../staff/session';
import { RecordingSteps } from './recording-steps';
import type { RecordingDeps, SealingTerms } from './recording-steps';
import { SealingRunner } from './sealing-runner';
import type { RunProgress, SealingFailure } from './sealing-runner';

export type SealingRefusal = SealingFailure;

/** What is sealed under one consent. */
export type Subject =
  { readonly kind: 'draft'; readonly draftId: string } | { readonly kind: 'batch'; readonly batchId: string };

export interface Consented extends SealingWords {
  readonly subject: Subject;
  /** SM3 hex over what was shown. */
  readonly digest: string;
  readonly keyId: string;
  readonly fingerprint: string;
  /** Overwritten before the promise settles. */
  readonly pin: Uint8Array;
}

export interface SubjectState {
  /** Everything of it, in order. */
  readonly all: readonly { readonly id: string; readonly digest: string }[];
  /** What is left to seal. */
  readonly left: readonly string[];
  readonly digest: string;
  readonly approvalId: string | undefined;
}

export interface SealingServiceDeps extends RecordingDeps {
  session: Session;
  seals: SealRegister;
  keys: Pick<SealKeys, 'login'>;
  /** A run went on; `batchId` where it is a batch's. */
  progress: (progress: RunProgress, batchId: string | undefined) => void;
  /** A bug ended a run: its records are settled, the failure stands in its progress. */
  broken: (cause: unknown) => void;
  changed: () => void;
}

export class SealingService {
  readonly #deps: SealingServiceDeps;
  readonly #steps: RecordingSteps;
  #running: { runner: SealingRunner; batchId: string | undefined; over: Promise<unknown> } | undefined;
  /** From the moment a PIN is taken: two consents at once would be two tries. */
  #busy = false;
  #warming: NodeJS.Timeout | undefined;

  constructor(deps: SealingServiceDeps) {
    this.#deps = deps;
    this.#steps = new RecordingSteps(deps);
  }

  /** On start: what was under way when the program ended may be sealed anew, under the number it has. */
  settleInterrupted(): number {
    const { store, uses, drafts } = this.#deps;
    return store.transaction(() => {
      const interrupted = uses.interruptStarted();
      for (const draftId of interrupted) drafts.markFailed(draftId, { code: 'ISSUING_INTERRUPTED' });
      return interrupted.length;
    });
  }

  /** Composes what is about to be sealed while the PIN is typed. */
  warm(draftId: string): void {
    clearTimeout(this.#warming);
    this.#warming = setTimeout(() => {
      const draft = this.#busy ? undefined : this.#deps.drafts.get(draftId);
      if (draft && draft.state !== 'sealed' && draft.state !== 'discarded')
        this.#deps.composer.compose(draft);
    }, WARM_MS);
  }

  /** Before the store closes: what is at the key is brought to its end, nothing further begins. */
  async end(): Promise<void> {
    clearTimeout(this.#warming);
    this.#running?.runner.stop();
    await this.#running?.over.catch(() => undefined);
  }

  runner(batchId: string): SealingRunner | undefined {
    return this.#running?.batchId === batchId ? this.#running.runner : undefined;
  }

  subject(subject: Subject): Result<SubjectState, IssuingError> {
    const { drafts } = this.#deps;
    if (subject.kind === 'draft') {
      const draft = drafts.get(subject.draftId);
      if (!draft) return err({ code: 'ISSUING_DRAFT_UNKNOWN' });
      if (draft.state === 'sealed' || draft.state === 'discarded')
        return err({ code: 'ISSUING_DRAFT_FINAL' });
      const { id, digest, approvalId } = draft;
      return ok({ all: [{ id, digest }], left: [id], digest: subjectDigest([digest]), approvalId });
    }
    const batch = drafts.batch(subject.batchId);
    if (!batch) return err({ code: 'ISSUING_BATCH_UNKNOWN' });
    const all = drafts.digestsOfBatch(batch.id);
    const left = all.filter(({ state }) => state !== 'sealed').map(({ id }) => id);
    if (batch.state !== 'open' || left.length === 0) return err({ code: 'ISSUING_BATCH_FINISHED' });
    const digest = subjectDigest(all.map((one) => one.digest));
    return ok({ all, left, digest, approvalId: batch.approvalId });
  }

  /** 发证单位: all drafts of a batch have that of the counter which read the list. */
  issuer({ left }: SubjectState): string {
    return this.#deps.drafts.get(left[0]!)!.content.issuer;
  }

  /** Where 用章审批 stands for this subject; undefined where none is needed. */
  approval({ digest }: SubjectState): Approval | 'none' | undefined {
    const { approvals } = this.#deps;
    return approvals.needed() ? (approvals.forSubject(digest) ?? 'none') : undefined;
  }

  /** Resolves when the draft is sealed, verified and stored; answers the document's id. */
  async sealOne(consented: Consented): Promise<Result<string, SealingRefusal>> {
    const started = await this.#start(consented, undefined);
    if (!started.ok) return started;
    const { failure } = await started.value;
    if (failure) return err(failure.error);
    const draftId = consented.subject.kind === 'draft' ? consented.subject.draftId : '';
    return ok(this.#deps.issued.ofDraft(draftId)!);
  }

  /** Resolves when the run has begun. */
  async startBatch(
    consented: Consented & { subject: { kind: 'batch' } },
  ): Promise<Result<void, SealingRefusal>> {
    const { batchId } = consented.subject;
    const started = await this.#start(consented, batchId);
    if (!started.ok) return started;
    started.value.then(
      ({ run }) => {
        if (run.phase.kind === 'finished') this.#deps.drafts.closeBatch(batchId, 'finished');
        this.#deps.changed();
      },
      (cause: unknown) => this.#deps.broken(cause),
    );
    return ok();
  }

  async #start(
    consented: Consented,
    batchId: string | undefined,
  ): Promise<Result<Promise<RunProgress>, SealingRefusal>> {
    if (this.#busy) {
      consented.pin.fill(0);
      return err({ code: 'ISSUING_BUSY' });
    }
    this.#busy = true;
    let handedOver = false;
    try {
      await initCrypto();
      const allowed = this.#allowed(consented);
      if (!allowed.ok) return allowed;
      const login = await this.#deps.keys.login(consented.keyId, consented.fingerprint, consented.pin);
      if (!login.ok) return login;
      handedOver = true;
      return ok(this.#run(login.value, allowed.value, batchId));
    } finally {
      consented.pin.fill(0);
      if (!handedOver) this.#busy = false;
    }
  }

  /** Everything that can be refused without asking the key. */
  #allowed({ subject, digest, fingerprint, ...words }: Consented): Result<Allowed, SealingRefusal> {
    const { session, seals } = this.#deps;
    const by = session.require('custodian');
    if (!by.ok) return by;
    const state = this.subject(subject);
    if (!state.ok) return state;
    if (state.value.digest !== digest) return err({ code: 'ISSUING_CONSENT_OUTDATED' });
    const incomplete = this.#incomplete(state.value.left);
    if (incomplete) return err(incomplete);
    const seal = seals.sealFor(fingerprint, by.value.staffId);
    if (!seal.ok) return seal;
    const approval = this.approval(state.value);
    const granted = approval !== undefined && isGood(approval, state.value) ? approval : undefined;
    // What was approved has the word on another holder in it.
    const recorded = granted
      ? ok(words.purpose)
      : recordedPurpose(this.issuer(state.value), seal.value.holder, words);
    if (!recorded.ok) return recorded;
    if (approval !== undefined && !granted) return err({ code: 'ISSUING_APPROVAL_NEEDED' });
    const purpose = recorded.value;
    const unfit = granted && unfitFor(granted, { staffId: by.value.staffId, ...seal.value, purpose });
    if (unfit) return err(unfit);
    return ok({
      by: by.value,
      seal: seal.value,
      purpose,
      digest,
      state: state.value,
      approvalId: granted?.approvalId,
      approvalUsed: granted?.state.kind !== 'approved',
    });
  }

  /** The first draft that is not ready today. */
  #incomplete(draftIds: readonly string[]): IssuingError | undefined {
    const { drafts, composer, clock } = this.#deps;
    const today = chinaDay(clock.now());
    for (const id of draftIds) {
      const { content, typeId } = drafts.get(id)!;
      const type = composer.type(typeId);
      if (!type) return { code: 'ISSUING_TYPE_UNKNOWN' };
      const wrong = draftInputs(content, type, today).filter(({ problem }) => problem !== undefined);
      if (wrong.length > 0) return { code: 'ISSUING_DRAFT_INCOMPLETE', fields: wrong.map(({ key }) => key) };
    }
    return undefined;
  }

  async #run(key: KeySession, allowed: Allowed, batchId: string | undefined): Promise<RunProgress> {
    const { composer, drafts, session, progress: told } = this.#deps;
    const steps = this.#steps;
    const runner = new SealingRunner(
      {
        seal: allowed.seal.esl,
        signer: signerOf(key),
        compose: (draftId) => composer.compose(drafts.get(draftId)!),
        begin: (document) => steps.begin(document, allowed),
        verify: (document, bytes) => steps.verify(document, bytes),
        store: (document, file, useId) => steps.store(document, file, useId),
        fail: (draftId, useId, failure) => steps.fail(draftId, useId, failure),
      },
      allowed.state.left,
      (progress) => {
        session.touch();
        told(progress, batchId);
      },
    );
    const over = runner.go();
    this.#running = { runner, batchId, over };
    try {
      return await over;
    } finally {
      this.#running = undefined;
      this.#busy = false;
      await key.end();
      this.#deps.changed();
    }
  }
}

/** The consent is on the screen before the processor is taken. */
const WARM_MS = 250;

interface Allowed extends SealingTerms {
  readonly state: SubjectState;
}

/**
 * An approval is of one seal for one purpose, and whoever gave it does not seal. Asked before the PIN, and again of a run that
 * goes on: its approval is used, so the transactions do not ask any more.
 */
function unfitFor(
  { sealId, purpose, state }: Approval,
  asked: { readonly sealId: string; readonly purpose: string; readonly staffId: string },
): StaffError | IssuingError | undefined {
  if (sealId !== asked.sealId) return { code: 'APPROVAL_OTHER_SEAL' };
  if (purpose !== asked.purpose) return { code: 'ISSUING_CONSENT_OUTDATED' };
  const decision = 'decision' in state ? state.decision : undefined;
  return decision?.approverId === asked.staffId ? { code: 'APPROVAL_OWN' } : undefined;
}

/** Approved, or used already by this very subject: a run that was stopped goes on under the same approval. */
function isGood(approval: Approval | 'none', state: SubjectState): approval is Approval {
  if (approval === 'none') return false;
  if (approval.state.kind === 'approved') return true;
  return approval.state.kind === 'used' && state.approvalId === approval.approvalId;
}
