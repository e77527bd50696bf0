// Seal keys through the real host, the real koffi and a real SKF library, over everything that goes wrong with them.
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toHex, utf8 } from '#core/crypto/bytes';
import { sm2VerifyDigest } from '#core/crypto/sm2';
import { sm3 } from '#core/crypto/sm3';
import { parseCertificate } from '#core/crypto/x509';
import { signChecked } from '#core/eseal/sign';
import type { PresentKey } from '#core/seal-keys/key-state';
import { signerOf } from '#main/seal-keys/signer';
import type { KeySession } from '#main/seal-keys/seal-keys';
import {
  buildSoftwareKey,
  createKeyStore,
  installLibrary,
  profileFor,
  writeProfile,
  type KeyStore,
  type SoftwareKeyFault,
  type SoftwareKeyVariant,
} from '#tests/support/software-key';
import { startSealKeys, type StartedSealKeys } from '#tests/support/seal-key-service';
import { exampleKey, PIN } from '#tests/support/software-key-example';

/** Short, so that a hang is soon over; each call of the software key takes a few milliseconds. */
const DEADLINES = { list: 1_500, pin: 1_500, sign: 1_500 };
const SERIAL = 'ZC-KEY-1';
const FOLDER = join('devices', 'seal-keys');
const digest = new Uint8Array(32).fill(7);

let folder: string;
let store: KeyStore;
let started: StartedSealKeys | undefined;
let built: string;

beforeAll(async () => {
  built = await buildSoftwareKey();
});
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zc-keys-'));
  store = await createKeyStore(join(folder, 'store'));
});
afterEach(async () => {
  await started?.stop();
  started = undefined;
  rmSync(folder, { recursive: true, force: true });
});

/** A library of its own in this test's folder, and its profile. */
function install(library = built, variant: Partial<SoftwareKeyVariant> = {}): string {
  const path = installLibrary(library, join(folder, `${variant.vendor ?? 'softkey'}.so`), store.folder);
  writeProfile(folder, profileFor(path, variant, { deadlines: DEADLINES }));
  return path;
}

async function start(idleMs?: number): Promise<StartedSealKeys> {
  started = await startSealKeys([join(folder, FOLDER)], idleMs === undefined ? {} : { idleMs });
  return started;
}

const ready = (keys: StartedSealKeys, serial = SERIAL): Promise<PresentKey> =>
  keys.when(() => keys.service.keys().find((key) => key.serial === serial && key.state.kind === 'ready'));

function fingerprintOf(key: PresentKey): string {
  if (key.state.kind !== 'ready') throw new Error(key.state.kind);
  return key.state.certificates[0]!.fingerprint;
}

const pinOf = (text: string): Uint8Array => utf8(text);

async function loggedIn(keys: StartedSealKeys, key: PresentKey): Promise<KeySession> {
  const session = await keys.service.login(key.keyId, fingerprintOf(key), pinOf(PIN));
  if (!session.ok) throw new Error(JSON.stringify(session.error));
  return session.value;
}

function verifies(session: KeySession, signature: Uint8Array): boolean {
  const certificate = parseCertificate(session.certificate);
  return certificate.ok && sm2VerifyDigest(certificate.value.publicKey.bits, digest, signature).ok;
}

