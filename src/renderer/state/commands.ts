// What each command of the desk does: decides from the situation, asks main, moves the hands on.
import { openDeviceCentre } from '../device-centre/device-centre-commands';
import { assertNever } from '#core/result';
import type { CaseView } from '#shared/ipc/views';
import type { ActionId } from './actions';
import { call, toast } from './call';
import { compareBeside, openCertificate } from './evidence-commands';
import { findMatters } from './matter-search';
import { nextOpen } from './material-step';
import { itemOf, situationOf } from './situation';
import type { Situation } from './situation';
import { openSealDesk } from '../issuing/issuing-commands';
import { printInView } from './print-commands';
import { signInOrOut } from '../staff/staff-commands';
import { setScreen, terminalState } from './store';

type Of<K extends Situation['kind']> = Extract<Situation, { kind: K }>;

export function run(id: ActionId): void {
  const { desk, screen } = terminalState();
  if (!desk) return;
  const situation = situationOf(desk, screen);
  const { current } = desk;
  switch (id) {
    case 'enter':
      return void enter(situation);
    case 'back':
      return void back(situation);
    case 'pending.agent':
      return void asAgent(situation);
    case 'pending.resume':
      return void resumeOfPending(situation);
    case 'unconfirmed.out':
      return void resolveUnconfirmed(situation, 'paper-came-out');
    case 'unconfirmed.none':
      return void resolveUnconfirmed(situation, 'no-paper');
    case 'keys':
      return setScreen({ dialog: { kind: 'keys' } });
    case 'devices':
      return openDeviceCentre(null);
    case 'about':
      return setScreen({ dialog: { kind: 'about' } });
    case 'manual':
      return setScreen({ dialog: { kind: 'manual', who: 'applicant' } });
    case 'agent':
      if (current) setScreen({ dialog: { kind: 'manual', who: 'agent' } });
      return;
    case 'parked':
      if (current || desk.parked.length > 0) setScreen({ dialog: { kind: 'parked' } });
      return;
    case 'find':
      if (current) setScreen({ searching: true, search: '', searchAt: 0, place: 'matter' });
      return;
    case 'authorise':
      if (current?.matter) setScreen({ dialog: { kind: 'authorise' } });
      return;
    case 'print':
      return void printInView();
    case 'close':
      if (current) setScreen({ dialog: { kind: 'close' } });
      return;
    case 'undo':
      return void undo(current);
    case 'material.paper':
      return void decide(situation, 'paper');
    case 'material.skip':
      return void decide(situation, 'skip');
    case 'evidence.details':
      if (screen.evidence) {
        setScreen({ evidence: { ...screen.evidence, details: !screen.evidence.details, steps: false } });
      }
      return;
    case 'evidence.zoom':
      if (screen.evidence) {
        setScreen({
          evidence: { ...screen.evidence, zoomed: !screen.evidence.zoomed, details: false, steps: false },
        });
      }
      return;
    case 'evidence.steps':
      if (screen.evidence) {
        setScreen({ evidence: { ...screen.evidence, steps: !screen.evidence.steps, details: false } });
      }
      return;
    case 'scans':
      return setScreen({ dialog: { kind: 'scan', view: { kind: 'recent' } } });
    case 'seal-desk':
      return openSealDesk(situation);
    case 'verify':
      return setScreen({ dialog: { kind: 'verify', file: null } });
    case 'evidence.compare':
      return void compareBeside();
    case 'sign-in':
      return signInOrOut();
    case 'citations':
      return setScreen({ citations: !screen.citations });
    default:
      return assertNever(id);
  }
}

async function enter(situation: Situation): Promise<void> {
  switch (situation.kind) {
    case 'pending-card':
      return openPending(situation);
    case 'unconfirmed-print':
      // Whether paper came out is a fact that only the clerk knows: 1 or 2, never a default.
      return;
    case 'slip':
      await call('正在清屏…', () => window.terminal.request['desk.dismissClosed']());
      return;
    case 'empty':
      return;
    case 'choose-matter':
      return chooseMatterAt(terminalState().screen.searchAt);
    case 'authorise':
      return run('authorise');
    case 'evidence':
      if (situation.acceptable) return accept(situation);
      return situation.accepted ? back(situation) : decide(situation, 'paper');
    case 'material':
      return stepInto(situation);
    case 'finish':
      await closeCase('accepted');
      return;
    default:
      return assertNever(situation);
  }
}

async function stepInto({ current, item, step }: Of<'material'>): Promise<void> {
  const where = { caseId: current.id, materialId: item.materialId };
  switch (step.kind) {
    case 'authorise':
      return run('authorise');
    case 'open-certificate':
      return openCertificate(item.materialId, step.certificateId);
    case 'confirm-shared':
      setScreen({ materialId: item.materialId });
      await call('正在记录…', () => window.terminal.request['cases.confirmShared'](where));
      return;
    case 'accept-paper':
      setScreen({ materialId: item.materialId });
      await call('正在记录…', () => window.terminal.request['cases.acceptPaper'](where));
      return;
    case 'next':
      return setScreen({ materialId: nextOpen(current, item.materialId) });
    default:
      return assertNever(step);
  }
}

