// The register of seals on a real database, with the demonstration's authority, people without keys of their own, and a
// printer that only remembers.
import { initCrypto } from '#core/crypto/init';
import { toHex } from '#core/crypto/bytes';
import { sm3 } from '#core/crypto/sm3';
import { CertificateFiles } from '#core/demonstration/certificate-files';
import { demonstrationSealHolders } from '#core/demonstration/seal-holders';
import type { DemonstrationSealHolders } from '#core/demonstration/seal-holders';
import type { Trust } from '#core/eseal/trust';
import type { PrintControl, PrintDocument } from '#core/print/page';
import { err, ok } from '#core/result';
import type { RulePack } from '#core/rules/rule-pack';
import type { CertificateOnKey, PresentKey } from '#core/seal-keys/key-state';
import type { CustodyDeps } from '#main/custody/compose-custody';
import type { CustodyPerson, CustodyStaff, KeyConfirmation } from '#main/custody/custody-staff';
import type { SealUse, SealUseFilter } from '#main/custody/seal-register';
import type { CustodyCounts } from '#shared/ipc/custody-views';
import type { PrintRecordView } from '#shared/ipc/views';
import { CustodyDesk } from '#main/custody/custody-desk';
import { CustodyForms } from '#main/custody/custody-forms';
import { CustodyService } from '#main/custody/custody-service';
import { FormMaker } from '#main/custody/form-maker';
import { Handovers } from '#main/custody/handovers';
import { SealImport } from '#main/custody/seal-import';
import { SealRepository } from '#main/custody/seal-repository';
import { openTestStore } from './terminal-store';
import type { TestStore } from './terminal-store';

export const PIN = '749105';

export const PEOPLE: readonly CustodyPerson[] = [
  { staffId: 'S-clerk', name: '甲窗口', roles: ['clerk'] },
  { staffId: 'S-custodian', name: '乙保管', roles: ['clerk', 'custodian'] },
  { staffId: 'S-next', name: '丙保管', roles: ['custodian'] },
  { staffId: 'S-supervisor', name: '丁审批', roles: ['supervisor'] },
  { staffId: 'S-administrator', name: '戊管理', roles: ['administrator'] },
];

export interface CustodyBench {
  readonly test: TestStore;
  readonly holders: DemonstrationSealHolders;
  readonly repository: SealRepository;
  readonly service: CustodyService;
  readonly imports: SealImport;
  readonly forms: CustodyForms;
  readonly maker: FormMaker;
  readonly handovers: Handovers;
  readonly desk: CustodyDesk;
  readonly printed: { kind: string; formId: string; title: string; document: PrintDocument }[];
  readonly told: CustodyCounts[];
  /** PINs as they were handed to the proof by key, and what became of their bytes. */
  readonly pins: Uint8Array[];
  signIn(staffId: string | null): void;
  plug(...certificates: readonly Uint8Array[]): void;
  /** The file that the clerk chooses next. */
  choose(path: string | undefined): void;
  believe(trust: Trust): void;
  close(): void;
}

