// The middle with nobody at the counter: parked cases, ready to be resumed by their digit.
import type { DeskView } from '#shared/ipc/views';
import { ParkedLine } from '../parts/parked-line';
import { resumeCase } from '../state/commands';

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
              <ParkedLine
                key={one.id}
                parked={one}
                keyLabel={index < 9 ? String(index + 1) : '·'}
                onResume={() => void resumeCase(one.id)}
              />
            ))}
          </ol>
        </>
      )}
    </div>
  );
}
