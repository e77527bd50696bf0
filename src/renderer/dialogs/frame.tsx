// The one modal window: the browser's own <dialog>, so that focus stays inside, Esc closes, and what lies below is inert.
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { ScansHeld } from '../scans/scan-line';
import { setScreen } from '../state/store';
import { handAt, keepHand } from './half-done';

interface Props {
  readonly title: string;
  readonly testId: string;
  /** `full`: nearly the whole screen. */
  readonly wide?: boolean | 'full';
  readonly children: ReactNode;
  /** Another value moves the focus to what is the default now. */
  readonly focusKey?: string;
  /** Enter: the default button of the dialog. */
  readonly onSubmit?: () => void;
  /** Keys of this dialog; answers true when it took the key. */
  readonly onKey?: (event: KeyboardEvent<HTMLDialogElement>) => boolean;
}

export function closeDialog(): void {
  setScreen({ dialog: null });
}

export function Frame({ title, testId, wide, children, focusKey, onSubmit, onKey }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  const [hand, setHand] = useState(handAt);
  /** Once, to the field it was taken from when the desk was put away. */
  const returnHand = useEffectEvent((dialog: HTMLDialogElement): boolean => {
    const field = hand === undefined ? null : dialog.querySelector(`[name="${CSS.escape(hand)}"]`);
    if (!isText(field)) return false;
    setHand(undefined);
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
    return true;
  });
  useEffect(() => {
    const dialog = ref.current;
    if (dialog && !dialog.open) dialog.showModal();
    if (dialog && !returnHand(dialog))
      (dialog.querySelector<HTMLElement>('[data-autofocus]') ?? dialog).focus();
  }, [focusKey]);
  return (
    <dialog
      ref={ref}
      className={wide === 'full' ? 'dialog full' : wide ? 'dialog wide' : 'dialog'}
      aria-labelledby={`${testId}-title`}
      data-testid={testId}
      tabIndex={-1}
      onFocus={({ target }) => keepHand(isText(target) && target.name !== '' ? target.name : undefined)}
      onCancel={(event) => {
        event.preventDefault();
        closeDialog();
      }}
      onKeyDown={(event) => {
        if (!event.nativeEvent.isComposing && onKey?.(event)) event.preventDefault();
        // Enter on the dialog itself: no control took it, so it means the default.
        else if (event.key === 'Enter' && event.target === ref.current && !event.repeat) onSubmit?.();
        else if (/^F\d+$/u.test(event.key)) event.preventDefault();
      }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit?.();
        }}
      >
        <h2 id={`${testId}-title`}>{title}</h2>
        <ScansHeld />
        {children}
      </form>
    </dialog>
  );
}

/** Of a dialog with nothing to refuse: what Esc does, by the mouse. */
export function BackButton({ onBack = closeDialog }: { readonly onBack?: () => void }) {
  return (
    <button type="button" className="button" onClick={onBack}>
      返回 <kbd>Esc</kbd>
    </button>
  );
}

function isText(element: Element | null): element is HTMLInputElement | HTMLTextAreaElement {
  if (element instanceof HTMLTextAreaElement) return true;
  return element instanceof HTMLInputElement && element.type === 'text';
}

/** Digits and letters are commands only where they are not text. */
export function inTextField(event: KeyboardEvent): boolean {
  const { target } = event;
  return target instanceof HTMLInputElement && target.type !== 'checkbox';
}
