// The software key's PIN counters: what a try costs, and that nothing gives one back.
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  exampleKey,
  keyBench,
  openKey,
  PIN,
  SO_PIN,
  type KeyBench,
} from '#tests/support/software-key-example';

const ROOT = resolve(import.meta.dirname, '../../..');
const WRONG = '000000';
const [INCORRECT, LOCKED, LENGTH] = [0x0a000024, 0x0a000025, 0x0a000027];
let bench: KeyBench;
let made = 0;

beforeAll(async () => {
  bench = await keyBench();
});
afterAll(() => bench.dispose());

async function newKey(changes: Parameters<typeof exampleKey>[1] = {}) {
  const serial = `ZC-PIN-${++made}`;
  bench.store.addKey(await exampleKey(serial, changes));
  const { application, device, container } = openKey(bench.library, serial);
  const { library } = bench;
  const left = library.word();
  const verify = (pin: string, type = 1) => ({
    result: library.call('SKF_VerifyPIN', application, type, pin, left),
    left: left.value,
  });
  const info = (type = 1) => {
    const [max, remaining, isDefault] = [library.word(), library.word(), library.bool()];
    library.call('SKF_GetPINInfo', application, type, max, remaining, isDefault);
    return { max: max.value, left: remaining.value, isDefault: isDefault.value };
  };
  return { serial, application, device, container, verify, info, left };
}

const inOtherProcess = async (serial: string, ...deed: string[]): Promise<number[]> => {
  const args = ['scripts/run-ts.mjs', 'tests/support/skf-process.ts', bench.path, serial, ...deed];
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT, env });
  return JSON.parse(stdout) as number[];
};

describe('a wrong PIN', () => {
  it('costs one try; the last one locks; then the right PIN is refused too', async () => {
    const { verify, info, serial } = await newKey({ maxTries: 3 });
    expect(verify(WRONG)).toEqual({ result: INCORRECT, left: 2 });
    expect(verify(WRONG)).toEqual({ result: INCORRECT, left: 1 });
    expect(verify(WRONG)).toEqual({ result: LOCKED, left: 0 });
    expect(verify(PIN)).toEqual({ result: LOCKED, left: 0 });
    expect(info()).toEqual({ max: 3, left: 0, isDefault: 0 });
    expect(bench.store.counters(serial)).toMatchObject({ pinLeft: 0, verifyCalls: 4, tries: 3 });
  });

  it('is forgotten after the right one', async () => {
    const { verify, info } = await newKey({ maxTries: 3 });
    verify(WRONG);
    expect(verify(PIN).result).toBe(0);
    expect(info().left).toBe(3);
  });

  it('costs nothing where no PIN can be so short or so long', async () => {
    const { verify, info } = await newKey();
    expect(verify('12345').result).toBe(LENGTH);
    expect(verify('12345678901234567').result).toBe(LENGTH);
    expect(info().left).toBe(6);
  });

  it('costs one try in a change of PIN, and ends the login', async () => {
    const { verify, info, application, container } = await newKey();
    const { library } = bench;
    verify(PIN);
    expect(library.call('SKF_ChangePIN', application, 1, WRONG, '246813', library.word())).toBe(INCORRECT);
    expect(info().left).toBe(5);
    expect(verify(WRONG).left).toBe(4);
    expect(library.call('SKF_ECCSignData', container, Buffer.alloc(32), 32, Buffer.alloc(128))).toBe(
      0x0a00002d,
    );
  });

  it('stays counted after unplugging', async () => {
    const { verify, serial } = await newKey();
    verify(WRONG);
    bench.store.unplug(serial);
    expect(verify(WRONG).result).toBe(0x0a000023);
    bench.store.plug(serial);
    expect(bench.store.counters(serial)).toMatchObject({ pinLeft: 5, tries: 1 });
    const { application } = openKey(bench.library, serial);
    const left = bench.library.word();
    expect(bench.library.call('SKF_VerifyPIN', application, 1, WRONG, left)).toBe(INCORRECT);
    expect(left.value).toBe(4);
  });
});

describe('the PIN that a key is delivered with', () => {
  it('is told, and no longer once another was chosen', async () => {
    const { info, application } = await newKey({ defaultPin: true });
    const change = (to: string) =>
      bench.library.call('SKF_ChangePIN', application, 1, PIN, to, bench.library.word());
    expect(info().isDefault).toBe(1);
    expect(change(PIN)).toBe(0);
    expect(info().isDefault).toBe(1);
    expect(change('246813')).toBe(0);
    expect(info().isDefault).toBe(0);
  });
});

describe('unblocking', () => {
  it('gives a new PIN by the SO PIN, which has a counter of its own', async () => {
    const { verify, info, application, serial } = await newKey({ triesLeft: 0 });
    const { library } = bench;
    const left = library.word();
    const unblock = (so: string) => library.call('SKF_UnblockPIN', application, so, '246813', left);
    expect(verify(PIN).result).toBe(LOCKED);
    expect(unblock(WRONG)).toBe(INCORRECT);
    expect(left.value).toBe(9);
    expect(unblock(SO_PIN)).toBe(0);
    expect(info()).toEqual({ max: 6, left: 6, isDefault: 0 });
    expect(verify(PIN).result).toBe(INCORRECT);
    expect(verify('246813').result).toBe(0);
    expect(verify(SO_PIN, 0).result).toBe(0);
    expect(bench.store.counters(serial).soPinLeft).toBe(10);
  });
});

describe('two processes', () => {
  it('share one counter and lose no try between them', async () => {
    const { serial, verify } = await newKey({ maxTries: 30 });
    const other = inOtherProcess(serial, 'verify', WRONG, '10');
    const another = inOtherProcess(serial, 'verify', WRONG, '10');
    for (let i = 0; i < 5; i++) verify(WRONG);
    const results = [...(await other), ...(await another)];
    expect(results).toEqual(Array(20).fill(INCORRECT));
    expect(bench.store.counters(serial)).toMatchObject({ pinLeft: 5, tries: 25, verifyCalls: 25 });
  });

  it('log in each for itself', async () => {
    const { serial, container } = await newKey();
    expect(await inOtherProcess(serial, 'sign', PIN, '1')).toEqual([0, 0]);
    const result = bench.library.call('SKF_ECCSignData', container, Buffer.alloc(32), 32, Buffer.alloc(128));
    expect(result).toBe(0x0a00002d);
  });

  it('wait for each other behind SKF_LockDev', async () => {
    const { serial, device } = await newKey();
    expect(bench.library.call('SKF_LockDev', device, 100)).toBe(0);
    const other = inOtherProcess(serial, 'sign', PIN, '1').catch(() => 'refused');
    expect(await other).toBe('refused');
    expect(bench.library.call('SKF_UnlockDev', device)).toBe(0);
    expect(await inOtherProcess(serial, 'sign', PIN, '1')).toEqual([0, 0]);
  });
});
