// Takes scans one at a time, in order, when the clerk's hands are free, and does what main answers.
import { assertNever } from '#core/result';
import type { WireError } from '#shared/ipc/contract';
import type { ScanArrivedView, ScanOutcomeView } from '#shared/ipc/scan-views';
import { deskIsAsking, whenDeskAnswered } from '../state/call';
import { presentCertificate } from '../state/evidence-commands';
import { afterPaint } from '../state/paint';
import { situationOf } from '../state/situation';
import { setScreen, terminalState, useTerminal } from '../state/store';
import type { TerminalState } from '../state/store';
import { scanFollowed, scanState, scanTaken, setHeld, setSlow, useScans } from './scan-store';

/** A case or matter that main has changed shows within this, or the scan goes on without it. */
const DESK_MS = 2_000;
/** Longer than a glance: until then the line says nothing of a scan that is being followed. */
const SLOW_MS = 150;

let working = false;

/** Follows what waits; called when a scan arrives. One run at a time. */
export async function followScans(): Promise<void> {
  if (working) return;
  working = true;
  try {
    for (let next = scanState().waiting[0]; next; next = scanState().waiting[0]) {
      await untilFree();
      const slow = setTimeout(() => setSlow(true), SLOW_MS);
      await follow(next).finally(() => (clearTimeout(slow), setSlow(false)));
    }
  } finally {
    working = false;
  }
}

async function follow(scan: ScanArrivedView): Promise<void> {
  const { scanId } = scan;
  const answer = await window.terminal.request['scan.take']({ scanId }).catch(() => BRIDGE_FAILED);
  scanTaken(scanId);
  if (!answer.ok) return refuse(scanId, answer.error);
  // What comes next may ask: whatever the clerk opened meanwhile is finished first.
  await untilFree();
  if (terminalState().screen.error) setScreen({ error: null });
  await lead(scanId, answer.value);
  // With the screen that it led to, not a frame before it.
  scanFollowed(scanId, { kind: 'led', outcome: answer.value });
  markShown(scanId);
}

function refuse(scanId: string, error: WireError): void {
  scanFollowed(scanId, { kind: 'refused', error });
  setScreen({ error });
  markShown(scanId);
}

async function lead(scanId: string, outcome: ScanOutcomeView): Promise<void> {
  switch (outcome.kind) {
    case 'case-opened':
    case 'case-resumed':
      return untilDesk(({ desk }) => desk?.current?.id === outcome.caseId);
    case 'matter-chosen':
      return untilDesk(({ desk }) => desk?.current?.matter?.id === outcome.matterId);
    case 'check-person':
      return setScreen({ dialog: { kind: 'manual', who: 'applicant', scanId } });
    case 'another-person':
      return setScreen({
        dialog: { kind: 'scan', view: { kind: 'another-person', scanId, found: outcome } },
      });
    case 'certificate':
      await untilDesk(({ desk }) => desk?.current?.id === outcome.caseId);
      return void (await presentCertificate(outcome.certificateId));
    case 'certificate-without-case':
      return setScreen({
        dialog: { kind: 'scan', view: { kind: 'certificate-without-case', scanId, found: outcome } },
      });
    case 'print':
      return setScreen({ dialog: { kind: 'scan', view: { kind: 'print', print: outcome.print } } });
    case 'already-here':
    case 'matter-already-chosen':
    case 'matter-without-case':
    case 'shown':
      return;
    default:
      return assertNever(outcome);
  }
}

/** Nothing asks, nothing is being done. 验一验 is a place for codes itself, and the list of scans asks nothing. */
export function isFree({ desk, screen }: TerminalState): boolean {
  if (!desk || deskIsAsking()) return false;
  const { dialog } = screen;
  const open =
    dialog === null || dialog.kind === 'verify' || (dialog.kind === 'scan' && dialog.view.kind === 'recent');
  if (!open) return false;
  const { kind } = situationOf(desk, screen);
  return kind !== 'pending-card' && kind !== 'unconfirmed-print';
}

async function untilFree(): Promise<void> {
  for (;;) {
    await whenDeskAnswered();
    if (isFree(terminalState())) break;
    setHeld(true);
    await nextChange();
  }
  setHeld(false);
}

function nextChange(): Promise<void> {
  return new Promise((resolve) => {
    const stop = useTerminal.subscribe(() => {
      stop();
      resolve();
    });
  });
}

async function untilDesk(isThere: (state: TerminalState) => boolean): Promise<void> {
  const end = performance.now() + DESK_MS;
  while (!isThere(terminalState()) && performance.now() < end) {
    await Promise.race([nextChange(), new Promise((resolve) => setTimeout(resolve, DESK_MS))]);
  }
}

function markShown(scanId: string): void {
  quietLater();
  afterPaint(() => {
    performance.mark('zc:scan', { detail: scanId });
    void window.terminal.request['scan.shown']({ scanId });
  });
}

/** Puts the line about the last scan away; Ctrl+B still lists it. */
export function quietScans(): void {
  clearTimeout(quieting);
  useScans.setState({ quiet: true });
}

let quieting: ReturnType<typeof setTimeout> | undefined;
/** Long enough to read it after looking up from the counter. */
const LINE_MS = 10_000;

function quietLater(): void {
  clearTimeout(quieting);
  quieting = setTimeout(quietScans, LINE_MS);
}

const BRIDGE_FAILED = { ok: false, error: { code: 'BRIDGE_FAILED' } } as const;
