// Wires the parts of a terminal whose storage is open. Constructor arguments only; order is the order of starting.
import { readerConfig } from '#core/devices/device-config';
import type { Clock } from '#core/time/clock';
import { aboutView, versions } from '../about/about';
import { CardArrivals } from '../cases/card-arrivals';
import { createCaseRepository } from '../cases/case-repository';
import { CaseService } from '../cases/case-service';
import { CertificateCodes } from '../cases/certificate-codes';
import { CertificateReader } from '../cases/certificate-reader';
import { createDemonstration } from '../demonstration/demonstration';
import { citationsOf } from '../desk/citations';
import { Desk } from '../desk/desk';
import { ReaderDesk } from '../desk/reader-desk';
import { composeDeviceCentre, type DeviceCentreParts } from '../device-centre/compose-device-centre';
import { createElectronHost } from '../devices/electron-host';
import { DeviceSupervisor } from '../devices/device-supervisor';
import { EvidenceService } from '../evidence/evidence-service';
import { joinTrust } from '../evidence/trust-files';
import { VerifyDesk } from '../evidence/verify-desk';
import { createHandlers } from '../ipc/handlers';
import { createPush, serveRequests } from '../ipc/server';
import { SignedOutGate } from '../ipc/signed-out';
import type { Log } from '../log/logger';
import { CasePages } from '../printing/case-pages';
import { PrintDesk } from '../printing/print-desk';
import { composeScans } from '../scans/compose-scans';
import { createCertificateCache } from '../store/certificate-cache';
import type { TerminalWindow } from '../window/terminal-window';
import type { CommandLine } from './command-line';
import { composeSeals } from './compose-seals';
import { FirstPaint } from './first-paint';
import type { Part } from './part';
import type { Prepared } from './prepare';
import { startCheck } from './start-check';

