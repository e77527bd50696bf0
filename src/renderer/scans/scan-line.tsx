// One quiet line: what was scanned last and what it led to, or that scans wait for an open question.
import { Icon } from '../parts/icons';
import { meaningText, resultText } from './scan-text';
import { useTerminal } from '../state/store';
import { quietScans } from './scan-commands';
import { useScans } from './scan-store';
import '../styles/scan-line.css';

export function ScanLine() {
  const { recent, waiting, held, slow, quiet } = useScans();
  // A dialog says it itself: what lies below it is out of reach.
  const underDialog = useTerminal(({ screen }) => screen.dialog !== null);
  const failed = useTerminal(({ screen }) => screen.error !== null);
  if (held && waiting.length > 0) return underDialog ? null : <ScansHeld />;
  // What is answered at once is painted once: with what it led to.
  const last = slow ? recent[0] : recent.find(({ result }) => result !== null);
  // Why a scan was refused stands in the error line; two lines about one thing would only take the list's room.
  if ((quiet && !slow) || failed || !last) return null;
  const refused = last.result?.kind === 'refused';
  return (
    <p
      className={refused ? 'scan-line bad' : 'scan-line'}
      role="status"
      data-testid="scan-line"
      data-kind={last.scan.meaning.kind}
      data-scan={last.scan.scanId}
      data-led={last.result ? (last.result.kind === 'led' ? last.result.outcome.kind : 'refused') : 'waiting'}
    >
      <Icon name={refused ? 'cross' : last.scan.meaning.kind === 'unknown' ? 'warn' : 'check'} />
      <bdi className="scan-meaning">{meaningText(last.scan.meaning)}</bdi>
      <span className="scan-result">{resultText(last.result)}</span>
      <button
        type="button"
        className="button small"
        tabIndex={-1}
        onMouseDown={(event) => event.preventDefault()}
        onClick={quietScans}
      >
        知道了
      </button>
    </p>
  );
}

/** Inside an open dialog, and on the desk while it asks something. */
export function ScansHeld() {
  const { waiting, held } = useScans();
  if (!held || waiting.length === 0) return null;
  return (
    <p className="notice notice-busy" role="status" data-testid="scans-held" data-count={waiting.length}>
      <Icon name="warn" /> 扫到 {waiting.length} 个码，没有输入到这里；先放着，处理完眼前这一步就接着办。
    </p>
  );
}
