// A second copy on paper: why, in the clerk's words or by a digit; the reason is kept with the print.
import { useState } from 'react';
import { ErrorBanner } from '../actions/error-banner';
import { printSubject } from '../state/print-commands';
import type { PrintSubject } from '../state/screen-state';
import { closeDialog, Frame, inTextField } from './frame';

const USUAL = ['卡纸或缺页', '字迹不清', '申请人另需一份'] as const;

interface Props {
  readonly subject: PrintSubject;
  readonly first: string | undefined;
}

export function ReprintDialog({ subject, first }: Props) {
  const [reason, setReason] = useState('');
  const print = async (why: string): Promise<void> => {
    if (why.trim() === '') return;
    closeDialog();
    await printSubject(subject, why.trim());
  };
  return (
    <Frame
      title="这份材料已经打印过，重打原因？"
      testId="reprint-dialog"
      onSubmit={() => void print(reason)}
      onKey={(event) => {
        // Digits choose while nothing is typed; afterwards they are text.
        const usual = USUAL[Number(event.key) - 1];
        if (!usual || (inTextField(event) && reason !== '')) return false;
        void print(usual);
        return true;
      }}
    >
      {first ? (
        <p>
          第一次打印的控制号：<b className="tabular">{first}</b>
        </p>
      ) : null}
      <div className="dialog-actions column">
        {USUAL.map((usual, index) => (
          <button key={usual} type="button" className="button" onClick={() => void print(usual)}>
            {usual} <kbd>{index + 1}</kbd>
          </button>
        ))}
      </div>
      <label className="labelled">
        其他原因
        <input
          className="field"
          data-autofocus=""
          data-testid="reprint-reason"
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <ErrorBanner />
      <div className="dialog-actions">
        <button type="submit" className="button primary" disabled={reason.trim() === ''}>
          按此原因重打 <kbd>Enter</kbd>
        </button>
        <button type="button" className="button" onClick={closeDialog}>
          不打印 <kbd>Esc</kbd>
        </button>
      </div>
    </Frame>
  );
}
