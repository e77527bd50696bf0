// Roles at the counter and what each may do: the one table that everything else asks.

export const ROLES = ['clerk', 'custodian', 'supervisor', 'administrator'] as const;
/** clerk 窗口人员, custodian 印章保管人, supervisor 审批人, administrator 管理员. */
export type Role = (typeof ROLES)[number];

export const DEEDS = [
  /** Serve cases, fill drafts of certificates. */
  'serve',
  /** Seal with an e-seal in one's own custody (四川 印章 第十条 指定专人保管). */
  'seal',
  /** Ask for the use of a seal. */
  'apply-seal-use',
  /** Decide on somebody else's application (用章审批). */
  'approve-seal-use',
  /** Register seals, hand them over, report loss. */
  'keep-register',
  /** People, roles, keys and passwords. */
  'administer-staff',
] as const;
export type Deed = (typeof DEEDS)[number];

/** A supervisor does not seal and an administrator neither serves nor seals: whoever may decide does not carry out. */
const MAY: { readonly [R in Role]: readonly Deed[] } = {
  clerk: ['serve', 'apply-seal-use'],
  custodian: ['serve', 'seal', 'apply-seal-use', 'keep-register'],
  supervisor: ['serve', 'approve-seal-use', 'keep-register'],
  administrator: ['administer-staff'],
};

export function mayDo(roles: readonly Role[], deed: Deed): boolean {
  return roles.some((role) => MAY[role].includes(deed));
}

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}

/** Without doubles, in the order of the table; unknown words fall out. */
export function rolesOf(words: readonly string[]): Role[] {
  return ROLES.filter((role) => words.includes(role));
}
