// What making certificates looks like: the form beside its page, the consent with what may stand in its way, the result,
// a batch with faulty lines, on its way, stopped where the key was pulled, finished.
import type { Page } from 'playwright-core';
import { initCrypto } from '#core/crypto/init';
import { CertificateFiles } from '#core/demonstration/certificate-files';
import { evidencePage } from '#core/evidence/evidence-pages';
import { examineFile } from '#core/evidence/examine-file';
import type { EvidencePageView } from '#shared/ipc/evidence-views';
import type {
  BatchLineView,
  BatchSummaryView,
  BatchView,
  ConsentView,
  DraftInputView,
  DraftView,
  IssuingOverviewView,
  IssuingProgressView,
  OpenedDocumentView,
} from '#shared/ipc/issuing-views';
import { sampleCertificate } from '../sample-certificate';
import { verification } from '../verification-fixtures';
import { certificateTypes, deskOf, resources } from './desks';
import { AT } from './scene-parts';
import type { Scene } from './scenes';

const UNIT = '演示市政务服务管理局';
const CENTRE = '演示市政务服务中心';
const type = certificateTypes.get('senior-card')!;
const HOLDER = '赵清和';
const NUMBER = '892026A01000217';
const DIGEST = '5b'.repeat(32);

/** The page as the product draws it, before its seal or with it. */
async function pageOf(): Promise<EvidencePageView> {
  await initCrypto();
  const files = new CertificateFiles({ year: 2026, codeWindow: true });
  const certificate = sampleCertificate(type, { issuer: UNIT, number: NUMBER });
  const bytes = await files.make(certificate, { type, face: resources.faces.get(type.faceId)! });
  const { ofd } = examineFile(bytes, await files.trust(), new Date(AT));
  const page = evidencePage(ofd!, 1, { idPrefix: 'p', purpose: 'screen' });
  if (!page.ok) throw new Error(page.error.code);
  const { svg, width, height } = page.value;
  return { number: 1, svg, width, height };
}
const page = await pageOf();

const input = (
  key: string,
  label: string,
  value: string,
  source: DraftInputView['source'],
  change: Partial<DraftInputView> = {},
): DraftInputView => ({ key, label, kind: 'text', required: true, value, source, ...change });
const inputs: DraftInputView[] = [
  input('holder.name', '持证主体', HOLDER, 'card'),
  input('holder.number', '持证主体代码', '890102195803076512', 'card', { kind: 'id-number' }),
  input('sex', '性别', '女', 'card'),
  input('birth', '出生日期', '1958-03-07', 'card', { kind: 'date' }),
  input('ethnicity', '民族', '汉族', 'card'),
  input('address', '住址', '演示省演示市示例区银杏路128号3单元502室', 'card', { kind: 'multiline' }),
  input('validFrom', '有效期起始', '2026-11-21', 'rule', { kind: 'date' }),
  input('validTo', '有效期截止', '长期', 'rule'),
];
const draft: DraftView = {
  ...{ draftId: 'd1', revision: 3, state: 'open', typeId: type.id, typeName: type.name },
  ...{ matterName: '老年人优待证办理', caseId: 'case-1', caseNumber: 'SL20261121-0007', issuer: UNIT },
  ...{ numberRule: '892026A01······', holderKind: 'natural', inputs, ready: true, pageCount: 1 },
};
const faultyDraft: DraftView = {
  ...draft,
  ready: false,
  number: NUMBER,
  state: 'numbered',
  lastFailure: { code: 'SEAL_KEY_REMOVED' },
  inputs: inputs.map((one) => {
    if (one.key === 'address') return { ...one, value: '', source: 'empty', problem: 'FIELD_MISSING' };
    if (one.key === 'birth') return { ...one, source: 'typed', problem: 'FIELD_DIFFERS_FROM_ID_NUMBER' };
    return one;
  }),
};
const preview = {
  page,
  pageCount: 1,
  stamps: [{ x: 52, y: 37, width: 16, height: 16, riding: false }],
};

