// After each case: what was used, what was printed, what is still to be done; can be printed.
import type { CaseView } from '#shared/ipc/views';
import { Icon } from '../parts/icons';
import { materialState } from '../state/material-step';
import { OUTCOME, printState, sourceWord, STATE_WORDS, SUBJECT } from '../words/case-view-words';
import { Citation } from '../parts/citation';

export function Slip({ closed }: { readonly closed: CaseView }) {
  const { outcome } = closed;
  const openItems = closed.checklist.filter((item) => closed.open.includes(item.materialId));
  return (
    <div className="slip" data-testid="closed-slip">
      <header className="matter-head">
        <h2>
          <Icon name={outcome === 'accepted' ? 'check' : 'minus'} /> 办件已结束：
          {outcome ? OUTCOME[outcome] : ''}
        </h2>
        <p>
          {closed.applicant.name} · {closed.matter?.name ?? '未选事项'} ·{' '}
          <span className="tabular">{closed.number}</span>
        </p>
      </header>
      <h3>用了什么</h3>
      <ul className="facts">
        {closed.checklist
          .filter((item) => item.decision)
          .map((item) => {
            const state = materialState(item, closed.authorisation);
            return (
              <li key={item.materialId}>
                <span>{item.name}</span>
                <span className="soft">
                  {sourceWord(state)} · {STATE_WORDS[state]}
                </span>
              </li>
            );
          })}
        {closed.checklist.some((item) => item.decision) ? null : <li className="soft">没有采用材料</li>}
      </ul>
      <h3>打印了什么</h3>
      <ul className="facts">
        {closed.prints.map((print) => (
          <li key={print.id}>
            <span>
              {print.title || SUBJECT[print.subject]}{' '}
              <span className="tabular soft">{print.controlNumber}</span>
            </span>
            <span className="soft">{printState(print)}</span>
          </li>
        ))}
        {closed.prints.length === 0 ? <li className="soft">没有打印</li> : null}
      </ul>
      <h3>还要做什么</h3>
      <ul className="facts">
        {openItems.map((item) => (
          <li key={item.materialId}>
            <span>{item.name}</span>
            <span className="soft">告知申请人补交</span>
          </li>
        ))}
        {openItems.length === 0 ? <li className="soft">没有待办</li> : null}
      </ul>
      <Citation id="archiveOfUse" />
    </div>
  );
}
