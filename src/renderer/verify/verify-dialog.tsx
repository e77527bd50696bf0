// 验一验: a file that somebody brings, or the code on a certificate: dropped, opened or scanned; verdict, steps, pages, report.
import { useState } from 'react';
import type { ExaminedFileView } from '#shared/ipc/evidence-views';
import type { DeskView } from '#shared/ipc/views';
import { ErrorBanner } from '../actions/error-banner';
import { BackButton, Frame, inTextField } from '../dialogs/frame';
import { openByCode } from '../state/evidence-commands';
import { printSubject } from '../state/print-commands';
import { chooseFile, turnFilePage } from './verify-commands';
import { ExaminedFile } from './examined-file';
import '../styles/verify.css';

interface Props {
  readonly desk: DeskView;
  readonly file: ExaminedFileView | null;
}

export default function VerifyDialog({ desk, file }: Props) {
  const [over, setOver] = useState(false);
  const printReport = (): void => {
    if (file) void printSubject({ kind: 'verification-report', of: { kind: 'file', id: file.id } });
  };
  return (
    <Frame
      title="验一验"
      testId="verify-dialog"
      wide="full"
      onSubmit={() => void chooseFile()}
      onKey={(event) => {
        if (event.key === 'F9') return (printReport(), true);
        if (!file || inTextField(event)) return false;
        if (event.key === 'PageDown') return (void turnFilePage(file, 1), true);
        return event.key === 'PageUp' ? (void turnFilePage(file, -1), true) : false;
      }}
    >
      <div
        className={over ? 'verify-drop over' : 'verify-drop'}
        data-testid="verify-drop"
        onDragOver={() => setOver(true)}
        onDragLeave={() => setOver(false)}
        onDrop={() => setOver(false)}
      >
        <div className="verify-sources">
          <button
            type="button"
            className={file ? 'button' : 'button primary'}
            data-testid="verify-open"
            data-autofocus=""
            onClick={() => void chooseFile()}
          >
            打开文件 <kbd>Enter</kbd>
          </button>
          <span className="soft">或把 OFD、PDF 文件拖到这里</span>
          {desk.current ? <CodeField /> : null}
        </div>
        <ErrorBanner />
        {file ? <ExaminedFile file={file} /> : <p className="vacant">文件只在本机验证，不保存。</p>}
      </div>
      <div className="dialog-actions">
        {file ? (
          <button type="button" className="button" data-testid="verify-print" onClick={printReport}>
            打印核验报告 <kbd>F9</kbd>
          </button>
        ) : null}
        <BackButton />
      </div>
    </Frame>
  );
}

/** A scanner types here and ends with Enter. Only while somebody is at the counter: a code opens a certificate of theirs. */
function CodeField() {
  const [code, setCode] = useState('');
  return (
    <label className="verify-code">
      证照二维码
      <input
        className="field"
        data-field="code"
        data-testid="verify-code"
        maxLength={300}
        placeholder="扫码或录入，按 Enter"
        value={code}
        onChange={(event) => setCode(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          event.stopPropagation();
          if (code.trim() !== '') void openByCode(code);
        }}
      />
    </label>
  );
}
