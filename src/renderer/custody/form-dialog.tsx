// A form was made and is kept: to paper now, or later from the archive; a second print says why.
import { ReasonQuestion } from '../dialogs/reason-question';
import { printForm, showCustody } from './custody-commands';
import type { CustodyDialog } from './custody-dialog-state';
import { CustodyFrame } from './custody-frame';

interface Props {
  readonly formId: string;
  readonly sealId: string | null;
}

export function FormDialog({ formId, sealId }: Props) {
  const back: CustodyDialog = sealId === null ? { kind: 'register' } : { kind: 'seal', sealId };
  const print = async (): Promise<void> => {
    if (await printForm(formId, back)) showCustody(back);
  };
  return (
    <CustodyFrame
      title="表已制好并存档"
      testId="custody-form-dialog"
      back={back}
      onSubmit={() => void print()}
      onKey={(event) => event.key === 'F9' && (void print(), true)}
      actions={
        <button type="submit" className="button primary" data-testid="custody-form-print" data-autofocus="">
          打印 <kbd>Enter</kbd>
        </button>
      }
    >
      <p>现在打印，签字盖章后交制章单位或归档。以后也可以在“表单存档”里打印。</p>
    </CustodyFrame>
  );
}

const USUAL = ['卡纸或缺页', '字迹不清', '另需一份'] as const;

export function ReprintFormDialog(props: {
  readonly formId: string;
  readonly first: string | undefined;
  readonly back: CustodyDialog;
}) {
  const { formId, first, back } = props;
  return (
    <ReasonQuestion
      title="这张表已经打印过，重打原因？"
      testId="custody-reprint"
      fieldId="custody-reprint-reason"
      usual={USUAL}
      submitLabel="按此原因重打"
      cancelLabel="不打印"
      onReason={(reason) => {
        showCustody(back);
        void printForm(formId, back, reason);
      }}
    >
      {first ? (
        <p>
          第一次打印的控制号：<b className="tabular">{first}</b>
        </p>
      ) : null}
    </ReasonQuestion>
  );
}
