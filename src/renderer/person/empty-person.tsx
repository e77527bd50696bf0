// Nobody yet: a card on a reader, or what keeps the reader from working, and the other ways in.
import type { DeskView } from '#shared/ipc/views';
import { Icon } from '../parts/icons';
import { run } from '../state/commands';
import { wordsFor } from '../words/error-words';
import { clock } from '../words/dates';
import { readerWord } from '../words/device-words';
import { CardOnReader } from './card-on-reader';

export function EmptyPerson({ desk }: { readonly desk: DeskView }) {
  const reader = desk.readers.find((one) => one.role === 'clerk') ?? desk.readers[0];
  const state = reader?.state ?? ({ kind: 'absent' } as const);
  const word = readerWord(state);
  const works = state.kind === 'waiting' || state.kind === 'reading' || state.kind === 'card-present';
  return (
    <div className="empty-person">
      <CardOnReader reading={state.kind === 'reading'} broken={word.tone === 'bad'} />
      <p className="invitation" aria-live="polite">
        {state.kind === 'reading' ? '正在读卡，请勿移动' : works ? '请将身份证放在读卡器上' : word.short}
      </p>
      {works ? null : (
        <p className={`notice ${word.tone === 'bad' ? 'notice-bad' : 'notice-busy'}`} role="status">
          <Icon name={word.tone === 'bad' ? 'warn' : 'dot'} /> <span>{word.long}</span>
        </p>
      )}
      {works && desk.lastReaderError ? <LastError error={desk.lastReaderError} /> : null}
      <p className="soft">其他方式</p>
      <button
        type="button"
        className="button wide"
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => run('manual')}
      >
        手工录入 <kbd>F2</kbd>
      </button>
    </div>
  );
}

function LastError({ error }: { readonly error: NonNullable<DeskView['lastReaderError']> }) {
  const words = wordsFor(error.code);
  return (
    <p className="notice notice-bad" role="alert" data-testid="reader-error">
      <Icon name="warn" />
      <span>
        {words.what}
        {words.todo}({error.code}) <span className="tabular">{clock(error.at)}</span>
      </span>
    </p>
  );
}
