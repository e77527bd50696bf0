// The demonstration's keys: plugged in, each with its holder's certificate, PIN and key; kept from one start to the next.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { toHex } from '#core/crypto/bytes';
import { sm2VerifyDigest, encodeSm2Signature, sm2PublicKey } from '#core/crypto/sm2';
import { demonstrationSealHolders, type DemonstrationKey } from '#core/demonstration/seal-holders';
import { libraryProfileSchema } from '#core/seal-keys/library-profile';
import type { PreparedDemonstration } from '#emulators/skf/demonstration-keys';
import { SkfLibrary, signatureValues } from '#tests/support/skf-functions';
import { createKeyStore, installLibrary, prepareDemonstration } from '#tests/support/software-key';
import { openKey } from '#tests/support/software-key-example';

const ROOT = resolve(import.meta.dirname, '../../..');
const NOW = new Date('2026-11-21T04:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'zc-softkey-demo-'));
let prepared: PreparedDemonstration;
let library: SkfLibrary;
let holders: DemonstrationKey[];

beforeAll(async () => {
  prepared = await prepareDemonstration(join(folder, 'seal-keys'), folder, NOW);
  library = new SkfLibrary(installLibrary(prepared.library, join(folder, 'libskf.so'), prepared.folder));
  const { people, unit } = await demonstrationSealHolders(2026);
  holders = [...people, unit];
});
afterAll(() => {
  library.unload();
  rmSync(folder, { recursive: true, force: true });
});

const open = ({ keySerial }: DemonstrationKey) =>
  openKey(library, keySerial, { application: 'SEAL', container: 'SIGN' });

it('are five keys, which sign with what their certificates say', () => {
  expect(library.names('SKF_EnumDev', true)).toEqual(
    holders.map(({ keySerial }) => `softkey#${keySerial}`).sort(),
  );
  for (const holder of holders) {
    const { application, container } = open(holder);
    const { bytes } = library.sized('SKF_ExportCertificate', container, true);
    expect(toHex(bytes)).toBe(toHex(holder.certificate));
    expect(library.call('SKF_VerifyPIN', application, 1, holder.pin, library.word())).toBe(0);
    const [digest, blob] = [Buffer.alloc(32, 9), Buffer.alloc(128)];
    expect(library.call('SKF_ECCSignData', container, digest, 32, blob)).toBe(0);
    const { r, s } = signatureValues(blob);
    expect(sm2VerifyDigest(sm2PublicKey(holder.privateKey), digest, encodeSm2Signature(r, s)).ok).toBe(true);
  }
});

it('are found by the terminal through a profile like any vendor’s', () => {
  const profile = libraryProfileSchema.parse(JSON.parse(readFileSync(prepared.profile, 'utf8')));
  expect(profile).toMatchObject({ id: 'softkey', packing: 'packed' });
  expect(profile.libraries.linux).toEqual([prepared.library]);
  expect(prepared.profile).toBe(join(folder, 'devices/seal-keys/softkey.json'));
});

it('keep a changed PIN and lost tries over the next start; next year they have other certificates', async () => {
  const store = await createKeyStore(prepared.folder);
  const holder = holders[0]!;
  const { application } = open(holder);
  expect(library.call('SKF_ChangePIN', application, 1, holder.pin, '305817', library.word())).toBe(0);
  library.call('SKF_VerifyPIN', application, 1, holder.pin, library.word());
  store.unplug(holder.keySerial);
  await prepareDemonstration(prepared.folder, folder, NOW);
  expect(store.isPlugged(holder.keySerial)).toBe(true);
  expect(store.counters(holder.keySerial).pinLeft).toBe(5);
  await prepareDemonstration(prepared.folder, folder, new Date('2027-01-02T04:00:00Z'));
  expect(store.counters(holder.keySerial).pinLeft).toBe(6);
  expect(store.certificates(holder.keySerial).map(toHex)).not.toContain(toHex(holder.certificate));
});

it('can be pulled and plugged in from the command line', async () => {
  const serial = holders[1]!.keySerial;
  const plugged = async (command: string) => {
    const args = [
      'scripts/run-ts.mjs',
      'tests/emulators/skf/main.ts',
      command,
      serial,
      '--store',
      prepared.folder,
    ];
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT, env });
    const { keys } = JSON.parse(stdout) as { keys: { serial: string; plugged: boolean }[] };
    return keys.find((key) => key.serial === serial)?.plugged;
  };
  expect(await plugged('unplug')).toBe(false);
  expect(library.names('SKF_EnumDev', true)).not.toContain(`softkey#${serial}`);
  expect(await plugged('plug')).toBe(true);
});
