// In the strip: what waits about seals, in one word; nothing waits, nothing is shown.
import { reminderLines, reminderWord } from '../words/custody-words';
import { openRegister } from './custody-commands';
import { useCustody } from './custody-store';

export function CustodyReminder() {
  const counts = useCustody((known) => known.counts);
  const word = reminderWord(counts);
  if (word === null) return null;
  return (
    <button
      type="button"
      className={`device device-${counts.stopped > 0 ? 'bad' : 'busy'}`}
      data-testid="custody-reminder-strip"
      aria-label={`印章台账：${word}`}
      title={reminderLines(counts).join('')}
      onMouseDown={(event) => event.preventDefault()}
      onClick={openRegister}
    >
      <span>{word}</span>
    </button>
  );
}
