// The middle with nobody at the counter: parked cases, ready to be resumed by their digit.
import type { DeskView } from '#shared/ipc/views';
import { resumeCase } from '../state/commands';
import { clock } from '../words/dates';

export function IdleMatter({ desk }: { readonly desk: DeskView }) {
  return (
    <div className="idle">
      <h2>等待下一位</h2>
      {desk.parked.length === 0 ? (
        <p className="soft">没有挂起的办件。放上身份证，办件自动开始。</p>
      ) : (
        <>
          <p className="soft">挂起的办件，按数字恢复：</p>
          <ol className="lines" data-testid="parked-list">
            {desk.parked.slice(0, 12).map((one, index) => (
              <li key={one.id}>
                <button type="button" className="line" onClick={() => void resumeCase(one.id)}>
                  <kbd>{index < 9 ? index + 1 : '·'}</kbd>
                  <span className="line-main">
                    <b>{one.name}</b> {one.matterName ?? '未选事项'}
                  </span>
                  <span className="soft tabular">
                    {one.openCount > 0 ? `缺 ${one.openCount} 项 · ` : ''}
                    {clock(one.openedAt)}
                  </span>
                </button>
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
}
