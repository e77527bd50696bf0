// 待归集 in the strip: what was issued and is still to be collected; red when a day has passed.
import { openIssuing } from './issuing-commands';
import { useIssuing } from './issuing-store';

export function Collection() {
  const waiting = useIssuing(({ overview }) => overview.waiting);
  const overdue = useIssuing(({ overview }) => overview.overdue);
  if (waiting === 0) return null;
  return (
    <button
      type="button"
      className={overdue > 0 ? 'device device-bad' : 'device'}
      data-testid="collection-count"
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => openIssuing({ kind: 'documents', which: overdue > 0 ? 'overdue' : 'waiting' })}
    >
      <span>
        待归集 <b>{waiting}</b>
        {overdue > 0 ? `，逾期 ${overdue}` : ''}
      </span>
    </button>
  );
}
