// 制证签发: the form of one certificate beside its page. Filled fields say where they come from; the hand stands in the first
// one that is missing or wrong; Enter goes on when nothing is.
import { useEffect, useRef, useState } from 'react';
import type { DraftInputView, DraftView } from '#shared/ipc/issuing-views';
import { ErrorBanner } from '../actions/error-banner';
import { BackButton, Frame } from '../dialogs/frame';
import { useKept } from '../dialogs/half-done';
import { PageTurner } from '../evidence/page-turner';
import { call } from '../state/call';
import { errorWords } from '../words/error-words';
import { problemWord, SOURCE_WORD } from '../words/issuing-words';
import { DiscardQuestion } from './discard-question';
import { discardDraft, openDocument, openIssuing } from './issuing-commands';
import { PreviewPage } from './preview-page';

export function DraftDialog({ draftId }: { readonly draftId: string }) {
  const [draft, setDraft] = useState<DraftView | null>(null);
  // Main has a field once it is left; the one in hand is only here.
  const [typed, setTyped] = useKept<Readonly<Record<string, string>>>('typed', {});
  const [page, setPage] = useState(1);
  const [discarding, setDiscarding] = useKept('discarding', false);
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => {
    void call('正在打开草稿…', () => window.terminal.request['issuing.draft']({ draftId })).then(
      (answer) => answer && setDraft(answer.value),
    );
  }, [draftId]);

  const save = async (): Promise<DraftView | null> => {
    if (!draft || Object.keys(typed).length === 0) return draft;
    const { revision } = draft;
    const saved = await call('正在保存…', () =>
      window.terminal.request['issuing.saveDraft']({ draftId, revision, values: typed }),
    );
    if (!saved) return null;
    // What was typed on while main saved is still to be saved.
    setTyped((now) => Object.fromEntries(Object.entries(now).filter(([key, text]) => typed[key] !== text)));
    setDraft(saved.value);
    return saved.value;
  };
  const goOn = async (): Promise<void> => {
    const saved = await save();
    if (!saved) return;
    if (saved.documentId !== undefined) return openDocument(saved.documentId);
    const first = saved.inputs.find(({ problem }) => problem !== undefined);
    if (first) return form.current?.querySelector<HTMLElement>(`[name="${first.key}"]`)?.focus();
    openIssuing({ kind: 'consent', subject: { kind: 'draft', draftId } });
  };
  const turn = (by: 1 | -1): void => setPage((now) => Math.min(Math.max(1, now + by), draft?.pageCount ?? 1));

  if (discarding) {
    return <DiscardQuestion what="这份草稿" onReason={(reason) => void discardDraft(draftId, reason)} />;
  }
  const first = draft?.inputs.find(({ problem }) => problem !== undefined)?.key;
  const editable = draft?.state === 'open' || draft?.state === 'numbered';
  return (
    <Frame
      title={draft ? `制证签发：${draft.typeName}` : '制证签发'}
      testId="draft-dialog"
      wide="full"
      focusKey={draft ? 'there' : 'waiting'}
      onSubmit={() => void goOn()}
      onKey={(event) => {
        if (event.key === 'PageDown') return (turn(1), true);
        return event.key === 'PageUp' ? (turn(-1), true) : false;
      }}
    >
      <ErrorBanner />
      {draft ? (
        <div className="issuing-body">
          <div className="issuing-form" ref={form}>
            <p className="soft">
              {[draft.matterName, draft.caseNumber, `发证单位：${draft.issuer}`].filter(Boolean).join(' · ')}
            </p>
            <p>
              证照编号 <b className="tabular">{draft.number ?? draft.numberRule}</b>
              {draft.number === undefined ? <span className="soft">（签章时取号）</span> : null}
            </p>
            {draft.lastFailure ? (
              <p className="notice notice-busy" data-testid="draft-failure">
                上次没有盖成：{errorWords(draft.lastFailure).what}编号不变，可以重新签发。
              </p>
            ) : null}
            {draft.inputs.map((input) => (
              <FormLine
                key={input.key}
                input={input}
                value={typed[input.key] ?? input.value}
                changed={typed[input.key] !== undefined}
                editable={editable}
                focus={input.key === first}
                onChange={(value) => setTyped((before) => ({ ...before, [input.key]: value }))}
                onLeave={() => void save()}
              />
            ))}
          </div>
          <div className="issuing-page">
            <PreviewPage draftId={draftId} page={page} revision={draft.revision} title={draft.typeName} />
            <PageTurner number={page} count={draft.pageCount} onTurn={turn} />
          </div>
        </div>
      ) : (
        <p className="vacant">正在打开…</p>
      )}
      <div className="dialog-actions">
        <button
          type="submit"
          className="button primary"
          data-testid="draft-next"
          disabled={!draft}
          data-autofocus={draft && first === undefined ? '' : undefined}
        >
          {draft?.ready === false ? '检查并继续' : '核对无误，去签章'} <kbd>Enter</kbd>
        </button>
        {editable ? (
          <button type="button" className="button" onClick={() => setDiscarding(true)}>
            作废草稿
          </button>
        ) : null}
        <BackButton />
      </div>
    </Frame>
  );
}

interface LineProps {
  readonly input: DraftInputView;
  readonly value: string;
  readonly changed: boolean;
  readonly editable: boolean;
  readonly focus: boolean;
  readonly onChange: (value: string) => void;
  readonly onLeave: () => void;
}

function FormLine({ input, value, changed, editable, focus, onChange, onLeave }: LineProps) {
  const { key, label, required, problem, source, kind } = input;
  const wrong = problem !== undefined && !changed;
  const described = `about-${key.replaceAll('.', '-')}`;
  const shared = {
    name: key,
    value,
    readOnly: !editable,
    'data-testid': `draft-${key}`,
    'data-autofocus': focus ? '' : undefined,
    'aria-invalid': wrong || undefined,
    'aria-describedby': described,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
    onBlur: onLeave,
  };
  return (
    <label className={wrong ? 'issuing-line wrong' : 'issuing-line'}>
      <span>
        {label}
        {required ? <span aria-hidden="true"> *</span> : null}
      </span>
      {kind === 'multiline' ? (
        <textarea
          {...shared}
          className="field"
          rows={2}
          maxLength={1000}
          onKeyDown={(event) => {
            // Shift+Enter is a line of the text; Enter means the same everywhere.
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }}
        />
      ) : (
        <input {...shared} className="field" autoComplete="off" maxLength={120} />
      )}
      <span id={described} className={wrong ? 'issuing-problem' : 'soft'}>
        {wrong ? problemWord(problem) : changed ? '' : SOURCE_WORD[source]}
      </span>
    </label>
  );
}
