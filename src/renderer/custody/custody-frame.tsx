// The window of every screen of the register: Esc goes one step back, errors and short words stand above the buttons.
import type { KeyboardEvent, ReactNode } from 'react';
import { ErrorBanner } from '../actions/error-banner';
import { closeDialog, Frame } from '../dialogs/frame';
import { setScreen, terminalState, useTerminal } from '../state/store';
import '../styles/custody.css';
import { showCustody } from './custody-commands';
import type { CustodyDialog } from './custody-dialog-state';

interface Props {
  readonly title: string;
  readonly testId: string;
  readonly wide?: boolean | 'full';
  readonly focusKey?: string;
  /** Where Esc leads; null: out of the register. */
  readonly back: CustodyDialog | null;
  readonly children: ReactNode;
  /** Buttons besides the one that goes back. */
  readonly actions?: ReactNode;
  readonly onSubmit?: () => void;
  readonly onKey?: (event: KeyboardEvent<HTMLDialogElement>) => boolean;
  /** Before it is left. */
  readonly onLeave?: () => void;
}

export function CustodyFrame(props: Props) {
  const { title, testId, wide, focusKey, back, children, actions, onSubmit, onKey, onLeave } = props;
  const toast = useTerminal((state) => state.screen.toast);
  const leave = (): void => {
    onLeave?.();
    if (back) showCustody(back);
    else closeDialog();
  };
  return (
    <Frame
      title={title}
      testId={testId}
      {...(wide === undefined ? {} : { wide })}
      {...(focusKey === undefined ? {} : { focusKey })}
      {...(onSubmit ? { onSubmit } : {})}
      onKey={(event) => {
        if (event.key === 'Escape') {
          if (terminalState().screen.error) setScreen({ error: null });
          else leave();
          return true;
        }
        return onKey?.(event) ?? false;
      }}
    >
      {children}
      <ErrorBanner />
      <div className="dialog-actions">
        {actions}
        <button type="button" className="button" data-testid={`${testId}-back`} onClick={leave}>
          {back ? '上一步' : '返回'} <kbd>Esc</kbd>
        </button>
        <span className="custody-toast" role="status">
          {toast ?? ''}
        </span>
      </div>
    </Frame>
  );
}

/** Letters and digits are commands only where nothing is typed. */
export function isTyping(event: KeyboardEvent): boolean {
  const { target } = event;
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  );
}