describe('a key that works', () => {
  it('is named, read, signs, and is logged out', async () => {
    install();
    const example = await exampleKey(SERIAL);
    store.addKey(example);
    const keys = await start();
    const key = await ready(keys);
    expect(key).toMatchObject({
      keyId: `softkey:${SERIAL}`,
      libraryId: 'softkey',
      vendor: '证窗演示',
      label: example.label,
    });
    expect(key.state).toMatchObject({ pin: { left: 6, max: 6, isDefault: false } });
    expect(fingerprintOf(key)).toBe(toHex(sm3(example.certificate!)));
    expect(keys.service.find(fingerprintOf(key))?.keyId).toBe(key.keyId);

    const pin = pinOf(PIN);
    const session = await keys.service.login(key.keyId, fingerprintOf(key), pin);
    expect(pin).toEqual(new Uint8Array(PIN.length));
    if (!session.ok) throw new Error(session.error.code);
    const signed = await session.value.sign(digest);
    expect(signed.ok && verifies(session.value, signed.value)).toBe(true);
    expect(session.value.keyMs).toBeGreaterThan(0);
    expect(keys.service.inUse(key.keyId)).toBe(true);
    await session.value.end();
    await session.value.end();
    expect(keys.service.inUse(key.keyId)).toBe(false);
    expect(await session.value.sign(digest)).toMatchObject({ error: { code: 'SEAL_KEY_SESSION_ENDED' } });
    const { calls, tries, signatures } = store.counters(SERIAL);
    expect({ tries, signatures }).toEqual({ tries: 1, signatures: 1 });
    expect(calls['SKF_ClearSecureState']).toBe(1);
    // Every handle that was opened is closed again.
    expect(calls['SKF_CloseContainer']).toBe(calls['SKF_OpenContainer']);
    expect(calls['SKF_CloseApplication']).toBe(calls['SKF_OpenApplication']);
    expect(calls['SKF_DisConnectDev']).toBe(calls['SKF_ConnectDev']);
  });

  it.each([
    { packing: 'natural', boolBytes: 4, ulongBytes: 4 },
    { packing: 'packed', boolBytes: 8, ulongBytes: 8 },
    { packing: 'natural', boolBytes: 8, ulongBytes: 8 },
  ] as const)('is read whatever the vendor made of the header: %o', async (abi) => {
    const variant = { vendor: 'other', ...abi };
    install(await buildSoftwareKey(variant), variant);
    const example = { ...(await exampleKey(SERIAL)), vendor: 'other' };
    store.addKey(example);
    const keys = await start();
    const key = await ready(keys);
    expect(key.label).toBe(example.label);
    expect(key.state).toMatchObject({ pin: { left: 6, max: 6, isDefault: false } });
    const session = await loggedIn(keys, key);
    const signed = await session.sign(digest);
    expect(signed.ok && verifies(session, signed.value)).toBe(true);
  });

  it('stands beside others, of the same library and of another one', async () => {
    install();
    const variant = { vendor: 'second' };
    install(await buildSoftwareKey(variant), variant);
    store.addKey(await exampleKey(SERIAL));
    store.addKey(await exampleKey('ZC-KEY-2'));
    store.addKey({ ...(await exampleKey('ZC-KEY-3')), vendor: 'second' });
    const keys = await start();
    await Promise.all([SERIAL, 'ZC-KEY-2', 'ZC-KEY-3'].map((serial) => ready(keys, serial)));
    expect(keys.hosts).toHaveLength(2);
    for (const serial of [SERIAL, 'ZC-KEY-2', 'ZC-KEY-3']) {
      const session = await loggedIn(keys, await ready(keys, serial));
      const signed = await session.sign(digest);
      expect(signed.ok && verifies(session, signed.value)).toBe(true);
    }
    expect(['ZC-KEY-2', 'ZC-KEY-3'].map((serial) => store.counters(serial).signatures)).toEqual([1, 1]);
  });

  it('is noticed when it comes and goes, with events and without, and keeps its name', async () => {
    install();
    store.addKey(await exampleKey(SERIAL), { plugged: false });
    const keys = await start();
    await keys.when(() => keys.service.libraries()[0]?.state.kind === 'running');
    store.plug(SERIAL);
    const { keyId } = await ready(keys);
    store.unplug(SERIAL);
    await keys.when(() => keys.service.keys().length === 0);
    store.setFaults({ on: 'SKF_WaitForDevEvent', kind: 'events-missed', times: 0 });
    store.plug(SERIAL);
    expect((await ready(keys)).keyId).toBe(keyId);
    store.setFaults({ on: 'SKF_WaitForDevEvent', kind: 'not-supported', times: 0 });
    store.unplug(SERIAL);
    await keys.when(() => keys.service.keys().length === 0);
    store.plug(SERIAL);
    await ready(keys);
  });

  it('is logged out when nobody signs', async () => {
    install();
    store.addKey(await exampleKey(SERIAL));
    const keys = await start(1_000);
    const key = await ready(keys);
    const session = await loggedIn(keys, key);
    await keys.when(() => !keys.service.inUse(key.keyId));
    expect(await session.sign(digest)).toMatchObject({ error: { code: 'SEAL_KEY_SESSION_ENDED' } });
    expect(store.counters(SERIAL).calls['SKF_ClearSecureState']).toBe(1);
  });
});

