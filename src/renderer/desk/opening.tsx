// Before the first desk has come from main: what is being done, or why nothing comes.
import { ErrorBanner } from '../actions/error-banner';
import { reloadDesk } from '../state/connect';
import { useTerminal } from '../state/store';

export function Opening() {
  const error = useTerminal((state) => state.screen.error);
  return (
    <div className="opening" role="status">
      <h1>证窗</h1>
      {error ? (
        <>
          <ErrorBanner />
          <button type="button" className="button primary" onClick={() => void reloadDesk(window.terminal)}>
            再试一次
          </button>
        </>
      ) : (
        <p>正在打开工作台…</p>
      )}
    </div>
  );
}
