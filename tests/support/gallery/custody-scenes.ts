// The register of seals in its states: lists, a seal's page, registering, stopping, applying, handing over, use record, forms.
import type { Page } from 'playwright-core';
import { drawSeal } from '#core/custody/seal-picture';
import { sealPicture } from '#core/demonstration/seal-picture';
import type { ElectronicSeal } from '#core/eseal/seal-model';
import type {
  CustodyCounts,
  CustodyFormView,
  CustodyView,
  SealCandidateView,
  SealPageView,
  SealSummaryView,
} from '#shared/ipc/custody-views';
import type { SealKeysView } from '#shared/ipc/seal-key-views';
import { deskOf } from './desks';
import { AT } from './scene-parts';
import type { Scene } from './scenes';

const UNIT = '演示市政务服务管理局';
const picture = drawSeal({ picture: sealPicture(UNIT) } as ElectronicSeal, 's') ?? null;
const counts: CustodyCounts = { expiring: 1, stopped: 1, waiting: 1, pinChangeDue: 1 };
const article = (rule: string, text: string) => ({
  rule: `川办规〔2022〕3号《印章管理暂行办法》 ${rule}`,
  article: rule,
  text,
});

const summary = (change: Partial<SealSummaryView> = {}): SealSummaryView => ({
  id: 'seal-1',
  number: '89123456789012',
  name: `${UNIT}制证专用章（演示）`,
  custodianId: 'demo-custodian',
  custodian: '演示印章保管人',
  status: { kind: 'in-use', renewal: null },
  validFrom: '2025-12-31T16:00:00.000Z',
  validTo: '2027-12-31T15:59:59.000Z',
  period: { kind: 'current', daysLeft: 405 },
  pinChangeDue: false,
  plugged: true,
  ...change,
});
const lost: SealSummaryView['status'] = {
  kind: 'stopped',
  ground: 'lost',
  at: AT,
  by: '演示窗口人员',
  application: { kind: 'replace', ground: 'lost', note: '外出时遗失', at: AT, by: '演示印章保管人' },
};
const seals: SealSummaryView[] = [
  summary(),
  summary({
    id: 'seal-2',
    name: '演示市市场监督管理局许可专用章（演示）',
    number: '89123456789013',
    period: { kind: 'ending', daysLeft: 12 },
    pinChangeDue: true,
    plugged: false,
  }),
  summary({
    id: 'seal-3',
    name: '演示市交通运输局公章（演示）',
    number: '89123456789014',
    status: lost,
    plugged: false,
  }),
  summary({
    id: 'seal-4',
    name: '演示市卫生健康局旧公章（演示）',
    number: '89123456789015',
    plugged: false,
    status: {
      kind: 'archived',
      how: 'replaced',
      successorId: 'seal-5',
      archiveNumber: '2026-印-7',
      at: AT,
      by: '演示审批人',
    },
  }),
  summary({
    id: 'seal-5',
    name: '演示市卫生健康局公章（演示）',
    number: '89123456789016',
    plugged: false,
    period: { kind: 'over', daysOver: 3 },
  }),
];
const register: CustodyView = {
  seals,
  custodians: [
    { staffId: 'demo-custodian', name: '演示印章保管人' },
    { staffId: 'demo-next', name: '演示接任人' },
  ],
  people: [
    { staffId: 'demo-clerk', name: '演示窗口人员' },
    { staffId: 'demo-custodian', name: '演示印章保管人' },
  ],
  may: { register: true, look: true },
  policy: { handoverWitness: true, renewalLastDays: 30 },
  citations: {
    renewal: article('第八条', '电子印章有效期应与绑定的数字证书有效期一致，到期前三十日内进行续期'),
  },
};
const form: CustodyFormView = {
  formId: 'form-1',
  kind: 'seal-application',
  title: '电子印章更换申请表',
  sealId: 'seal-3',
  at: AT,
  by: '演示印章保管人',
  digest: 'd1'.repeat(32),
  prints: [
    {
      id: '7',
      controlNumber: 'SICHUAN-A01-20261121-000007-K',
      subject: 'seal-application',
      certificateId: 'form-1',
      title: '电子印章更换申请表',
      state: 'spooled',
      at: AT,
    },
  ],
};
const page = (change: Partial<SealPageView> = {}): SealPageView => ({
  summary: summary(),
  picture,
  facts: {
    type: 1,
    holder: UNIT,
    maker: '演示制章机构',
    vendor: 'zhengchuang-demo',
    created: '2025-12-31T16:00:00.000Z',
    certificateSubject: `CN=${UNIT},O=证窗演示（不具法律效力）`,
    certificateFrom: '2025-12-31T16:00:00.000Z',
    certificateTo: '2027-12-31T15:59:59.000Z',
    fingerprint: 'a'.repeat(64),
    eslDigest: 'e5'.repeat(32),
    keyLabel: '单位印章钥匙（演示）',
    keySerial: 'ZCDEMO0009',
  },
  registeredAt: AT,
  inCustodySince: AT,
  replaces: null,
  history: [
    { seq: 1, at: AT, by: '演示管理员', kind: 'registered', to: '演示印章保管人' },
    {
      seq: 2,
      at: AT,
      by: '演示印章保管人',
      kind: 'handed-over',
      from: '演示印章保管人',
      to: '演示接任人',
      witness: '演示审批人',
    },
    { seq: 3, at: AT, by: '演示接任人', kind: 'pin-changed' },
  ],
  actions: ['report', 'hand-over', 'apply-replace', 'apply-cancel'],
  grounds: {
    renew: [],
    'reset-pin': [],
    cancel: [{ ground: 'no-longer-used', citation: article('第十四条（三）', '不再使用电子印章的') }],
    replace: [
      { ground: 'holder-changed', citation: article('第十三条（一）', '电子印章持有主体相关信息变更的') },
      { ground: 'physical-changed', citation: article('第十三条（二）', '实物印章发生变更的') },
      { ground: 'other-replace', citation: article('第十三条（五）', '其他需要更换并注销的情形') },
    ],
  },
  forms: [],
  ...change,
});
const stopped = page({
  summary: summary({ status: lost, plugged: false, pinChangeDue: true }),
  history: [
    { seq: 1, at: AT, by: '演示管理员', kind: 'registered', to: '演示印章保管人' },
    { seq: 2, at: AT, by: '演示窗口人员', kind: 'reported', ground: 'lost' },
    {
      seq: 3,
      at: AT,
      by: '演示印章保管人',
      kind: 'applied',
      application: 'replace',
      ground: 'lost',
      text: '外出时遗失',
    },
  ],
  actions: ['apply-cancel', 'succeed'],
  forms: [form],
});
const step = (name: string, verdict: 'ok' | 'unknown' | 'failed', detail: string) => ({
  step: name,
  clause: 'GB/T 38540-2020 6.3',
  verdict,
  detail,
});
const candidate: SealCandidateView = {
  candidateId: 'c-1',
  fileName: '制证专用章.esl',
  number: '89123456789012',
  name: `${UNIT}制证专用章（演示）`,
  type: 1,
  revision: 'v4',
  vendor: 'zhengchuang-demo',
  maker: '演示制章机构',
  created: '2025-12-31T16:00:00.000Z',
  validFrom: '2025-12-31T16:00:00.000Z',
  validTo: '2027-12-31T15:59:59.000Z',
  eslDigest: 'e5'.repeat(32),
  picture,
  certificates: [
    {
      fingerprint: 'a'.repeat(64),
      subject: `CN=${UNIT}`,
      notBefore: '2025-12-31T16:00:00.000Z',
      notAfter: '2027-06-30T15:59:59.000Z',
      key: { label: '单位印章钥匙（演示）', serial: 'ZCDEMO0009' },
      steps: [
        step('seal-signature', 'ok', '印章由制章者签名，未被改动'),
        step('seal-maker', 'unknown', '“演示制章机构”不在已登记的制章机构之列'),
        step('seal-validity', 'ok', '印章有效期内'),
        step('signer-in-seal', 'ok', '签章人证书在印章的证书列表中'),
      ],
      periodDiffers: true,
      use: 'accept-with-reason',
    },
  ],
  mayReplace: [],
};
const refused: SealCandidateView = {
  ...candidate,
  certificates: [
    {
      ...candidate.certificates[0]!,
      periodDiffers: false,
      use: 'refuse',
      steps: [step('seal-signature', 'failed', '印章的制章者签名不正确，印章被改动或伪造')],
    },
  ],
};
const keys: SealKeysView = {
  keys: [
    {
      keyId: 'softkey:2',
      vendor: '证窗演示',
      label: '演示印章保管人的钥匙',
      serial: 'ZC******0002',
      state: {
        kind: 'ready',
        certificates: [
          {
            fingerprint: 'b'.repeat(64),
            subject: '演示印章保管人',
            issuer: '演示签发机构',
            notBefore: '2026-01-01T00:00:00Z',
            notAfter: '2027-01-01T00:00:00Z',
            period: 'valid',
          },
        ],
        pin: { left: 6, max: 6, isDefault: false },
      },
      inUse: false,
      pinLength: { min: 6, max: 16 },
    },
  ],
  libraries: [],
  missing: [],
  profileErrors: [],
  lastError: null,
};
const uses = [
  {
    useId: '1',
    at: AT,
    staffId: 'demo-custodian',
    staffName: '演示印章保管人',
    sealId: 'seal-1',
    sealName: `${UNIT}制证专用章（演示）`,
    purpose: '制发食品经营许可证',
    caseNumber: 'B-20261121-0007',
    documentTitle: '食品经营许可证',
    documentDigest: 'd1'.repeat(32),
    state: 'sealed',
  },
  {
    useId: '2',
    at: AT,
    staffId: 'demo-custodian',
    staffName: '演示印章保管人',
    sealId: 'seal-1',
    sealName: `${UNIT}制证专用章（演示）`,
    purpose: '制发道路运输证',
    documentTitle: '道路运输证',
    documentDigest: 'd2'.repeat(32),
    state: 'interrupted',
  },
];
const ok = (value: unknown) => ({ ok: true, value });
const answers = (more: Readonly<Record<string, unknown>> = {}) => ({
  'custody.counts': ok(counts),
  'custody.get': ok(register),
  'custody.seal': ok(page()),
  'custody.uses': ok(uses),
  'custody.forms': ok([
    form,
    { ...form, formId: 'form-2', kind: 'seal-register', title: '电子印章台账', prints: [] },
  ]),
  'custody.chooseFile': ok(candidate),
  'custody.apply': ok({ formId: 'form-1' }),
  'sealKeys.pinInfo': ok({ left: 6, max: 6, isDefault: false }),
  'custody.handover': ok({ kind: 'take', giver: '演示印章保管人', until: AT }),
  'custody.printForm': {
    ok: false,
    error: { code: 'PRINT_REASON_REQUIRED', first: 'SICHUAN-A01-20261121-000007-K' },
  },
  ...more,
});

