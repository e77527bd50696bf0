// A certificate's code with nobody at the counter: what it says it is, and the ways on. Whose it is stays unsaid.
import type { ScanOutcomeView } from '#shared/ipc/scan-views';
import type { DeskView } from '#shared/ipc/views';
import { closeDialog } from '../dialogs/frame';
import { resumeCase } from '../state/commands';
import { setScreen } from '../state/store';
import { ScanQuestion, type Way } from './scan-question';

interface Props {
  readonly desk: DeskView;
  readonly found: Extract<ScanOutcomeView, { kind: 'certificate-without-case' }>;
}

export function CertificateWithoutCase({ desk, found }: Props) {
  const parked = desk.parked.find(({ id }) => id === found.parkedCaseId);
  const ways: Way[] = [
    {
      label: '手工录入持证人，开办件（或直接放身份证）',
      testId: 'scan-manual',
      go: () => setScreen({ dialog: { kind: 'manual', who: 'applicant' } }),
    },
    {
      label: '验一验：验证持证人带来的文件',
      testId: 'scan-verify',
      go: () => setScreen({ dialog: { kind: 'verify', file: null } }),
    },
  ];
  const resume: Way | undefined = parked && {
    label: `恢复 ${parked.name} 的办件`,
    testId: 'scan-resume',
    go: () => void resumeCase(parked.id).then((done) => done && closeDialog()),
  };
  return (
    <ScanQuestion title="证照二维码" testId="scan-certificate" ways={resume ? [resume, ...ways] : ways}>
      <p>
        <b>{found.typeName}</b> <span className="tabular">{found.numberMasked}</span>
      </p>
      <p className="notice notice-busy">
        二维码只指明是哪一份证照，不证明出示的人是谁。开办件后再扫一次，证照会打开并验证。
      </p>
    </ScanQuestion>
  );
}