describe('PIN', () => {
  let keys: StartedSealKeys;
  let key: PresentKey;
  const login = (pin: string) => keys.service.login(key.keyId, fingerprintOf(key), pinOf(pin));
  beforeEach(async () => {
    install();
    store.addKey(await exampleKey(SERIAL));
    keys = await start();
    key = await ready(keys);
  });

  it('costs one try when it is wrong, and says how many are left', async () => {
    expect(await login('wrong-1')).toEqual({
      ok: false,
      error: { code: 'SEAL_KEY_PIN_WRONG', result: 0x0a000024, call: 'SKF_VerifyPIN', left: 5 },
    });
    expect(store.counters(SERIAL)).toMatchObject({ tries: 1, pinLeft: 5 });
    expect(await keys.service.pinInfo(key.keyId, fingerprintOf(key))).toEqual({
      ok: true,
      value: { left: 5, max: 6, isDefault: false },
    });
    await keys.when(() => {
      const state = keys.service.keys()[0]?.state;
      return state?.kind === 'ready' && state.pin?.left === 5;
    });
  });

  it('gives the lost tries back when it is right, and the screen is told', async () => {
    const left = () => {
      const state = keys.service.keys()[0]?.state;
      return state?.kind === 'ready' ? state.pin?.left : undefined;
    };
    await login('wrong-1');
    await keys.when(() => left() === 5);
    await (await loggedIn(keys, key)).end();
    await keys.when(() => left() === 6);
    expect(store.counters(SERIAL)).toMatchObject({ tries: 2, pinLeft: 6 });
  });

  it('costs one try when it is sent twice at once', async () => {
    const answers = await Promise.all([login('wrong-1'), login('wrong-1')]);
    expect(answers.map((answer) => (answer.ok ? '' : answer.error.code)).sort()).toEqual([
      'SEAL_KEY_BUSY',
      'SEAL_KEY_PIN_WRONG',
    ]);
    expect(store.counters(SERIAL).tries).toBe(1);
  });

  it('costs nothing when it cannot be right', async () => {
    expect(await login('123')).toMatchObject({ error: { code: 'SEAL_KEY_PIN_LENGTH', min: 6, max: 16 } });
    expect(await login('密码密码')).toMatchObject({ error: { code: 'SEAL_KEY_PIN_CHARACTERS' } });
    expect(store.counters(SERIAL).verifyCalls).toBe(0);
  });

  it('is asked no more when it is locked', async () => {
    for (let left = 5; left >= 1; left -= 1)
      expect(await login('wrong-1')).toMatchObject({ error: { left } });
    expect(await login('wrong-1')).toMatchObject({ error: { code: 'SEAL_KEY_PIN_LOCKED', left: 0 } });
    expect(await login(PIN)).toMatchObject({ error: { code: 'SEAL_KEY_PIN_LOCKED' } });
    expect(store.counters(SERIAL)).toMatchObject({ tries: 6, verifyCalls: 6, pinLeft: 0 });
  });

  it('is changed once, for a better one', async () => {
    const change = (from: string, to: string) =>
      keys.service.changePin(key.keyId, fingerprintOf(key), pinOf(from), pinOf(to));
    expect(await change(PIN, '12345678')).toMatchObject({ error: { code: 'SEAL_KEY_PIN_WEAK' } });
    expect(await change(PIN, PIN)).toMatchObject({ error: { code: 'SEAL_KEY_PIN_SAME' } });
    expect(store.counters(SERIAL).tries).toBe(0);
    expect(await change('wrong-1', 'k8-Tq2')).toMatchObject({
      error: { code: 'SEAL_KEY_PIN_WRONG', left: 5 },
    });
    expect(await change(PIN, 'k8-Tq2')).toEqual({ ok: true, value: undefined });
    expect(await login(PIN)).toMatchObject({ error: { code: 'SEAL_KEY_PIN_WRONG' } });
    expect((await login('k8-Tq2')).ok).toBe(true);
  });

  it('that the key was delivered with lets it do nothing but change it', async () => {
    store.addKey({ ...(await exampleKey('ZC-NEW')), pin: 'delivered-1', defaultPin: true });
    key = await ready(keys, 'ZC-NEW');
    expect(await login('delivered-1')).toEqual({ ok: false, error: { code: 'SEAL_KEY_PIN_DEFAULT' } });
    expect(store.counters('ZC-NEW').verifyCalls).toBe(0);
    const [from, to] = [pinOf('delivered-1'), pinOf('k8-Tq2')];
    expect((await keys.service.changePin(key.keyId, fingerprintOf(key), from, to)).ok).toBe(true);
    expect([...from, ...to].every((byte) => byte === 0)).toBe(true);
    expect((await login('k8-Tq2')).ok).toBe(true);
  });

  it('never stands in what is logged', async () => {
    await login('wrong-1');
    (await loggedIn(keys, key)).end();
    const text = JSON.stringify(keys.logged);
    for (const secret of ['wrong-1', PIN, toHex(utf8(PIN))]) expect(text).not.toContain(secret);
  });
});

