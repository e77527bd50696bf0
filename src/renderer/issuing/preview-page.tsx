// A page of a draft as it would be sealed now, with the places of the seal drawn over it.
import { useEffect, useState } from 'react';
import type { PreviewView } from '#shared/ipc/issuing-views';
import { PagePicture } from '../evidence/page-picture';

interface Props {
  readonly draftId: string;
  readonly page: number;
  /** Another value draws it anew. */
  readonly revision: number;
  readonly title: string;
}

export function PreviewPage({ draftId, page, revision, title }: Props) {
  const [view, setView] = useState<PreviewView | null>(null);
  useEffect(() => {
    let gone = false;
    void window.terminal.request['issuing.preview']({ draftId, page }).then(
      (answer) => {
        if (!gone) setView(answer.ok ? answer.value : null);
      },
      () => undefined,
    );
    return () => void (gone = true);
  }, [draftId, page, revision]);
  if (!view) return <p className="vacant">正在画出证照…</p>;
  const { width, height } = view.page;
  return (
    <div className="issuing-preview" data-testid="issuing-preview">
      <div className="issuing-sheet">
        <PagePicture page={view.page} title={`${title}预览`} />
        <svg className="issuing-stamps" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          {view.stamps.map((stamp, index) => (
            <rect key={index} x={stamp.x} y={stamp.y} width={stamp.width} height={stamp.height} />
          ))}
        </svg>
      </div>
      <p className="soft">
        红框处加盖电子印章
        {view.stamps.some(({ riding }) => riding) ? '，页边为骑缝章' : ''}。
      </p>
    </div>
  );
}
