// A new password, typed twice: length and agreement are looked at here, the rest by main.
import { useRef, useState } from 'react';
import type { WireError } from '#shared/ipc/contract';
import { KeyProblem } from '../seal-keys/pin-notices';
import { PinField, usePinEntry } from '../seal-keys/pin-field';

interface Props {
  readonly submitLabel: string;
  /** Whose old one is asked first. */
  readonly withOld?: boolean;
  readonly disabled?: boolean;
  /** The copies are overwritten afterwards. */
  readonly onPassword: (password: Uint8Array, old: Uint8Array) => Promise<WireError | null>;
}

const MOST = 64;

export function NewPassword({ submitLabel, withOld = false, disabled = false, onPassword }: Props) {
  const [old, first, second] = [usePinEntry(), usePinEntry(), usePinEntry()];
  const firstField = useRef<HTMLDivElement>(null);
  const secondField = useRef<HTMLDivElement>(null);
  const [error, setError] = useState<WireError | null>(null);
  const [busy, setBusy] = useState(false);
  const spending = useRef(false);
  const submit = async (): Promise<void> => {
    if (spending.current || disabled || first.buffer.length === 0) return;
    if (!first.buffer.same(second.buffer)) {
      first.clear();
      second.clear();
      firstField.current?.focus();
      return setError({ code: 'PIN_REPEAT_DIFFERS' });
    }
    spending.current = true;
    setBusy(true);
    setError(null);
    const [password, before] = [first.take(), old.take()];
    second.clear();
    try {
      const refused = await onPassword(password, before);
      setError(refused);
    } finally {
      password.fill(0);
      before.fill(0);
      spending.current = false;
      setBusy(false);
    }
  };
  return (
    <>
      {error ? <KeyProblem error={error} /> : null}
      {withOld ? (
        <PinField
          label="原口令"
          testId="password-old"
          entry={old}
          most={MOST}
          disabled={busy}
          autoFocus
          onEnter={() => firstField.current?.focus()}
        />
      ) : null}
      <PinField
        label="新口令"
        testId="password-new"
        entry={first}
        most={MOST}
        disabled={busy}
        autoFocus={!withOld}
        fieldRef={firstField}
        onEnter={() => secondField.current?.focus()}
      />
      <PinField
        label="再输一次"
        testId="password-again"
        entry={second}
        most={MOST}
        disabled={busy}
        fieldRef={secondField}
        onEnter={() => void submit()}
      />
      <p className="soft">10 位以上，用大写字母、小写字母、数字、符号中的至少三种；不要连续或重复。</p>
      <button
        type="button"
        className="button primary"
        data-testid="password-submit"
        disabled={busy || disabled || first.count === 0}
        onClick={() => void submit()}
      >
        {busy ? '正在保存…' : submitLabel} <kbd>Enter</kbd>
      </button>
    </>
  );
}
