// F8: digits, arrows and Enter; each line leads to the dialogs of its own part.
import { BackButton, Frame } from '../dialogs/frame';
import { useIssuing } from '../issuing/issuing-store';
import { moveInLines } from '../staff/move-in-lines';
import { useStaff } from '../staff/staff-store';
import { setScreen } from '../state/store';
import type { DialogState } from '../state/screen-state';

interface Entry {
  readonly id: string;
  readonly label: string;
  readonly note: string;
  readonly dialog: DialogState;
}

export function SealDeskMenu() {
  const entries = useEntries();
  return (
    <Frame
      title="印章业务"
      testId="seal-desk"
      onKey={(event) => {
        const one = entries[Number(event.key) - 1];
        if (!one) return moveInLines(event);
        setScreen({ dialog: one.dialog, error: null });
        return true;
      }}
    >
      <ol className="lines">
        {entries.map(({ id, label, note, dialog }, index) => (
          <li key={id}>
            <button
              type="button"
              className="line"
              data-testid={`seal-desk-${id}`}
              data-autofocus={index === 0 ? '' : undefined}
              onClick={() => setScreen({ dialog, error: null })}
            >
              <span>
                <kbd>{index + 1}</kbd> {label}
              </span>
              <span className="soft">{note}</span>
            </button>
          </li>
        ))}
      </ol>
      <div className="dialog-actions">
        <BackButton />
      </div>
    </Frame>
  );
}

function useEntries(): readonly Entry[] {
  const { openDrafts, batches, waiting, overdue } = useIssuing(({ overview }) => overview);
  const approvals = useStaff(({ view }) => view?.waiting ?? 0);
  const open = batches.filter(({ state }) => state !== 'finished' && state !== 'discarded').length;
  return [
    {
      id: 'issue',
      label: '制证签发',
      note: openDrafts.length > 0 ? `${openDrafts.length} 份草稿` : '',
      dialog: { kind: 'issuing', view: { kind: 'overview' } },
    },
    {
      id: 'batch',
      label: '批量签发',
      note: open > 0 ? `${open} 批未签完` : '',
      dialog: { kind: 'issuing', view: { kind: 'import' } },
    },
    {
      id: 'documents',
      label: '已签发证照',
      note: waiting > 0 ? `待归集 ${waiting}${overdue > 0 ? `，逾期 ${overdue}` : ''}` : '',
      dialog: { kind: 'issuing', view: { kind: 'documents', which: 'all' } },
    },
    {
      id: 'approvals',
      label: '用章审批',
      note: approvals > 0 ? `${approvals} 件待审批` : '',
      dialog: { kind: 'staff', view: { kind: 'approvals' } },
    },
    {
      id: 'register',
      label: '印章台账',
      note: '',
      dialog: { kind: 'custody', view: { kind: 'register' } },
    },
    {
      id: 'seal-keys',
      label: '智能密码钥匙',
      note: '',
      dialog: { kind: 'seal-keys', view: { kind: 'panel' } },
    },
    { id: 'people', label: '人员', note: '', dialog: { kind: 'staff', view: { kind: 'people' } } },
  ];
}
