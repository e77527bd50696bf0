// One parked case in a list: its key, who, which matter, what is still open, since when.
import type { CaseSummaryView } from '#shared/ipc/views';
import { clock } from '../words/dates';

interface Props {
  readonly parked: CaseSummaryView;
  /** As printed on the key that resumes it. */
  readonly keyLabel: string | undefined;
  readonly testId?: string;
  readonly onResume: () => void;
}

export function ParkedLine({ parked, keyLabel, testId, onResume }: Props) {
  return (
    <li>
      <button type="button" className="line" data-testid={testId} onClick={onResume}>
        <kbd>{keyLabel}</kbd>
        <span className="line-main">
          <b>{parked.name}</b> {parked.matterName ?? '未选事项'}
        </span>
        <span className="soft tabular">
          {parked.openCount > 0 ? `缺 ${parked.openCount} 项 · ` : ''}
          {clock(parked.openedAt)}
        </span>
      </button>
    </li>
  );
}
