// "By a key of one's own": chooses among plugged keys, then asks for the PIN. Used for signing in, confirming and deciding.
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { WireError } from '#shared/ipc/contract';
import type { StaffKeyView } from '#shared/ipc/staff-views';
import { KeyProblem } from '../seal-keys/pin-notices';
import { PinPad } from '../seal-keys/pin-pad';
import { useSealKeys } from '../seal-keys/seal-key-store';
import { rolesWord } from '../words/staff-words';
import { DemonstrationPin } from './demonstration-pin';
import { useStaff } from './staff-store';

interface Props {
  /** Keys of this purpose. */
  readonly fits: (key: StaffKeyView) => boolean;
  readonly purpose: (key: StaffKeyView) => string;
  readonly submitLabel: string;
  /** What to do where no key fits. */
  readonly empty: ReactNode;
  /** The one to begin with, where several fit. */
  readonly prefer?: (key: StaffKeyView) => boolean;
  readonly onPin: (key: StaffKeyView, pin: Uint8Array) => Promise<WireError | null>;
}

const NO_KEYS: readonly StaffKeyView[] = [];

export function OwnKey({ fits, purpose, submitLabel, empty, prefer, onPin }: Props) {
  const keys = useStaff(({ view }) => view?.keys ?? NO_KEYS);
  const [chosen, setChosen] = useState<string | null>(null);
  // Outlives the pad, which goes with its key when a library fails under it.
  const [last, setLast] = useState<WireError | null>(null);
  const choose = (one: StaffKeyView): void => {
    setChosen(nameOf(one));
    setLast(null);
  };
  const fitting = keys.filter(fits);
  const preferred = prefer && fitting.filter(prefer);
  const only = preferred?.length === 1 ? preferred[0] : fitting.length === 1 ? fitting[0] : undefined;
  const key = fitting.find((one) => nameOf(one) === chosen) ?? only;
  if (fitting.length === 0) return <NoKey empty={empty} last={last} />;
  if (!key) return <Choice keys={fitting} onChoose={choose} />;
  const { keyId, fingerprint } = key;
  return (
    <>
      <PinPad
        key={nameOf(key)}
        keyId={keyId}
        fingerprint={fingerprint}
        purpose={purpose(key)}
        submitLabel={submitLabel}
        before={last}
        onPin={async (pin) => {
          setLast(null);
          const refused = await onPin(key, pin);
          setLast(refused);
          return refused;
        }}
      />
      <DemonstrationPin fingerprint={fingerprint} />
      {fitting.length > 1 ? <Others keys={fitting} at={key} onChoose={choose} /> : null}
    </>
  );
}

function nameOf({ keyId, fingerprint }: StaffKeyView): string {
  return `${keyId} ${fingerprint}`;
}

interface ListProps {
  readonly keys: readonly StaffKeyView[];
  readonly onChoose: (key: StaffKeyView) => void;
}

function Choice({ keys, onChoose }: ListProps) {
  return (
    <div
      className="lines"
      data-testid="own-key-choice"
      onKeyDown={(event) => {
        const one = keys[Number(event.key) - 1];
        if (!one) return;
        event.preventDefault();
        event.stopPropagation();
        onChoose(one);
      }}
    >
      {keys.map((key, index) => (
        <button
          key={nameOf(key)}
          type="button"
          className="line"
          autoFocus={index === 0}
          data-autofocus={index === 0 ? '' : undefined}
          onClick={() => onChoose(key)}
        >
          <kbd>{index + 1}</kbd>
          <span className="line-main">
            <b>{key.staff?.name ?? key.subject}</b>
            <span className="soft">{key.staff ? rolesWord(key.staff.roles) : '尚未绑定'}</span>
          </span>
          <span className="soft tabular">
            {key.label} {key.serial}
          </span>
        </button>
      ))}
    </div>
  );
}

function Others({ keys, at, onChoose }: ListProps & { readonly at: StaffKeyView }) {
  return (
    <div className="chips" role="group" aria-label="换一把钥匙">
      {keys
        .filter((key) => key !== at)
        .map((key) => (
          <button key={nameOf(key)} type="button" className="button small" onClick={() => onChoose(key)}>
            换 {key.staff?.name ?? key.subject}
          </button>
        ))}
    </div>
  );
}

/** Why no key can be used: none is there, it cannot be read, its driver is missing, or it is nobody's. */
function NoKey({ empty, last }: { readonly empty: ReactNode; readonly last: WireError | null }) {
  const keys = useSealKeys(({ view }) => view.keys);
  const missing = useSealKeys(({ view }) => view.missing);
  return (
    <>
      {last ? <KeyProblem error={last} /> : null}
      <div className="notice notice-busy" role="status" data-testid="own-key-empty">
        <span>
          {empty}
          {keys.some(({ state }) => state.kind === 'reading' || state.kind === 'restarting')
            ? '正在读取插上的钥匙…'
            : null}
          {missing.map(({ name, installHint }) => (
            <span key={name} className="staff-line">
              插着{name}，但本机没有它的驱动：{installHint}
            </span>
          ))}
        </span>
      </div>
    </>
  );
}