describe('faults', () => {
  let keys: StartedSealKeys;
  let key: PresentKey;
  let session: KeySession;
  const fault = (on: string, kind: SoftwareKeyFault['kind'], value?: number) =>
    store.setFaults({ on, kind, ...(value === undefined ? {} : { value }) });
  /** After whatever happened: the key replugged, the next signature is made. */
  const worksAfterReplug = async () => {
    store.setFaults();
    store.unplug(SERIAL);
    await keys.when(() => keys.service.keys().length === 0);
    store.plug(SERIAL);
    const next = await loggedIn(keys, await ready(keys));
    const signed = await next.sign(digest);
    expect(signed.ok && verifies(next, signed.value)).toBe(true);
  };
  beforeEach(async () => {
    install();
    store.addKey(await exampleKey(SERIAL));
    keys = await start();
    key = await ready(keys);
    session = await loggedIn(keys, key);
  });

  it.each(['unplug-before', 'unplug-after'] as const)('pulled while it signs (%s)', async (kind) => {
    fault('SKF_ECCSignData', kind);
    expect(await session.sign(digest)).toMatchObject({
      error: { code: 'SEAL_KEY_REMOVED', result: 0x0a000023, call: 'SKF_ECCSignData' },
    });
    await keys.when(() => keys.service.keys().length === 0);
    expect(await session.sign(digest)).toMatchObject({ error: { code: 'SEAL_KEY_REMOVED' } });
    store.plug(SERIAL);
    await worksAfterReplug();
  });

  it('pulled between two signatures', async () => {
    store.unplug(SERIAL);
    await keys.when(() => keys.service.keys().length === 0);
    expect(await session.sign(digest)).toMatchObject({ error: { code: 'SEAL_KEY_REMOVED' } });
    store.plug(SERIAL);
    await worksAfterReplug();
  });

  it('hangs: the process is ended, another one serves the key', async () => {
    fault('SKF_ECCSignData', 'hang');
    const pid = keys.hosts[0]?.pid;
    expect(await session.sign(digest)).toMatchObject({
      error: { code: 'SEAL_KEY_HANGS', call: 'SKF_ECCSignData' },
    });
    expect(keys.service.keys()[0]?.state.kind).toBe('restarting');
    store.setFaults();
    await ready(keys);
    expect(keys.service.libraries()[0]?.pid).not.toBe(pid);
    await worksAfterReplug();
  });

  it('hangs while it is listed: told, and served when it is well again', async () => {
    await session.end();
    fault('SKF_EnumDev', 'hang');
    await keys.when(() => keys.service.keys()[0]?.state.kind === 'restarting');
    expect(keys.service.lastError()?.error).toEqual({ code: 'SEAL_KEY_HANGS', call: 'SKF_EnumDev' });
    await worksAfterReplug();
  });

  it.each(['crash', 'abort'] as const)('crashes its process (%s)', async (kind) => {
    fault('SKF_ECCSignData', kind);
    expect(await session.sign(digest)).toMatchObject({ error: { code: 'SEAL_KEY_LIBRARY_CRASHED' } });
    await worksAfterReplug();
  });

  it('is slow: waited for', async () => {
    fault('SKF_ECCSignData', 'slow', 700);
    const signed = await session.sign(digest);
    expect(signed.ok && verifies(session, signed.value)).toBe(true);
  });

  it('lies: a signature that is none never leaves the signer', async () => {
    fault('SKF_ECCSignData', 'wrong-signature');
    expect(await signChecked(signerOf(session), utf8('公文'))).toEqual({
      ok: false,
      error: { code: 'SIGNER_ANSWER_WRONG' },
    });
  });

  it('writes what no structure can be', async () => {
    fault('SKF_ECCSignData', 'wrong-size', 128);
    expect(await session.sign(digest)).toMatchObject({
      error: { code: 'SEAL_KEY_ANSWER_MALFORMED', call: 'SKF_ECCSignData' },
    });
    await worksAfterReplug();
  });

  it('answers with a number that no standard lists: it is told', async () => {
    fault('SKF_ECCSignData', 'code', 0x0b0000ff);
    expect(await session.sign(digest)).toMatchObject({
      error: { code: 'SEAL_KEY_RESULT_UNKNOWN', result: 0x0b0000ff, call: 'SKF_ECCSignData' },
    });
    expect(keys.service.lastError()).toMatchObject({ error: { result: 0x0b0000ff }, label: key.label });
  });

  it('is locked while somebody types', async () => {
    await session.end();
    fault('SKF_VerifyPIN', 'pin-locked');
    expect(await keys.service.login(key.keyId, fingerprintOf(key), pinOf(PIN))).toMatchObject({
      error: { code: 'SEAL_KEY_PIN_LOCKED' },
    });
  });

  it('another key stands in the slot: no PIN is tried on it', async () => {
    await session.end();
    const other = { ...(await exampleKey('ZC-KEY-9')) };
    const target = fingerprintOf(key);
    store.setFaults({ on: 'SKF_WaitForDevEvent', kind: 'events-missed', times: 0 });
    store.unplug(SERIAL);
    store.addKey(other);
    const answer = await keys.service.login(key.keyId, target, pinOf(PIN));
    expect(answer.ok).toBe(false);
    expect(store.counters('ZC-KEY-9').verifyCalls).toBe(0);
  });
});

