// A whole counter with the demonstration's software keys, driven by keyboard: signing in, a finished case, the pad.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { demonstrationSealHolders } from '#core/demonstration/seal-holders';
import type { DemonstrationSealHolders } from '#core/demonstration/seal-holders';
import { initCrypto } from '#core/crypto/init';
import type { CardIdentity } from '#core/identity/card-identity';
import { ageOn } from '#core/identity/card-identity';
import { chinaDay } from '#core/time/clock';
import { bridge, currentCase, waitFor } from '../bridge';
import type { Bridge, InWindow } from '../bridge';
import { COUNTER } from '../counter';
import { demonstration } from '../invented';
import {
  addDemonstrationKeys,
  buildSoftwareKey,
  createKeyStore,
  profileFor,
  writeProfile,
} from '../software-key';
import type { KeyStore } from '../software-key';
import { startStation } from '../station';
import type { Running, Station, StationOptions } from '../station';

export interface SealingCounter {
  readonly station: Station;
  readonly keys: KeyStore;
  readonly holders: DemonstrationSealHolders;
  launch(): Promise<SealingWindow>;
  stop(): Promise<void>;
}

export interface SealingBridge extends Bridge {
  /** Reads in a list; answers the batch's id. */
  importList(typeId: string, list: Uint8Array): Promise<string>;
}

export interface SealingWindow {
  readonly running: Running;
  readonly page: Page;
  readonly terminal: SealingBridge;
  /** Of the unit's key. */
  readonly unitPin: string;
  /** Through the bridge, as the screen does after its pad. */
  signIn(): Promise<void>;
  /** Lays a card, takes all on paper, accepts. Answers the case's id. */
  acceptedCase(person: CardIdentity): Promise<string>;
  /** Types the seal key's PIN into the pad that is open, Enter last. */
  typePin(): Promise<void>;
}

export async function startSealingCounter(options: StationOptions = {}): Promise<SealingCounter> {
  await initCrypto();
  const library = await buildSoftwareKey();
  const folder = await mkdtemp(join(tmpdir(), 'zc-softkeys-'));
  const keys = await createKeyStore(folder);
  const holders = await demonstrationSealHolders(Number(chinaDay(new Date()).slice(0, 4)));
  addDemonstrationKeys(keys, holders);
  const station = await startStation({
    ...options,
    env: { ...options.env, ZC_SOFTKEY_DIR: keys.folder },
    settings: {
      counter: { ...COUNTER, issuer: holders.unit.name },
      ...options.settings,
    },
  });
  writeProfile(station.profileDir, profileFor(library));
  return {
    station,
    keys,
    holders,
    launch: async () => sealingWindow(await station.launch(), station, holders),
    async stop() {
      await station.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function sealingWindow(
  running: Running,
  station: Station,
  { people, unit }: DemonstrationSealHolders,
): Promise<SealingWindow> {
  const { page } = running;
  const terminal = sealingBridge(page);
  try {
    await page.getByTestId('desk-ready').waitFor();
  } catch (cause) {
    await running.kill();
    throw cause;
  }
  const custodian = people.find(({ staffId }) => staffId === unit.custodianStaffId)!;
  return {
    running,
    page,
    terminal,
    unitPin: unit.pin,
    async signIn() {
      const key = await waitFor('key of the custodian', async () =>
        (await terminal.request('staff.get')).keys.find(({ staff }) => staff?.staffId === custodian.staffId),
      );
      const { keyId, fingerprint } = key;
      const signedIn = await signInWith(page, keyId, fingerprint, custodian.pin);
      if (!signedIn.ok) throw new Error(`signing in: ${signedIn.error?.code}`);
      await waitFor('seal key', async () =>
        (await terminal.request('sealKeys.get')).keys.some(
          ({ serial, state }) => serial.endsWith(unit.keySerial.slice(-4)) && state.kind === 'ready',
        ),
      );
    },
    async acceptedCase(person) {
      await waitFor('reader waiting', async () => {
        const state = (await terminal.desk()).readers[0]?.state.kind;
        return state === 'waiting' || state === 'card-present';
      });
      await station.reader.lay(person);
      const { id: caseId } = await waitFor('case', () => currentCase(terminal));
      await terminal.request('cases.chooseMatter', { caseId, matterId: 'senior-card-application' });
      await terminal.ask('cases.decline', { caseId });
      for (const materialId of ['application', 'applicant-id']) {
        await terminal.request('cases.acceptPaper', { caseId, materialId });
      }
      await terminal.request('cases.confirmShared', { caseId, materialId: 'photo' });
      await terminal.request('cases.close', { caseId, outcome: 'accepted' });
      await page.getByTestId('closed-slip').waitFor();
      return caseId;
    },
    async typePin() {
      await page.getByTestId('pin-field').waitFor();
      await page.getByTestId('pin-field').focus();
      // As a hand types: what comes faster is a scanner.
      await page.keyboard.type(unit.pin, { delay: 80 });
      await page.keyboard.press('Enter');
    },
  };
}

/** Bytes reach the window as numbers. */
function sealingBridge(page: Page): SealingBridge {
  return {
    ...bridge(page),
    async importList(typeId, list) {
      const answer = await page.evaluate(
        ([type, numbers]) =>
          (globalThis as unknown as InWindow).terminal.request['issuing.importList']({
            typeId: type,
            bytes: new Uint8Array(numbers),
          }),
        [typeId, [...list]] as const,
      );
      if (!answer.ok) throw new Error(`list: ${answer.error.code}`);
      return answer.value.summary.batchId;
    },
  };
}

/** Consents to the whole batch and begins, as the screen does after its pad. Resolves when the first document is under way. */
export async function sealBatchOf(page: Page, terminal: Bridge, batchId: string, pin: string): Promise<void> {
  const consent = await waitFor('a usable seal', async () => {
    const found = await terminal.request('issuing.consent', { subject: { kind: 'batch', batchId } });
    return found.seals.length > 0 ? found : undefined;
  });
  const { keyId, fingerprint } = consent.seals[0]!;
  const { digest, purpose } = consent;
  const started = await page.evaluate(
    ([consented, digits]) =>
      (globalThis as unknown as InWindow).terminal.request['issuing.startBatch']({
        ...consented,
        pin: new TextEncoder().encode(digits),
      }),
    [{ batchId, digest, keyId, fingerprint, purpose }, pin] as const,
  );
  if (!started.ok) throw new Error(`batch: ${started.error.code}`);
}

/** PINs travel as bytes. */
function signInWith(
  page: Page,
  keyId: string,
  fingerprint: string,
  pin: string,
): Promise<{ ok: boolean; error?: { code: string } }> {
  return page.evaluate(
    ([key, certificate, digits]) =>
      (globalThis as unknown as InWindow).terminal.request['staff.signInByKey']({
        keyId: key,
        fingerprint: certificate,
        pin: new TextEncoder().encode(digits),
      }),
    [keyId, fingerprint, pin] as const,
  );
}

/** An invented resident old enough for a senior card. */
export function seniorApplicant(): CardIdentity {
  const today = chinaDay(new Date());
  const person = demonstration.people.find(
    (one) =>
      one.kind === 'resident' &&
      ageOn(one.birth, today) >= 60 &&
      (one.validTo === 'long-term' || one.validTo >= today),
  );
  if (!person) throw new Error('nobody is old enough');
  return person;
}