const seal: ConsentView['seals'][number] = {
  ...{ keyId: 'softkey:5', keyLabel: '单位印章钥匙（演示）', fingerprint: 'a'.repeat(64), sealId: 's1' },
  ...{
    sealName: `${UNIT}制证专用章（演示）`,
    sealNumber: '89000000000001',
    holder: UNIT,
    validTo: '2028-01-01',
  },
};
const consent: ConsentView = {
  ...{ subject: { kind: 'draft', draftId: 'd1' }, digest: DIGEST, typeName: type.name, issuer: UNIT },
  ...{ count: 1, sealedAlready: 0, holderName: HOLDER, seals: [seal] },
  by: { staffId: 'demo-custodian', name: '演示印章保管人' },
  purpose: `制发《${type.name}》（老年人优待证办理）`,
  approval: { kind: 'not-needed' },
  registered: [
    {
      ...{ sealId: 's1', sealName: seal.sealName, sealNumber: seal.sealNumber, holder: UNIT },
      ...{ custodian: '演示印章保管人', kept: true, validTo: seal.validTo },
    },
  ],
};
/** Whoever keeps no seal: the keys that are plugged in are nothing to them. */
const clerk: ConsentView = {
  ...consent,
  by: { staffId: 'demo-clerk', name: '演示窗口人员' },
  seals: [],
  sealProblem: { code: 'STAFF_ROLE_MISSING', role: 'custodian' },
  registered: consent.registered.map((one) => ({ ...one, kept: false })),
};
const clerkApplies: ConsentView = {
  ...clerk,
  approval: { kind: 'none' },
  registered: [
    ...clerk.registered,
    {
      ...{ sealId: 's2', sealName: `${UNIT}业务专用章（演示）`, sealNumber: '89000000000002', holder: UNIT },
      ...{ custodian: '钱试二', kept: false, validTo: '2027-06-30' },
    },
    {
      ...{ sealId: 's3', sealName: `${CENTRE}印章（演示）`, sealNumber: '89000000000003', holder: CENTRE },
      ...{ custodian: '演示印章保管人', kept: false, validTo: '2027-12-31' },
      finding: { code: 'ISSUER_NOT_SEAL_HOLDER', issuer: UNIT, holder: CENTRE },
    },
  ],
};
const application = {
  ...{ approvalId: 'a', applicant: '演示窗口人员', own: false, purpose: consent.purpose },
  lapsesAt: '2026-11-22T01:40:00Z',
  seal: {
    ...{ sealId: 's1', sealName: seal.sealName, custodian: '演示印章保管人', kept: false },
    validTo: seal.validTo,
  },
};
const waiting: ConsentView['approval'] = { kind: 'waiting', ...application };
const approved: ConsentView['approval'] = {
  ...{ kind: 'approved', ...application, approverId: 'demo-supervisor', approver: '演示审批人' },
};
const otherHolder: ConsentView = {
  ...consent,
  issuer: CENTRE,
  seals: [{ ...seal, finding: { code: 'ISSUER_NOT_SEAL_HOLDER', issuer: CENTRE, holder: UNIT } }],
};

const opened: OpenedDocumentView = {
  document: {
    ...{ documentId: 'issued-d1', typeName: type.name, number: NUMBER, holderName: HOLDER },
    ...{
      holderNumberMasked: '**************6512',
      issuedOn: '2026-11-21',
      validTo: 'long-term',
      sealedAt: AT,
    },
    ...{ sealName: seal.sealName, sealedBy: '演示印章保管人', caseNumber: 'SL20261121-0007' },
    ...{ digest: DIGEST, size: 204_800, prints: [] },
    collection: {
      ...{ dueOn: '2026-11-23', holidaysKnown: true, overdue: false, state: 'waiting' },
      article: '许政办〔2021〕13号 第十三条',
    },
  },
  verification: verification(),
  pageCount: 1,
  page,
};

const TOTAL = 500;
const summary = (sealed: number, change: Partial<BatchSummaryView> = {}): BatchSummaryView => ({
  ...{ batchId: 'b1', typeId: type.id, typeName: type.name, createdAt: AT, createdBy: '演示印章保管人' },
  ...{ total: TOTAL, sealed, faulty: 2, state: 'open' },
  ...change,
});
const problems = (...wrong: (readonly [string, string])[]) =>
  wrong.map(([label, problem]) => ({ field: label, label, problem }));
