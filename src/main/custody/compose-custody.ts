// The register of seals with its requests, its reminders, and in a demonstration the invented unit's seal.
import { initCrypto } from '#core/crypto/init';
import { demonstrationSealHolders, demonstrationSealNumber } from '#core/demonstration/seal-holders';
import { renewalDays } from '#core/custody/seal-period';
import type { Trust } from '#core/eseal/trust';
import { ok } from '#core/result';
import type { RulePack } from '#core/rules/rule-pack';
import { chinaDay } from '#core/time/clock';
import type { Clock } from '#core/time/clock';
import type { custodyRequests } from '#shared/ipc/custody-contract';
import type { HandlersOf, Push } from '../ipc/server';
import type { Part } from '../lifecycle/part';
import type { Settings } from '../lifecycle/settings';
import type { Storage } from '../lifecycle/storage';
import type { Log } from '../log/logger';
import type { SealKeys } from '../seal-keys/seal-keys';
import { CustodyDesk, mayLook } from './custody-desk';
import { CustodyForms } from './custody-forms';
import type { FormPrinter } from './custody-forms';
import { CustodyService } from './custody-service';
import type { CustodyStaff } from './custody-staff';
import { FormMaker } from './form-maker';
import { Handovers } from './handovers';
import { keyPinChanged } from './key-pin-changed';
import { SealImport } from './seal-import';
import type { SealRegister, SealUseFilter, SealUses } from './seal-register';
import { SealRepository } from './seal-repository';

export interface CustodyDeps {
  storage: Storage;
  settings: Settings;
  rulePack: RulePack;
  clock: Clock;
  log: Log;
  push: Push;
  staff: CustodyStaff;
  keys: SealKeys;
  trust: () => Promise<Trust>;
  printer: FormPrinter;
  uses: SealUses;
  /** Main's file dialog for .esl files. */
  chooseSealFile: () => Promise<string | undefined>;
}

export interface Custody {
  readonly part: Part;
  readonly register: SealRegister;
  readonly handlers: HandlersOf<typeof custodyRequests>;
  /** Whether somebody still keeps a seal: then they cannot leave. */
  keepsSeals(staffId: string): boolean;
  /** The PIN of the key with this certificate was changed here: recorded, and what was due for its seal is done. */
  keyPinChanged(fingerprint: string): void;
}

/** Days left are counted anew; nothing is pushed while the counts are the same. */
const REMIND_EVERY_MS = 10 * 60_000;

