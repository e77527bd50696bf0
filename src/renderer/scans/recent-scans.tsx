// Ctrl+B: what was scanned lately, newest first; the whole of an unknown text on demand, as text and nothing else.
import { useState } from 'react';
import { ErrorBanner } from '../actions/error-banner';
import { closeDialog, Frame } from '../dialogs/frame';
import { call } from '../state/call';
import { clock } from '../words/dates';
import { meaningText, resultText } from './scan-text';
import { useScans, type RecentScan } from './scan-store';

export function RecentScans() {
  const recent = useScans((state) => state.recent);
  const [whole, setWhole] = useState<{ scanId: string; text: string } | null>(null);
  const show = async (scanId: string): Promise<void> => {
    const answer = await call('正在取全文…', () => window.terminal.request['scan.text']({ scanId }));
    if (answer) setWhole({ scanId, text: answer.value.text });
  };
  return (
    <Frame title="最近扫码" testId="scan-recent" wide onSubmit={closeDialog}>
      <ErrorBanner />
      <ol className="scan-list">
        {recent.map((one) => (
          <li key={one.scan.scanId} data-testid="scan-item" data-kind={one.scan.meaning.kind}>
            <span className="soft tabular">{clock(one.scan.at)}</span>
            <span className="scan-words">
              <bdi>{meaningText(one.scan.meaning)}</bdi>
              <span className="soft">{resultText(one.result)}</span>
              {whole?.scanId === one.scan.scanId ? (
                <textarea
                  className="scan-whole"
                  aria-label="扫到的全文"
                  data-testid="scan-whole"
                  readOnly
                  // The button that was pressed is gone: the keyboard goes on in the text.
                  autoFocus
                  value={whole.text}
                />
              ) : null}
            </span>
            {isCut(one) && whole?.scanId !== one.scan.scanId ? (
              <button
                type="button"
                className="button small"
                data-testid="scan-show-whole"
                onClick={() => void show(one.scan.scanId)}
              >
                看全文
              </button>
            ) : null}
          </li>
        ))}
      </ol>
      {recent.length === 0 ? <p className="soft">这位申请人还没有扫过码。</p> : null}
      <p className="soft">只在内存里，换人即清。扫到的网址不会打开，内容不会执行。</p>
      <div className="dialog-actions">
        <button type="submit" className="button primary" data-autofocus="">
          返回 <kbd>Enter</kbd>
        </button>
      </div>
    </Frame>
  );
}

function isCut({ scan: { meaning } }: RecentScan): boolean {
  return meaning.kind === 'unknown' && meaning.text.endsWith('…');
}
