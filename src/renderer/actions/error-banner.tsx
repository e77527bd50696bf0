// The error line: what happened, what to do, the code; stays until Esc or until the next step succeeds.
import { Icon } from '../parts/icons';
import { setScreen, useTerminal } from '../state/store';
import { errorWords } from '../words/error-words';

export function ErrorBanner() {
  const error = useTerminal((state) => state.screen.error);
  if (!error) return null;
  const words = errorWords(error);
  return (
    <div className="error-banner" role="alert" data-testid="error-banner" data-code={error.code}>
      <Icon name="cross" />
      <span>
        <b>{words.what}</b>
        {words.todo}({error.code})
      </span>
      <button type="button" className="button small" onClick={() => setScreen({ error: null })}>
        知道了 <kbd>Esc</kbd>
      </button>
    </div>
  );
}
