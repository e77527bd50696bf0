// 制证签发 and 批量签发 from anywhere: what waits to be sealed, the batches, and the way to what was issued.
import { ErrorBanner } from '../actions/error-banner';
import { BackButton, Frame } from '../dialogs/frame';
import { moveInLines } from '../staff/move-in-lines';
import { BATCH_WORD } from '../words/issuing-words';
import { moment } from '../words/dates';
import { draftOfCase, openDocument, openIssuing } from './issuing-commands';
import { useIssuing } from './issuing-store';

export function OverviewDialog() {
  const { shown, openDrafts, batches, issuedToday } = useIssuing(({ overview }) => overview);
  return (
    <Frame title="制证签发" testId="issuing-overview" wide onKey={moveInLines}>
      <ErrorBanner />
      {shown ? (
        <p>
          <button
            type="button"
            className="button primary"
            data-testid="issuing-shown"
            data-autofocus=""
            onClick={() =>
              void (shown.documentId ? openDocument(shown.documentId) : draftOfCase(shown.caseId))
            }
          >
            当前办件：{shown.typeName}
          </button>
        </p>
      ) : null}
      <h3>未签发的草稿</h3>
      {openDrafts.length === 0 ? <p className="soft">没有草稿。受理办件后按 F8 制证。</p> : null}
      <ol className="lines">
        {openDrafts.map((draft) => (
          <li key={draft.draftId}>
            <button
              type="button"
              className="line"
              onClick={() => openIssuing({ kind: 'draft', draftId: draft.draftId })}
            >
              <span>
                {draft.typeName} · {draft.holderName || '未填持证主体'}
              </span>
              <span className="soft">
                <span className="tabular">{draft.caseNumber}</span>{' '}
                {draft.interrupted ? '未盖成' : draft.ready ? '可以签发' : '待填写'}
              </span>
            </button>
          </li>
        ))}
      </ol>
      <h3>批次</h3>
      {batches.length === 0 ? <p className="soft">没有批次。</p> : null}
      <ol className="lines">
        {batches.map((batch) => (
          <li key={batch.batchId}>
            <button
              type="button"
              className="line"
              onClick={() => openIssuing({ kind: 'batch', batchId: batch.batchId })}
            >
              <span>
                {batch.typeName} {batch.total} 份
              </span>
              <span className="soft">
                {moment(batch.createdAt)} · 已签 {batch.sealed} · {BATCH_WORD[batch.state]}
              </span>
            </button>
          </li>
        ))}
      </ol>
      <p className="soft">今日签发 {issuedToday} 份。</p>
      <div className="dialog-actions">
        <button type="button" className="button" onClick={() => openIssuing({ kind: 'import' })}>
          批量签发
        </button>
        <button
          type="button"
          className="button"
          onClick={() => openIssuing({ kind: 'documents', which: 'all' })}
        >
          已签发证照
        </button>
        <BackButton />
      </div>
    </Frame>
  );
}