describe('a key whose content cannot be read', () => {
  it.each([
    ['SKF_GetDevInfo', 'code', 0x0a000001, 'SEAL_KEY_FAILED'],
    ['SKF_EnumApplication', 'wrong-size', 9_000_000, 'SEAL_KEY_ANSWER_MALFORMED'],
    ['SKF_EnumContainer', 'wrong-size', 9_000_000, 'SEAL_KEY_ANSWER_MALFORMED'],
    ['SKF_ExportCertificate', 'wrong-size', 1, 'SEAL_KEY_ANSWER_MALFORMED'],
  ] as const)('%s (%s): told by its error, read again later', async (on, kind, value, code) => {
    install();
    store.addKey(await exampleKey(SERIAL));
    store.setFaults({ on, kind, value, times: 0 });
    const keys = await start();
    const failed = await keys.when(() => keys.service.keys().find(({ state }) => state.kind === 'failed'));
    expect(failed.state).toMatchObject({ error: { code, call: on } });
    expect(await keys.service.pinInfo(failed.keyId, toHex(new Uint8Array(32)))).toMatchObject({
      error: { code },
    });
    store.setFaults();
    await ready(keys);
  });

  it('carries no certificate: ready, with nothing to sign with', async () => {
    install();
    const { certificate: _, privateKey: __, ...empty } = await exampleKey(SERIAL);
    store.addKey(empty);
    const keys = await start();
    expect((await ready(keys)).state).toMatchObject({ certificates: [] });
  });
});

