// Wires scans: from the scanners and the typing wedge through one inbox and one router to the screen.
import { randomUUID } from 'node:crypto';
import { utf8 } from '#core/crypto/bytes';
import { err, ok } from '#core/result';
import type { ScanKnowledge } from '#core/scans/classify-scan';
import type { RulePack } from '#core/rules/rule-pack';
import type { Clock } from '#core/time/clock';
import type { scanRequests } from '#shared/ipc/scan-contract';
import type { AuditLog } from '../audit/audit-log';
import type { CaseRepository } from '../cases/case-repository';
import type { CaseService } from '../cases/case-service';
import type { CertificateCodes } from '../cases/certificate-codes';
import type { Demonstration } from '../demonstration/demonstration';
import type { DeviceSupervisor, ScanEvent } from '../devices/device-supervisor';
import type { HandlersOf, Push } from '../ipc/server';
import type { Log } from '../log/logger';
import type { PrintDesk } from '../printing/print-desk';
import type { Resources } from '../resources/load-resources';
import type { CertificateCache } from '../store/certificate-cache';
import type { Store } from '../store/store';
import { DemonstrateScan } from './demonstrate-scan';
import { demonstrationResolver } from './demonstration-resolver';
import { notConnected, type HolderCodeResolver } from './holder-code-resolver';
import { ScanInbox } from './scan-inbox';
import { ScanPeople } from './scan-people';
import { ScanRouter } from './scan-router';

export interface ComposeScansDeps {
  supervisor: Pick<DeviceSupervisor, 'on'>;
  resources: Resources;
  rulePack: RulePack;
  cases: CaseService;
  repository: CaseRepository;
  cache: CertificateCache;
  codes: CertificateCodes;
  printing: Pick<PrintDesk, 'find' | 'warm'>;
  demonstration: Demonstration;
  /** Somebody who may serve cases is signed in, or nobody has to be. */
  serving: () => boolean;
  /** A device that the wizard only tries: what it scans is the wizard's. */
  isTemporary: (deviceId: string) => boolean;
  store: Store;
  audit: AuditLog;
  push: Push;
  clock: Clock;
  log: Log;
}

/** The device of everything that types: one keyboard, however many scanners type into it. */
const KEYBOARD = 'keyboard';

type Divert = (scan: ScanEvent) => void;

export interface Scans {
  handlers: HandlersOf<typeof scanRequests>;
  router: ScanRouter;
  /**
   * Sends a device's scans (`keyboard`: those of a typing scanner) to `listener` instead of the counter, for a live test; the
   * answer gives them back. One listener a device: a second one takes over.
   */
  divert(deviceId: string, listener: Divert): () => void;
}

export function composeScans(deps: ComposeScansDeps): Scans {
  const { rulePack, resources, printing, demonstration, clock, log } = deps;
  const names = {
    holderCodeName: rulePack.qr?.name ?? '',
    types: resources.certificateTypes,
    matters: resources.matters,
  };
  const people = new ScanPeople({ ...deps, resolver: resolverOf(deps) });
  const router = new ScanRouter({
    ...deps,
    inbox: new ScanInbox({ knowledge: knowledgeOf(deps), clock }),
    people,
    matters: resources.matters,
    names,
    findPrint: (controlNumber) => printing.find(controlNumber),
    warmPrinting: () => printing.warm(),
  });
  const demonstrate =
    demonstration.holderOf &&
    new DemonstrateScan({
      ...deps,
      matters: resources.matters,
      personId: () => firstPerson(demonstration),
      holderOf: demonstration.holderOf,
    });
  const diverted = new Map<string, Divert>();
  listenToScanners(deps, router, diverted);

  return {
    router,
    divert(deviceId, listener) {
      diverted.set(deviceId, listener);
      return () => void (diverted.get(deviceId) === listener && diverted.delete(deviceId));
    },
    handlers: {
      'scan.typed': ({ text }) => {
        const listener = diverted.get(KEYBOARD);
        if (listener) listener(typedScan(text));
        else router.arrive({ scanId: randomUUID(), deviceId: KEYBOARD, source: 'keyboard', text });
        return ok();
      },
      'scan.waiting': () => ok(router.waiting()),
      'scan.take': ({ scanId }) => router.take(scanId),
      'scan.person': ({ scanId }) => people.prefill(scanId),
      'scan.usePerson': ({ scanId, as }) => people.use(scanId, as),
      'scan.text': ({ scanId }) => router.text(scanId),
      'scan.forget': () => ok(router.forget()),
      'scan.shown': ({ scanId }) => ok(log('scan.shown', { scan: scanId })),
      'scan.demonstrate': ({ what }) => {
        if (!demonstrate) return err({ code: 'DEMONSTRATION_OFF' });
        const text = demonstrate.text(what);
        if (!text.ok) return text;
        const scanId = randomUUID();
        router.arrive({ scanId, deviceId: 'demonstration', source: 'demonstration', text: text.value });
        return ok();
      },
    },
  };
}

/** A typing scanner says nothing of bytes, encoding or symbology: the text is what the keyboard made of them. */
function typedScan(text: string): ScanEvent {
  const bytes = utf8(text);
  const encoding = bytes.length === text.length ? 'ascii' : 'utf-8';
  const lastByteAt = Date.now();
  return { scanId: randomUUID(), deviceId: KEYBOARD, text, bytes, encoding, parts: 1, lastByteAt };
}

function knowledgeOf({ rulePack, resources }: ComposeScansDeps): ScanKnowledge {
  return {
    holderCode: rulePack.qr?.holderCode ?? null,
    stockShapes: resources.stockShapes,
    matterIds: new Map([...resources.matters.values()].map(({ id, code }) => [code, id])),
  };
}

/** Issuers of holder's codes have no public interface: a production terminal has no adapter yet, and says so. */
function resolverOf({ rulePack, demonstration, clock }: ComposeScansDeps): HolderCodeResolver {
  const { holderOf } = demonstration;
  const shape = rulePack.qr?.holderCode;
  if (!holderOf || !shape) return notConnected(rulePack.qr?.name ?? '');
  return demonstrationResolver({ prefix: shape.prefix, holderOf, clock });
}

function listenToScanners(
  { supervisor, serving, isTemporary, log }: ComposeScansDeps,
  router: ScanRouter,
  diverted: ReadonlyMap<string, Divert>,
): void {
  supervisor.on('scan', (scan) => {
    const { scanId, deviceId, text } = scan;
    const listener = diverted.get(deviceId);
    if (listener) return listener(scan);
    if (isTemporary(deviceId)) return;
    // Nobody would see it, and the next person to sign in must not meet it.
    if (!serving()) return log('scan.while-signed-out', { device: deviceId });
    router.arrive({ scanId, deviceId, source: 'scanner', text });
  });
  supervisor.on('scanFailed', ({ deviceId, error }) => {
    if (!diverted.has(deviceId) && !isTemporary(deviceId) && serving()) router.refused(error);
  });
}

function firstPerson(demonstration: Demonstration): string | undefined {
  const people = demonstration.people();
  return people.ok ? people.value[0]?.id : undefined;
}
