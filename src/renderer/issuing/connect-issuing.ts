// Joins issuing to the window: pushed overviews and progress.
import type { TerminalBridge } from '../state/bridge';
import { useIssuing } from './issuing-store';

export function connectIssuing(terminal: TerminalBridge): void {
  terminal.on['issuing.changed']((overview) => useIssuing.setState({ overview }));
  terminal.on['issuing.progress']((progress) => useIssuing.setState({ progress }));
  void Promise.all([terminal.request['issuing.overview'](), terminal.request['issuing.progressNow']()]).then(
    ([overview, progress]) => {
      if (overview.ok) useIssuing.setState({ overview: overview.value });
      if (progress.ok) useIssuing.setState({ progress: progress.value });
    },
    // Main is gone: the desk says so itself.
    () => undefined,
  );
}
