// Who works here: for an administrator. Up and down move, Enter opens one, N adds.
import { ErrorBanner } from '../actions/error-banner';
import { BackButton, Frame } from '../dialogs/frame';
import type { MemberView } from '#shared/ipc/staff-views';
import { rolesWord } from '../words/staff-words';
import { moveInLines } from './move-in-lines';
import { openStaff } from './staff-commands';
import { useMembers } from './use-members';

export function PeopleDialog() {
  const members = useMembers();
  const active = (members ?? []).filter(({ state }) => state === 'active');
  const retired = (members ?? []).filter(({ state }) => state === 'retired');
  const add = (): void => openStaff({ kind: 'add-person' });
  return (
    <Frame
      title="人员"
      testId="people-dialog"
      wide
      focusKey={members === null ? 'waiting' : 'there'}
      onKey={(event) => {
        if (event.key.toLowerCase() === 'n') add();
        else return moveInLines(event);
        return true;
      }}
    >
      <ErrorBanner />
      <div className="staff-scroll">
        <ol className="lines">
          {active.map((member, index) => (
            <Line key={member.staffId} member={member} first={index === 0} />
          ))}
        </ol>
        {retired.length > 0 ? (
          <>
            <h3>已离岗（记录保留）</h3>
            <ol className="lines">
              {retired.map((member) => (
                <Line key={member.staffId} member={member} first={false} />
              ))}
            </ol>
          </>
        ) : null}
      </div>
      <div className="dialog-actions">
        <button type="button" className="button primary" data-testid="people-add" onClick={add}>
          添加人员 <kbd>N</kbd>
        </button>
        <BackButton />
      </div>
    </Frame>
  );
}

function Line({ member, first }: { readonly member: MemberView; readonly first: boolean }) {
  const { staffId, name, roles, keys, hasPassword, state } = member;
  const means = [keys.length > 0 ? `钥匙 ${keys.length} 把` : '', hasPassword ? '口令' : '']
    .filter((one) => one !== '')
    .join('、');
  return (
    <li>
      <button
        type="button"
        className="line"
        data-testid="people-person"
        data-staff-id={staffId}
        data-autofocus={first ? '' : undefined}
        onClick={() => openStaff({ kind: 'person', staffId })}
      >
        <span className="line-main">
          <b>{name}</b>
          <span className="soft">{rolesWord(roles)}</span>
        </span>
        <span className="soft">{state === 'retired' ? '已离岗' : means || '还不能登录'}</span>
      </button>
    </li>
  );
}
