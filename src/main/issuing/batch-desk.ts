// Batches as the counter handles them: a list read in, its lines with what is wrong, sealing with pause and stop.
import { readFile, stat } from 'node:fs/promises';
import type { CertificateType } from '#core/catalogue/certificate-type';
import { listColumns, readCertificateList } from '#core/issuing/certificate-list';
import type { IssuingError } from '#core/issuing/issuing-error';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import { chinaDay } from '#core/time/clock';
import type { Clock } from '#core/time/clock';
import type {
  BatchLineView,
  BatchSummaryView,
  BatchView,
  IssuableTypeView,
  IssuingProgressView,
} from '#shared/ipc/issuing-views';
import { maskNumber } from '../desk/case-view';
import type { Composer } from './composer';
import type { Batch, Draft, DraftStore } from './draft-store';
import type { IssuedStore } from './issued-store';
import type { RunProgress } from './sealing-runner';
import type { SealingService } from './sealing-service';

type Answer<T> = Result<T, IssuingError>;

export interface BatchDeskDeps {
  drafts: DraftStore;
  issued: IssuedStore;
  composer: Composer;
  sealing: SealingService;
  types: ReadonlyMap<string, CertificateType>;
  issuer: string;
  clock: Clock;
  /** Asks the clerk for a list; undefined when none was chosen. */
  chooseList: () => Promise<string | undefined>;
  changed: () => void;
}

const MOST_BYTES = 8 * 1024 * 1024;

export class BatchDesk {
  readonly #deps: BatchDeskDeps;
  #last: { batchId: string; progress: RunProgress } | undefined;

  constructor(deps: BatchDeskDeps) {
    this.#deps = deps;
  }

