// Plugging, pulling and scripted faults of the software key, as a driver meets them.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { encodeSm2Signature, sm2PublicKey, sm2VerifyDigest } from '#core/crypto/sm2';
import { signatureValues } from '#tests/support/skf-functions';
import {
  exampleKey,
  keyBench,
  openKey,
  PIN,
  type KeyBench,
  type OpenedKey,
} from '#tests/support/software-key-example';

const ROOT = resolve(import.meta.dirname, '../../..');
const REMOVED = 0x0a000023;
const SERIAL = 'ZC-FAULTS';
let bench: KeyBench;

beforeAll(async () => {
  bench = await keyBench();
  bench.store.addKey(await exampleKey(SERIAL));
});
afterEach(() => {
  bench.store.setFaults();
  bench.store.plug(SERIAL);
  bench.store.clearCalls();
});
afterAll(() => bench.dispose());

function loggedIn(): OpenedKey {
  const opened = openKey(bench.library, SERIAL);
  expect(bench.library.call('SKF_VerifyPIN', opened.application, 1, PIN, bench.library.word())).toBe(0);
  return opened;
}

function sign(
  { container }: OpenedKey,
  digest = randomBytes(32),
): { result: number; blob: Buffer; digest: Buffer } {
  const blob = Buffer.alloc(128);
  return { result: bench.library.call('SKF_ECCSignData', container, digest, 32, blob), blob, digest };
}

describe('pulling a key', () => {
  it('answers “removed” on every handle of it, also after it was plugged in again', () => {
    const { library, store } = bench;
    const opened = loggedIn();
    store.unplug(SERIAL);
    expect(library.names('SKF_EnumDev', true)).toEqual([]);
    expect(sign(opened).result).toBe(REMOVED);
    store.plug(SERIAL);
    expect(sign(opened).result).toBe(REMOVED);
    expect(library.sized('SKF_ExportCertificate', opened.container, true).result).toBe(REMOVED);
    expect(library.call('SKF_DisConnectDev', opened.device)).toBe(REMOVED);
    expect(library.call('SKF_DisConnectDev', opened.device)).toBe(0x0a000005);
    expect(sign(openKey(library, SERIAL)).result).toBe(0x0a00002d);
    expect(sign(loggedIn()).result).toBe(0);
  });

  it('ends a signature that is under way', async () => {
    const opened = loggedIn();
    bench.store.setFaults({ on: 'SKF_ECCSignData', kind: 'slow', value: 400 });
    const signing = bench.library.callAsync(
      'SKF_ECCSignData',
      opened.container,
      randomBytes(32),
      32,
      Buffer.alloc(128),
    );
    await pause(100);
    bench.store.unplug(SERIAL);
    expect(await signing).toBe(REMOVED);
    expect(bench.store.counters(SERIAL).signatures).toBe(0);
  });

  it.each([
    ['unplug-before', 0],
    ['unplug-after', 1],
  ] as const)('%s: at the third signature, %i more of them made than answered', (kind, unanswered) => {
    const opened = loggedIn();
    bench.store.setFaults({ on: 'SKF_ECCSignData', kind, after: 2 });
    const results = [1, 2, 3, 4].map(() => sign(opened).result);
    expect(results).toEqual([0, 0, REMOVED, REMOVED]);
    expect(bench.store.isPlugged(SERIAL)).toBe(false);
    expect(bench.store.counters(SERIAL).signatures).toBe(2 + unanswered);
    bench.store.plug(SERIAL);
    expect(sign(loggedIn()).result).toBe(0);
  });
});

describe('SKF_WaitForDevEvent', () => {
  const wait = async () => {
    const { library } = bench;
    const [name, size, event] = [Buffer.alloc(80), library.word(80), library.word()];
    const result = await library.callAsync('SKF_WaitForDevEvent', name, size, event);
    return { result, event: event.value, name: name.toString('utf8', 0, size.value - 1) };
  };
  const cancel = () => bench.library.call('SKF_CancelWaitForDevEvent');

  it('tells pulling, plugging, and both of a quick change', async () => {
    const name = `softkey#${SERIAL}`;
    const pulled = wait();
    await pause(250);
    bench.store.unplug(SERIAL);
    expect(await pulled).toEqual({ result: 0, event: 2, name });
    const plugged = wait();
    bench.store.plug(SERIAL);
    expect(await plugged).toEqual({ result: 0, event: 1, name });
    bench.store.unplug(SERIAL);
    bench.store.plug(SERIAL);
    expect(await wait()).toEqual({ result: 0, event: 2, name });
    expect(await wait()).toEqual({ result: 0, event: 1, name });
  });

  it('keeps no other call waiting, and can be cancelled', async () => {
    const waiting = wait();
    await pause(150);
    expect(sign(loggedIn()).result).toBe(0);
    expect(cancel()).toBe(0);
    // The plugging of the test before may still be told first.
    const first = await waiting;
    expect([0, 0x0a000022]).toContain(first.result);
  });

  it('may be missing, or miss what happened', async () => {
    bench.store.setFaults({ on: 'SKF_WaitForDevEvent', kind: 'not-supported' });
    expect((await wait()).result).toBe(0x0a000003);
    bench.store.setFaults({ on: 'SKF_WaitForDevEvent', kind: 'events-missed', times: 0 });
    bench.store.unplug(SERIAL);
    const missed = wait();
    await pause(300);
    bench.store.plug(SERIAL);
    await pause(300);
    cancel();
    expect((await missed).result).toBe(0x0a000022);
  });
});

