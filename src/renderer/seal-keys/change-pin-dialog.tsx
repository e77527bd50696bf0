// Changing the PIN of a key: old, new, new once more. What can be refused without the key is refused without it.
import { useRef, useState } from 'react';
import type { WireError } from '#shared/ipc/contract';
import { checkNewPin } from '#core/seal-keys/pin-rules';
import { closeDialog, Frame } from '../dialogs/frame';
import { toast } from '../state/call';
import { KeyProblem, TriesLeft, whyNot } from './pin-notices';
import { PinField, PinKeypad, usePinEntry, type PinEntry } from './pin-field';
import { useSealKeys } from './seal-key-store';
import { usePinInfo } from './use-pin-info';

interface Props {
  readonly keyId: string;
  readonly fingerprint: string;
}

export function ChangePinDialog({ keyId, fingerprint }: Props) {
  const [old, fresh, again] = [usePinEntry(), usePinEntry(), usePinEntry()];
  const entries = [old, fresh, again];
  const [state, askAnew] = usePinInfo(keyId, fingerprint);
  const [at, setAt] = useState(0);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<WireError | null>(null);
  const spending = useRef(false);
  const fields = [useRef<HTMLDivElement>(null), useRef<HTMLDivElement>(null), useRef<HTMLDivElement>(null)];
  const key = useSealKeys(({ view }) => view.keys.find((one) => one.keyId === keyId));
  const { min, max } = key?.pinLength ?? { min: 6, max: 16 };
  const why = whyNot(state, true);
  const focus = (index: number): void => fields[index]?.current?.focus();

  const next = (index: number): void => {
    if (index < 2) focus(index + 1);
    else void submit();
  };
  const submit = async (): Promise<void> => {
    if (spending.current || why || state.kind === 'asking') return;
    const refused = refusal(old, fresh, again, min, max);
    if (refused) {
      setError(refused.error);
      for (const entry of refused.clear.map((index) => entries[index])) entry?.clear();
      return focus(refused.clear[0] ?? 0);
    }
    spending.current = true;
    setBusy(true);
    setError(null);
    const [oldPin, newPin] = [old.take(), fresh.take()];
    again.clear();
    try {
      const request = window.terminal.request['sealKeys.changePin'];
      const answer = await request({ keyId, fingerprint, oldPin, newPin });
      if (answer.ok) {
        closeDialog();
        return toast('钥匙口令已修改');
      }
      setError(answer.error);
      await askAnew();
    } catch {
      setError({ code: 'BRIDGE_FAILED' });
    } finally {
      [oldPin, newPin].forEach((pin) => pin.fill(0));
      spending.current = false;
      setBusy(false);
      focus(0);
    }
  };

  const labels = ['原口令', '新口令', '再输一次'];
  return (
    <Frame title="修改钥匙口令" testId="change-pin-dialog" onSubmit={() => void submit()}>
      {key ? (
        <p className="soft">
          {key.vendor} {key.label} {key.serial}
        </p>
      ) : null}
      <TriesLeft state={state} />
      {error ? <KeyProblem error={error} /> : null}
      {why ? <KeyProblem error={why} /> : null}
      {why ? null : (
        <div className="pin-entry">
          <PinKeypad entry={entries[at] ?? old} most={max} disabled={busy} />
          <div className="pin-side">
            {labels.map((label, index) => (
              <PinField
                key={label}
                label={label}
                testId={`change-pin-${index + 1}`}
                entry={entries[index] ?? old}
                most={max}
                disabled={busy}
                autoFocus={index === 0}
                fieldRef={fields[index]!}
                onFocus={() => setAt(index)}
                onEnter={() => next(index)}
              />
            ))}
            <p className="soft">
              {min} 至 {max} 位。不要用重复、连续的数字或出厂口令。
            </p>
          </div>
        </div>
      )}
      <div className="dialog-actions">
        {why ? null : (
          <button
            type="submit"
            className="button primary"
            data-testid="change-pin-submit"
            disabled={busy || entries.some(({ count }) => count < min)}
          >
            {busy ? '正在修改…' : '修改'} <kbd>Enter</kbd>
          </button>
        )}
        <button type="button" className="button" onClick={closeDialog}>
          {why ? '知道了' : '不改了'} <kbd>Esc</kbd>
        </button>
      </div>
    </Frame>
  );
}

/** Found without asking the key: no try is spent. `clear`: which entries are to be typed anew. */
function refusal(
  old: PinEntry,
  fresh: PinEntry,
  again: PinEntry,
  min: number,
  max: number,
): { error: WireError; clear: readonly number[] } | null {
  const tooShort = [old, fresh, again].findIndex(({ buffer }) => buffer.length < min);
  if (tooShort !== -1) return { error: { code: 'SEAL_KEY_PIN_LENGTH', min, max }, clear: [tooShort] };
  if (!fresh.buffer.same(again.buffer)) return { error: { code: 'PIN_REPEAT_DIFFERS' }, clear: [1, 2] };
  const checked = fresh.buffer.compare(old.buffer, (newPin, oldPin) =>
    checkNewPin(newPin, oldPin, { minLength: min, maxLength: max }),
  );
  return checked.ok ? null : { error: checked.error, clear: [1, 2] };
}
