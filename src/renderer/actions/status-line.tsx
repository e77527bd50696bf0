// One line above the actions: what is being done, how the print stands, what the printer needs, what was just done.
import type { DeskView, PrintProgressView } from '#shared/ipc/views';
import { Icon } from '../parts/icons';
import { useTerminal } from '../state/store';
import { STAGE, SUBJECT } from '../words/case-view-words';
import { printerWord, readerWord } from '../words/device-words';
import { wordsFor } from '../words/error-words';
import { clock } from '../words/dates';
import { sentence } from '../words/words';

export function StatusLine({ desk }: { readonly desk: DeskView }) {
  const { print, toast, busy } = useTerminal((state) => state.screen);
  return (
    <div className="status-line">
      <span className="status-work" role="status" aria-live="polite">
        {busy ? (
          <span className="busy" data-testid="busy">
            <span className="busy-bar" aria-hidden="true" />
            {busy.what}
          </span>
        ) : null}
        {print ? <PrintStatus print={print} /> : null}
        {!print && toast ? (
          <span className="toast" data-testid="toast">
            <Icon name="check" /> {toast}
          </span>
        ) : null}
      </span>
      {/* Said once: the failed print already names what the printer needs. */}
      {print?.stage === 'failed' ? null : <DeviceTrouble desk={desk} />}
    </div>
  );
}

function PrintStatus({ print }: { readonly print: PrintProgressView }) {
  const failed = print.stage === 'failed';
  const done = print.stage === 'completed';
  const good = done || print.stage === 'spooled' || print.stage === 'printing';
  return (
    <span
      className={`print-status ${failed ? 'bad' : ''}`}
      data-testid="print-status"
      data-stage={print.stage}
    >
      <Icon name={failed ? 'cross' : done ? 'check' : 'printer'} />
      {SUBJECT[print.subject]}：{STAGE[print.stage]}
      {print.controlNumber && good ? (
        <>
          {' '}
          控制号{' '}
          <b className="tabular" data-testid="control-number">
            {print.controlNumber}
          </b>
        </>
      ) : null}
      {failed && print.error ? ` ${sentence(wordsFor(print.error), print.error)}` : ''}
    </span>
  );
}

/** A device that keeps the clerk from working is said at once, before anybody presses a key for it. */
function DeviceTrouble({ desk }: { readonly desk: DeskView }) {
  const { current, lastReaderError } = desk;
  const reader = desk.readers.find((one) => one.role === 'clerk') ?? desk.readers[0];
  const readerNow = readerWord(reader?.state ?? { kind: 'absent' });
  const printer = printerWord(desk.printer);
  if (printer.tone === 'bad') {
    return (
      <span className="trouble" role="status" data-testid="printer-trouble">
        <Icon name="warn" /> {printer.long}
      </span>
    );
  }
  // With nobody at the counter the left place says it, larger.
  if (current && readerNow.tone === 'bad') {
    return (
      <span className="trouble" role="status" data-testid="reader-trouble">
        <Icon name="warn" /> {readerNow.long}
      </span>
    );
  }
  if (current && lastReaderError) {
    const words = wordsFor(lastReaderError.code);
    return (
      <span className="trouble" role="status" data-testid="reader-error">
        <Icon name="warn" /> {sentence(words, lastReaderError.code)} {clock(lastReaderError.at)}
      </span>
    );
  }
  return null;
}