  types(): IssuableTypeView[] {
    return [...this.#deps.types.values()]
      .filter((type) => type.issuing)
      .map((type) => ({
        typeId: type.id,
        typeName: type.name,
        initials: type.initials,
        columns: listColumns(type).map(({ label, required }) => ({ label, required })),
      }));
  }

  /** Null when the clerk chose none. */
  async choose(typeId: string): Promise<Answer<BatchView | null>> {
    const path = await this.#deps.chooseList();
    if (path === undefined) return ok(null);
    try {
      const { size } = await stat(path);
      if (size > MOST_BYTES) return err({ code: 'ISSUING_LIST_TOO_LARGE', limit: MOST_BYTES });
      return this.import(typeId, new Uint8Array(await readFile(path)));
    } catch (cause) {
      if (typeof (cause as NodeJS.ErrnoException).code !== 'string') throw cause;
      return err({ code: 'ISSUING_LIST_UNREADABLE' });
    }
  }

  /** Good lines become drafts, the others are kept with what is wrong with them. */
  import(typeId: string, bytes: Uint8Array): Answer<BatchView> {
    const { drafts, composer, issuer, clock, changed } = this.#deps;
    const type = composer.type(typeId);
    if (!type) return err({ code: 'ISSUING_TYPE_UNKNOWN' });
    const lines = readCertificateList(bytes, type, issuer, chinaDay(clock.now()));
    if (!lines.ok) return lines;
    const good = lines.value.filter(({ problems }) => problems.length === 0);
    const faulty = lines.value
      .filter(({ problems }) => problems.length > 0)
      .map(({ line, content, problems }) => ({
        line,
        holderName: content.values['holder.name'] ?? '',
        holderNumber: content.values['holder.number'] ?? '',
        problems,
      }));
    const id = drafts.createBatch(typeId, good, faulty);
    changed();
    return this.view(id);
  }

  view(batchId: string): Answer<BatchView> {
    const { drafts } = this.#deps;
    const batch = drafts.batch(batchId);
    if (!batch) return err({ code: 'ISSUING_BATCH_UNKNOWN' });
    const lines: BatchLineView[] = drafts.ofBatch(batchId).map((draft) => this.#line(draft));
    for (const { line, holderName, holderNumber, problems } of drafts.faultyLines(batchId)) {
      const holderNumberMasked = maskNumber(holderNumber);
      lines.push({ line, holderName, holderNumberMasked, state: 'faulty', problems: [...problems] });
    }
    return ok({ summary: this.summary(batch), lines: lines.sort((a, b) => a.line - b.line) });
  }

  summary(batch: Batch): BatchSummaryView {
    const { drafts, sealing, types } = this.#deps;
    const counts = drafts.batchCounts(batch.id);
    const phase = sealing.runner(batch.id)?.progress.run.phase.kind;
    return {
      batchId: batch.id,
      typeId: batch.typeId,
      typeName: types.get(batch.typeId)?.name ?? batch.typeId,
      createdAt: batch.createdAt,
      createdBy: batch.createdBy,
      total: counts.open + counts.numbered + counts.sealed,
      sealed: counts.sealed,
      faulty: batch.faulty,
      state:
        batch.state !== 'open'
          ? batch.state
          : phase === undefined
            ? 'open'
            : phase === 'paused'
              ? 'paused'
              : 'running',
    };
  }

  summaries(): BatchSummaryView[] {
    return this.#deps.drafts.batches().map((batch) => this.summary(batch));
  }

  discard(batchId: string, reason: string): Answer<void> {
    const { drafts, sealing, changed } = this.#deps;
    const batch = drafts.batch(batchId);
    if (!batch) return err({ code: 'ISSUING_BATCH_UNKNOWN' });
    if (sealing.runner(batchId)) return err({ code: 'ISSUING_BUSY' });
    if (batch.state !== 'open') return err({ code: 'ISSUING_BATCH_FINISHED' });
    drafts.closeBatch(batchId, 'discarded', reason);
    changed();
    return ok();
  }

  tell(batchId: string, what: 'pause' | 'continue' | 'stop'): Answer<void> {
    const runner = this.#deps.sealing.runner(batchId);
    if (!runner) return err({ code: 'ISSUING_BATCH_NOT_RUNNING' });
    runner[what]();
    this.#deps.changed();
    return ok();
  }

  /** Keeps how a run goes for a screen that comes later. */
  told(batchId: string, progress: RunProgress): IssuingProgressView {
    this.#last = { batchId, progress };
    return this.#progressView(batchId, progress);
  }

  progressNow(): IssuingProgressView | null {
    return this.#last ? this.#progressView(this.#last.batchId, this.#last.progress) : null;
  }

  #progressView(batchId: string, { run, secondsLeft, failure }: RunProgress): IssuingProgressView {
    const counts = this.#deps.drafts.batchCounts(batchId);
    const total = counts.open + counts.numbered + counts.sealed;
    const draft = failure && this.#deps.drafts.get(failure.draftId);
    return {
      batchId,
      state: progressState(run.phase.kind),
      sealed: counts.sealed,
      total,
      secondsLeft,
      failure:
        failure && draft
          ? {
              line: draft.line ?? 0,
              draftId: draft.id,
              holderName: draft.content.values['holder.name'] ?? '',
              error: { ...failure.error },
            }
          : undefined,
    };
  }

  #line(draft: Draft): BatchLineView {
    const { issued } = this.#deps;
    const { content, state } = draft;
    return {
      line: draft.line ?? 0,
      holderName: content.values['holder.name'] ?? '',
      holderNumberMasked: maskNumber(content.values['holder.number'] ?? ''),
      draftId: draft.id,
      state: state === 'open' ? 'ready' : state,
      number: draft.number,
      documentId: state === 'sealed' ? issued.ofDraft(draft.id) : undefined,
      problems: [],
      lastFailure: state === 'numbered' ? draft.lastFailure : undefined,
    };
  }
}

function progressState(phase: RunProgress['run']['phase']['kind']): IssuingProgressView['state'] {
  switch (phase) {
    case 'running':
    case 'pausing':
    case 'stopping':
    case 'failing':
      return 'running';
    default:
      return phase;
  }
}
