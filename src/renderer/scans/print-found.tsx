// The record of a page that this terminal printed, found by the code at its foot.
import type { ScannedPrintView } from '#shared/ipc/scan-views';
import { closeDialog } from '../dialogs/frame';
import { Icon } from '../parts/icons';
import { resumeCase } from '../state/commands';
import { printState, SUBJECT } from '../words/case-view-words';
import { chinaMoment } from '../words/dates';
import { DIGEST_WORDS } from './scan-text';
import { ScanQuestion, type Way } from './scan-question';

export function PrintFound({ print }: { readonly print: ScannedPrintView }) {
  const { parkedCaseId, digest } = print;
  const ways: Way[] = parkedCaseId
    ? [
        {
          label: '恢复这份打印件的办件',
          testId: 'scan-resume',
          go: () => void resumeCase(parkedCaseId).then((done) => done && closeDialog()),
        },
      ]
    : [];
  const { tone, text } = DIGEST_WORDS[digest];
  return (
    <ScanQuestion title="本机打印件" testId="scan-print" ways={ways}>
      <dl className="scan-facts">
        <dt>控制编号</dt>
        <dd className="tabular">{print.controlNumber}</dd>
        <dt>打印件</dt>
        <dd>{print.title || SUBJECT[print.subject]}</dd>
        <dt>打印时间</dt>
        <dd>{chinaMoment(print.printedAt)}</dd>
        <dt>状态</dt>
        <dd>{printState(print)}</dd>
        <dt>办件编号</dt>
        <dd className="tabular">{print.caseNumber ?? '不属于办件'}</dd>
      </dl>
      <p className={`notice notice-${tone}`} data-testid="scan-print-digest" data-digest={digest}>
        <Icon name={tone === 'good' ? 'check' : tone === 'bad' ? 'cross' : 'warn'} /> {text}
      </p>
    </ScanQuestion>
  );
}
