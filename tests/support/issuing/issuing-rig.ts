// The whole of issuing on a real database, with a seal of the demonstration's authority; what only the screen has is left out.
import { resolve } from 'node:path';
import { utf8 } from '#core/crypto/bytes';
import { initCrypto } from '#core/crypto/init';
import { CertificateFiles } from '#core/demonstration/certificate-files';
import { demonstrationSealHolders } from '#core/demonstration/seal-holders';
import type { DemonstrationSealHolders } from '#core/demonstration/seal-holders';
import type { CustodyError } from '#core/custody/custody-error';
import type { Trust } from '#core/eseal/trust';
import { err, ok } from '#core/result';
import type { StaffError } from '#core/staff/staff-error';
import type { Approval } from '#core/staff/approval';
import { createCaseRepository } from '#main/cases/case-repository';
import type { CaseRepository } from '#main/cases/case-repository';
import { CaseService } from '#main/cases/case-service';
import type { SealRegister } from '#main/custody/seal-register';
import { EvidenceService } from '#main/evidence/evidence-service';
import { composeIssuing } from '#main/issuing/compose-issuing';
import type { IssuingParts } from '#main/issuing/compose-issuing';
import { createUseRecord } from '#main/issuing/use-record';
import type { UseRecord } from '#main/issuing/use-record';
import { settingsSchema } from '#main/lifecycle/settings';
import { loadResources } from '#main/resources/load-resources';
import type { Resources } from '#main/resources/load-resources';
import type { SealKeys } from '#main/seal-keys/seal-keys';
import type { Approvals } from '#main/staff/approvals';
import type { StaffParts } from '#main/staff/compose-staff';
import type { SignedIn } from '#main/staff/session';
import { createCertificateCache } from '#main/store/certificate-cache';
import type { CertificateCache } from '#main/store/certificate-cache';
import type { IssuingOverviewView, IssuingProgressView } from '#shared/ipc/issuing-views';
import { openTestStore } from '../terminal-store';
import type { TestStore } from '../terminal-store';
import { memoryKey } from './memory-key';
import type { MemoryKey } from './memory-key';
import { sealsOfRegister } from './seals-of-register';

const loaded = loadResources(resolve(import.meta.dirname, '../../../resources'));
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
export const resources: Resources = loaded.value;

export interface IssuingRig extends IssuingParts {
  readonly test: TestStore;
  readonly cache: CertificateCache;
  readonly repository: CaseRepository;
  readonly cases: CaseService;
  readonly uses: UseRecord;
  readonly key: MemoryKey;
  readonly holders: DemonstrationSealHolders;
  readonly trust: Trust;
  readonly evidence: EvidenceService;
  readonly progress: IssuingProgressView[];
  overview: IssuingOverviewView | undefined;
  /** null signs out. */
  signedIn: SignedIn | null;
  /** What the register answers instead of the seal. */
  sealProblem: CustodyError | undefined;
  approvalNeeded: boolean;
  approval: Approval | undefined;
  /** A fresh PIN as typed, for one try. */
  pin(): Uint8Array<ArrayBuffer>;
  /** The same database in a new process, as far as issuing can tell. */
  again(): Promise<IssuingRig>;
}

let shared: Promise<{ holders: DemonstrationSealHolders; trust: Trust }> | undefined;

async function demonstration() {
  await initCrypto();
  return {
    holders: await demonstrationSealHolders(2026),
    trust: await new CertificateFiles({ year: 2026, codeWindow: true }).trust(),
  };
}

