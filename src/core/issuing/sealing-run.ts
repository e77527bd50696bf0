// How a run of sealing goes: one document or a batch, begun in order, paused, stopped at the first failure. Pure.
// One document is at the key while the one before is being verified and stored, so at most two are under way.
import { assertNever } from '../result';

export type RunPhase =
  | { readonly kind: 'running' }
  /** No further document begins; those under way are brought to their end. */
  | { readonly kind: 'pausing' }
  | { readonly kind: 'paused' }
  | { readonly kind: 'stopping' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failing'; readonly index: number }
  | { readonly kind: 'failed'; readonly index: number }
  | { readonly kind: 'finished' };

export interface SealingRun {
  readonly total: number;
  /** Documents whose sealing began; the next one has this index. */
  readonly begun: number;
  readonly sealed: number;
  readonly underWay: number;
  readonly phase: RunPhase;
}

export type RunEvent =
  | { readonly kind: 'begun' }
  | { readonly kind: 'sealed' }
  | { readonly kind: 'failed'; readonly index: number }
  /** The next document could not even begin: nothing of it is under way. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'continue' }
  | { readonly kind: 'stop' };

export function newRun(total: number): SealingRun {
  return settled({ total, begun: 0, sealed: 0, underWay: 0, phase: { kind: 'running' } });
}

/** Whether the next document may go to the key. */
export function mayBegin({ phase, begun, total }: SealingRun): boolean {
  return phase.kind === 'running' && begun < total;
}

/** No further event is expected, except `continue` while paused. */
export function isOver({ phase }: SealingRun): boolean {
  return phase.kind === 'stopped' || phase.kind === 'failed' || phase.kind === 'finished';
}

/** @throws Error on a document that begins though it may not: a bug of the engine, and a seal too many. */
export function advance(run: SealingRun, event: RunEvent): SealingRun {
  switch (event.kind) {
    case 'begun':
      if (!mayBegin(run)) throw new Error(`a document began while ${run.phase.kind}`);
      return { ...run, begun: run.begun + 1, underWay: run.underWay + 1 };
    case 'sealed':
      return settled({ ...run, sealed: run.sealed + 1, underWay: run.underWay - 1 });
    case 'failed':
      return settled({ ...run, underWay: run.underWay - 1, phase: failing(run.phase, event.index) });
    case 'refused':
      return settled({ ...run, phase: failing(run.phase, run.begun) });
    case 'pause':
      return run.phase.kind === 'running' ? settled({ ...run, phase: { kind: 'pausing' } }) : run;
    case 'continue':
      return run.phase.kind === 'paused' || run.phase.kind === 'pausing'
        ? { ...run, phase: { kind: 'running' } }
        : run;
    case 'stop':
      return isOver(run) || run.phase.kind === 'failing'
        ? run
        : settled({ ...run, phase: { kind: 'stopping' } });
    default:
      return assertNever(event);
  }
}

/** The first failure is the one that is told. */
function failing(phase: RunPhase, index: number): RunPhase {
  return phase.kind === 'failing' || phase.kind === 'failed' ? phase : { kind: 'failing', index };
}

function settled(run: SealingRun): SealingRun {
  if (run.underWay > 0) return run;
  const { phase } = run;
  if (phase.kind === 'failing') return { ...run, phase: { kind: 'failed', index: phase.index } };
  if (run.sealed === run.total) return { ...run, phase: { kind: 'finished' } };
  if (phase.kind === 'pausing') return { ...run, phase: { kind: 'paused' } };
  return phase.kind === 'stopping' ? { ...run, phase: { kind: 'stopped' } } : run;
}

/** Seconds until the end at the pace of the last documents; null while there is no pace yet. `finishedAt`: ms, ascending. */
export function secondsLeft(finishedAt: readonly number[], left: number): number | null {
  const recent = finishedAt.slice(-20);
  const first = recent[0];
  const last = recent.at(-1);
  if (first === undefined || last === undefined || recent.length < 2) return null;
  return Math.ceil((((last - first) / (recent.length - 1)) * left) / 1000);
}
