// Roles to tick, each with what it may do.
import { ROLES } from '#core/staff/roles';
import type { Role } from '#core/staff/roles';
import { ROLE_MEANING, ROLE_WORD } from '../words/staff-words';

interface Props {
  readonly roles: readonly Role[];
  readonly disabled?: boolean;
  readonly onChange: (roles: readonly Role[]) => void;
}

export function RoleChoices({ roles, disabled, onChange }: Props) {
  const toggle = (role: Role): void =>
    onChange(roles.includes(role) ? roles.filter((one) => one !== role) : [...roles, role]);
  return (
    <fieldset className="staff-roles" disabled={disabled}>
      <legend>岗位</legend>
      {ROLES.map((role) => (
        <label key={role} className="choice">
          <input
            type="checkbox"
            data-testid={`role-${role}`}
            checked={roles.includes(role)}
            onChange={() => toggle(role)}
          />
          <span>
            {ROLE_WORD[role]} <span className="soft">{ROLE_MEANING[role]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
