// What a person may do with a seal now: asked of the rules themselves, so that the screen offers what they allow.
import type { CustodyActor } from './custody-role';
import {
  apply,
  archive,
  cancel,
  mayRegister,
  openApplication,
  pinChanged,
  report,
  resume,
  withdrawRenewal,
} from './custody-rules';
import { groundsOf } from './grounds';
import type { ApplicationKind, Ground } from './grounds';
import type { SealState } from './seal-state';

export const SEAL_ACTIONS = [
  'report',
  'hand-over',
  'pin-changed',
  'apply-renew',
  'apply-reset-pin',
  'apply-replace',
  'apply-cancel',
  'resume',
  'withdraw-renewal',
  'succeed',
  'cancel',
  'archive',
] as const;
export type SealAction = (typeof SEAL_ACTIONS)[number];

interface Context {
  readonly now: Date;
  readonly renewalDays: number;
}

/** In the order in which they are offered. Nobody who is not signed in may do anything. */
export function sealActions(state: SealState, actor: CustodyActor | null, context: Context): SealAction[] {
  if (!actor) return [];
  const allowed: Readonly<Record<SealAction, boolean>> = {
    report: report(state, 'lost', null).ok,
    // Whose keys come is seen when they come.
    'hand-over': state.status.kind === 'in-use',
    'pin-changed': state.pinChangeDue && pinChanged(state, actor).ok,
    'apply-renew': fittingGrounds(state, actor, 'renew', context).length > 0,
    'apply-reset-pin': fittingGrounds(state, actor, 'reset-pin', context).length > 0,
    'apply-replace': fittingGrounds(state, actor, 'replace', context).length > 0,
    'apply-cancel': fittingGrounds(state, actor, 'cancel', context).length > 0,
    resume: resume(state, actor, SOME).ok,
    'withdraw-renewal': withdrawRenewal(state, actor, SOME).ok,
    succeed: mayRegister(actor).ok && ['replace', 'renew'].includes(openApplication(state)?.kind ?? ''),
    cancel: cancel(state, actor, null).ok,
    archive: archive(state, actor, SOME).ok,
  };
  return SEAL_ACTIONS.filter((action) => allowed[action]);
}

/** The grounds among which an application of this kind chooses. */
export function fittingGrounds(
  state: SealState,
  actor: CustodyActor,
  kind: ApplicationKind,
  context: Context,
): Ground[] {
  return groundsOf(kind).filter((ground) => apply(state, actor, { kind, ground, note: SOME }, context).ok);
}

const SOME = '-';
