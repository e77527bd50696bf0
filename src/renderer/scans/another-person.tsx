// Somebody else's code or number while a case is open: park it, take the person as agent, or put the scan aside.
import type { ScanOutcomeView } from '#shared/ipc/scan-views';
import type { DeskView } from '#shared/ipc/views';
import { closeDialog } from '../dialogs/frame';
import { call } from '../state/call';
import { resumeCase } from '../state/commands';
import { setScreen } from '../state/store';
import { ScanQuestion, type Way } from './scan-question';

interface Props {
  readonly desk: DeskView;
  readonly scanId: string;
  readonly found: Extract<ScanOutcomeView, { kind: 'another-person' }>;
}

export function AnotherPerson({ desk, scanId, found }: Props) {
  const { current } = desk;
  if (!current) return null;
  return (
    <ScanQuestion
      title="扫到的不是本办件的人"
      testId="scan-another-person"
      ways={waysOf(scanId, found, current.agent !== undefined)}
    >
      <p>
        {found.name ? <b>{found.name}</b> : null} <span className="tabular">{found.numberMasked}</span>
      </p>
      <p>
        正在办的是 <b>{current.applicant.name}</b> 的办件，挂起后可按 F5 恢复。
      </p>
      {found.identified ? null : (
        <p className="notice notice-busy">号码本身不能证明身份，还要看本人的证件。</p>
      )}
    </ScanQuestion>
  );
}

function waysOf(scanId: string, found: Props['found'], hasAgent: boolean): Way[] {
  const { identified, parkedCaseId } = found;
  const first: Way = parkedCaseId
    ? {
        label: '挂起当前办件，恢复此人的办件',
        testId: 'scan-park-resume',
        go: () => void leave(resumeCase(parkedCaseId)),
      }
    : {
        label: identified ? '挂起当前办件，给此人开办件' : '挂起当前办件，看证件录入',
        testId: 'scan-park-open',
        go: () => (identified ? accept(scanId, 'applicant-park-current') : enter(scanId, 'applicant')),
      };
  const asAgent: Way = {
    label: identified ? '作为本办件的代办人' : '作为代办人，看证件录入',
    testId: 'scan-as-agent',
    go: () => (identified ? accept(scanId, 'agent') : enter(scanId, 'agent')),
  };
  return hasAgent ? [first] : [first, asAgent];
}

function enter(scanId: string, who: 'applicant' | 'agent'): void {
  setScreen({ dialog: { kind: 'manual', who, scanId } });
}

function accept(scanId: string, as: 'applicant-park-current' | 'agent'): void {
  void leave(call('正在记录…', () => window.terminal.request['scan.usePerson']({ scanId, as })));
}

async function leave(done: Promise<unknown>): Promise<void> {
  if (await done) closeDialog();
}
