// Scenes of signing in, people and approvals.
import type { Page } from 'playwright-core';
import type { SealKeysView } from '#shared/ipc/seal-key-views';
import type { ApprovalView, MemberView, StaffKeyView, StaffView } from '#shared/ipc/staff-views';
import { caseOf, deskOf } from './desks';
import { AT } from './scene-parts';
import type { Scene } from './scenes';

const key = (name: string, no: number, staff: StaffKeyView['staff']): StaffKeyView => ({
  keyId: `softkey:ZC${no}`,
  fingerprint: String(no).repeat(64),
  label: `${name}的钥匙`,
  serial: `ZC****000${no}`,
  subject: name,
  staff,
});
const clerkKey = key('周明远', 1, { staffId: 'm1', name: '周明远', roles: ['clerk'] });
const bossKey = key('林若兰', 2, { staffId: 'm2', name: '林若兰', roles: ['supervisor'] });
const strangerKey = key('江知夏', 3, null);
const who = { staffId: 'm1', name: '周明远', roles: ['clerk' as const], by: 'key' as const, since: AT };
const administrator = { ...who, staffId: 'm4', name: '岳守正', roles: ['administrator' as const] };

const staff = (changes: Partial<StaffView> = {}): StaffView => ({
  required: true,
  serving: false,
  passwordAllowed: false,
  firstRun: false,
  demonstration: false,
  unit: '示例市政务服务中心',
  window: 'A01',
  session: { kind: 'signed-out' },
  people: [],
  keys: [],
  waiting: 0,
  ...changes,
});
const signedIn = (changes: Partial<StaffView> = {}): StaffView =>
  staff({ serving: true, session: { kind: 'signed-in', who }, keys: [clerkKey], ...changes });
const administering = (changes: Partial<StaffView> = {}): StaffView =>
  signedIn({ session: { kind: 'signed-in', who: administrator }, ...changes });

const sealKeys = (...keys: StaffKeyView[]): SealKeysView => ({
  keys: keys.map(({ keyId, fingerprint, label, serial, subject }) => ({
    keyId,
    vendor: '证窗演示',
    label,
    serial,
    inUse: false,
    pinLength: { min: 6, max: 16 },
    state: {
      kind: 'ready',
      pin: { left: 6, max: 6, isDefault: false },
      certificates: [
        {
          fingerprint,
          subject,
          issuer: '示例签发机构',
          notBefore: AT,
          notAfter: '2027-12-31T00:00:00Z',
          period: 'valid',
        },
      ],
    },
  })),
  libraries: [],
  missing: [],
  profileErrors: [],
  lastError: null,
});

const members: MemberView[] = (
  [
    ['m1', '周明远', ['clerk'], 'active', 1, false],
    ['m2', '林若兰', ['supervisor'], 'active', 1, true],
    ['m3', '江知夏', ['clerk', 'custodian'], 'active', 0, false],
    ['m4', '岳守正', ['administrator'], 'active', 1, true],
    ['m0', '温景明', ['clerk'], 'retired', 0, false],
  ] as const
).map(([staffId, name, roles, state, keys, hasPassword]) => ({
  staffId,
  name,
  roles: [...roles],
  state,
  addedAt: AT,
  retiredAt: state === 'retired' ? AT : null,
  hasPassword,
  keys: Array.from({ length: keys }, () => ({
    fingerprint: clerkKey.fingerprint,
    subject: name,
    notAfter: '2027-12-31T00:00:00Z',
    boundAt: AT,
    period: 'valid' as const,
  })),
}));

const approval = (changes: Partial<ApprovalView> = {}): ApprovalView => ({
  approvalId: 'a1',
  seal: '示例市市场监督管理局制证专用章',
  purpose: '签发食品经营许可证',
  documents: 12,
  digest: 'ab12cd34'.repeat(8),
  applicant: '周明远',
  applicantId: 'm1',
  appliedAt: AT,
  lapsesAt: '2026-11-22T01:00:00.000Z',
  state: 'applied',
  approver: null,
  decidedAt: null,
  note: '',
  ...changes,
});
const approvals = [
  approval(),
  approval({
    approvalId: 'a2',
    purpose: '补发出生医学证明',
    documents: 1,
    applicant: '江知夏',
    applicantId: 'm3',
  }),
  approval({ approvalId: 'a3', state: 'used', approver: '林若兰', decidedAt: AT }),
  approval({ approvalId: 'a4', state: 'refused', approver: '林若兰', decidedAt: AT, note: '名单与申请不符' }),
];