describe('a library', () => {
  it('costs no process when it is not installed, and is taken up when it is', async () => {
    store.addKey(await exampleKey(SERIAL));
    const keys = await start();
    keys.service.rescan();
    expect(keys.hosts).toEqual([]);
    install();
    keys.service.rescan();
    await ready(keys);
  });

  it('that was deleted is named, and used again when it is back', async () => {
    const path = install();
    store.addKey(await exampleKey(SERIAL));
    const keys = await start();
    await ready(keys);
    renameSync(path, `${path}.away`);
    keys.hosts[0]?.kill();
    await keys.when(
      () =>
        keys.service.libraries()[0]?.state.kind === 'restarting' &&
        keys.service.lastError()?.error.code === 'SEAL_KEY_LIBRARY_MISSING',
    );
    renameSync(`${path}.away`, path);
    const session = await loggedIn(keys, await ready(keys));
    expect((await session.sign(digest)).ok).toBe(true);
  });

  it('that is no library is named, and nothing else suffers', async () => {
    install();
    const broken = join(folder, 'broken.so');
    writeFileSync(broken, 'not a library');
    writeProfile(folder, profileFor(broken, { vendor: 'broken' }));
    store.addKey(await exampleKey(SERIAL));
    const keys = await start();
    await ready(keys);
    const state = await keys.when(() => {
      const found = keys.service.libraries().find(({ profile }) => profile.id === 'broken')?.state;
      return found?.kind === 'restarting' && found;
    });
    expect(state).toEqual({ kind: 'restarting', error: { code: 'SEAL_KEY_LIBRARY_UNUSABLE' } });
  });

  it('that two profiles name is owned by one', async () => {
    const path = install();
    copyFileSync(join(folder, FOLDER, 'softkey.json'), join(folder, FOLDER, 'twin.json'));
    const twin = readFileSync(join(folder, FOLDER, 'twin.json'), 'utf8').replace('"softkey"', '"twin"');
    writeFileSync(join(folder, FOLDER, 'twin.json'), twin);
    store.addKey(await exampleKey(SERIAL));
    const keys = await start();
    await ready(keys);
    expect(keys.service.libraries()).toHaveLength(1);
    expect(path).toContain('softkey.so');
  });

  it('whose profile is wrong is left out by name, and the others load', async () => {
    install();
    mkdirSync(join(folder, FOLDER), { recursive: true });
    writeFileSync(join(folder, FOLDER, 'a.json'), '{');
    writeFileSync(join(folder, FOLDER, 'b.json'), '{"id":"b","run":"rm"}');
    store.addKey(await exampleKey(SERIAL));
    const keys = await start();
    await ready(keys);
    expect(keys.service.profileErrors().map(({ code, file }) => [code, file])).toEqual([
      ['SEAL_KEY_PROFILE_NOT_JSON', 'a.json'],
      ['SEAL_KEY_PROFILE_INVALID', 'b.json'],
    ]);
  });

  it('that is missing while its key is plugged in is named with what to install', async () => {
    const path = install();
    const profile = profileFor(path, {}, { usb: [{ vendorId: '1111', productId: '2222' }] });
    rmSync(path);
    writeProfile(folder, profile);
    const keys = await start();
    const hid = { path: '/dev/hidraw9', vendorId: 0x1111, productId: 0x2222, product: 'USB Key' };
    keys.service.noteHidDevices([hid, { ...hid, usagePage: 0xff00 }]);
    expect(keys.service.missing()).toEqual([
      {
        profileId: 'softkey',
        vendor: '证窗演示',
        name: '软件密码钥匙',
        product: 'USB Key',
        installHint: profile.installHint,
      },
    ]);
    install();
    keys.service.rescan();
    expect(keys.service.missing()).toEqual([]);
  });
});
