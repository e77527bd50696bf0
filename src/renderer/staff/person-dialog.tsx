// One of the staff, for an administrator: roles, keys, password, leaving.
import { useState } from 'react';
import type { Role } from '#core/staff/roles';
import type { Answer } from '#shared/ipc/contract';
import type { MemberView } from '#shared/ipc/staff-views';
import { ErrorBanner } from '../actions/error-banner';
import { Frame } from '../dialogs/frame';
import { call, toast } from '../state/call';
import { day } from '../words/dates';
import { RoleChoices } from './role-choices';
import { openStaff } from './staff-commands';
import { useStaff } from './staff-store';
import { useMembers } from './use-members';

export function PersonDialog({ staffId }: { readonly staffId: string }) {
  const member = useMembers()?.find((one) => one.staffId === staffId);
  return (
    <Frame
      title={member?.name ?? '人员'}
      testId="person-dialog"
      wide
      focusKey={member ? 'there' : 'waiting'}
      onKey={(event) => {
        if (event.key !== 'Escape') return false;
        openStaff({ kind: 'people' });
        return true;
      }}
    >
      <ErrorBanner />
      {member ? <Person key={member.roles.join()} member={member} /> : <p className="soft">正在读取…</p>}
      <div className="dialog-actions">
        <button type="button" className="button" onClick={() => openStaff({ kind: 'people' })}>
          返回人员 <kbd>Esc</kbd>
        </button>
      </div>
    </Frame>
  );
}

async function change(what: string, ask: () => Promise<Answer<unknown>>, done: string): Promise<boolean> {
  const answer = await call(what, ask);
  if (answer) toast(done);
  return answer !== undefined;
}

const KEY_PERIOD = { valid: '有效至', 'not-yet': '尚未生效，至', expired: '已过期：' } as const;

function Person({ member }: { readonly member: MemberView }) {
  const { staffId, name, keys, hasPassword } = member;
  const passwordAllowed = useStaff(({ view }) => view?.passwordAllowed ?? false);
  const retired = member.state === 'retired';
  if (retired) return <p>已于 {day(member.retiredAt ?? '')} 离岗。他做过的每一步仍记在他名下，不能删除。</p>;
  return (
    <>
      <Roles member={member} />
      <h3>钥匙</h3>
      {keys.length === 0 ? <p className="soft">没有绑定钥匙。</p> : null}
      <ul className="lines">
        {keys.map(({ fingerprint, subject, notAfter, period }) => (
          <li key={fingerprint} className="form-state">
            <span>
              {subject}{' '}
              <span className={period === 'valid' ? 'soft' : 'bad-text'}>
                {KEY_PERIOD[period]} {day(notAfter)}
              </span>
            </span>
            <button
              type="button"
              className="button small"
              data-testid="person-unbind"
              onClick={() =>
                void change(
                  '正在解除绑定…',
                  () => window.terminal.request['staff.unbindKey']({ staffId, fingerprint }),
                  '已解除绑定',
                )
              }
            >
              解除绑定
            </button>
          </li>
        ))}
      </ul>
      <div className="dialog-actions">
        <button
          type="button"
          className="button"
          data-testid="person-bind"
          onClick={() => openStaff({ kind: 'bind-key', staffId, name })}
        >
          绑定插上的钥匙
        </button>
        {passwordAllowed ? (
          <button
            type="button"
            className="button"
            data-testid="person-password"
            onClick={() => openStaff({ kind: 'set-password', staffId, name })}
          >
            {hasPassword ? '重设登录口令' : '设登录口令'}
          </button>
        ) : null}
        {hasPassword ? (
          <button
            type="button"
            className="button"
            onClick={() =>
              void change(
                '正在取消口令…',
                () => window.terminal.request['staff.clearPassword']({ staffId }),
                '登录口令已取消',
              )
            }
          >
            取消登录口令
          </button>
        ) : null}
      </div>
      <Leaving staffId={staffId} name={name} />
    </>
  );
}

function Roles({ member }: { readonly member: MemberView }) {
  const [roles, setRoles] = useState<readonly Role[]>(member.roles);
  const { staffId } = member;
  const changed = roles.length !== member.roles.length || roles.some((role) => !member.roles.includes(role));
  const save = (): void =>
    void change(
      '正在保存岗位…',
      () => window.terminal.request['staff.setRoles']({ staffId, roles: [...roles] }),
      '岗位已保存',
    );
  return (
    <>
      <RoleChoices roles={roles} onChange={setRoles} />
      <div className="dialog-actions">
        <button
          type="button"
          className="button"
          data-testid="person-save-roles"
          disabled={!changed || roles.length === 0}
          onClick={save}
        >
          保存岗位
        </button>
      </div>
    </>
  );
}

/** Asked twice: it cannot be taken back. */
function Leaving({ staffId, name }: { readonly staffId: string; readonly name: string }) {
  const [asked, setAsked] = useState(false);
  const retire = async (): Promise<void> => {
    const ask = () => window.terminal.request['staff.retire']({ staffId });
    if (await change('正在办理离岗…', ask, `${name} 已离岗`)) openStaff({ kind: 'people' });
    else setAsked(false);
  };
  if (!asked) {
    return (
      <div className="dialog-actions">
        <button type="button" className="button" data-testid="person-retire" onClick={() => setAsked(true)}>
          办理离岗…
        </button>
      </div>
    );
  }
  return (
    <div className="notice notice-bad" role="alert">
      <span>
        {name} 离岗后不能再登录，钥匙和口令随即解除，不能恢复；做过的记录保留。
        <span className="dialog-actions">
          <button
            type="button"
            className="button"
            autoFocus
            data-testid="person-retire-confirm"
            onClick={() => void retire()}
          >
            确定离岗
          </button>
          <button type="button" className="button" onClick={() => setAsked(false)}>
            不离岗
          </button>
        </span>
      </span>
    </div>
  );
}
