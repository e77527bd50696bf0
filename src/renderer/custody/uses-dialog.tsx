// 用章记录: who put which seal on what, by day, seal and person; to paper as it is filtered.
import { USE_STATE_WORDS } from '#core/custody/custody-words';
import type { SealUseFilterInput } from '#shared/ipc/custody-contract';
import type { SealUseView } from '#shared/ipc/custody-views';
import { useKept } from '../dialogs/half-done';
import { typedDay } from '../words/custody-words';
import { chinaMoment } from '../words/dates';
import { printList } from './custody-commands';
import { CustodyFrame } from './custody-frame';
import { useAnswer } from './custody-store';

export function UsesDialog() {
  const register = useAnswer('register', () => window.terminal.request['custody.get']());
  const [filter, setFilter] = useKept<SealUseFilterInput>('filter', {});
  const uses = useAnswer(`uses ${JSON.stringify(filter)}`, () =>
    window.terminal.request['custody.uses'](filter),
  );
  const set = (member: keyof SealUseFilterInput, value: string): void =>
    setFilter(({ [member]: _before, ...others }) => (value === '' ? others : { ...others, [member]: value }));
  const print = (): void => void printList({ kind: 'seal-use-record', filter }, { kind: 'uses' });
  return (
    <CustodyFrame
      title="用章记录"
      testId="custody-uses"
      wide="full"
      back={{ kind: 'register' }}
      onKey={(event) => event.key === 'F9' && (print(), true)}
      actions={
        <button
          type="button"
          className="button"
          data-testid="custody-uses-print"
          disabled={uses === null || uses.length === 0}
          onClick={print}
        >
          打印所列记录 <kbd>F9</kbd>
        </button>
      }
    >
      <div className="custody-filter">
        <DayField
          label="从"
          testId="custody-from"
          value={filter.fromDay}
          onDay={(day) => set('fromDay', day)}
          first
        />
        <DayField label="到" testId="custody-to" value={filter.toDay} onDay={(day) => set('toDay', day)} />
        <Choice
          label="印章"
          testId="custody-filter-seal"
          value={filter.sealId}
          options={(register?.seals ?? []).map(({ id, name }) => [id, name])}
          onChoose={(id) => set('sealId', id)}
        />
        <Choice
          label="用章人"
          testId="custody-filter-person"
          value={filter.staffId}
          options={(register?.people ?? []).map(({ staffId, name }) => [staffId, name])}
          onChoose={(id) => set('staffId', id)}
        />
      </div>
      <div className="custody-scroll" tabIndex={0} role="region" aria-label="记录">
        {uses === null ? null : uses.length === 0 ? (
          <p className="vacant">没有符合的记录。</p>
        ) : (
          <UseTable uses={uses} />
        )}
      </div>
    </CustodyFrame>
  );
}

function UseTable({ uses }: { readonly uses: readonly SealUseView[] }) {
  return (
    <table className="custody-table">
      <thead>
        <tr>
          <th>时间</th>
          <th>用章人</th>
          <th>印章</th>
          <th>用途</th>
          <th>文件及其摘要</th>
          <th>结果</th>
        </tr>
      </thead>
      <tbody>
        {uses.map((use) => (
          <tr key={use.useId} data-testid="custody-use-line" data-state={use.state}>
            <td className="tabular">{chinaMoment(use.at)}</td>
            <td>
              {use.staffName}
              {use.applicant === undefined ? null : <span className="soft"> 申请 {use.applicant}</span>}
              {use.approver === undefined ? null : <span className="soft"> 审批 {use.approver}</span>}
            </td>
            <td>{use.sealName}</td>
            <td>
              {use.purpose}
              {use.caseNumber === undefined ? null : <span className="soft"> {use.caseNumber}</span>}
            </td>
            <td>
              {use.documentTitle}
              <span className="soft custody-digest">{use.documentDigest}</span>
            </td>
            <td>{USE_STATE_WORDS[use.state]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** `20261121` or `2026-11-21`; what is no day filters nothing, and says so. */
function DayField(props: {
  readonly label: string;
  readonly testId: string;
  readonly value: string | undefined;
  readonly onDay: (day: string) => void;
  readonly first?: boolean;
}) {
  const [text, setText] = useKept(props.testId, props.value ?? '');
  const wrong = text.trim() !== '' && typedDay(text) === undefined;
  return (
    <label>
      {props.label}
      <input
        className="field custody-day"
        data-testid={props.testId}
        name={props.testId}
        data-autofocus={props.first ? '' : undefined}
        inputMode="numeric"
        maxLength={10}
        placeholder="年月日 20261121"
        aria-invalid={wrong}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          props.onDay(typedDay(event.target.value) ?? '');
        }}
      />
      {wrong ? <span className="bad-text">不是日期</span> : null}
    </label>
  );
}

function Choice(props: {
  readonly label: string;
  readonly testId: string;
  readonly value: string | undefined;
  readonly options: readonly (readonly [string, string])[];
  readonly onChoose: (id: string) => void;
}) {
  return (
    <label>
      {props.label}
      <select
        className="field"
        data-testid={props.testId}
        value={props.value ?? ''}
        onChange={(event) => props.onChoose(event.target.value)}
      >
        <option value="">全部</option>
        {props.options.map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