/** Esc: one step back, and nothing that was entered or decided is lost. */
async function back(situation: Situation): Promise<void> {
  const { screen } = terminalState();
  if (screen.error) return setScreen({ error: null });
  if (situation.kind === 'pending-card') {
    const { readingId } = situation.card;
    await call('正在放下…', () => window.terminal.request['cards.dismiss']({ readingId }));
    return;
  }
  if (screen.place === 'evidence') {
    return setScreen({ place: 'matter', materialId: screen.evidence?.materialId ?? screen.materialId });
  }
  if (situation.kind === 'choose-matter') {
    if (screen.search) return setScreen({ search: '', searchAt: 0 });
    if (situation.again) setScreen({ searching: false });
    return;
  }
  if (screen.evidence) return setScreen({ evidence: null });
  if (screen.citations) setScreen({ citations: false });
}

export async function chooseMatterAt(index: number): Promise<void> {
  const { desk, matters, screen } = terminalState();
  const matter = findMatters(matters, screen.search)[index];
  const { current } = desk ?? {};
  if (!matter || !current) return;
  if (matter.id === current.matter?.id) return setScreen({ searching: false, search: '', searchAt: 0 });
  await call('正在列出材料…', () =>
    window.terminal.request['cases.chooseMatter']({ caseId: current.id, matterId: matter.id }),
  );
}

/** What could not be verified to the end is accepted for a reason that stays with the case. */
async function accept({ item, evidence }: Of<'evidence'>): Promise<void> {
  const { materialId } = item;
  if (!evidence.view) return;
  const { certificateId, verification } = evidence.view;
  if (verification.use === 'accept-with-reason') {
    return setScreen({ dialog: { kind: 'reason', materialId, certificateId } });
  }
  await acceptOpened();
}

/** Accepts the certificate that is open at the right, as it was seen. */
export async function acceptOpened(reason?: string): Promise<boolean> {
  const { desk, screen } = terminalState();
  const { evidence } = screen;
  const caseId = desk?.current?.id;
  if (!caseId || !evidence?.view) return false;
  const { materialId } = evidence;
  const { certificateId, digest } = evidence.view;
  setScreen({ materialId });
  const answer = await call('正在采用…', () =>
    window.terminal.request['cases.acceptCertificate']({
      caseId,
      materialId,
      certificateId,
      digest,
      ...(reason === undefined ? {} : { reason }),
    }),
  );
  return answer !== undefined;
}

async function decide(situation: Situation, how: 'paper' | 'skip'): Promise<void> {
  if (situation.kind !== 'material' && situation.kind !== 'evidence') return;
  const { current, item } = situation;
  if (how === 'skip' && item.required) return;
  const where = { caseId: current.id, materialId: item.materialId };
  setScreen({ materialId: item.materialId });
  await call('正在记录…', () =>
    how === 'paper'
      ? window.terminal.request['cases.acceptPaper'](where)
      : window.terminal.request['cases.markNotNeeded'](where),
  );
}

async function openPending({ card, current }: Of<'pending-card'>): Promise<void> {
  if (card.why === 'refused') return back({ kind: 'pending-card', card, current });
  if (card.parkedCaseId) return resumeOfPending({ kind: 'pending-card', card, current });
  await call('正在开办件…', () =>
    window.terminal.request['cards.open']({
      readingId: card.readingId,
      acknowledged: card.person.findings.map((finding) => finding.code),
      parkCurrent: current !== null,
    }),
  );
}

async function asAgent(situation: Situation): Promise<void> {
  if (situation.kind !== 'pending-card' || !situation.current || situation.card.why === 'refused') return;
  const { card } = situation;
  const done = await call('正在添加代办人…', () =>
    window.terminal.request['cards.asAgent']({
      readingId: card.readingId,
      acknowledged: card.person.findings.map((finding) => finding.code),
    }),
  );
  if (done) toast('已添加代办人');
}

async function resumeOfPending(situation: Situation): Promise<void> {
  if (situation.kind !== 'pending-card') return;
  const { parkedCaseId, readingId } = situation.card;
  if (!parkedCaseId) return;
  if (situation.current && !(await parkCurrent())) return;
  const resumed = await resumeCase(parkedCaseId);
  if (resumed) await call('正在放下…', () => window.terminal.request['cards.dismiss']({ readingId }));
}

async function resolveUnconfirmed(
  situation: Situation,
  outcome: 'paper-came-out' | 'no-paper',
): Promise<void> {
  if (situation.kind !== 'unconfirmed-print') return;
  const { id } = situation.print;
  await call('正在记录…', () =>
    window.terminal.request['printing.resolveUnconfirmed']({ printId: id, outcome }),
  );
}

async function undo(current: CaseView | null): Promise<void> {
  if (!current?.undoable) return;
  const before = terminalState().screen.materialId;
  const done = await call('正在撤销…', () => window.terminal.request['cases.undo']({ caseId: current.id }));
  if (!done) return;
  toast('已撤销上一步');
  const after = terminalState().desk?.current;
  if (after) setScreen({ place: 'matter', materialId: itemOf(after, before) ? before : null });
}

/** @returns whether the case is closed now */
export async function closeCase(outcome: 'accepted' | 'incomplete' | 'withdrawn'): Promise<boolean> {
  const caseId = terminalState().desk?.current?.id;
  if (!caseId) return false;
  return !!(await call('正在办结…', () => window.terminal.request['cases.close']({ caseId, outcome })));
}

export async function parkCurrent(): Promise<boolean> {
  const caseId = terminalState().desk?.current?.id;
  if (!caseId) return false;
  return !!(await call('正在挂起…', () => window.terminal.request['cases.park']({ caseId })));
}

/** Parks what is open first: one case is open at a time. */
export async function resumeCase(caseId: string): Promise<boolean> {
  if (terminalState().desk?.current && !(await parkCurrent())) return false;
  return !!(await call('正在恢复…', () => window.terminal.request['cases.resume']({ caseId })));
}
