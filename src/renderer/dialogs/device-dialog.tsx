// What a device is doing, what was wrong last, and what to do.
import type { DeskView } from '#shared/ipc/views';
import { moment } from '../words/dates';
import { printerWord, readerWord } from '../words/device-words';
import { wordsFor } from '../words/error-words';
import { sentence } from '../words/words';
import { closeDialog, Frame } from './frame';

interface Props {
  readonly desk: DeskView;
  readonly device: 'reader' | 'printer';
}

export function DeviceDialog({ desk, device }: Props) {
  const { lastReaderError } = desk;
  return (
    <Frame title={device === 'reader' ? '读卡器' : '打印机'} testId="device-dialog" onSubmit={closeDialog}>
      {device === 'printer' ? <p>{printerWord(desk.printer).long}</p> : null}
      {device === 'reader' ? (
        <ul className="facts">
          {desk.readers.map((reader) => (
            <li key={reader.id}>
              <span>
                <b>{reader.role === 'clerk' ? '窗口侧' : '申请人侧'}</b> {readerWord(reader.state).long}
              </span>
              <span className="soft">{reader.id}</span>
            </li>
          ))}
          {desk.readers.length === 0 ? <li>{readerWord({ kind: 'absent' }).long}</li> : null}
        </ul>
      ) : null}
      {device === 'reader' && lastReaderError ? (
        <p className="soft">
          最近一次问题（{moment(lastReaderError.at)}）：
          {sentence(wordsFor(lastReaderError.code), lastReaderError.code)}
          {lastReaderError.status === undefined
            ? ''
            : ` 状态字 ${lastReaderError.status.toString(16).toUpperCase().padStart(2, '0')}`}
        </p>
      ) : null}
      <div className="dialog-actions">
        <button type="submit" className="button primary" data-autofocus="">
          知道了 <kbd>Enter</kbd>
        </button>
      </div>
    </Frame>
  );
}