const answered = (view: StaffView, keys: SealKeysView = sealKeys(...view.keys)) => ({
  'staff.get': { ok: true, value: view },
  'sealKeys.get': { ok: true, value: keys },
  'sealKeys.pinInfo': { ok: true, value: { left: 6, max: 6, isDefault: false } },
  'staff.list': { ok: true, value: members },
  'approvals.list': { ok: true, value: approvals },
});
const open = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+l');
  await page.waitForTimeout(400);
};
const choose =
  (...ids: string[]) =>
  async (page: Page): Promise<void> => {
    await open(page);
    for (const id of ids) {
      await page.getByTestId(id).first().click();
      await page.waitForTimeout(250);
    }
  };
const passwords = { passwordAllowed: true, people: members.slice(0, 4) };

export const staffScenes: readonly Scene[] = [
  {
    name: '70-sign-in-no-key',
    desk: deskOf(),
    answers: answered(staff(), {
      ...sealKeys(),
      missing: [
        {
          vendor: '示例厂',
          name: '示例密码钥匙',
          product: 'ES3003',
          installHint: '请管理员安装厂家的驱动程序。',
        },
      ],
    }),
    wait: 'own-key-empty',
  },
  {
    name: '71-sign-in-key',
    desk: deskOf(),
    answers: answered(staff({ ...passwords, keys: [clerkKey] })),
    wait: 'pin-field',
  },
  {
    name: '72-sign-in-two-keys',
    desk: deskOf(),
    answers: answered(staff({ keys: [clerkKey, bossKey] })),
    wait: 'own-key-choice',
  },
  {
    name: '73-sign-in-password-wait',
    desk: deskOf(),
    answers: {
      ...answered(staff(passwords)),
      'staff.signInByPassword': {
        ok: false,
        error: { code: 'STAFF_PASSWORD_WAIT', until: '2026-11-21T01:02:00.000Z' },
      },
    },
    act: async (page) => {
      await page.getByTestId('sign-in-password').waitFor();
      // As slowly as a hand: what comes faster is a scanner's.
      await page.keyboard.type('Guess-1-yq', { delay: 90 });
      await page.keyboard.press('Enter');
    },
    wait: 'pin-error',
  },
  {
    name: '74-locked',
    desk: deskOf(),
    answers: answered(staff({ session: { kind: 'locked', who, why: 'idle' }, keys: [clerkKey, bossKey] })),
    wait: 'pin-field',
  },
  {
    name: '75-first-run',
    desk: deskOf(),
    answers: answered(staff({ firstRun: true, passwordAllowed: true })),
    wait: 'first-run-name',
  },
  {
    name: '76-session',
    desk: deskOf({ current: caseOf(null), clerk: '周明远' }),
    answers: answered(signedIn({ waiting: 2, ...passwords })),
    act: open,
    wait: 'session-dialog',
  },
  {
    name: '77-people',
    desk: deskOf({ clerk: '岳守正' }),
    answers: answered(administering()),
    act: choose('session-people'),
    wait: 'people-person',
  },
  {
    name: '78-person',
    desk: deskOf({ clerk: '岳守正' }),
    answers: answered(administering({ passwordAllowed: true })),
    act: choose('session-people', 'people-person'),
    wait: 'person-retire',
  },
  {
    name: '79-add-person',
    desk: deskOf({ clerk: '岳守正' }),
    answers: answered(administering()),
    act: choose('session-people', 'people-add'),
    wait: 'add-person-name',
  },
  {
    name: '80-bind-key',
    desk: deskOf({ clerk: '岳守正' }),
    answers: answered(administering({ keys: [strangerKey] })),
    act: choose('session-people', 'people-person', 'person-bind'),
    wait: 'pin-field',
  },
  {
    name: '81-set-password',
    desk: deskOf({ clerk: '岳守正' }),
    answers: answered(administering({ passwordAllowed: true })),
    act: choose('session-people', 'people-person', 'person-password'),
    wait: 'password-new',
  },
  {
    name: '82-approvals',
    desk: deskOf({ clerk: '周明远' }),
    answers: answered(signedIn({ waiting: 2 })),
    act: choose('session-approvals'),
    wait: 'approval-waiting',
  },
  {
    name: '83-decide',
    desk: deskOf({ clerk: '周明远' }),
    answers: answered(signedIn({ waiting: 2 })),
    act: choose('session-approvals', 'approval-waiting'),
    wait: 'decide-approve',
  },
  {
    name: '84-decide-by-key',
    desk: deskOf({ clerk: '周明远' }),
    answers: answered(signedIn({ waiting: 2, keys: [clerkKey, bossKey] })),
    act: choose('session-approvals', 'approval-waiting', 'decide-approve', 'decide-next'),
    wait: 'pin-field',
  },
];
