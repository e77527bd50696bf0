// Loss, theft, damage, leak: a digit says which, Enter stops the seal in the same second; the form comes after.
import { applicationOf, REPORTS } from '#core/custody/grounds';
import { GROUND_WORDS } from '#core/custody/custody-words';
import type { Report } from '#core/custody/grounds';
import { useKept } from '../dialogs/half-done';
import { report } from './custody-commands';
import { CustodyFrame } from './custody-frame';

export function ReportDialog({ sealId }: { readonly sealId: string }) {
  const [chosen, setChosen] = useKept<Report>('what', 'lost');
  return (
    <CustodyFrame
      title="停用印章：发生了什么？"
      testId="custody-report-dialog"
      back={{ kind: 'seal', sealId }}
      onSubmit={() => void report(sealId, chosen, applicationOf(chosen))}
      onKey={(event) => {
        const what = REPORTS[Number(event.key) - 1];
        if (!what) return false;
        setChosen(what);
        return true;
      }}
      actions={
        <button
          type="submit"
          className="button primary"
          data-testid="custody-report-submit"
          data-autofocus=""
        >
          立即停用：{GROUND_WORDS[chosen]} <kbd>Enter</kbd>
        </button>
      }
    >
      <div className="lines" role="radiogroup" aria-label="发生了什么">
        {REPORTS.map((what, index) => (
          <button
            key={what}
            type="button"
            role="radio"
            aria-checked={what === chosen}
            className={what === chosen ? 'line selected' : 'line'}
            data-testid={`custody-report-${what}`}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => setChosen(what)}
          >
            <kbd>{index + 1}</kbd>
            <span className="line-main">{GROUND_WORDS[what]}</span>
          </button>
        ))}
      </div>
      <p className="soft">停用后任何人都不能再盖这枚章。遗失、被盗、密钥泄露的不能恢复，只能更换或注销。</p>
    </CustodyFrame>
  );
}
