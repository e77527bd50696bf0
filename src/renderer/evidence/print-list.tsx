// What this case has printed so far, with control numbers and states.
import type { PrintRecordView } from '#shared/ipc/views';
import { printState, SUBJECT } from '../words/case-view-words';
import { clock } from '../words/dates';

export function PrintList({ prints }: { readonly prints: readonly PrintRecordView[] }) {
  return (
    <div className="print-list">
      <h2>打印记录</h2>
      <ul className="facts">
        {prints.map((print) => (
          <li key={print.id}>
            <span>
              {print.title || SUBJECT[print.subject]}{' '}
              <span className="tabular soft">{print.controlNumber}</span>
              {print.reason ? <span className="soft"> 重打原因：{print.reason}</span> : null}
            </span>
            <span className="soft tabular">
              {printState(print)} {clock(print.at)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
