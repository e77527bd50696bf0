// F5: parking the open case, and the parked ones to come back to; digits choose.
import type { DeskView } from '#shared/ipc/views';
import { ErrorBanner } from '../actions/error-banner';
import { ParkedLine } from '../parts/parked-line';
import { parkCurrent, resumeCase } from '../state/commands';
import { BackButton, closeDialog, Frame } from './frame';

/** Twelve cases can wait; nine digits and three letters reach them. */
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c'] as const;

export function ParkedDialog({ desk }: { readonly desk: DeskView }) {
  const { current, parked } = desk;
  const park = async (): Promise<void> => {
    if (await parkCurrent()) closeDialog();
  };
  const resume = async (index: number): Promise<void> => {
    const one = parked[index];
    if (one && (await resumeCase(one.id))) closeDialog();
  };
  return (
    <Frame
      title="挂起与恢复"
      testId="parked-dialog"
      onSubmit={() => void (current ? park() : resume(0))}
      onKey={(event) => {
        const index = (KEYS as readonly string[]).indexOf(event.key.toLowerCase());
        if (index === -1 || index >= parked.length) return false;
        void resume(index);
        return true;
      }}
    >
      <ErrorBanner />
      {current ? (
        <button type="submit" className="button primary" data-testid="park-current">
          挂起当前办件（{current.applicant.name}） <kbd>Enter</kbd>
        </button>
      ) : null}
      <ol className="lines">
        {parked.map((one, index) => (
          <ParkedLine
            key={one.id}
            parked={one}
            keyLabel={KEYS[index]?.toUpperCase()}
            testId="parked-case"
            onResume={() => void resume(index)}
          />
        ))}
      </ol>
      {parked.length === 0 ? <p className="soft">没有挂起的办件。</p> : null}
      <p className="soft">最多挂起 12 件。恢复时，正在办的办件会先挂起。</p>
      <div className="dialog-actions">
        <BackButton />
      </div>
    </Frame>
  );
}