export async function openIssuing(
  options: {
    test?: TestStore;
    place?: string;
    /** 发证单位 where it is not the seal's holder. */
    issuer?: string;
    trust?: Trust;
    resources?: Resources;
    keys?: Pick<SealKeys, 'keys' | 'login'>;
    /** Real people with real approvals instead of the rig's own. */
    staff?: Pick<StaffParts, 'session' | 'approvals'>;
    /** Instead of the unit's seal, which the rig's own custodian keeps. */
    seals?: SealRegister;
  } = {},
): Promise<IssuingRig> {
  const { holders, trust: believed } = await (shared ??= demonstration());
  const trust = options.trust ?? believed;
  const test = options.test ?? (await openTestStore());
  const { store, vault, audit, clock } = test;
  const data = options.resources ?? resources;
  const settings = settingsSchema.parse({
    profile: 'demonstration',
    counter: {
      place: options.place ?? 'xuchang',
      unit: '演示市政务服务中心',
      issuer: options.issuer ?? holders.unit.name,
      window: 'A01',
      clerk: '演示',
    },
    readers: [],
    printer: null,
  });
  const cache = createCertificateCache(store, vault);
  const repository = createCaseRepository({ store, vault, audit, clock, window: 'A01' });
  const cases = new CaseService({
    store,
    repository,
    cache,
    matters: data.matters,
    audit,
    clock,
    changed: () => undefined,
  });
  const evidence = new EvidenceService({ cache, clock, trust: () => Promise.resolve(trust) });
  const uses = createUseRecord({ store, vault, audit, clock });
  const key = memoryKey(holders.unit.certificate, holders.unit.privateKey, holders.unit.pin);
  const own = sealsOfRegister(holders.unit, () => clock.now());
  const progress: IssuingProgressView[] = [];
  const custodian = holders.people[1]!;
  const rig = {
    signedIn: {
      staffId: custodian.staffId,
      name: custodian.name,
      roles: custodian.roles,
      by: 'key',
      since: clock.now(),
    } as SignedIn | null,
    sealProblem: undefined as CustodyError | undefined,
    approvalNeeded: false,
    approval: undefined as Approval | undefined,
    overview: undefined as IssuingOverviewView | undefined,
  };
  const approvals: Approvals = {
    needed: () => rig.approvalNeeded,
    mayApply: () => ok(),
    apply: () => err({ code: 'APPROVAL_UNKNOWN' } satisfies StaffError),
    forSubject: (digest) => (rig.approval?.digest === digest ? rig.approval : undefined),
    use(approvalId, sealId, digest) {
      const { approval } = rig;
      if (!store.db.inTransaction) throw new Error('outside a transaction');
      if (approval?.state.kind !== 'approved' || approval.approvalId !== approvalId)
        return err({ code: 'APPROVAL_USED' });
      if (approval.digest !== digest || approval.sealId !== sealId)
        return err({ code: 'APPROVAL_OTHER_SUBJECT' });
      rig.approval = {
        ...approval,
        state: { ...approval.state, kind: 'used', byId: custodian.staffId, at: clock.now() },
      };
      return ok(rig.approval);
    },
  };
  const parts = composeIssuing({
    storage: { store, vault, audit },
    settings,
    resources: data,
    rulePack: data.rulePacks.get(settings.counter.place)!,
    cases,
    repository,
    cache,
    evidence,
    printing: {
      issuedCopy: () => Promise.resolve(err({ code: 'PRINTER_ABSENT' } as never)),
      issuedPrints: () => [],
    },
    session: options.staff?.session ?? {
      current: () => rig.signedIn,
      serving: () => true,
      require: (role) => {
        if (!rig.signedIn) return err({ code: 'STAFF_SIGN_IN_NEEDED' });
        return rig.signedIn.roles.includes(role)
          ? ok(rig.signedIn)
          : err({ code: 'STAFF_ROLE_MISSING', role });
      },
      actor: () => rig.signedIn?.name ?? '演示',
      touch: () => undefined,
    },
    approvals: options.staff?.approvals ?? approvals,
    nameOf: (staffId) => holders.people.find((person) => person.staffId === staffId)?.name,
    seals: options.seals ?? {
      ...own,
      sealFor: (fingerprint) =>
        rig.sealProblem ? err(rig.sealProblem) : own.sealFor(fingerprint, holders.unit.custodianStaffId),
      maySeal: () => (rig.sealProblem ? err(rig.sealProblem) : ok()),
    },
    keys: options.keys ?? key,
    uses,
    shownCase: () => repository.current()?.id,
    chooseList: () => Promise.resolve(undefined),
    clock,
    log: () => undefined,
    push: (name, payload) => {
      if (name === 'issuing.progress') progress.push(payload as IssuingProgressView);
      if (name === 'issuing.changed') rig.overview = payload as IssuingOverviewView;
    },
  });
  await parts.part.start?.();
  return Object.assign(rig, parts, {
    test,
    cache,
    repository,
    cases,
    uses,
    key,
    holders,
    trust,
    evidence,
    progress,
    pin: () => new Uint8Array(utf8(holders.unit.pin)),
    again: async () => {
      await parts.part.stop?.();
      return openIssuing({ ...options, test });
    },
  });
}
