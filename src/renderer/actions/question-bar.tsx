// A question that the desk asks without blocking it: another card was read, or nobody knows whether paper came out.
import type { DeskView, PendingCardView, PrintRecordView } from '#shared/ipc/views';
import { Icon } from '../parts/icons';
import { situationOf } from '../state/situation';
import { useTerminal } from '../state/store';
import { SUBJECT } from '../words/case-view-words';
import { moment } from '../words/dates';
import { findingText, SEX } from '../words/identity-words';

export function QuestionBar({ desk }: { readonly desk: DeskView }) {
  const screen = useTerminal((state) => state.screen);
  const situation = situationOf(desk, screen);
  if (situation.kind === 'pending-card') {
    return <PendingCard card={situation.card} currentName={situation.current?.applicant.name} />;
  }
  return situation.kind === 'unconfirmed-print' ? <UnconfirmedPrint print={situation.print} /> : null;
}

function PendingCard({ card, currentName }: { card: PendingCardView; currentName: string | undefined }) {
  const { person } = card;
  return (
    <div
      className={`question ${card.why === 'refused' ? 'question-bad' : ''}`}
      role="alert"
      tabIndex={-1}
      data-focus="question"
      data-testid="pending-card"
      data-why={card.why}
    >
      <Icon name={card.why === 'refused' ? 'cross' : 'warn'} />
      <div>
        <p className="question-title">{title(card, currentName)}</p>
        <p>
          刚读到的卡：<b>{person.name}</b> · {SEX[person.sex]} · {person.age} 岁 ·{' '}
          <span className="tabular">{person.numberMasked}</span>
        </p>
        {person.findings.map((finding) => (
          <p key={finding.code} className={`finding finding-${finding.severity}`}>
            {findingText(finding)}
          </p>
        ))}
        {card.why === 'refused' ? (
          <p>不能用这张卡开办件。可请申请人出示其他有效身份证明，Esc 后按 F2 手工录入。</p>
        ) : null}
      </div>
    </div>
  );
}

function title(card: PendingCardView, currentName: string | undefined): string {
  switch (card.why) {
    case 'refused':
      return '这张卡未通过核对';
    case 'needs-confirmation':
      return currentName ? `这张卡需要核对；${currentName} 的办件会先挂起` : '这张卡需要核对后才能开办件';
    case 'another-case-open':
      return `挂起当前办件？（${currentName ?? ''}）`;
  }
}

function UnconfirmedPrint({ print }: { readonly print: PrintRecordView }) {
  return (
    <div
      className="question"
      role="alert"
      tabIndex={-1}
      data-focus="question"
      data-testid="unconfirmed-print"
    >
      <Icon name="printer" />
      <div>
        <p className="question-title">上次打印是否已出纸？</p>
        <p>
          {print.title || SUBJECT[print.subject]} · 控制号 <b className="tabular">{print.controlNumber}</b> ·{' '}
          {moment(print.at)}
        </p>
        <p className="soft">终端没有收到完成确认。请看打印机出纸口，再按 1 或 2，结果会记入日志。</p>
      </div>
    </div>
  );
}
