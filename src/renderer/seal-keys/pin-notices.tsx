// What stands above a PIN: tries left, why nothing can be typed, and what went wrong last.
import type { WireError } from '#shared/ipc/contract';
import { Icon } from '../parts/icons';
import { setScreen } from '../state/store';
import { errorWords } from '../words/error-words';
import type { PinInfoState } from './use-pin-info';

/** Above two, a slip costs little; at two the clerk should stop and think. */
const FEW = 2;

export function TriesLeft({ state }: { readonly state: PinInfoState }) {
  if (state.kind === 'asking') return <p className="pin-tries">正在读取钥匙剩余次数…</p>;
  if (state.kind === 'unknown') return <KeyProblem error={state.error} />;
  const { left, max } = state.info;
  const few = left <= FEW;
  return (
    <p className={few ? 'pin-tries few' : 'pin-tries'} data-testid="pin-tries" data-left={left}>
      还可以试 <b className="tabular">{left}</b> 次（共 {max} 次）
      {few && left > 0 ? '，输错就会锁定，记不清请先停下。' : '。'}
    </p>
  );
}

export function KeyProblem({ error }: { readonly error: WireError }) {
  const words = errorWords(error);
  return (
    <div className="notice notice-bad" role="alert" data-testid="pin-error" data-code={error.code}>
      <Icon name="cross" />
      <span>
        <b>{words.what}</b>
        {words.todo}({error.code})
      </span>
    </div>
  );
}

/** Null: a PIN may be typed. `changing`: the default PIN is no obstacle to its own change. */
export function whyNot(state: PinInfoState, changing = false): WireError | null {
  if (state.kind !== 'known') return null;
  if (state.info.left === 0 && state.info.max > 0) return { code: 'SEAL_KEY_PIN_LOCKED' };
  return state.info.isDefault && !changing ? { code: 'SEAL_KEY_PIN_DEFAULT' } : null;
}

/** What can be done where no PIN may be typed. */
export function Remedy(props: {
  readonly why: WireError;
  readonly keyId: string;
  readonly fingerprint: string;
}) {
  const { why, keyId, fingerprint } = props;
  if (why.code === 'SEAL_KEY_PIN_DEFAULT') {
    const view = { kind: 'change-pin', keyId, fingerprint } as const;
    return (
      <button
        type="button"
        className="button primary"
        data-autofocus=""
        data-testid="pin-change-first"
        onClick={() => setScreen({ dialog: { kind: 'seal-keys', view } })}
      >
        先修改口令
      </button>
    );
  }
  return null;
}
