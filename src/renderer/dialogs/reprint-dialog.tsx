// A second copy on paper: why, in the clerk's words or by a digit; the reason is kept with the print.
import { printSubject } from '../state/print-commands';
import type { PrintSubject } from '../state/screen-state';
import { closeDialog } from './frame';
import { ReasonQuestion } from './reason-question';

const USUAL = ['卡纸或缺页', '字迹不清', '申请人另需一份'] as const;

interface Props {
  readonly subject: PrintSubject;
  readonly first: string | undefined;
}

export function ReprintDialog({ subject, first }: Props) {
  const print = (reason: string): void => {
    closeDialog();
    void printSubject(subject, reason);
  };
  return (
    <ReasonQuestion
      title="这份材料已经打印过，重打原因？"
      testId="reprint-dialog"
      fieldId="reprint-reason"
      usual={USUAL}
      submitLabel="按此原因重打"
      cancelLabel="不打印"
      onReason={print}
    >
      {first ? (
        <p>
          第一次打印的控制号：<b className="tabular">{first}</b>
        </p>
      ) : null}
    </ReasonQuestion>
  );
}
