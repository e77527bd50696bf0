// The question for a reason: a usual one by its digit, or the clerk's own words; an empty one is none.
import type { ReactNode } from 'react';
import { ErrorBanner } from '../actions/error-banner';
import { closeDialog, Frame, inTextField } from './frame';
import { useKept } from './half-done';

interface Props {
  readonly title: string;
  readonly testId: string;
  readonly usual: readonly string[];
  /** Test id of the text field. */
  readonly fieldId: string;
  readonly submitLabel: string;
  readonly cancelLabel: string;
  readonly children?: ReactNode;
  readonly onReason: (reason: string) => void;
}

export function ReasonQuestion(props: Props) {
  const { title, testId, usual, fieldId, submitLabel, cancelLabel, children, onReason } = props;
  const [reason, setReason] = useKept(fieldId, '');
  const answer = (why: string): void => {
    if (why.trim() !== '') onReason(why.trim());
  };
  return (
    <Frame
      title={title}
      testId={testId}
      onSubmit={() => answer(reason)}
      onKey={(event) => {
        // Digits choose while nothing is typed; afterwards they are text.
        const chosen = usual[Number(event.key) - 1];
        if (!chosen || (inTextField(event) && reason !== '')) return false;
        answer(chosen);
        return true;
      }}
    >
      {children}
      <div className="dialog-actions column">
        {usual.map((each, index) => (
          <button key={each} type="button" className="button" onClick={() => answer(each)}>
            {each} <kbd>{index + 1}</kbd>
          </button>
        ))}
      </div>
      <label className="labelled">
        其他原因
        <input
          className="field"
          data-autofocus=""
          data-testid={fieldId}
          name={fieldId}
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
          data-testid={`${testId}-submit`}
          disabled={reason.trim() === ''}
        >
          {submitLabel} <kbd>Enter</kbd>
        </button>
        <button type="button" className="button" onClick={closeDialog}>
          {cancelLabel} <kbd>Esc</kbd>
        </button>
      </div>
    </Frame>
  );
}
