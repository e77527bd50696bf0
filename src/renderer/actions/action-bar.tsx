// Bottom: one status line, then the actions with their keys; the default one is what Enter does.
import type { DeskView } from '#shared/ipc/views';
import { actionsOf } from '../state/actions';
import { run } from '../state/commands';
import { findMatters } from '../state/matter-search';
import { useTerminal } from '../state/store';
import { ScanLine } from '../scans/scan-line';
import { ErrorBanner } from './error-banner';
import { StatusLine } from './status-line';

export function ActionBar({ desk }: { readonly desk: DeskView }) {
  const screen = useTerminal((state) => state.screen);
  const matters = useTerminal((state) => state.matters);
  const chosen = findMatters(matters, screen.search)[screen.searchAt];
  const actions = actionsOf(desk, screen, chosen?.name);
  return (
    <footer className="bottom">
      <ErrorBanner />
      <ScanLine />
      <StatusLine desk={desk} />
      <nav className="actions" aria-label="操作">
        {actions.map((action, index) => (
          <button
            key={`${action.id}-${index}`}
            type="button"
            className={`button ${action.primary ? 'primary' : ''} ${action.danger ? 'danger' : ''}`}
            data-testid={action.primary ? 'action-primary' : `action-${action.id}`}
            data-action={action.id}
            data-focus={action.primary ? 'primary' : undefined}
            data-roving={action.primary ? '' : undefined}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => run(action.id)}
          >
            <span className="button-label">{action.label}</span> <kbd>{action.key}</kbd>
          </button>
        ))}
      </nav>
    </footer>
  );
}
