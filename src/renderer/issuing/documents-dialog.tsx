// Issued certificates, newest first: all, those that wait for collection, those that are late.
import { useEffect, useState } from 'react';
import type { IssuedDocumentView } from '#shared/ipc/issuing-views';
import { ErrorBanner } from '../actions/error-banner';
import { BackButton, Frame } from '../dialogs/frame';
import { moveInLines } from '../staff/move-in-lines';
import { call } from '../state/call';
import { chinaMoment } from '../words/dates';
import { collectionWord } from '../words/issuing-words';
import { openDocument, openIssuing } from './issuing-commands';

const WHICH = { all: '全部', waiting: '待归集', overdue: '逾期未归集' } as const;

export function DocumentsDialog({ which }: { readonly which: keyof typeof WHICH }) {
  const [found, setFound] = useState<readonly IssuedDocumentView[] | null>(null);
  const [more, setMore] = useState(false);
  const add = (documents: readonly IssuedDocumentView[] | undefined): void => {
    if (!documents) return;
    setFound((known) => [...(known ?? []), ...documents]);
    setMore(documents.length === PAGE);
  };
  useEffect(() => {
    void read({ which }).then(add);
  }, [which]);
  return (
    <Frame
      title={`已签发证照：${WHICH[which]}`}
      testId="documents-dialog"
      wide="full"
      focusKey={found === null ? 'waiting' : 'there'}
      onKey={moveInLines}
    >
      <ErrorBanner />
      <div className="chips" role="group" aria-label="范围">
        {Object.entries(WHICH).map(([key, word]) => (
          <button
            key={key}
            type="button"
            className={key === which ? 'button primary' : 'button'}
            aria-pressed={key === which}
            onClick={() => openIssuing({ kind: 'documents', which: key as keyof typeof WHICH })}
          >
            {word}
          </button>
        ))}
      </div>
      <div className="issuing-scroll" tabIndex={-1}>
        {found?.length === 0 ? <p className="vacant">没有证照。</p> : null}
        <ol className="lines">
          {(found ?? []).map((document, index) => (
            <li key={document.documentId}>
              <button
                type="button"
                className="line"
                data-autofocus={index === 0 ? '' : undefined}
                onClick={() => void openDocument(document.documentId)}
              >
                <span>
                  {document.typeName} <span className="tabular">{document.number}</span> ·{' '}
                  {document.holderName}
                </span>
                <span className={document.collection.overdue ? 'issuing-problem' : 'soft'}>
                  {chinaMoment(document.sealedAt)} · {collectionWord(document.collection)}
                </span>
              </button>
            </li>
          ))}
        </ol>
        {more ? (
          <button
            type="button"
            className="button"
            onClick={() => void read({ which, before: found?.at(-1)?.sealedAt ?? '' }).then(add)}
          >
            更早的
          </button>
        ) : null}
      </div>
      <div className="dialog-actions">
        <BackButton />
      </div>
    </Frame>
  );
}

async function read(asked: { which: keyof typeof WHICH; before?: string }) {
  const answer = await call('正在读取…', () => window.terminal.request['issuing.documents'](asked));
  return answer?.value;
}

/** How many main answers at once. */
const PAGE = 100;
