// Signing in: the key that is plugged in and belongs to somebody here, else a password where it is allowed. F2 changes.
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { WireError } from '#shared/ipc/contract';
import type { StaffView } from '#shared/ipc/staff-views';
import { KeyProblem } from '../seal-keys/pin-notices';
import { PinField, usePinEntry } from '../seal-keys/pin-field';
import { OwnKey } from './own-key';
import { signInByKey, signInByPassword } from './staff-commands';

interface Props {
  readonly view: StaffView;
  readonly onDone?: () => void;
}

export function SignInForm({ view, onDone }: Props) {
  const usable = view.keys.some(({ staff }) => staff !== null);
  const mayUsePassword = view.passwordAllowed && view.people.length > 0;
  const [byPassword, setByPassword] = useState(mayUsePassword && !usable);
  const change = (): void => setByPassword((now) => mayUsePassword && !now);
  const locked = view.session.kind === 'locked' ? view.session.who : null;
  const otherWay = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'F2' || event.repeat) return;
    event.preventDefault();
    change();
  });
  useEffect(() => {
    // Wherever the focus is: without a key there is nothing on the screen that could have it.
    const listener = (event: KeyboardEvent): void => otherWay(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
  return (
    <div className="sign-in-form" data-testid="sign-in-form">
      {byPassword ? (
        <PasswordSignIn view={view} onDone={onDone} />
      ) : (
        <OwnKey
          fits={({ staff }) => staff !== null}
          prefer={({ staff }) => staff?.staffId === locked?.staffId}
          purpose={({ staff }) => `${staff?.name ?? ''} 登录。`}
          submitLabel="登录"
          empty={<Plug view={view} />}
          onPin={async (key, pin) => {
            const refused = await signInByKey(key, pin);
            if (!refused) onDone?.();
            return refused;
          }}
        />
      )}
      {mayUsePassword ? (
        <div className="dialog-actions">
          <button type="button" className="button" data-testid="sign-in-other-way" onClick={change}>
            {byPassword ? '改用钥匙登录' : '改用口令登录'} <kbd>F2</kbd>
          </button>
        </div>
      ) : null}
    </div>
  );
}

function Plug({ view }: { readonly view: StaffView }) {
  const strangers = view.keys.filter(({ staff }) => staff === null);
  return (
    <>
      请插入本人的智能密码钥匙，会自动识别。
      {strangers.map(({ keyId, fingerprint, label, serial, subject }) => (
        <span key={`${keyId} ${fingerprint}`} className="staff-line">
          插着“{label}”{serial}（{subject}），它不属于本机人员。
        </span>
      ))}
    </>
  );
}

/** Whose password: digits or arrows choose, then it is typed. */
function PasswordSignIn({ view, onDone }: Props) {
  const { people } = view;
  const locked = view.session.kind === 'locked' ? view.session.who.staffId : null;
  const [staffId, setStaffId] = useState(
    people.find((one) => one.staffId === locked)?.staffId ?? people[0]?.staffId ?? '',
  );
  const entry = usePinEntry();
  const [error, setError] = useState<WireError | null>(null);
  const [busy, setBusy] = useState(false);
  const spending = useRef(false);
  const submit = async (): Promise<void> => {
    if (spending.current || entry.buffer.length === 0) return;
    spending.current = true;
    setBusy(true);
    setError(null);
    const password = entry.take();
    try {
      const refused = await signInByPassword(staffId, password);
      setError(refused);
      if (!refused) onDone?.();
    } finally {
      password.fill(0);
      spending.current = false;
      setBusy(false);
    }
  };
  return (
    <>
      <label className="labelled">
        人员
        <select
          className="field"
          data-testid="sign-in-person"
          value={staffId}
          onChange={(event) => setStaffId(event.target.value)}
        >
          {people.map((one) => (
            <option key={one.staffId} value={one.staffId}>
              {one.name}
            </option>
          ))}
        </select>
      </label>
      {error ? <KeyProblem error={error} /> : null}
      <PinField
        label="登录口令"
        testId="sign-in-password"
        entry={entry}
        most={64}
        disabled={busy}
        autoFocus
        onEnter={() => void submit()}
      />
      <button
        type="button"
        className="button primary"
        data-testid="sign-in-submit"
        disabled={busy || entry.count === 0}
        onClick={() => void submit()}
      >
        {busy ? '正在核对口令…' : '登录'} <kbd>Enter</kbd>
      </button>
    </>
  );
}
