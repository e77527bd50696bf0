// Adding somebody: name and roles; keys and password follow on their own page.
import type { Role } from '#core/staff/roles';
import { ErrorBanner } from '../actions/error-banner';
import { Frame } from '../dialogs/frame';
import { useKept } from '../dialogs/half-done';
import { call } from '../state/call';
import { RoleChoices } from './role-choices';
import { openStaff } from './staff-commands';

export function AddPersonDialog() {
  const [name, setName] = useKept('name', '');
  const [roles, setRoles] = useKept<readonly Role[]>('roles', ['clerk']);
  const complete = name.trim() !== '' && roles.length > 0;
  const submit = async (): Promise<void> => {
    if (!complete) return;
    const added = await call('正在添加…', () =>
      window.terminal.request['staff.add']({ name: name.trim(), roles: [...roles] }),
    );
    if (added) openStaff({ kind: 'person', staffId: added.value.staffId });
  };
  return (
    <Frame title="添加人员" testId="add-person-dialog" onSubmit={() => void submit()}>
      <label className="labelled">
        姓名
        <input
          className="field"
          data-autofocus=""
          data-testid="add-person-name"
          name="name"
          autoComplete="off"
          maxLength={40}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <RoleChoices roles={roles} onChange={setRoles} />
      <ErrorBanner />
      <div className="dialog-actions">
        <button type="submit" className="button primary" data-testid="add-person-submit" disabled={!complete}>
          添加 <kbd>Enter</kbd>
        </button>
        <button type="button" className="button" onClick={() => openStaff({ kind: 'people' })}>
          返回人员
        </button>
      </div>
    </Frame>
  );
}
