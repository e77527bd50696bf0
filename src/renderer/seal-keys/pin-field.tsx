// One place to type a PIN: takes keys itself, shows dots, keeps nothing in the page.
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, RefObject } from 'react';
import { PinBuffer } from './pin-buffer';

export interface PinEntry {
  readonly buffer: PinBuffer;
  /** Characters typed so far. */
  readonly count: number;
  readonly type: (character: string, most: number) => void;
  readonly back: () => void;
  readonly clear: () => void;
  readonly take: () => Uint8Array;
}

/** A buffer that is overwritten when its dialog goes away. */
export function usePinEntry(): PinEntry {
  const [buffer] = useState(() => new PinBuffer());
  const [count, setCount] = useState(0);
  useEffect(() => () => buffer.wipe(), [buffer]);
  const changed = (): void => setCount(buffer.length);
  return {
    buffer,
    count,
    type: (character, most) => {
      buffer.push(character, most);
      changed();
    },
    back: () => {
      buffer.pop();
      changed();
    },
    clear: () => {
      buffer.wipe();
      changed();
    },
    take: () => {
      const pin = buffer.take();
      changed();
      return pin;
    },
  };
}

interface Props {
  readonly label: string;
  readonly testId: string;
  readonly entry: PinEntry;
  readonly most: number;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  readonly onEnter: () => void;
  readonly onFocus?: () => void;
  readonly fieldRef?: RefObject<HTMLDivElement | null>;
}

export function PinField(props: Props) {
  const { label, testId, entry, most, disabled, autoFocus, onEnter, onFocus, fieldRef } = props;
  const own = useRef<HTMLDivElement>(null);
  const ref = fieldRef ?? own;
  const [hint, setHint] = useState<string | null>(null);
  const { clear } = entry;
  useEffect(() => {
    const field = ref.current;
    // A scanner typed here: what it typed is no PIN.
    const burst = (): void => {
      clear();
      setHint('扫码枪扫到了这里，已清空，请手工输入');
    };
    field?.addEventListener('scan-burst', burst);
    return () => field?.removeEventListener('scan-burst', burst);
  });
  useEffect(() => {
    if (autoFocus && !disabled) ref.current?.focus();
  }, [autoFocus, disabled, ref]);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.key === 'Escape' || event.key === 'Tab' || /^F\d+$/u.test(event.key)) return;
    // Whoever leaves the terminal in the middle of a PIN locks it as from anywhere else.
    if (event.ctrlKey && event.key.toLowerCase() === 'l') return;
    // Everything else typed here is meant for the PIN: no command of the desk or the dialog may see it.
    event.stopPropagation();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (disabled || event.repeat) return;
    const composing = event.nativeEvent.isComposing || event.key === 'Process';
    setHint(hintFor(composing, event.getModifierState('CapsLock'), entry.count >= most, event.key));
    if (event.key === 'Enter') return onEnter();
    if (event.key === 'Backspace') return entry.back();
    if (event.key === 'Delete') return entry.clear();
    if (!composing && event.key.length === 1) entry.type(event.key, most);
  };
  return (
    <div className="pin-line">
      <span className="pin-label" id={`${testId}-label`}>
        {label}
      </span>
      <div
        ref={ref}
        className="pin-field"
        data-secret=""
        data-testid={testId}
        data-count={entry.count}
        data-autofocus={autoFocus ? '' : undefined}
        role="textbox"
        aria-labelledby={`${testId}-label`}
        aria-describedby={`${testId}-count`}
        aria-disabled={disabled ? true : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPaste={(event) => event.preventDefault()}
        onFocus={onFocus}
      >
        <span className="pin-dots" aria-hidden="true">
          {'●'.repeat(entry.count)}
        </span>
        <span className="pin-caret" aria-hidden="true" />
      </div>
      <span className="soft pin-count" id={`${testId}-count`} role="status">
        {hint ?? (entry.count > 0 ? `已输 ${entry.count} 位` : '')}
      </span>
    </div>
  );
}

function hintFor(composing: boolean, caps: boolean, full: boolean, key: string): string | null {
  if (composing) return '请关闭输入法';
  if (full && key.length === 1) return '已到最多位数';
  return caps ? '大写锁定已打开' : null;
}

interface KeypadProps {
  readonly entry: PinEntry;
  readonly most: number;
  readonly disabled: boolean;
}

/** For the mouse. The focus stays where the keyboard types. */
export function PinKeypad({ entry, most, disabled }: KeypadProps) {
  const key = (label: string, name: string, press: () => void) => (
    <button
      key={name}
      type="button"
      className="pin-key"
      aria-label={name}
      tabIndex={-1}
      disabled={disabled}
      onMouseDown={(event) => event.preventDefault()}
      onClick={press}
    >
      {label}
    </button>
  );
  const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
  return (
    <div className="pin-keypad" data-secret="" role="group" aria-label="口令键盘">
      {digits.map((digit) => key(digit, digit, () => entry.type(digit, most)))}
      {key('清空', '清空', entry.clear)}
      {key('0', '0', () => entry.type('0', most))}
      {key('退格', '退格', entry.back)}
    </div>
  );
}
