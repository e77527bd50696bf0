// The PIN pad, wherever a key asks for its PIN: tries left always shown, one typing spends one try, nothing is kept.
import { useRef, useState } from 'react';
import type { WireError } from '#shared/ipc/contract';
import '../styles/seal-keys.css';
import { KeyProblem, Remedy, TriesLeft, whyNot } from './pin-notices';
import { PinField, PinKeypad, usePinEntry } from './pin-field';
import { useSealKeys } from './seal-key-store';
import { usePinInfo } from './use-pin-info';

interface Props {
  readonly keyId: string;
  readonly fingerprint: string;
  /** What the PIN is for: `签章 12 份食品经营许可证`. */
  readonly purpose: string;
  readonly submitLabel?: string;
  /**
   * Spends the PIN; the pad overwrites its copy afterwards. Null: done, and the pad's owner closes it. An error: the pad
   * shows it with the tries that are left, and asks anew.
   */
  readonly onPin: (pin: Uint8Array) => Promise<WireError | null>;
  /** What ended the last try, where the key went away under it and its pad with it. */
  readonly before?: WireError | null;
}

const LENGTH = { min: 6, max: 16 };

export function PinPad({ keyId, fingerprint, purpose, submitLabel = '确定', onPin, before = null }: Props) {
  const entry = usePinEntry();
  const [state, askAnew] = usePinInfo(keyId, fingerprint);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(before);
  // Not React's state: a second Enter may come before anything is painted.
  const spending = useRef(false);
  const key = useSealKeys(({ view }) => view.keys.find((one) => one.keyId === keyId));
  const { min, max } = key?.pinLength ?? LENGTH;
  const why = whyNot(state);

  const submit = async (): Promise<void> => {
    if (spending.current || why || state.kind === 'asking' || entry.buffer.length === 0) return;
    if (entry.buffer.length < min) return setError({ code: 'SEAL_KEY_PIN_LENGTH', min, max });
    spending.current = true;
    setBusy(true);
    setError(null);
    const pin = entry.take();
    try {
      const refused = await onPin(pin);
      setError(refused);
      if (refused) await askAnew();
    } catch {
      setError({ code: 'BRIDGE_FAILED' });
    } finally {
      pin.fill(0);
      spending.current = false;
      setBusy(false);
    }
  };

  return (
    <div className="pin-pad" data-testid="pin-pad" data-busy={busy ? '' : undefined}>
      <p>
        {purpose}
        {key ? (
          <span className="soft">
            {' '}
            钥匙：{key.label} {key.serial}
          </span>
        ) : null}
      </p>
      <TriesLeft state={state} />
      {error && error.code !== why?.code ? <KeyProblem error={error} /> : null}
      {why ? (
        <>
          <KeyProblem error={why} />
          <Remedy why={why} keyId={keyId} fingerprint={fingerprint} />
        </>
      ) : (
        <div className="pin-entry">
          <PinKeypad entry={entry} most={max} disabled={busy} />
          <div className="pin-side">
            <PinField
              label="钥匙口令"
              testId="pin-field"
              entry={entry}
              most={max}
              disabled={busy}
              autoFocus
              onEnter={() => void submit()}
            />
            <button
              type="button"
              className="button primary"
              data-testid="pin-submit"
              disabled={busy || entry.count < min}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => void submit()}
            >
              {busy ? '正在核对口令…' : submitLabel} <kbd>Enter</kbd>
            </button>
            <p className="soft">
              {min} 至 {max} 位；有字母的用键盘输入。
            </p>
          </div>
        </div>
      )}
    </div>
  );
}