/** Lines 2 to 501 and two faulty ones at the beginning; `failed` has its number and no document. */
function batch(sealed: number, failed: boolean, change: Partial<BatchSummaryView> = {}): BatchView {
  const good = Array.from({ length: TOTAL }, (_, index): BatchLineView => {
    const done = index < sealed;
    const state = done ? 'sealed' : failed && index === sealed ? 'numbered' : 'ready';
    const number = state === 'ready' ? undefined : `892026A01${String(index + 1).padStart(6, '0')}`;
    return {
      ...{ line: index + 4, holderName: `试老${index + 1}`, holderNumberMasked: '**************0317' },
      ...{ draftId: `d${index}`, state, number, problems: [] },
      ...(done ? { documentId: `issued-d${index}` } : {}),
      ...(state === 'numbered' ? { lastFailure: { code: 'SEAL_KEY_REMOVED' } } : {}),
    };
  });
  const faulty: BatchLineView[] = [
    {
      ...{ line: 2, holderName: '试错一', holderNumberMasked: '**************0318', state: 'faulty' },
      problems: problems(['持证主体代码', 'ID_NUMBER_CHECK_DIGIT'], ['住址', 'FIELD_MISSING']),
    },
    {
      ...{ line: 3, holderName: '', holderNumberMasked: '**************0319', state: 'faulty' },
      problems: problems(['持证主体', 'FIELD_MISSING']),
    },
  ];
  return { summary: summary(sealed, change), lines: [...faulty, ...good] };
}
const progress = (
  sealed: number,
  state: IssuingProgressView['state'],
  change: Partial<IssuingProgressView> = {},
): IssuingProgressView => ({
  ...{ batchId: 'b1', state, sealed, total: TOTAL, secondsLeft: null },
  ...change,
});
const removed = {
  ...{ line: 220, draftId: 'd216', holderName: '试老217' },
  error: { code: 'SEAL_KEY_REMOVED', result: 0x0a000023, call: 'SKF_ECCSignData' },
};

const overview: IssuingOverviewView = {
  openDrafts: [
    { draftId: 'd1', typeName: type.name, holderName: HOLDER, ready: true, interrupted: true },
    { draftId: 'd2', typeName: '食品经营许可证', holderName: '', ready: false, interrupted: false },
  ],
  batches: [summary(216, { faulty: 1 })],
  ...{ waiting: 217, overdue: 3, issuedToday: 216, shown: null },
};

const ok = (value: unknown) => ({ ok: true, value });
const ANSWERS: NonNullable<Scene['answers']> = {
  'issuing.overview': ok(overview),
  'issuing.progressNow': ok(null),
  'issuing.draft': ok(draft),
  'issuing.preview': ok(preview),
  'issuing.consent': ok(consent),
  'issuing.seal': ok(opened),
  'issuing.openDocument': ok(opened),
  'issuing.types': ok([
    {
      ...{ typeId: type.id, typeName: type.name, initials: 'lnryd' },
      columns: ['持证主体', '持证主体代码', '民族', '住址', '性别', '出生日期'].map((label, index) => ({
        ...{ label, required: index < 4 },
      })),
    },
  ]),
  'issuing.documents': ok([
    opened.document,
    {
      ...{ ...opened.document, documentId: 'issued-d0', number: '892026A01000001', holderName: '试老1' },
      collection: { ...opened.document.collection, dueOn: '2026-11-19', overdue: true },
    },
  ]),
  'sealKeys.pinInfo': ok({ left: 6, max: 6, isDefault: false }),
};

const menu = async (at: Page): Promise<void> => {
  await at.keyboard.press('F8');
  await at.getByTestId('seal-desk').waitFor();
};
const desk = async (at: Page): Promise<void> => {
  await menu(at);
  await at.keyboard.press('1');
  await at.getByTestId('issuing-overview').waitFor();
};
const form = async (at: Page): Promise<void> => {
  await desk(at);
  await at.getByText(`${type.name} · ${HOLDER}`).click();
  await at.getByTestId('issuing-preview').waitFor();
};
const consenting = async (at: Page): Promise<void> => {
  await form(at);
  await at.keyboard.press('Enter');
  await at.getByTestId('consent-what').waitFor();
};
const list = async (at: Page): Promise<void> => {
  await desk(at);
  await at.getByText(`${type.name} ${TOTAL} 份`).click();
  await at.getByTestId('batch-summary').waitFor();
};

