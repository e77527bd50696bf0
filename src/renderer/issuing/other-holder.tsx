// The seal is another unit's by name: nothing is sealed before somebody says why it is put all the same.
import type { UsableSealView } from '#shared/ipc/issuing-views';
import { useKept } from '../dialogs/half-done';
import { Citation } from '../parts/citation';

interface Props {
  readonly finding: NonNullable<UsableSealView['finding']>;
  readonly onReason: (reason: string) => void;
}

export function OtherHolder({ finding, onReason }: Props) {
  const [typed, setTyped] = useKept('otherReason', '');
  const said = (): void => {
    if (typed.trim() !== '') onReason(typed.trim());
  };
  return (
    <div className="notice notice-busy issuing-other-holder" data-testid="consent-other-holder">
      <p role="alert">
        发证单位是<b>{finding.issuer}</b>，这枚印章的持有主体是<b>{finding.holder}</b>，名称不同。
        请换发证单位自己的印章；确是同一单位或有委托的，写明原因。
      </p>
      <Citation id="sealHolder" />
      <label className="labelled">
        仍用这枚印章的原因（记入用章记录）
        <input
          className="field"
          data-testid="consent-other-reason"
          name="otherReason"
          data-autofocus=""
          autoComplete="off"
          maxLength={100}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            said();
          }}
        />
      </label>
      <button
        type="button"
        className="button"
        data-testid="consent-other-said"
        disabled={typed.trim() === ''}
        onClick={said}
      >
        写明原因，继续 <kbd>Enter</kbd>
      </button>
    </div>
  );
}
