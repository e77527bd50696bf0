// A batch: its lines with what is wrong, one consent for all, how sealing goes, where and why it stopped.
import { useEffect, useRef, useState } from 'react';
import type { BatchLineView, BatchView, IssuingProgressView } from '#shared/ipc/issuing-views';
import { ErrorBanner } from '../actions/error-banner';
import { BackButton, Frame } from '../dialogs/frame';
import { useKept } from '../dialogs/half-done';
import { moveInLines } from '../staff/move-in-lines';
import { errorWords } from '../words/error-words';
import { BATCH_WORD, leftWord, LINE_WORD, problemWord, PROGRESS_WORD } from '../words/issuing-words';
import { setScreen } from '../state/store';
import { DiscardQuestion } from './discard-question';
import { discardBatch, openDocument, openIssuing, tellBatch } from './issuing-commands';
import { useIssuing } from './issuing-store';

export function BatchDialog({ batchId }: { readonly batchId: string }) {
  const [batch, setBatch] = useState<BatchView | null>(null);
  const [discarding, setDiscarding] = useKept('discarding', false);
  const told = useIssuing(({ progress }) => (progress?.batchId === batchId ? progress : null));
  const running = told?.state === 'running' || told?.state === 'paused';
  // Lines are read when it begins and when it ends; in between the count tells enough.
  const epoch = told ? `${told.state}` : '';
  useEffect(() => {
    let gone = false;
    void window.terminal.request['issuing.batch']({ batchId }).then(
      (answer) => {
        if (gone) return;
        if (answer.ok) setBatch(answer.value);
        else setScreen({ error: answer.error });
      },
      () => setScreen({ error: { code: 'BRIDGE_FAILED' } }),
    );
    return () => void (gone = true);
  }, [batchId, epoch]);
  if (discarding) {
    return (
      <DiscardQuestion what="没有签发的各份" onReason={(reason) => void discardBatch(batchId, reason)} />
    );
  }
  const sealable = batch?.summary.state === 'open' && batch.summary.sealed < batch.summary.total && !running;
  const seal = (): void => {
    if (sealable) openIssuing({ kind: 'consent', subject: { kind: 'batch', batchId } });
  };
  return (
    <Frame
      title={batch ? `批量签发：${batch.summary.typeName}` : '批量签发'}
      testId="batch-dialog"
      wide="full"
      focusKey={`${sealable} ${running} ${batch === null}`}
      onSubmit={running ? undefined : seal}
      onKey={(event) => {
        const key = event.key.toLowerCase();
        if (running && key === 'p') {
          void tellBatch(batchId, told.state === 'paused' ? 'continue' : 'pause');
          return true;
        }
        if (running && key === 's') return (void tellBatch(batchId, 'stop'), true);
        return moveInLines(event);
      }}
    >
      <ErrorBanner />
      {told ? <Progress told={told} /> : null}
      {batch ? (
        <>
          <p data-testid="batch-summary">
            共 {batch.summary.total} 份，已签发 {running ? told.sealed : batch.summary.sealed} 份
            {batch.summary.faulty > 0 ? `，${batch.summary.faulty} 行有错不签` : ''}。
            <span className="soft"> {BATCH_WORD[batch.summary.state]}</span>
          </p>
          <div className="issuing-scroll" tabIndex={-1}>
            <ol className="lines issuing-lines">
              {batch.lines.map((line) => (
                <Line key={line.line} line={line} stoppedHere={told?.failure?.line === line.line} />
              ))}
            </ol>
          </div>
        </>
      ) : (
        <p className="vacant">正在打开…</p>
      )}
      <div className="dialog-actions">
        {sealable ? (
          <button type="submit" className="button primary" data-testid="batch-seal" data-autofocus="">
            {batch.summary.sealed > 0 ? '继续签发' : '签发'} {batch.summary.total - batch.summary.sealed} 份{' '}
            <kbd>Enter</kbd>
          </button>
        ) : null}
        {running ? (
          <>
            <button
              type="button"
              className="button primary"
              data-testid="batch-pause"
              data-autofocus=""
              onClick={() => void tellBatch(batchId, told.state === 'paused' ? 'continue' : 'pause')}
            >
              {told.state === 'paused' ? '继续' : '暂停'} <kbd>P</kbd>
            </button>
            <button
              type="button"
              className="button"
              data-testid="batch-stop"
              onClick={() => void tellBatch(batchId, 'stop')}
            >
              停止 <kbd>S</kbd>
            </button>
          </>
        ) : null}
        {sealable ? (
          <button type="button" className="button" onClick={() => setDiscarding(true)}>
            作废未签发的
          </button>
        ) : null}
        <BackButton />
      </div>
    </Frame>
  );
}

function Progress({ told }: { readonly told: IssuingProgressView }) {
  const { state, sealed, total, secondsLeft, failure } = told;
  return (
    <div className="issuing-progress" data-testid="batch-progress" data-state={state} data-sealed={sealed}>
      <p role="status">
        <b>{PROGRESS_WORD[state]}</b>{' '}
        <span className="tabular">
          {sealed} / {total}
        </span>
        {state === 'running' ? <span className="soft"> {leftWord(secondsLeft)}</span> : null}
      </p>
      <progress max={total} value={sealed} aria-label="已签发" />
      {failure ? (
        <p className="notice notice-bad" role="alert" data-testid="batch-failure">
          停在第 {failure.line} 行，{failure.holderName}：{errorWords(failure.error).what}
          {errorWords(failure.error).todo}已签发的不受影响，继续签发时不会重复。({failure.error.code})
        </p>
      ) : null}
    </div>
  );
}

interface LineProps {
  readonly line: BatchLineView;
  /** Where the run stopped: brought into view among five hundred. */
  readonly stoppedHere: boolean;
}

function Line({ line, stoppedHere }: LineProps) {
  const at = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (stoppedHere) at.current?.scrollIntoView({ block: 'center' });
  }, [stoppedHere]);
  const { draftId, documentId, problems } = line;
  const open = (): void => {
    if (documentId !== undefined) void openDocument(documentId);
    else if (draftId !== undefined) openIssuing({ kind: 'draft', draftId });
  };
  const wrong = problems.map(({ label, problem }) => `${label}：${problemWord(problem)}`).join('；');
  return (
    <li ref={at}>
      <button
        type="button"
        className="line"
        data-testid="batch-line"
        data-state={line.state}
        disabled={!draftId}
        onClick={open}
      >
        <span>
          <span className="tabular">第 {line.line} 行</span> {line.holderName || '未写持证主体'}{' '}
          <span className="tabular soft">{line.holderNumberMasked}</span>
        </span>
        <span className={wrong || line.state === 'numbered' ? 'issuing-problem' : 'soft'}>
          {wrong || LINE_WORD[line.state]}{' '}
          {line.number ? <span className="tabular">{line.number}</span> : null}
        </span>
      </button>
    </li>
  );
}