/** As a clerk gets there: the reminder in the strip, then keys. */
const through =
  (...keysPressed: readonly string[]) =>
  async (screen: Page): Promise<void> => {
    await push(screen, 'custody.changed', counts);
    await push(screen, 'sealKeys.changed', keys);
    await screen.getByTestId('custody-reminder-strip').click();
    await screen.getByTestId('custody-seal').first().waitFor();
    for (const key of keysPressed) {
      await screen.keyboard.press(key);
      await screen.waitForTimeout(150);
    }
  };

function push(screen: Page, name: string, payload: unknown): Promise<void> {
  return screen.evaluate(
    ([event, value]) =>
      (window as unknown as { gallery: { push: (name: string, payload: unknown) => void } }).gallery.push(
        event as string,
        value,
      ),
    [name, payload] as const,
  );
}

const scene = (
  name: string,
  wait: string,
  pressed: readonly string[],
  more: Readonly<Record<string, unknown>> = {},
): Scene => ({
  name: `custody-${name}`,
  desk: deskOf(),
  answers: answers(more),
  act: through(...pressed),
  wait,
});

export const custodyScenes: readonly Scene[] = [
  scene('register', 'custody-register', []),
  scene('seal', 'custody-history', ['1']),
  scene('seal-stopped', 'custody-form', ['3'], { 'custody.seal': ok(stopped) }),
  scene('import', 'custody-choose', ['n']),
  scene('import-reason', 'custody-use', ['n', 'Enter']),
  scene('import-refused', 'custody-use', ['n', 'Enter'], { 'custody.chooseFile': ok(refused) }),
  scene('report', 'custody-report-dialog', ['1', 's', '4']),
  scene('apply', 'custody-citation', ['1', 'g']),
  scene('apply-made', 'custody-form-dialog', ['1', 'g', 'Enter']),
  scene('resume', 'custody-words', ['1', 'f'], {
    'custody.seal': ok(
      page({
        actions: ['resume'],
        summary: summary({ status: { ...lost, ground: 'damaged', application: null } }),
      }),
    ),
  }),
  scene('pin-changed', 'custody-deed-dialog', ['2', 'k'], {
    'custody.seal': ok(page({ actions: ['pin-changed'], summary: summary({ pinChangeDue: true }) })),
  }),
  scene('handover', 'pin-pad', ['1', 'h']),
  scene('handover-absent', 'custody-absence', ['1', 'h', 'F4']),
  scene('uses', 'custody-use-line', ['u']),
  scene('forms', 'custody-form', ['b']),
  scene('reprint', 'custody-reprint', ['b', 'Enter']),
];
