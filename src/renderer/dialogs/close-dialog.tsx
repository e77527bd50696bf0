// F10: ending a case. What will be recorded is shown first; ending cannot be undone.
import type { CaseView } from '#shared/ipc/views';
import { ErrorBanner } from '../actions/error-banner';
import { closeCase, parkCurrent } from '../state/commands';
import { OUTCOME } from '../words/case-view-words';
import { closeDialog, Frame } from './frame';

const OUTCOMES = ['accepted', 'incomplete', 'withdrawn'] as const;

export function CloseDialog({ current }: { readonly current: CaseView }) {
  const complete = current.matter !== undefined && current.open.length === 0;
  const names = current.checklist
    .filter((item) => current.open.includes(item.materialId))
    .map((item) => item.name);
  const end = async (outcome: (typeof OUTCOMES)[number]): Promise<void> => {
    if (outcome === 'accepted' && !complete) return;
    if (await closeCase(outcome)) closeDialog();
  };
  const park = async (): Promise<void> => {
    if (await parkCurrent()) closeDialog();
  };
  return (
    <Frame
      title="结束办件"
      testId="close-dialog"
      onSubmit={() => void (complete ? end('accepted') : park())}
      onKey={(event) => {
        const outcome = OUTCOMES[Number(event.key) - 1];
        if (outcome) void end(outcome);
        else if (event.key === '4') void park();
        else return false;
        return true;
      }}
    >
      <p>
        {current.applicant.name} · {current.matter?.name ?? '未选事项'}
      </p>
      {names.length > 0 ? <p>还缺：{names.join('、')}</p> : null}
      <p className="soft">结束后不能撤销；如还要回来办，请选挂起。</p>
      <ErrorBanner />
      <div className="dialog-actions column">
        {OUTCOMES.map((outcome, index) => (
          <button
            key={outcome}
            type="button"
            className={outcome === 'accepted' && complete ? 'button primary' : 'button'}
            data-testid={`close-${outcome}`}
            disabled={outcome === 'accepted' && !complete}
            onClick={() => void end(outcome)}
          >
            {OUTCOME[outcome]} <kbd>{index + 1}</kbd>
          </button>
        ))}
        <button type="button" className={complete ? 'button' : 'button primary'} onClick={() => void park()}>
          挂起，稍后再办 <kbd>4</kbd>
        </button>
        <button type="button" className="button" onClick={closeDialog}>
          继续办理 <kbd>Esc</kbd>
        </button>
      </div>
      <button type="submit" className="hidden-submit" tabIndex={-1} aria-hidden="true" />
    </Frame>
  );
}
