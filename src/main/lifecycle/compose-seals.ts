// Wires everything around seals: the keys, who may use them, the register, and making certificates with them.
import type { Trust } from '#core/eseal/trust';
import type { RulePack } from '#core/rules/rule-pack';
import type { Clock } from '#core/time/clock';
import type { CaseRepository } from '../cases/case-repository';
import type { CaseService } from '../cases/case-service';
import { composeCustody } from '../custody/compose-custody';
import type { Custody } from '../custody/compose-custody';
import { custodyStaffOf } from '../custody/custody-staff';
import type { HostProcess } from '../devices/host-process';
import type { EvidenceService } from '../evidence/evidence-service';
import type { Push } from '../ipc/server';
import { composeIssuing } from '../issuing/compose-issuing';
import type { IssuingParts } from '../issuing/compose-issuing';
import { createUseRecord } from '../issuing/use-record';
import type { Log } from '../log/logger';
import type { PrintDesk } from '../printing/print-desk';
import type { Resources } from '../resources/load-resources';
import { composeSealKeys } from '../seal-keys/compose-seal-keys';
import type { SealKeyParts } from '../seal-keys/compose-seal-keys';
import { composeStaff } from '../staff/compose-staff';
import type { StaffParts } from '../staff/compose-staff';
import type { CertificateCache } from '../store/certificate-cache';
import type { TerminalWindow } from '../window/terminal-window';
import type { Settings } from './settings';
import type { Storage } from './storage';

export interface SealDeps {
  settings: Settings;
  resources: Resources;
  resourcesDir: string;
  profileDir: string;
  rulePack: RulePack;
  storage: Storage;
  cases: CaseService;
  repository: CaseRepository;
  cache: CertificateCache;
  evidence: EvidenceService;
  printing: PrintDesk;
  trust: () => Promise<Trust>;
  window: Pick<TerminalWindow, 'chooseSealFile' | 'chooseListFile'>;
  forkKeyHost: () => HostProcess;
  push: Push;
  clock: Clock;
  log: Log;
  /** Somebody signed in or out. */
  sessionChanged: () => void;
  shownCase: () => string | undefined;
}

export interface SealParts {
  readonly keys: SealKeyParts;
  readonly staff: StaffParts;
  readonly custody: Custody;
  readonly issuing: IssuingParts;
}

export function composeSeals(deps: SealDeps): SealParts {
  const { settings, resources, rulePack, storage, cases, repository, cache, evidence, printing } = deps;
  const { trust, window, push, clock, log } = deps;
  const keys = composeSealKeys({
    resourcesDir: deps.resourcesDir,
    profileDir: deps.profileDir,
    fork: deps.forkKeyHost,
    push,
    clock,
    log,
    pinChanged: (fingerprint) => custody.keyPinChanged(fingerprint),
  });
  const staff: StaffParts = composeStaff({
    storage,
    settings,
    rulePack,
    clock,
    push,
    keys: keys.sealKeys,
    trust,
    sessionChanged: () => {
      deps.sessionChanged();
      issuing.changed();
    },
    seals: {
      keptBy: (staffId) => custody.keepsSeals(staffId),
      nameOf: (sealId) => custody.register.state(sealId)?.facts.name,
    },
  });
  const uses = createUseRecord({ ...storage, clock });
  const custody: Custody = composeCustody({
    storage,
    settings,
    rulePack,
    clock,
    log,
    push,
    staff: custodyStaffOf(staff),
    keys: keys.sealKeys,
    trust,
    printer: printing,
    uses,
    chooseSealFile: () => window.chooseSealFile(),
  });
  const issuing: IssuingParts = composeIssuing({
    ...{ storage, settings, resources, rulePack, cases, repository, cache, evidence, printing, uses },
    session: staff.session,
    approvals: staff.approvals,
    nameOf: (staffId) => staff.directory.nameOf(staffId),
    seals: custody.register,
    keys: keys.sealKeys,
    shownCase: deps.shownCase,
    chooseList: () => window.chooseListFile(),
    clock,
    log,
    push,
  });
  return { keys, staff, custody, issuing };
}