const scene = (
  name: string,
  act: NonNullable<Scene['act']>,
  wait: string,
  answers: NonNullable<Scene['answers']> = {},
  events: NonNullable<Scene['events']> = [],
): Scene => ({
  ...{ name, act, wait, desk: deskOf(), answers: { ...ANSWERS, ...answers } },
  events: [['issuing.changed', overview], ...events],
});
const asked = (name: string, given: ConsentView, wait: string, act = consenting): Scene =>
  scene(name, act, wait, { 'issuing.consent': ok(given) });
const running = (name: string, shown: BatchView, told: IssuingProgressView, wait = 'batch-progress'): Scene =>
  scene(name, list, wait, { 'issuing.batch': ok(shown), 'issuing.progressNow': ok(told) }, [
    ['issuing.progress', told],
  ]);

export const issuingScenes: readonly Scene[] = [
  scene('90-seal-desk', menu, 'seal-desk'),
  scene('91-issuing-overview', desk, 'issuing-overview'),
  scene('92-issuing-form', form, 'issuing-preview'),
  scene('93-issuing-form-faulty', form, 'draft-failure', { 'issuing.draft': ok(faultyDraft) }),
  asked('94-issuing-consent', consent, 'pin-tries'),
  asked('94b-issuing-consent-approved', { ...consent, approval: approved }, 'pin-tries'),
  asked('94c-issuing-consent-apply', { ...consent, approval: { kind: 'none' } }, 'consent-apply'),
  asked('94d-issuing-consent-waiting', { ...consent, approval: waiting }, 'consent-approvals'),
  asked(
    '94e-issuing-consent-no-key',
    { ...consent, seals: [], sealProblem: { code: 'ISSUING_NO_SEAL_KEY' } },
    'consent-problem',
  ),
  asked('94f-clerk-applies', clerkApplies, 'consent-apply'),
  asked(
    '94g-clerk-waits',
    { ...clerk, approval: { ...waiting, own: true }, purpose: application.purpose },
    'consent-withdraw',
  ),
  asked('94h-clerk-approved', { ...clerk, approval: { ...approved, own: true } }, 'consent-custodian'),
  asked('94i-clerk-without-approval', clerk, 'consent-custodian'),
  asked(
    '94j-clerk-refused',
    {
      ...clerkApplies,
      approval: {
        ...{ kind: 'refused', ...application, approverId: 'demo-supervisor', approver: '演示审批人' },
        note: '住址与申请表不一致，请核对',
      },
    },
    'consent-other-holder',
    async (at) => {
      await consenting(at);
      await at.getByTestId('consent-seals').getByText('印章（演示）').last().click();
    },
  ),
  asked('95-issuing-other-holder', otherHolder, 'consent-other-reason'),
  asked('95b-issuing-other-holder-told', otherHolder, 'pin-tries', async (at) => {
    await consenting(at);
    await at.getByTestId('consent-other-reason').fill('管理局委托中心制发，文号演政发〔2026〕8号');
    await at.keyboard.press('Enter');
  }),
  scene(
    '96-issuing-result',
    async (at) => {
      await consenting(at);
      await at.getByTestId('pin-tries').waitFor();
      await at.keyboard.type('620481', { delay: 70 });
      await at.keyboard.press('Enter');
    },
    'document-verdict',
  ),
  scene(
    '96b-issued-documents',
    async (at) => {
      await menu(at);
      await at.keyboard.press('3');
    },
    'documents-dialog',
  ),
  scene(
    '97-issuing-import',
    async (at) => {
      await menu(at);
      await at.keyboard.press('2');
    },
    'import-drop',
  ),
  scene('98-batch-faulty', list, 'batch-seal', { 'issuing.batch': ok(batch(0, false)) }),
  running(
    '98b-batch-running',
    batch(130, false, { state: 'running' }),
    progress(137, 'running', { secondsLeft: 22 }),
  ),
  running('98c-batch-paused', batch(137, false, { state: 'paused' }), progress(137, 'paused')),
  running(
    '98d-batch-failed',
    batch(216, true),
    progress(216, 'failed', { failure: removed }),
    'batch-failure',
  ),
  running('98e-batch-finished', batch(TOTAL, false, { state: 'finished' }), progress(TOTAL, 'finished')),
];
