// Left: the person at the counter, the agent beside them, or the way in.
import type { CaseView, DeskView } from '#shared/ipc/views';
import { useTerminal } from '../state/store';
import { EmptyPerson } from './empty-person';
import { PersonCard } from './person-card';

export function PersonPlace({ desk }: { readonly desk: DeskView }) {
  const here = useTerminal((state) => state.screen.place === 'person');
  const shown = desk.current ?? desk.closed;
  return (
    <section
      className={`place person ${here ? 'here' : ''}`}
      aria-label="申请人"
      data-focus="person"
      tabIndex={-1}
    >
      {shown ? <People shown={shown} /> : <EmptyPerson desk={desk} />}
    </section>
  );
}

function People({ shown }: { readonly shown: CaseView }) {
  const open = shown.status === 'open';
  return (
    <>
      <PersonCard caseId={shown.id} who="applicant" person={shown.applicant} revealable={open} />
      {shown.agent ? (
        <PersonCard caseId={shown.id} who="agent" person={shown.agent} revealable={open} />
      ) : null}
      <p className="case-number">
        办件 <span className="tabular">{shown.number}</span>
      </p>
    </>
  );
}