export function composeCustody(deps: CustodyDeps): Custody {
  const { storage, settings, rulePack, clock, staff, push, log } = deps;
  const { store, vault, audit } = storage;
  const { counter } = settings;
  const witnessNeeded = settings.sealPolicy?.handoverWitness ?? false;
  const nameOf = (staffId: string): string => staff.nameOf(staffId);
  const repository = new SealRepository({ store, vault, clock });
  const forms = new CustodyForms({ store, vault, audit, counter, printer: deps.printer, nameOf });
  const maker = new FormMaker({ clock, rulePack, unit: counter.unit, nameOf });
  const imports = new SealImport({
    keys: deps.keys,
    trust: deps.trust,
    clock,
    choose: deps.chooseSealFile,
    registered: () => repository.list(),
  });
  let told = '';
  const remind = (): void => {
    const counts = desk.counts();
    push('custody.changed', counts);
    told = JSON.stringify(counts);
  };
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
    changed: remind,
  });
  const handovers = new Handovers({ service, staff, clock, witnessNeeded });
  const desk = new CustodyDesk({ service, forms, staff, keys: deps.keys, clock, rulePack, witnessNeeded });

  const looking = () => {
    const actor = service.actor();
    if (!actor.ok) return actor;
    const allowed = mayLook(actor.value);
    return allowed.ok ? actor : allowed;
  };
  const handlers: HandlersOf<typeof custodyRequests> = {
    'custody.counts': () => ok(desk.counts()),
    'custody.get': () => ok(desk.view()),
    'custody.seal': ({ sealId }) => desk.page(sealId),
    'custody.chooseFile': () => imports.chooseFile(),
    'custody.register': (input) => service.register(input),
    'custody.report': ({ sealId, report, note }) => service.report(sealId, report, note ?? null),
    'custody.apply': ({ sealId, kind, ground, note }) => service.apply(sealId, kind, ground, note ?? null),
    'custody.resume': ({ sealId, reason }) => service.resume(sealId, reason),
    'custody.withdrawRenewal': ({ sealId, reason }) => service.withdrawRenewal(sealId, reason),
    'custody.cancel': ({ sealId, note }) => service.cancel(sealId, note ?? null),
    'custody.archive': ({ sealId, archiveNumber }) => service.archive(sealId, archiveNumber),
    'custody.pinChanged': ({ sealId }) => service.pinChanged(sealId),
    'custody.handover': (input) => handovers.step(input),
    'custody.handoverStop': ({ sealId }) => ok(handovers.stop(sealId)),
    'custody.uses': (filter) => {
      const actor = looking();
      return actor.ok ? ok(deps.uses.list(filter)) : actor;
    },
    'custody.forms': ({ sealId }) => {
      const actor = looking();
      return actor.ok ? ok(forms.list(sealId)) : actor;
    },
    'custody.makeForm': (input) => {
      const actor = looking();
      if (!actor.ok) return actor;
      if (input.kind === 'seal-register')
        return ok({ formId: forms.keep(maker.register(service.list(), actor.value), null) });
      const filter: SealUseFilter = input.filter;
      const sealName = filter.sealId === undefined ? undefined : service.state(filter.sealId)?.facts.name;
      const form = maker.useRecord(deps.uses.list(filter), filter, sealName, actor.value);
      return ok({ formId: forms.keep(form, null) });
    },
    'custody.printForm': ({ formId, reason, despite }) => {
      const actor = service.actor();
      return actor.ok ? forms.print(formId, { reason, despite }) : actor;
    },
  };

  let timer: NodeJS.Timeout | undefined;
  const part: Part = {
    name: 'custody',
    start: async () => {
      if (settings.profile === 'demonstration') await seed(deps, imports, service);
      remind();
      timer = setInterval(() => {
        if (JSON.stringify(desk.counts()) !== told) remind();
      }, REMIND_EVERY_MS);
      timer.unref();
      log('custody.ready', { seals: service.list().length, renewalDays: renewalDays(rulePack) });
    },
    stop: () => clearInterval(timer),
  };
  deps.keys.on('changed', remind);

  return {
    part,
    register: service,
    handlers,
    keepsSeals: (staffId) => service.keepsSeals(staffId),
    keyPinChanged: (fingerprint) => keyPinChanged({ store, audit, repository, service }, fingerprint),
  };
}

/** The invented unit's seal of this year, once. */
async function seed(
  { clock, log }: CustodyDeps,
  imports: SealImport,
  service: CustodyService,
): Promise<void> {
  await initCrypto();
  const year = Number(chinaDay(clock.now()).slice(0, 4));
  const number = demonstrationSealNumber(year);
  if (service.list().some(({ facts }) => facts.number === number)) return;
  const { unit, people } = await demonstrationSealHolders(year);
  const registrar = people.find(({ roles }) => roles.includes('administrator'))!;
  const { certificate: der, keyLabel: label, keySerial: serial } = unit;
  const candidate = await imports.bytes('演示印章.esl', unit.esl, [{ der, key: { label, serial } }]);
  if (!candidate.ok) throw new Error(`demonstration seal: ${candidate.error.code}`);
  const { candidateId, certificates } = candidate.value;
  const registered = await service.register(
    { candidateId, fingerprint: certificates[0]!.fingerprint, custodianId: unit.custodianStaffId },
    registrar,
  );
  if (registered.ok) return;
  imports.forget(candidateId);
  // Somebody may have registered a seal with the same key by hand: theirs stays.
  log('custody.demonstration-seal-refused', { code: registered.error.code });
}
