// F7: the holder's authorisation. Signed on paper, or not given and the traditional way; both lead to the same list.
import type { CandidateView, CaseView, DeskView } from '#shared/ipc/views';
import { Icon } from '../parts/icons';
import { ErrorBanner } from '../actions/error-banner';
import { Citation } from '../parts/citation';
import { call } from '../state/call';
import { authorisable } from '../state/material-step';
import { printSubject } from '../state/print-commands';
import { setScreen, terminalState, useTerminal } from '../state/store';
import { usabilityText } from '../words/case-view-words';
import { printerWord } from '../words/device-words';
import { BackButton, closeDialog, Frame } from './frame';
import { useKept } from './half-done';

interface Props {
  readonly desk: DeskView;
  readonly current: CaseView;
}

export function AuthoriseDialog({ desk, current }: Props) {
  const found = authorisable(current);
  const [chosen, setChosen] = useKept<ReadonlySet<string>>('chosen', () => usableOnes(found));
  const printing = useTerminal((state) => state.screen.print);
  const form = current.prints.findLast((print) => print.subject === 'authorisation-form');
  const printer = printerWord(desk.printer);
  const printFirst = !form && printer.tone !== 'bad';
  const certificateIds = [...chosen];

  const authorise = async (): Promise<void> => {
    if (certificateIds.length === 0) return;
    const done = await call('正在记录授权…', () =>
      window.terminal.request['cases.authorise']({ caseId: current.id, certificateIds }),
    );
    if (done) closeDialog();
  };
  const decline = async (): Promise<void> => {
    const done = await call('正在记录…', () =>
      window.terminal.request['cases.decline']({ caseId: current.id }),
    );
    if (done) closeDialog();
  };
  const print = (): void => {
    if (certificateIds.length > 0) void printSubject({ kind: 'authorisation-form', certificateIds });
  };

  return (
    <Frame
      title="持证人授权"
      testId="authorise-dialog"
      wide
      focusKey={printFirst ? 'print' : 'sign'}
      onSubmit={() => (printFirst ? print() : void authorise())}
      onKey={(event) => {
        if (event.key === '1') void authorise();
        else if (event.key === '2') void decline();
        else if (event.key.toLowerCase() === 'p' || event.key === 'F9') print();
        else if (event.key.toLowerCase() === 'l') setScreen({ citations: !terminalState().screen.citations });
        else return false;
        return true;
      }}
    >
      <p>
        办理“{current.matter?.name}”将使用 {current.applicant.name} 的下列电子证照，只用于本次办件：
      </p>
      <ul className="choices">
        {found.map((candidate) => (
          <CertificateChoice
            key={candidate.certificateId}
            candidate={candidate}
            chosen={chosen.has(candidate.certificateId)}
            onToggle={() => setChosen(toggled(chosen, candidate.certificateId))}
          />
        ))}
      </ul>
      <div className="form-state" role="status">
        <Icon name={form ? 'check' : 'printer'} />
        {form ? (
          <span>
            授权书已打印，控制号 <b className="tabular">{form.controlNumber}</b>。请持证人签字，再按 1 确认。
          </span>
        ) : printer.tone === 'bad' ? (
          <span>{printer.long} 也可使用大厅备好的授权书，签字后按 1。</span>
        ) : (
          <span>{printing ? '正在打印授权书…' : '请打印授权书，交持证人核对签字。'}</span>
        )}
        <button
          type="button"
          className={printFirst ? 'button primary' : 'button'}
          data-autofocus={printFirst ? '' : undefined}
          data-testid="authorise-print"
          onClick={print}
        >
          打印授权书 <kbd>{printFirst ? 'Enter' : 'P'}</kbd>
        </button>
      </div>
      <ErrorBanner />
      <Citation id="authorisation" />
      <div className="dialog-actions">
        <button
          type="button"
          className={printFirst ? 'button' : 'button primary'}
          data-testid="authorise-signed"
          data-autofocus={printFirst ? undefined : ''}
          disabled={certificateIds.length === 0}
          onClick={() => void authorise()}
        >
          持证人已签署授权书 <kbd>1</kbd>
          {printFirst ? null : <kbd>Enter</kbd>}
        </button>
        <button
          type="button"
          className="button"
          data-testid="authorise-decline"
          onClick={() => void decline()}
        >
          不授权，按传统方式提交纸质材料 <kbd>2</kbd>
        </button>
        <BackButton />
      </div>
      {/* Enter anywhere in the dialog does the default. */}
      <button type="submit" className="hidden-submit" tabIndex={-1} aria-hidden="true" />
    </Frame>
  );
}

interface ChoiceProps {
  readonly candidate: CandidateView;
  readonly chosen: boolean;
  readonly onToggle: () => void;
}

function CertificateChoice({ candidate, chosen, onToggle }: ChoiceProps) {
  const usable = candidate.usability.kind === 'usable';
  return (
    <li>
      <label className={usable ? 'choice' : 'choice off'}>
        <input type="checkbox" checked={chosen} disabled={!usable} onChange={onToggle} />
        <span className="line-main">
          <b>{candidate.typeName}</b>
          <span className="soft">
            {candidate.holderName} · {candidate.numberMasked} · {candidate.issuer}
          </span>
        </span>
        <span className={usable ? 'soft' : 'bad-text'}>
          {usable ? null : <Icon name="cross" />} {usabilityText(candidate.usability)}
        </span>
      </label>
    </li>
  );
}

function usableOnes(found: readonly CandidateView[]): ReadonlySet<string> {
  return new Set(found.filter((one) => one.usability.kind === 'usable').map((one) => one.certificateId));
}

function toggled(chosen: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  return next;
}
