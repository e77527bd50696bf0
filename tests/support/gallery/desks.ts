// Desks to look at: invented people, the product's own matters and faces, one desk for each state a clerk meets.
import { verification } from '../verification-fixtures';
import { resolve } from 'node:path';
import { layoutFace } from '#core/faces/layout-face';
import { loadResources } from '#main/resources/load-resources';
import type {
  CandidateView,
  CaseView,
  CertificateView,
  ChecklistItemView,
  DeskView,
  MatterListItem,
  PersonView,
} from '#shared/ipc/views';
import { sampleCertificate } from '#tests/support/sample-certificate';

const loaded = loadResources(resolve(import.meta.dirname, '../../../resources'));
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
export const resources = loaded.value;

const AT = '2026-11-21T01:42:00Z';

export const matters: MatterListItem[] = [...resources.matters.values()].map((matter) => ({
  id: matter.id,
  code: matter.code,
  name: matter.name,
  initials: matter.initials,
  aliases: [...matter.aliases],
  department: matter.department,
  audience: [...matter.audience],
  frequency: matter.frequency,
  promisedDays: matter.promisedDays,
  materialCount: matter.materials.length,
}));

export const zhao: PersonView = {
  kind: 'resident',
  name: '赵清和',
  sex: 'female',
  ethnicity: '汉',
  age: 68,
  birth: '1958-03-07',
  numberMasked: '**************6512',
  address: '演示省演示市示例区银杏路128号3单元502室',
  authority: '演示市公安局示例分局',
  validFrom: '2016-05-04',
  validTo: 'long-term',
  source: 'card',
  marks: ['elderly', 'disabled'],
  findings: [],
};
export const qian: PersonView = {
  ...zhao,
  name: '钱小满',
  sex: 'male',
  age: 31,
  numberMasked: '**************0317',
  validTo: '2030-01-05',
  marks: [],
};

export const certificateTypes = resources.certificateTypes;

export function candidate(typeId: string, change: Partial<CandidateView> = {}): CandidateView {
  const type = certificateTypes.get(typeId);
  if (!type) throw new Error(typeId);
  return {
    certificateId: `c-${typeId}`,
    typeId,
    typeName: type.name,
    holderName: zhao.name,
    numberMasked: '**********0007',
    issuer: '演示市示例区市场监督管理局',
    validTo: '2099-02-28',
    usability: { kind: 'usable' },
    authorised: true,
    seen: false,
    ...change,
  };
}

export function certificateView(typeId: string, change: Partial<CertificateView> = {}): CertificateView {
  const type = certificateTypes.get(typeId);
  const template = type && resources.faces.get(type.faceId);
  if (!type || !template) throw new Error(typeId);
  const certificate = sampleCertificate(type);
  return {
    certificateId: `c-${typeId}`,
    typeId,
    typeName: type.name,
    holderName: certificate.holder.name,
    number: certificate.number,
    issuer: certificate.issuer,
    issuedOn: certificate.issuedOn,
    validFrom: certificate.validFrom,
    validTo: certificate.validTo,
    status: 'valid',
    marks: [],
    usability: { kind: 'usable' },
    digest: '5b'.repeat(32),
    dataAsOf: AT,
    fields: type.fields
      .slice(0, 8)
      .map((field) => ({ key: field.key, label: field.label, value: certificate.fields[field.key] ?? '' })),
    face: layoutFace(template, certificate),
    verification: verification(),
    pageCount: 0,
    page: null,
    ...change,
  };
}

/** The checklist of a matter, each material matched as the cache of the invented holder would. */
export function checklist(matterId: string, authorised: boolean): ChecklistItemView[] {
  const matter = resources.matters.get(matterId);
  if (!matter) throw new Error(matterId);
  return matter.materials.map((material) => {
    const typeId = material.certificateTypeIds[0];
    const match: ChecklistItemView['match'] = material.sources.includes('shared')
      ? { kind: 'shared' }
      : typeId && material.sources.includes('certificate')
        ? { kind: 'certificate', candidates: [candidate(typeId, { authorised })] }
        : { kind: 'paper', reason: 'no-certificate', candidates: [] };
    return {
      materialId: material.id,
      name: material.name,
      required: material.required,
      condition: material.condition,
      form: material.form,
      note: material.note,
      basis: material.basis,
      sharedPossible: material.sources.includes('shared'),
      match,
    };
  });
}

export function caseOf(matterId: string | null, change: Partial<CaseView> = {}): CaseView {
  const matter = matterId ? resources.matters.get(matterId) : undefined;
  const list = matterId ? checklist(matterId, true) : [];
  return {
    id: 'case-1',
    number: 'SL20261121-0007',
    openedAt: AT,
    status: 'open',
    applicant: zhao,
    ...(matter
      ? {
          matter: {
            id: matter.id,
            code: matter.code,
            name: matter.name,
            department: matter.department,
            promisedDays: matter.promisedDays,
          },
        }
      : {}),
    authorisation: { kind: 'signed-on-paper', count: 3, at: AT },
    checklist: list,
    open: list.filter((item) => item.required && !item.decision).map((item) => item.materialId),
    undoable: matter ? 'authorised' : undefined,
    prints: [],
    ...change,
  };
}

let revision = 0;
export function deskOf(change: Partial<DeskView> = {}): DeskView {
  revision += 1;
  return {
    revision,
    profile: 'production',
    place: { id: 'xuchang', name: '许昌市', documentNumber: '许政办〔2021〕13号' },
    unit: '演示市政务服务大厅',
    window: '综合 07 窗口',
    clerk: '周明远',
    connection: { kind: 'offline', dataAsOf: '2026-11-20T09:42:00Z' },
    readers: [{ id: 'reader-1', role: 'clerk', state: { kind: 'waiting' } }],
    lastReaderError: null,
    printer: { kind: 'ready', queue: 'hall-laser' },
    current: null,
    closed: null,
    parked: [],
    pendingCard: null,
    unconfirmedPrints: [],
    closedToday: 23,
    ...change,
  };
}

export const PRINT = {
  id: 'p1',
  controlNumber: 'DY-20261121-07-0012',
  subject: 'certificate-copy',
  title: '营业执照 打印件',
  state: 'spooled',
  at: AT,
} as const;
