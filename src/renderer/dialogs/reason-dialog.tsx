// Why a certificate is accepted although one step of its verification could not be made sure; the reason stays with the case.
import { useState } from 'react';
import { ErrorBanner } from '../actions/error-banner';
import { acceptOpened } from '../state/commands';
import { useTerminal } from '../state/store';
import { verdictLine } from '../words/evidence-words';
import { closeDialog, Frame, inTextField } from './frame';

const USUAL = ['已向发证单位电话核实', '已与证照原件核对一致', '已在发证单位网站核验'] as const;

export function ReasonDialog() {
  const [reason, setReason] = useState('');
  const verification = useTerminal((state) => state.screen.evidence?.view?.verification);
  const accept = async (why: string): Promise<void> => {
    if (why.trim() !== '' && (await acceptOpened(why.trim()))) closeDialog();
  };
  return (
    <Frame
      title="这份证照有一步无法确认，仍要采用的原因？"
      testId="reason-dialog"
      onSubmit={() => void accept(reason)}
      onKey={(event) => {
        // Digits choose while nothing is typed; afterwards they are text.
        const usual = USUAL[Number(event.key) - 1];
        if (!usual || (inTextField(event) && reason !== '')) return false;
        void accept(usual);
        return true;
      }}
    >
      {verification ? <p>{verdictLine(verification)}</p> : null}
      <div className="dialog-actions column">
        {USUAL.map((usual, index) => (
          <button key={usual} type="button" className="button" onClick={() => void accept(usual)}>
            {usual} <kbd>{index + 1}</kbd>
          </button>
        ))}
      </div>
      <label className="labelled">
        其他原因
        <input
          className="field"
          data-autofocus=""
          data-testid="reason-text"
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <ErrorBanner />
      <div className="dialog-actions">
        <button
          type="submit"
          className="button primary"
          data-testid="reason-submit"
          disabled={reason.trim() === ''}
        >
          按此原因采用 <kbd>Enter</kbd>
        </button>
        <button type="button" className="button" onClick={closeDialog}>
          不采用 <kbd>Esc</kbd>
        </button>
      </div>
    </Frame>
  );
}
