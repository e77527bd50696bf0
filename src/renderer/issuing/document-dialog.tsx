// An issued certificate: its verdict, its page with the seal, what is known of it; printing it for the holder.
import { useEffect, useState } from 'react';
import type { EvidencePageView } from '#shared/ipc/evidence-views';
import type { OpenedDocumentView } from '#shared/ipc/issuing-views';
import { ErrorBanner } from '../actions/error-banner';
import { closeDialog, Frame } from '../dialogs/frame';
import { PagePicture } from '../evidence/page-picture';
import { PageTurner } from '../evidence/page-turner';
import { TONE_ICON, toneOf } from '../evidence/verification-line';
import { Icon } from '../parts/icons';
import { call } from '../state/call';
import { afterPaint } from '../state/paint';
import { printSubject } from '../state/print-commands';
import { printState } from '../words/case-view-words';
import { chinaMoment, day } from '../words/dates';
import { verdictLine, VERDICT_WORDS } from '../words/evidence-words';
import { collectionWord } from '../words/issuing-words';
import { openIssuing } from './issuing-commands';

interface Props {
  readonly opened: OpenedDocumentView;
  readonly fresh: boolean;
}

export function DocumentDialog({ opened, fresh }: Props) {
  const { document, verification, pageCount } = opened;
  const [page, setPage] = useState<EvidencePageView | null>(opened.page);
  const { documentId } = document;
  useEffect(() => {
    if (fresh) afterPaint(() => performance.mark('zc:sealed'));
  }, [fresh]);
  const missing = page === null && pageCount > 0;
  useEffect(() => {
    if (!missing) return;
    let gone = false;
    // The verdict is on the screen before the picture is drawn.
    afterPaint(() => {
      if (gone) return;
      void window.terminal.request['issuing.documentPage']({ documentId, page: 1 }).then(
        (answer) => {
          if (!gone && answer.ok) setPage(answer.value);
        },
        () => undefined,
      );
    });
    return () => void (gone = true);
  }, [documentId, missing]);
  const print = (): void => void printSubject({ kind: 'issued-copy', documentId });
  const turn = async (by: 1 | -1): Promise<void> => {
    const number = (page?.number ?? 1) + by;
    if (number < 1 || number > pageCount) return;
    const { request } = window.terminal;
    const answer = await call('正在翻页…', () =>
      request['issuing.documentPage']({ documentId, page: number }),
    );
    if (answer) setPage(answer.value);
  };
  const tone = toneOf(verification);
  return (
    <Frame
      title={fresh ? '已签发' : '已签发证照'}
      testId="document-dialog"
      wide="full"
      onSubmit={closeDialog}
      onKey={(event) => {
        if (event.key === 'F9') return (print(), true);
        if (event.key === 'PageDown') return (void turn(1), true);
        return event.key === 'PageUp' ? (void turn(-1), true) : false;
      }}
    >
      <header
        className={`verdict verdict-${tone}`}
        data-testid="document-verdict"
        data-verdict={verification.verdict}
      >
        <Icon name={TONE_ICON[tone]} />
        <div>
          <p className="verdict-word">
            <b>{fresh ? '已盖章并验证' : VERDICT_WORDS[verification.verdict]}</b>
            <span>
              {document.typeName} · <span className="tabular">{document.number}</span>
            </span>
          </p>
          <p className="verdict-basis soft">{verdictLine(verification)}</p>
        </div>
      </header>
      <ErrorBanner />
      <div className="issuing-body">
        <dl className="issuing-facts">
          <dt>持证主体</dt>
          <dd>
            {document.holderName} <span className="tabular soft">{document.holderNumberMasked}</span>
          </dd>
          <dt>有效期至</dt>
          <dd>{day(document.validTo)}</dd>
          <dt>签章</dt>
          <dd>
            {document.sealName}，{document.sealedBy}，{chinaMoment(document.sealedAt)}
          </dd>
          {document.caseNumber ? (
            <>
              <dt>办件</dt>
              <dd className="tabular">{document.caseNumber}</dd>
            </>
          ) : null}
          <dt>归集</dt>
          <dd className={document.collection.overdue ? 'issuing-problem' : undefined}>
            {collectionWord(document.collection)}
            {document.collection.article ? (
              <span className="soft"> {document.collection.article}</span>
            ) : null}
          </dd>
          <dt>文件摘要</dt>
          <dd className="tabular issuing-digest">{document.digest}</dd>
          {document.prints.length > 0 ? (
            <>
              <dt>打印</dt>
              <dd>
                {document.prints.map((one) => (
                  <span key={one.id} className="issuing-print">
                    <span className="tabular">{one.controlNumber}</span> {printState(one)}
                  </span>
                ))}
              </dd>
            </>
          ) : null}
        </dl>
        <div className="issuing-page">
          {page ? (
            <PagePicture page={page} title={document.typeName} />
          ) : (
            <p className="vacant">{missing ? '正在画出证照…' : '画不出这一页。'}</p>
          )}
          <PageTurner number={page?.number ?? 1} count={pageCount} onTurn={(by) => void turn(by)} />
        </div>
      </div>
      <div className="dialog-actions">
        <button type="submit" className="button primary" data-testid="document-done" data-autofocus="">
          {fresh ? '完成，下一位' : '关闭'} <kbd>Enter</kbd>
        </button>
        <button type="button" className="button" data-testid="document-print" onClick={print}>
          打印证照 <kbd>F9</kbd>
        </button>
        <button
          type="button"
          className="button"
          onClick={() => openIssuing({ kind: 'documents', which: 'all' })}
        >
          已签发证照
        </button>
      </div>
    </Frame>
  );
}
