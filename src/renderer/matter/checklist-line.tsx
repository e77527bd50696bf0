// One material: state at the left edge in picture and word, what it is, where it comes from, why.
import type { CaseView, ChecklistItemView } from '#shared/ipc/views';
import { Icon } from '../parts/icons';
import type { IconName } from '../parts/icons';
import { openCertificate } from '../state/evidence-commands';
import { run } from '../state/commands';
import { candidatesOf, materialState } from '../state/material-step';
import type { MaterialState } from '../state/material-step';
import { setScreen } from '../state/store';
import { FORM_WORDS, PAPER_REASON, sourceWord, STATE_WORDS, usabilityText } from '../words/case-view-words';
import { VERDICT_WORDS } from '../words/evidence-words';

interface Props {
  readonly item: ChecklistItemView;
  readonly authorisation: CaseView['authorisation'];
  readonly focused: boolean;
}

const ICONS: Readonly<Record<MaterialState, IconName>> = {
  'to-authorise': 'lock',
  'to-check': 'certificate',
  'to-confirm-shared': 'shared',
  'to-collect-paper': 'paper',
  'done-certificate': 'check',
  'done-shared': 'check',
  'done-paper': 'check',
  'not-needed': 'minus',
};

export function ChecklistLine({ item, authorisation, focused }: Props) {
  const state = materialState(item, authorisation);
  const candidates = focused && !item.decision ? candidatesOf(item).filter((one) => one.authorised) : [];
  return (
    <li className={`material material-${state} ${focused ? 'focused' : ''}`}>
      <button
        type="button"
        className="material-line"
        data-testid="checklist-item"
        data-material-id={item.materialId}
        data-state={state}
        data-focus={`material:${item.materialId}`}
        data-roving=""
        tabIndex={focused ? 0 : -1}
        aria-current={focused ? 'step' : undefined}
        onFocus={() => setScreen({ materialId: item.materialId, place: 'matter' })}
        onDoubleClick={() => run('enter')}
      >
        <span className="material-state">
          <Icon name={ICONS[state]} />
          {STATE_WORDS[state]}
        </span>
        <span className="material-main">
          <span className="material-name">
            {item.name}
            {item.required ? null : <span className="optional">可选</span>}
          </span>
          <span className="material-note">
            <b>{sourceWord(state)}</b> {note(item, state)}
          </span>
        </span>
        {focused ? <kbd>↵</kbd> : null}
      </button>
      {candidates.length > 1 ? (
        <ol className="candidates" aria-label="可选证照">
          {candidates.map((candidate, index) => (
            <li key={candidate.certificateId}>
              <button
                type="button"
                className="candidate"
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => void openCertificate(item.materialId, candidate.certificateId)}
              >
                <kbd>{index + 1}</kbd> {candidate.typeName} {candidate.numberMasked}
                <span className="soft">{usabilityText(candidate.usability)}</span>
              </button>
            </li>
          ))}
        </ol>
      ) : null}
    </li>
  );
}

function note(item: ChecklistItemView, state: MaterialState): string {
  const { match, decision } = item;
  if (decision?.kind === 'certificate') {
    const verified = decision.verdict && VERDICT_WORDS[decision.verdict];
    return [decision.typeName, verified, decision.reason].filter(Boolean).join(' · ');
  }
  if (state === 'to-check' || state === 'to-authorise') {
    const [first, ...others] = candidatesOf(item);
    if (!first) return '';
    return `${first.typeName} · ${first.issuer}${others.length > 0 ? ` 等 ${others.length + 1} 份` : ''}`;
  }
  if (state === 'to-collect-paper' || state === 'done-paper') {
    const form = item.form ? (FORM_WORDS[item.form] ?? item.form) : '';
    const reason = match.kind === 'paper' ? PAPER_REASON[match.reason] : '';
    // A form or a signed statement never was a certificate: how to bring it says more than why there is none.
    const neverOne = match.kind === 'paper' && match.candidates.length === 0 && match.reason !== 'declined';
    const why = neverOne && (item.note || item.form === 'form') ? item.note : reason;
    return [form, why].filter(Boolean).join(' · ');
  }
  return item.condition ?? item.note ?? '';
}
