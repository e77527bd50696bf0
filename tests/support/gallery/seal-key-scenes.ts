// What seal keys look like: none, one, several, in trouble, without a driver; the panel, and the change of a PIN.
import type { Page } from 'playwright-core';
import type { SealKeysView, SealKeyView } from '#shared/ipc/seal-key-views';
import { deskOf } from './desks';
import type { Scene } from './scenes';
import { AT } from './scene-parts';

const pin = { left: 6, max: 6, isDefault: false };
const certificate = {
  fingerprint: 'a'.repeat(64),
  subject: '演示市政务服务管理局制证专用章（演示）',
  issuer: '证窗演示签发机构',
  notBefore: '2026-01-01T00:00:00Z',
  notAfter: '2027-01-01T00:00:00Z',
  period: 'valid',
} as const;
const key: SealKeyView = {
  keyId: 'softkey:1',
  vendor: '证窗演示',
  label: '制证专用章钥匙',
  serial: 'ZC******0005',
  state: { kind: 'ready', certificates: [certificate], pin },
  inUse: false,
  pinLength: { min: 6, max: 16 },
};
const library = {
  id: 'softkey',
  vendor: '证窗演示',
  name: '软件密码钥匙',
  state: { kind: 'running' },
} as const;
const view = (change: Partial<SealKeysView> = {}): SealKeysView => ({
  keys: [key],
  libraries: [library],
  missing: [],
  profileErrors: [],
  lastError: null,
  ...change,
});
const hangs = { code: 'SEAL_KEY_HANGS', call: 'SKF_ECCSignData' } as const;
const missing = {
  vendor: '龙脉科技',
  name: 'GM3000 智能密码钥匙',
  product: 'mToken GM3000',
  installHint: '请管理员安装龙脉“GM3000 证书工具（用户版）”，安装后自动识别，不用重启终端。',
};

const expired: SealKeyView = {
  ...key,
  keyId: 'softkey:2',
  label: '张三的钥匙',
  serial: 'ZC******0001',
  state: {
    kind: 'ready',
    certificates: [{ ...certificate, subject: '演示窗口人员', period: 'expired', notAfter: AT }],
    pin: { left: 2, max: 6, isDefault: false },
  },
};
const several = view({
  keys: [
    key,
    expired,
    { ...key, keyId: 'softkey:3', state: { kind: 'reading' }, serial: 'ZC******0002' },
    {
      ...key,
      keyId: 'softkey:4',
      state: { kind: 'failed', error: { code: 'SEAL_KEY_FAILED', result: 0x0a000001 } },
    },
    {
      ...key,
      keyId: 'softkey:5',
      state: { kind: 'ready', certificates: [certificate], pin: { ...pin, left: 0 } },
    },
  ],
  missing: [missing],
  libraries: [
    library,
    { ...library, id: 'b', name: '另一种钥匙', state: { kind: 'restarting', error: hangs } },
  ],
  profileErrors: [{ code: 'SEAL_KEY_PROFILE_INVALID', file: 'ours.json', field: 'packing' }],
  lastError: { error: hangs, label: '制证专用章钥匙', at: AT },
});

const panel = (sealKeys: SealKeysView, name: string): Scene => ({
  name,
  desk: deskOf(),
  answers: { 'sealKeys.get': { ok: true, value: sealKeys } },
  act: async (page) => {
    await page.getByTestId('seal-key-state').click();
  },
  wait: 'seal-keys-dialog',
});

const changing = (name: string, answers: Scene['answers'], act: (page: Page) => Promise<void>): Scene => ({
  ...panel(view(), name),
  answers: { 'sealKeys.get': { ok: true, value: view() }, ...answers },
  act: async (page) => {
    await page.getByTestId('seal-key-state').click();
    await page.getByTestId('key-change-pin').click();
    await page.getByTestId('pin-tries').waitFor();
    await act(page);
  },
  wait: 'change-pin-dialog',
});
const info = (left: number, isDefault = false) => ({
  'sealKeys.pinInfo': { ok: true, value: { left, max: 6, isDefault } },
});
/** As a person types: a scanner is quicker. */
const type = (page: Page, text: string) => page.keyboard.type(text, { delay: 70 });

export const sealKeyScenes: readonly Scene[] = [
  { ...panel(view(), '60-key-strip'), act: async () => undefined, wait: 'seal-key-state' },
  panel(view({ keys: [] }), '61-key-none'),
  panel(view(), '62-key-one'),
  panel(several, '63-key-several'),
  panel(view({ keys: [], libraries: [], missing: [missing] }), '64-key-driver-missing'),
  changing('65-pin-change', info(6), async (page) => {
    await type(page, '395172');
    await page.keyboard.press('Enter');
    await type(page, '8602');
  }),
  changing('66-pin-weak', info(6), async (page) => {
    await type(page, '395172');
    await page.keyboard.press('Enter');
    for (const text of ['123456', '123456']) {
      await type(page, text);
      await page.keyboard.press('Enter');
    }
  }),
  changing(
    '67-pin-wrong',
    {
      ...info(2),
      'sealKeys.changePin': {
        ok: false,
        error: { code: 'SEAL_KEY_PIN_WRONG', result: 0x0a000024, call: 'SKF_ChangePIN', left: 2 },
      },
    },
    async (page) => {
      for (const text of ['395171', '860213', '860213']) {
        await type(page, text);
        await page.keyboard.press('Enter');
      }
    },
  ),
  changing('68-pin-locked', info(0), async () => undefined),
];
