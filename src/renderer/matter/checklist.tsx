// The materials of the matter: one line each, its state at the left edge, the next open one focused.
import type { CaseView } from '#shared/ipc/views';
import { Citation } from '../parts/citation';
import { Icon } from '../parts/icons';
import { AuthorisationLine } from './authorisation-line';
import { ChecklistLine } from './checklist-line';

interface Props {
  readonly current: CaseView;
  readonly focused: string | null;
}

export function Checklist({ current, focused }: Props) {
  const { matter, checklist } = current;
  if (!matter) return null;
  const done = checklist.filter((item) => item.decision).length;
  const declined = current.authorisation.kind === 'declined';
  return (
    <div className="checklist">
      <header className="matter-head">
        <h2 data-testid="matter-name">{matter.name}</h2>
        <p className="soft">
          {matter.department} · 承诺{' '}
          {matter.promisedDays === 0 ? '当场办结' : `${matter.promisedDays} 个工作日`} ·{' '}
          <span className="tabular">{matter.code}</span>
        </p>
      </header>
      <AuthorisationLine current={current} />
      <ul className="materials" aria-label="材料清单">
        {checklist.map((item) => (
          <ChecklistLine
            key={item.materialId}
            item={item}
            authorisation={current.authorisation}
            focused={item.materialId === focused}
          />
        ))}
      </ul>
      {current.open.length === 0 ? (
        <p className="notice notice-good" role="status" data-testid="all-decided">
          <Icon name="check" />
          <span>
            材料已齐（{done}/{checklist.length}）：{tally(current)}。办结后不能再撤销。
          </span>
        </p>
      ) : (
        <p className="soft hint tabular">
          还有 {current.open.length} 项必需材料；P 收纸质{declined ? '' : '，F7 授权'}
        </p>
      )}
      {declined ? <Citation id="traditionalPath" /> : <Citation id="mustNotAskFor" />}
    </div>
  );
}

/** 证照免交 3、共享 1、纸质 1: what closing will record. */
function tally(current: CaseView): string {
  const count = (kind: string) => current.checklist.filter((item) => item.decision?.kind === kind).length;
  const parts = [
    ['证照免交', count('certificate')],
    ['共享核实', count('shared')],
    ['纸质', count('paper')],
    ['不需要', count('not-needed')],
  ] as const;
  return parts
    .filter(([, number]) => number > 0)
    .map(([word, number]) => `${word} ${number}`)
    .join('、');
}