export function composeTerminal(
  deps: Prepared & {
    commandLine: CommandLine;
    clock: Clock;
    log: Log;
    window: TerminalWindow;
    deviceHost: string;
    sealKeyHost: string;
    resourcesDir: string;
  },
): Part[] {
  const { settings, resources, rulePack, storage, clock, log, window } = deps;
  const { store, vault, audit } = storage;
  const gate = new SignedOutGate(() => staff.session);
  const push = gate.push(createPush(window.contents));
  let changedAt = performance.now();
  const changed = (): void => {
    changedAt = performance.now();
    desk.changed();
    issuing.deskChanged();
  };

  const cache = createCertificateCache(store, vault);
  const repository = createCaseRepository({ store, vault, audit, clock, window: settings.counter.window });
  const cases = new CaseService({
    store,
    repository,
    cache,
    matters: resources.matters,
    audit,
    clock,
    changed,
  });
  const cards = new CardArrivals({ cases, repository, clock, changed });
  const types = resources.certificateTypes;
  const demonstration = createDemonstration({
    settings,
    store,
    cache,
    types,
    faces: resources.faces,
    rulePack,
    clock,
    quietMs: () => (repository.current() ? 0 : performance.now() - changedAt),
  });
  const trust = async () => joinTrust(deps.trust, await demonstration.files?.trust());
  const evidence = new EvidenceService({
    cache,
    clock,
    trust,
    ensureFile: demonstration.files && ((certificate) => demonstration.files!.ensure(certificate)),
  });
  const verify = new VerifyDesk({ evidence, counter: settings.counter, choose: () => window.chooseFile() });
  const certificates = new CertificateReader({
    cases,
    repository,
    evidence,
    types,
    faces: resources.faces,
    clock,
    report: (title, found, facts) => verify.reportOn(title, found, facts),
  });
  const codes = new CertificateCodes({ cases, rulePack, clock });
  const prepareEvidence = (caseId: string, certificateIds: readonly string[]): void => {
    const wanted = cases
      .certificates(caseId)
      .filter(({ certificate }) => certificateIds.includes(certificate.id));
    evidence
      .prepare(wanted.map(({ certificate }) => certificate))
      // It is asked again, and told, when the certificate is opened.
      .catch((cause: unknown) =>
        log('evidence.prepare-failed', { kind: cause instanceof Error ? cause.name : 'unknown' }),
      );
  };
  const supervisor = new DeviceSupervisor({
    fork: () => createElectronHost(deps.deviceHost),
    devices: settings.readers.map(readerConfig),
    log,
  });
  const readers = new ReaderDesk({
    supervisor,
    cards,
    push,
    clock,
    log,
    serving: () => staff.session.serving(),
    tests: {
      takesCard: (card) => centre.takesCard(card),
      takesCardFailure: (deviceId, error) => centre.takesCardFailure(deviceId, error),
      isTemporary: (deviceId) => centre.isTemporary(deviceId),
    },
    failed: (e) => desk.readerFailed(e),
  });
  const pages = new CasePages({
    settings,
    rulePack,
    matters: resources.matters,
    types,
    cases,
    certificates,
    clock,
  });
  const printing = new PrintDesk({
    storage,
    settings,
    repository,
    pages,
    clock,
    log,
    push,
    changed: () => {
      changed();
      centre.changed();
    },
  });
  const { keys, staff, custody, issuing } = composeSeals({
    ...{ settings, resources, rulePack, storage, cases, repository, cache, evidence, printing },
    resourcesDir: deps.resourcesDir,
    profileDir: deps.commandLine.profileDir,
    trust,
    window,
    forkKeyHost: () => createElectronHost(deps.sealKeyHost),
    ...{ push, clock, log },
    sessionChanged: () => {
      gate.release();
      desk.changed();
    },
    shownCase: () => desk.shownCaseId(),
  });
  supervisor.on('listing', ({ hid }) => keys.sealKeys.noteHidDevices(hid));
  deps.actAs(() => staff.session.actor());
  const scans = composeScans({
    supervisor,
    resources,
    rulePack,
    cases,
    repository,
    cache,
    codes,
    printing,
    demonstration,
    serving: () => staff.session.serving(),
    isTemporary: (deviceId) => centre.isTemporary(deviceId),
    store,
    audit,
    push,
    clock,
    log,
  });
  const centre: DeviceCentreParts = composeDeviceCentre({
    store,
    audit,
    clock,
    log,
    push,
    supervisor,
    resourcesDir: deps.resourcesDir,
    profileDir: deps.commandLine.profileDir,
    configured: settings.readers.map(readerConfig),
    divert: (deviceId, listener) => scans.divert(deviceId, listener),
    printer: () => printing.printer(),
    printTestPage: (testId) => printing.deviceTestPage(testId),
    sealKeys: keys.sealKeys,
    versions: () => versions(store, supervisor.drivers()),
    counter: { place: settings.counter.place, window: settings.counter.window },
    chooseSave: (name) => window.chooseSave(name),
  });
  const desk: Desk = new Desk(
    {
      settings,
      rulePack,
      matters: resources.matters,
      types,
      repository,
      cases,
      cards,
      cache,
      clock,
      clerk: () => staff.session.current()?.name ?? settings.counter.clerk,
      serving: () => staff.session.serving(),
      printsOf: (caseId) => printing.printsOf(caseId),
      unconfirmedPrints: () => printing.unconfirmed(),
      printer: () => printing.printer(),
      readers: () => readers.view(),
    },
    push,
  );
  const about = () =>
    aboutView({
      store,
      vault,
      audit,
      clock,
      profile: settings.profile,
      rulePacks: resources.rulePacks.values(),
      drivers: { ...supervisor.drivers(), ...keys.drivers() },
      photoDecoders: supervisor.devices().map(({ id }) => supervisor.photoDecoder(id)),
    });

  const firstPaint = new FirstPaint(log);
  const shown = (readingId: string | undefined): void => {
    if (readingId === undefined) firstPaint.shown();
    else log('card.shown', { reading: readingId });
  };

  serveRequests(
    createHandlers({
      desk,
      cases,
      cards,
      repository,
      certificates,
      printing,
      demonstration,
      verify,
      codes,
      prepareEvidence,
      matters: resources.matters,
      citations: citationsOf(rulePack),
      about,
      shown,
      clock,
      sealKey: keys.handlers,
      staff: staff.handlers,
      custody: custody.handlers,
      issuing: issuing.handlers,
      scan: scans.handlers,
      device: centre.handlers,
    }),
    window.contents,
    log,
    (name) => gate.refuse(name),
  );

  const check = startCheck({
    firstPaint,
    readerReady: () => desk.readerReady(),
    versions: () => versions(store, supervisor.drivers()),
  });
  return [
    { name: 'storage', stop: () => store.close() },
    { name: 'desk', stop: () => desk.stop() },
    demonstration.part,
    // The driver process and the spooler are asked once the desk stands: on two cores they would delay it.
    { name: 'first-paint', start: () => firstPaint.wait(FIRST_PAINT_LIMIT_MS) },
    readers.part,
    centre.part,
    printing.part,
    staff.part,
    custody.part,
    keys.part,
    issuing.part,
    ...(deps.commandLine.check ? [check] : []),
  ];
}

const FIRST_PAINT_LIMIT_MS = 3_000;
