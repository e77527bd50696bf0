// A person as the card says: photo, name, masked number (held key shows it), validity, marks, findings.
import type { PersonView } from '#shared/ipc/views';
import { Icon } from '../parts/icons';
import { call, toast } from '../state/call';
import { hide, reveal } from '../state/reveal';
import { terminalState, useTerminal } from '../state/store';
import { shortDay } from '../words/dates';
import { findingText, MARK, PERSON_KIND, SEX } from '../words/identity-words';
import { Photo } from './photo';

interface PersonProps {
  readonly who: 'applicant' | 'agent';
  readonly person: PersonView;
  readonly revealable: boolean;
}

interface Props extends PersonProps {
  readonly caseId: string;
}

export function PersonCard({ caseId, who, person, revealable }: Props) {
  return (
    <article className={`card-person card-person-${who}`} data-testid={`person-${who}`}>
      <header>
        <h2>{who === 'applicant' ? '申请人' : '代办人'}</h2>
        <span className="soft">{sourceWord(person)}</span>
        {who === 'agent' && revealable ? (
          <button type="button" className="button small" onClick={() => void removeAgent()}>
            移除
          </button>
        ) : null}
      </header>
      <div className="person-head">
        <Photo caseId={caseId} who={who} person={person} />
        <div>
          <p className="person-name" data-testid={who === 'applicant' ? 'person-name' : 'agent-name'}>
            {person.name}
          </p>
          {person.latinName ? <p className="soft">{person.latinName}</p> : null}
          <p>
            {SEX[person.sex]} · {person.age} 岁
          </p>
          <p>{person.ethnicity ? `${person.ethnicity}族`.replace('族族', '族') : person.nationality}</p>
        </div>
      </div>
      <ul className="marks" aria-label="标识">
        {person.marks.map((mark) => (
          <li key={mark}>{MARK[mark]}</li>
        ))}
      </ul>
      <IdNumber who={who} person={person} revealable={revealable} />
      <p className="validity">{validity(person)}</p>
      {who === 'applicant' && person.address ? <p className="address">{person.address}</p> : null}
      {person.findings.map((finding) => (
        <p key={finding.code} className={`finding finding-${finding.severity}`}>
          <Icon name="warn" /> {findingText(finding)}
        </p>
      ))}
    </article>
  );
}

/** What was not read from a card has no period; what it rests on is said instead. */
function validity(person: PersonView) {
  const [label, text] =
    person.source === 'card'
      ? ['有效期', `${shortDay(person.validFrom)}—${shortDay(person.validTo)}`]
      : ['依据', person.otherDocument ?? ''];
  return (
    <>
      <span className="soft">{label}</span> {text}
    </>
  );
}

function sourceWord(person: PersonView): string {
  if (person.source === 'card') return PERSON_KIND[person.kind];
  return person.source === 'manual' ? '手工录入' : '扫亮码（未读身份证）';
}

function IdNumber({ who, person, revealable }: PersonProps) {
  const revealed = useTerminal((state) =>
    state.screen.revealed?.who === who ? state.screen.revealed.number : null,
  );
  return (
    <div className="id-number">
      <span className="tabular" data-testid={who === 'applicant' ? 'person-number' : 'agent-number'}>
        {revealed ?? person.numberMasked}
      </span>
      {revealable ? (
        <button
          type="button"
          className="button small"
          data-testid={who === 'applicant' ? 'person-reveal' : 'agent-reveal'}
          title="按住查看完整号码，会留下查看记录"
          aria-label={`按住查看${who === 'applicant' ? '申请人' : '代办人'}完整号码`}
          onPointerDown={() => void reveal(who)}
          onPointerUp={hide}
          onPointerLeave={hide}
          onKeyDown={(event) => {
            if ((event.key === 'Enter' || event.key === ' ') && !event.repeat) void reveal(who);
          }}
          onKeyUp={hide}
          onBlur={hide}
        >
          <Icon name="eye" /> {who === 'applicant' ? 'Alt+S' : '按住'}
        </button>
      ) : null}
    </div>
  );
}

async function removeAgent(): Promise<void> {
  const caseId = terminalState().desk?.current?.id;
  if (!caseId) return;
  const done = await call('正在移除代办人…', () => window.terminal.request['people.removeAgent']({ caseId }));
  if (done) toast('已移除代办人');
}