describe('scripted faults', () => {
  it('answers the code that is asked for, so many times', () => {
    const opened = loggedIn();
    bench.store.setFaults({ on: 'SKF_ECCSignData', kind: 'code', value: 0x0a00_1234, after: 1, times: 2 });
    expect([1, 2, 3, 4].map(() => sign(opened).result)).toEqual([0, 0x0a001234, 0x0a001234, 0]);
    expect(bench.store.counters(SERIAL).signatures).toBe(2);
  });

  it('fills the key', () => {
    const { application } = loggedIn();
    bench.store.setFaults({ on: 'SKF_CreateFile', kind: 'full' });
    const create = () => bench.library.call('SKF_CreateFile', application, 'seal.esl', 10, 0xff, 0x10);
    expect([create(), create()]).toEqual([0x0a000030, 0]);
  });

  it('locks the PIN', async () => {
    bench.store.addKey(await exampleKey('ZC-LOCKED'));
    bench.store.setFaults({ on: 'SKF_VerifyPIN', kind: 'pin-locked', serial: 'ZC-LOCKED' });
    const { application } = openKey(bench.library, 'ZC-LOCKED');
    const verify = () => bench.library.call('SKF_VerifyPIN', application, 1, PIN, bench.library.word());
    expect([verify(), verify()]).toEqual([0x0a000025, 0x0a000025]);
    expect(bench.store.counters('ZC-LOCKED')).toMatchObject({ pinLeft: 0, tries: 0 });
    expect(sign(loggedIn()).result).toBe(0);
  });

  it('lies: a signature that does not verify, values at the wrong end, a length that is none', async () => {
    const opened = loggedIn();
    const { privateKey } = await exampleKey(SERIAL);
    const publicKey = sm2PublicKey(privateKey!);
    const verifies = ({ blob, digest }: { blob: Buffer; digest: Buffer }) => {
      const { r, s } = signatureValues(blob);
      return sm2VerifyDigest(publicKey, digest, encodeSm2Signature(r, s)).ok;
    };
    bench.store.setFaults({ on: 'SKF_ECCSignData', kind: 'wrong-signature' });
    expect([verifies(sign(opened)), verifies(sign(opened))]).toEqual([false, true]);
    bench.store.setFaults({ on: 'SKF_ECCSignData', kind: 'wrong-size' });
    expect(() => signatureValues(sign(opened).blob)).toThrow('not right-aligned');
    bench.store.setFaults({ on: 'SKF_ExportCertificate', kind: 'wrong-size', value: 0x7fff_ffff });
    const size = bench.library.word();
    expect(bench.library.call('SKF_ExportCertificate', opened.container, true, null, size)).toBe(0);
    expect(size.value).toBe(0x7fffffff);
  });

  it('counts the time inside signing', () => {
    const opened = loggedIn();
    bench.store.setFaults({ on: 'SKF_ECCSignData', kind: 'slow', value: 30, spread: 20, times: 0 });
    for (let i = 0; i < 3; i++) expect(sign(opened).result).toBe(0);
    const { signMs, signatures, calls } = bench.store.counters(SERIAL);
    expect(signatures).toBe(3);
    expect(signMs).toBeGreaterThanOrEqual(90);
    expect(calls).toMatchObject({ SKF_ECCSignData: 3, SKF_VerifyPIN: 1 });
  });

  it.each([
    ['crash', 'SIGSEGV'],
    ['abort', 'SIGABRT'],
    ['hang', 'SIGKILL'],
  ] as const)('%s ends the process by %s, once', async (kind, signal) => {
    bench.store.setFaults({ on: 'SKF_ECCSignData', kind });
    const ended = await otherProcessSigns(kind === 'hang');
    expect(ended.signal).toBe(signal);
    expect(bench.store.calls().filter(({ note }) => note === kind)).toHaveLength(1);
    expect(await otherProcessSigns(false)).toEqual({ code: 0, signal: null });
  });

  async function otherProcessSigns(kill: boolean): Promise<{ code: number | null; signal: string | null }> {
    const args = ['scripts/run-ts.mjs', 'tests/support/skf-process.ts', bench.path, SERIAL, 'sign', PIN, '1'];
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: 'ignore' });
    const ended = new Promise<{ code: number | null; signal: string | null }>((done) =>
      child.once('exit', (code, signal) => done({ code, signal })),
    );
    if (kill) {
      while (!bench.store.calls().some(({ note }) => note === 'hang')) await pause(50);
      child.kill('SIGKILL');
    }
    return ended;
  }
});

it('keeps what a call changed, and reads no damaged file as a key', async () => {
  const { store, library } = bench;
  store.addKey(await exampleKey('ZC-LASTING'));
  const { device } = openKey(library, 'ZC-LASTING');
  library.call('SKF_SetLabel', device, '改过的名称');
  const second = await keyBench();
  try {
    expect(second.library.names('SKF_EnumDev', true)).toEqual([]);
  } finally {
    second.dispose();
  }
  const info = Buffer.alloc(294);
  library.call('SKF_GetDevInfo', openKey(library, 'ZC-LASTING').device, info);
  expect(info.toString('utf8', 130, 145)).toBe('改过的名称');
  store.damage('ZC-LASTING');
  expect(library.names('SKF_EnumDev', true)).toEqual([`softkey#${SERIAL}`, 'softkey#ZC-LOCKED']);
});