export async function openCustodyBench(options: {
  rulePack: RulePack;
  witness?: boolean;
  test?: TestStore;
}): Promise<CustodyBench> {
  await initCrypto();
  const test = options.test ?? (await openTestStore());
  const { store, vault, audit, clock } = test;
  const { rulePack } = options;
  const holders = await demonstrationSealHolders(2026);
  let trust = await new CertificateFiles({ year: 2026, codeWindow: false }).trust();
  let signedIn: CustodyPerson | null = null;
  let plugged: PresentKey[] = [];
  let chosen: string | undefined;
  const pins: Uint8Array[] = [];
  const staff: CustodyStaff = {
    current: () => signedIn,
    people: () => PEOPLE,
    nameOf: (staffId) => PEOPLE.find((one) => one.staffId === staffId)?.name ?? staffId,
    confirmByKey: (confirmation) => confirm(confirmation, pins),
  };
  const printed: CustodyBench['printed'] = [];
  const records: PrintRecordView[] = [];
  const counter = { unit: '演示市政务服务管理局', window: 'A01' };
  const forms = new CustodyForms({
    store,
    vault,
    audit,
    counter,
    nameOf: (staffId) => staff.nameOf(staffId),
    printer: {
      custodyPrints: () => records,
      custodyForm: (form, { reason }) => {
        const control: PrintControl = {
          number: `SICHUAN-A01-20261121-00000${records.length + 1}-X`,
          printedAt: clock.now(),
          reprintOf: null,
        };
        printed.push({ ...form, document: form.compose(control) });
        const record: PrintRecordView = {
          id: String(records.length + 1),
          controlNumber: control.number,
          subject: form.kind,
          certificateId: form.formId,
          title: form.title,
          state: 'spooled',
          at: clock.now().toISOString(),
          reason,
        };
        records.push(record);
        return Promise.resolve(ok(record));
      },
    },
  });
  const repository = new SealRepository({ store, vault, clock });
  const maker = new FormMaker({ clock, rulePack, unit: counter.unit, nameOf: (id) => staff.nameOf(id) });
  const keys = {
    keys: () => plugged,
    find: (fingerprint: string) =>
      plugged.find(
        ({ state }) =>
          state.kind === 'ready' && state.certificates.some((one) => one.fingerprint === fingerprint),
      ),
  };
  const imports = new SealImport({
    keys,
    trust: () => Promise.resolve(trust),
    clock,
    choose: () => Promise.resolve(chosen),
    registered: () => repository.list(),
  });
  const told: CustodyCounts[] = [];
  const service = new CustodyService({
    store,
    repository,
    audit,
    clock,
    rulePack,
    maker,
    staff,
    forms,
    imports,
    changed: () => told.push(desk.counts()),
  });
  const witnessNeeded = options.witness ?? false;
  const handovers = new Handovers({ service, staff, clock, witnessNeeded });
  const desk = new CustodyDesk({ service, forms, staff, keys, clock, rulePack, witnessNeeded });
  return {
    test,
    holders,
    repository,
    service,
    imports,
    forms,
    maker,
    handovers,
    desk,
    printed,
    told,
    pins,
    signIn: (staffId) => void (signedIn = PEOPLE.find((one) => one.staffId === staffId) ?? null),
    plug: (...certificates) => void (plugged = certificates.map(keyWith)),
    choose: (path) => void (chosen = path),
    believe: (other) => void (trust = other),
    close: () => test.close(),
  };
}

/** `keyId` is the person's id: the proof itself is the staff's business and has tests of its own. */
function confirm(
  { role, notStaffId, keyId, pin }: KeyConfirmation,
  pins: Uint8Array[],
): ReturnType<CustodyStaff['confirmByKey']> {
  pins.push(pin);
  const right = new TextDecoder().decode(pin) === PIN;
  const person = PEOPLE.find(({ staffId }) => staffId === keyId);
  if (!right) return Promise.resolve(err({ code: 'SEAL_KEY_PIN_WRONG', left: 5 }));
  if (!person) return Promise.resolve(err({ code: 'STAFF_CERTIFICATE_UNKNOWN' }));
  if (person.staffId === notStaffId) return Promise.resolve(err({ code: 'STAFF_SAME_PERSON' }));
  if (!person.roles.includes(role)) return Promise.resolve(err({ code: 'STAFF_ROLE_MISSING', role }));
  return Promise.resolve(ok({ staffId: person.staffId, name: person.name }));
}

function keyWith(der: Uint8Array, index: number): PresentKey {
  const certificate: CertificateOnKey = {
    fingerprint: toHex(sm3(der)),
    der,
    subject: '单位',
    issuer: '演示签发机构',
    notBefore: new Date(0),
    notAfter: new Date(0),
    application: 'A',
    container: 'C',
    use: 'sign',
  };
  return {
    keyId: `library/K${index}`,
    libraryId: 'library',
    vendor: '演示',
    label: `钥匙${index}`,
    serial: `K000${index}`,
    state: { kind: 'ready', certificates: [certificate], pin: null },
  };
}

export function usesOf(uses: readonly SealUse[]): CustodyDeps['uses'] {
  return {
    list: ({ sealId, staffId }: SealUseFilter) =>
      uses.filter(
        (use) =>
          (sealId === undefined || use.sealId === sealId) &&
          (staffId === undefined || use.staffId === staffId),
      ),
  };
}
