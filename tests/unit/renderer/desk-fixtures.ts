// Small desks for the screen's pure logic.
import type { StaffView } from '#shared/ipc/staff-views';
import type { CandidateView, CaseView, ChecklistItemView, DeskView, PersonView } from '#shared/ipc/views';
import { INITIAL_SCREEN } from '../../../src/renderer/state/screen-state';
import type { ScreenState } from '../../../src/renderer/state/screen-state';

const AT = '2026-11-21T01:42:00Z';

export const person: PersonView = {
  kind: 'resident',
  name: '赵试一',
  sex: 'male',
  ethnicity: '汉',
  age: 38,
  birth: '1988-03-07',
  numberMasked: '**************0317',
  authority: '演示市公安局',
  validFrom: '2020-01-01',
  validTo: '2040-01-01',
  source: 'card',
  marks: [],
  findings: [],
};

export function candidate(change: Partial<CandidateView> = {}): CandidateView {
  return {
    certificateId: 'c1',
    typeId: 'business-licence',
    typeName: '营业执照',
    holderName: '赵试一',
    numberMasked: '******0007',
    issuer: '演示市市场监督管理局',
    validTo: '2040-01-01',
    usability: { kind: 'usable' },
    authorised: true,
    seen: false,
    ...change,
  };
}

export function item(materialId: string, change: Partial<ChecklistItemView> = {}): ChecklistItemView {
  return {
    materialId,
    name: `材料 ${materialId}`,
    required: true,
    sharedPossible: false,
    match: { kind: 'paper', reason: 'no-certificate', candidates: [] },
    ...change,
  };
}

export const withCertificate = (materialId: string, ...candidates: CandidateView[]): ChecklistItemView =>
  item(materialId, { match: { kind: 'certificate', candidates } });

export function caseOf(items: readonly ChecklistItemView[], change: Partial<CaseView> = {}): CaseView {
  return {
    id: 'case-1',
    number: 'SL1',
    openedAt: AT,
    status: 'open',
    applicant: person,
    matter: { id: 'm', code: '000000000001', name: '试办事项', department: '试办局', promisedDays: 1 },
    authorisation: { kind: 'signed-on-paper', count: 1, at: AT },
    checklist: [...items],
    open: items.filter((one) => one.required && !one.decision).map((one) => one.materialId),
    prints: [],
    ...change,
  };
}

export function deskOf(change: Partial<DeskView> = {}): DeskView {
  return {
    revision: 1,
    profile: 'production',
    place: { id: 'xuchang', name: '许昌市', documentNumber: '许政办〔2021〕13号' },
    unit: '演示大厅',
    window: '1 号',
    clerk: '窗口员',
    connection: { kind: 'offline', dataAsOf: null },
    readers: [{ id: 'r', role: 'clerk', state: { kind: 'waiting' } }],
    lastReaderError: null,
    printer: { kind: 'ready', queue: 'q' },
    current: null,
    closed: null,
    parked: [],
    pendingCard: null,
    unconfirmedPrints: [],
    closedToday: 0,
    ...change,
  };
}

/** A clerk of this counter, as signed in. */
export function clerkOf(staffId: string) {
  return {
    staffId,
    name: '演示',
    roles: ['clerk' as const],
    by: 'key' as const,
    since: '2026-11-21T01:00:00.000Z',
  };
}

/** A counter where one has to sign in. */
export function staffOf(session: StaffView['session'], change: Partial<StaffView> = {}): StaffView {
  return {
    required: true,
    serving: session.kind === 'signed-in',
    passwordAllowed: false,
    firstRun: false,
    demonstration: false,
    unit: '演示市政务服务中心',
    window: 'A01',
    session,
    people: [],
    keys: [],
    waiting: 0,
    ...change,
  };
}

export function screenOf(change: Partial<ScreenState> = {}): ScreenState {
  return { ...INITIAL_SCREEN, ...change };
}

export const paperDecision = { kind: 'paper', at: AT } as const;
export const certificateDecision = {
  kind: 'certificate',
  certificateId: 'c1',
  typeName: '营业执照',
  dataAsOf: AT,
  at: AT,
} as const;
