// A question of a scan: what was found, then numbered ways on, the first of them by Enter.
import type { ReactNode } from 'react';
import { ErrorBanner } from '../actions/error-banner';
import { closeDialog, Frame } from '../dialogs/frame';

export interface Way {
  readonly label: string;
  readonly testId: string;
  readonly go: () => void;
}

interface Props {
  readonly title: string;
  readonly testId: string;
  readonly ways: readonly Way[];
  readonly children: ReactNode;
}

export function ScanQuestion({ title, testId, ways, children }: Props) {
  return (
    <Frame
      title={title}
      testId={testId}
      onSubmit={() => (ways[0] ? ways[0].go() : closeDialog())}
      onKey={(event) => {
        const way = /^[1-9]$/u.test(event.key) ? ways[Number(event.key) - 1] : undefined;
        if (way) way.go();
        return way !== undefined;
      }}
    >
      {children}
      <ErrorBanner />
      <div className="dialog-actions column">
        {ways.map((way, index) => (
          <button
            key={way.testId}
            type="button"
            className={index === 0 ? 'button primary' : 'button'}
            data-testid={way.testId}
            {...(index === 0 ? { 'data-autofocus': '' } : {})}
            onClick={way.go}
          >
            <span className="button-label">{way.label}</span>{' '}
            <kbd>{index === 0 ? '1 · Enter' : index + 1}</kbd>
          </button>
        ))}
        <button
          type="button"
          className="button"
          data-testid="scan-put-aside"
          {...(ways.length === 0 ? { 'data-autofocus': '' } : {})}
          onClick={closeDialog}
        >
          <span className="button-label">{ways.length === 0 ? '返回' : '放下，不办'}</span>{' '}
          <kbd>{ways.length === 0 ? 'Enter' : 'Esc'}</kbd>
        </button>
      </div>
    </Frame>
  );
}
