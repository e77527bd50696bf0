// An application to the seal's maker: the ground with its article, a word more, and the form is made.
import { APPLICATION_WORDS, GROUND_WORDS } from '#core/custody/custody-words';
import type { ApplicationKind, Ground } from '#core/custody/grounds';
import { useKept } from '../dialogs/half-done';
import { apply } from './custody-commands';
import { CustodyFrame, isTyping } from './custody-frame';
import { useAnswer } from './custody-store';

interface Props {
  readonly sealId: string;
  readonly application: ApplicationKind;
}

export function ApplyDialog({ sealId, application }: Props) {
  const page = useAnswer(`seal ${sealId}`, () => window.terminal.request['custody.seal']({ sealId }));
  const [picked, setPicked] = useKept<Ground | null>('ground', null);
  const [note, setNote] = useKept('note', '');
  const grounds = page?.grounds[application] ?? [];
  const chosen = grounds.find(({ ground }) => ground === picked) ?? grounds[0];
  const needsNote = chosen?.ground.startsWith('other-') ?? false;
  const ready = chosen !== undefined && (!needsNote || note.trim() !== '');
  return (
    <CustodyFrame
      title={`申请${APPLICATION_WORDS[application]}`}
      testId="custody-apply-dialog"
      wide
      focusKey={page ? 'ready' : 'loading'}
      back={{ kind: 'seal', sealId }}
      onSubmit={() => {
        if (ready) void apply(sealId, application, chosen.ground, note);
      }}
      onKey={(event) => {
        const one = grounds[Number(event.key) - 1];
        if (!one || (isTyping(event) && note !== '')) return false;
        setPicked(one.ground);
        return true;
      }}
      actions={
        <button type="submit" className="button primary" data-testid="custody-apply-submit" disabled={!ready}>
          登记申请并制表 <kbd>Enter</kbd>
        </button>
      }
    >
      {page ? (
        <p>
          <b>{page.summary.name}</b> <span className="soft tabular">{page.summary.number}</span>
        </p>
      ) : null}
      {page && grounds.length === 0 ? (
        <p className="notice notice-busy">现在不能提出这项申请。印章已停用；请保管人或审批人登录后再申请。</p>
      ) : null}
      <div className="lines" role="radiogroup" aria-label="申请理由">
        {grounds.map(({ ground, citation }, index) => (
          <button
            key={ground}
            type="button"
            role="radio"
            aria-checked={ground === chosen?.ground}
            className={ground === chosen?.ground ? 'line selected' : 'line'}
            data-testid={`custody-ground-${ground}`}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => setPicked(ground)}
          >
            <kbd>{index + 1}</kbd>
            <span className="line-main">
              {GROUND_WORDS[ground]}
              {citation ? <span className="soft">{citation.article}</span> : null}
            </span>
          </button>
        ))}
      </div>
      {chosen?.citation ? (
        <p className="citation" data-testid="custody-citation">
          依据：{chosen.citation.rule} <q>{chosen.citation.text}</q>
        </p>
      ) : null}
      <label className="labelled">
        情况说明{needsNote ? '（必填）' : ''}
        <input
          className="field"
          data-autofocus=""
          data-testid="custody-note"
          name="note"
          maxLength={200}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
    </CustodyFrame>
  );
}
