// Evidence on a real database: files sealed by the vault, verified, accepted with their verdict, found again by a new process.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toHex } from '#core/crypto/bytes';
import { initCrypto } from '#core/crypto/init';
import { sm3 } from '#core/crypto/sm3';
import { CertificateFiles } from '#core/demonstration/certificate-files';
import type { Flaw } from '#core/demonstration/certificate-files';
import { createDemonstration } from '#core/demonstration/demonstration';
import { makeDemonstrationPki } from '#core/demonstration/pki';
import { NO_TRUST } from '#core/eseal/trust';
import type { Trust } from '#core/eseal/trust';
import { createCaseRepository } from '#main/cases/case-repository';
import type { CaseRepository } from '#main/cases/case-repository';
import { CaseService } from '#main/cases/case-service';
import { CertificateCodes } from '#main/cases/certificate-codes';
import { CertificateReader } from '#main/cases/certificate-reader';
import { FileMaker } from '#main/demonstration/file-maker';
import { EvidenceService } from '#main/evidence/evidence-service';
import { joinTrust, readTrust } from '#main/evidence/trust-files';
import { MOST_BYTES, VerifyDesk } from '#main/evidence/verify-desk';
import { loadResources } from '#main/resources/load-resources';
import { createCertificateCache } from '#main/store/certificate-cache';
import type { CertificateCache } from '#main/store/certificate-cache';
import { certificate, matter, person } from '../../../support/fixtures';
import { openTestStore } from '../../../support/terminal-store';
import type { TestStore } from '../../../support/terminal-store';

const loaded = loadResources(resolve(import.meta.dirname, '../../../../resources'));
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
const resources = loaded.value;
const type = resources.certificateTypes.get('business-licence')!;
const source = { type, face: resources.faces.get(type.faceId)! };
const files = new CertificateFiles({ year: 2026, codeWindow: true });
const licence = certificate();
let trust: Trust;

let test: TestStore;
let repository: CaseRepository;
let cache: CertificateCache;
let cases: CaseService;
let reader: CertificateReader;
let evidence: EvidenceService;
let caseId: string;

function compose(believed: Trust = trust): void {
  const { store, vault, audit, clock } = test;
  cache = createCertificateCache(store, vault);
  repository = createCaseRepository({ store, vault, audit, clock, window: 'A01' });
  const matters = new Map([[matter.id, matter]]);
  cases = new CaseService({ store, repository, cache, matters, audit, clock, changed: () => undefined });
  evidence = new EvidenceService({ cache, clock, trust: () => Promise.resolve(believed) });
  const desk = new VerifyDesk({
    evidence,
    counter: { unit: '演示', window: 'A01' },
    choose: () => Promise.resolve(undefined),
  });
  reader = new CertificateReader({
    cases,
    repository,
    evidence,
    types: resources.certificateTypes,
    faces: resources.faces,
    clock,
    report: (...about) => desk.reportOn(...about),
  });
}

async function withFile(flaw?: Flaw): Promise<Uint8Array> {
  const bytes = await files.make(licence, source, flaw);
  cache.putFile(licence.id, bytes);
  return bytes;
}

beforeAll(async () => {
  await initCrypto();
  trust = await files.trust();
});
beforeEach(async () => {
  test = await openTestStore();
  compose();
  cache.put([licence]);
  cases.open(person(), { parkCurrent: false });
  caseId = repository.current()!.id;
  cases.chooseMatter(caseId, matter.id);
  cases.authorise(caseId, [licence.id]);
});
afterEach(() => test.close());

const accept = (digest: string, reason?: string) =>
  reader.accept({ caseId, materialId: 'licence', certificateId: licence.id, digest, reason });
const opened = async () => {
  const view = await reader.open(caseId, licence.id);
  if (!view.ok) throw new Error(view.error.code);
  return view.value;
};
const lastAudit = () =>
  test.store.db.prepare('SELECT action, detail FROM audit_entry ORDER BY seq DESC LIMIT 1').get() as {
    action: string;
    detail: string;
  };

describe('the file of a certificate', () => {
  it('is kept sealed, and its SM3 becomes the certificate’s digest', async () => {
    const before = cache.digestOf(licence.id);
    const bytes = await withFile();
    expect(Buffer.from(cache.fileOf(licence.id)!.bytes).equals(Buffer.from(bytes))).toBe(true);
    expect(cache.digestOf(licence.id)).toBe(toHex(sm3(bytes)));
    expect(cache.digestOf(licence.id)).not.toBe(before);
    expect(cache.forPerson(person().identity.number)[0]!.digest).toBe(toHex(sm3(bytes)));
    const { sealed } = test.store.db.prepare('SELECT sealed FROM certificate_file').get() as {
      sealed: Buffer;
    };
    expect(sealed.includes('OFD.xml')).toBe(false);
    expect(cache.withoutFile(5)).toEqual([]);
    cache.dropFiles();
    expect(cache.withoutFile(5)).toEqual([licence]);
  });

  it('exchanged in the database behind the vault’s back does not open', async () => {
    await withFile();
    cache.put([{ ...licence, id: 'other' }]);
    cache.putFile('other', new Uint8Array(8));
    test.store.db.exec(
      `UPDATE certificate_file SET sealed = (SELECT sealed FROM certificate_file WHERE certificate_id = 'other')`,
    );
    expect(() => cache.fileOf(licence.id)).toThrow('does not open');
  });
});

describe('opening and accepting', () => {
  it('valid: drawn from the file, accepted, and the verdict is in the case, the audit log and a new process', async () => {
    const bytes = await withFile();
    const view = await opened();
    expect(view).toMatchObject({
      pageCount: 1,
      digest: toHex(sm3(bytes)),
      verification: { verdict: 'valid' },
    });
    expect(view.page?.svg).toContain('<svg');
    expect(view.face).toBeUndefined();
    expect(await accept(view.digest)).toEqual({ ok: true, value: undefined });
    expect(lastAudit().action).toBe('case.certificate-accepted');
    expect(JSON.parse(lastAudit().detail)).toMatchObject({
      verdict: 'valid',
      digest: view.digest,
      steps: null,
    });
    compose();
    expect(repository.get(caseId)!.decisions['licence']).toMatchObject({
      verification: { verdict: 'valid', steps: [] },
    });
    expect(test.audit.verify()).toMatchObject({ intact: true });
  });

  it.each(['tampered', 'expired-seal'] as const)('%s: refused, whatever the reason', async (flaw) => {
    await withFile(flaw);
    const view = await opened();
    expect(view.verification).toMatchObject({ verdict: 'invalid', use: 'refuse' });
    expect(await accept(view.digest, '着急')).toMatchObject({
      error: { code: 'CASE_CERTIFICATE_NOT_VERIFIED', verdict: 'invalid' },
    });
    expect(repository.get(caseId)!.decisions).toEqual({});
  });

  it('of an authority nobody configured: for a reason, which the audit log does not spell out', async () => {
    await withFile('foreign-authority');
    const view = await opened();
    expect(view.verification.use).toBe('accept-with-reason');
    expect(await accept(view.digest)).toMatchObject({ error: { code: 'CASE_VERIFICATION_REASON_REQUIRED' } });
    expect((await accept(view.digest, '电话核实张某')).ok).toBe(true);
    expect(lastAudit().detail).not.toContain('张');
    expect(JSON.parse(lastAudit().detail)).toMatchObject({ verdict: 'unknown', reasonGiven: true });
  });

  it('in production without configured trust everything sealed is unknown', async () => {
    await withFile();
    compose(NO_TRUST);
    expect((await opened()).verification).toMatchObject({ verdict: 'unknown', intact: true });
  });

  it('without a file: the face from the data, and unknown', async () => {
    const view = await opened();
    expect(view).toMatchObject({
      page: null,
      pageCount: 0,
      verification: { kind: 'none', verdict: 'unknown' },
    });
    expect(view.face).toBeDefined();
    expect(await accept(view.digest)).toMatchObject({ error: { code: 'CASE_VERIFICATION_REASON_REQUIRED' } });
  });

  it('data that say another number than the sealed file: refused', async () => {
    const bytes = await files.make({ ...licence, number: '91890102MA0000002X' }, source);
    cache.putFile(licence.id, bytes);
    const view = await opened();
    expect(view.verification.verdict).toBe('invalid');
    expect(view.verification.concerns).toMatchObject([{ step: 'data-agreement', verdict: 'failed' }]);
  });

  it('a file that changed after it was looked at is not accepted', async () => {
    await withFile();
    const view = await opened();
    await withFile('foreign-authority');
    expect(await accept(view.digest, '着急')).toMatchObject({ error: { code: 'CASE_CERTIFICATE_UNKNOWN' } });
  });

  it('is not even verified without authorisation', async () => {
    cases.decline(caseId);
    expect(await reader.open(caseId, licence.id)).toMatchObject({
      error: { code: 'CASE_AUTHORISATION_MISSING' },
    });
    expect(await reader.page(caseId, licence.id, 1)).toMatchObject({ ok: false });
    expect(await reader.report(caseId, licence.id)).toMatchObject({ ok: false });
  });

  it('has its page, no further one, and a report with every step', async () => {
    await withFile();
    const view = await opened();
    expect((await reader.page(caseId, licence.id, 1)).ok).toBe(true);
    expect(await reader.page(caseId, licence.id, 2)).toMatchObject({
      error: { code: 'EVIDENCE_PAGE_MISSING' },
    });
    const report = await reader.report(caseId, licence.id);
    if (!report.ok) throw new Error(report.error.code);
    expect(report.value.digest).toBe(view.digest);
    const { html } = report.value.compose({
      number: 'XUCHANG-A01-20261121-000001-K',
      printedAt: test.clock.now(),
      reprintOf: null,
    });
    for (const { detail, clause } of view.verification.signatures.flatMap(({ steps }) => steps)) {
      expect(html).toContain(clause);
      expect(html).toContain(detail);
    }
  });
});

describe('codes', () => {
  it('lead to certificates of the people in the case only', () => {
    const rulePack = resources.rulePacks.get('xuchang')!;
    const codes = new CertificateCodes({ cases, rulePack, clock: test.clock });
    const window = ':20261121T0000:20261121T2359';
    expect(codes.find(caseId, `ZC1:business-licence:${licence.number}${window}`)).toEqual({
      ok: true,
      value: { certificateId: licence.id },
    });
    expect(codes.find(caseId, `ZC1:business-licence:NOBODY${window}`)).toMatchObject({
      error: { code: 'CODE_NOT_HELD' },
    });
    const missing = codes.find(caseId, `ZC1:business-licence:${licence.number}`);
    expect(missing).toMatchObject({ error: { code: 'CODE_WINDOW_MISSING' } });
    expect(JSON.stringify(missing)).toContain('第十三条');
    const chongqing = new CertificateCodes({
      cases,
      rulePack: resources.rulePacks.get('chongqing')!,
      clock: test.clock,
    });
    expect(chongqing.find(caseId, `ZC1:business-licence:${licence.number}`).ok).toBe(true);
  });
});

describe('验一验', () => {
  const desk = (choose: () => Promise<string | undefined> = () => Promise.resolve(undefined)) =>
    new VerifyDesk({ evidence, counter: { unit: '演示', window: 'A01' }, choose });

  it('verifies chosen files and bytes alike, and holds the last few for pages and reports', async () => {
    const bytes = await files.make(licence, source);
    const path = join(test.directory, 'licence.ofd');
    writeFileSync(path, bytes);
    const chosen = await desk(() => Promise.resolve(path)).chooseFile();
    expect(chosen).toMatchObject({
      ok: true,
      value: { name: 'licence.ofd', verification: { verdict: 'valid' }, pageCount: 1 },
    });
    const own = desk();
    const first = await own.bytes('a.ofd', bytes);
    if (!first.ok) throw new Error(first.error.code);
    expect(own.page(first.value.id, 1).ok).toBe(true);
    expect(own.page(first.value.id, 2)).toMatchObject({ error: { code: 'EVIDENCE_PAGE_MISSING' } });
    expect(own.report(first.value.id).ok).toBe(true);
    for (let n = 0; n < 4; n += 1) await own.bytes(`${n}`, new Uint8Array([n]));
    expect(own.page(first.value.id, 1)).toMatchObject({ error: { code: 'VERIFY_FILE_UNKNOWN' } });
  });

  it('tells no file, an empty one, one too large and one that is gone apart', async () => {
    expect(await desk().chooseFile()).toEqual({ ok: true, value: null });
    expect(await desk().bytes('x', new Uint8Array(0))).toMatchObject({
      error: { code: 'VERIFY_FILE_EMPTY' },
    });
    expect(await desk().bytes('x', new Uint8Array(MOST_BYTES + 1))).toMatchObject({
      error: { code: 'VERIFY_FILE_TOO_LARGE' },
    });
    const gone = join(test.directory, 'gone.ofd');
    expect(await desk(() => Promise.resolve(gone)).chooseFile()).toMatchObject({
      error: { code: 'VERIFY_FILE_UNREADABLE' },
    });
  });
});

describe('trust', () => {
  it('comes from folders, DER or PEM; none is nobody; a file that is none is named', async () => {
    expect(readTrust([join(test.directory, 'nothing')])).toEqual({ ok: true, value: NO_TRUST });
    const pki = await makeDemonstrationPki({
      seed: new Uint8Array(16),
      from: new Date('2026-01-01T00:00:00Z'),
      unitName: '示例',
      sealName: '示例',
      picture: { type: 'ofd', data: new Uint8Array(4), widthMm: 40, heightMm: 40 },
    });
    const put = (folder: string, name: string, bytes: Uint8Array | string): void => {
      mkdirSync(join(test.directory, 'trust', folder), { recursive: true });
      writeFileSync(join(test.directory, 'trust', folder, name), bytes);
    };
    put('roots', 'root.cer', pki.rootCertificate);
    const base64 = Buffer.from(pki.makerCertificate).toString('base64');
    put('seal-makers', 'maker.pem', `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`);
    put('crls', 'root.crl', pki.crls[0]!);
    put('roots', 'readme.txt', 'not looked at');
    const read = readTrust([join(test.directory, 'trust')]);
    if (!read.ok) throw new Error(read.error.code);
    expect([
      read.value.roots,
      read.value.sealMakers,
      read.value.crls,
      read.value.intermediates,
    ]).toMatchObject([{ length: 1 }, { length: 1 }, { length: 1 }, { length: 0 }]);
    expect(joinTrust(read.value, trust).roots).toHaveLength(2);
    expect(joinTrust(read.value, undefined)).toBe(read.value);
    put('intermediates', 'broken.cer', 'broken');
    expect(readTrust([join(test.directory, 'trust')])).toEqual({
      ok: false,
      error: { code: 'TRUST_FILE_UNREADABLE', file: 'intermediates/broken.cer' },
    });
  });
});

describe('the demonstration', () => {
  it('makes a file once, when it is asked for, and its flawed ones as cast', async () => {
    const data = createDemonstration('2026-11-21');
    const maker = new FileMaker({
      cache,
      types: resources.certificateTypes,
      faces: resources.faces,
      codeWindow: true,
      clock: test.clock,
      data: () => data,
      quietMs: () => 0,
    });
    const [flawedId] = [...data.flaws.keys()];
    const flawed = data.certificates.find(({ id }) => id === flawedId)!;
    cache.put([flawed]);
    expect(cache.hasFile(flawed.id)).toBe(false);
    await Promise.all([maker.ensure(flawed), maker.ensure(flawed)]);
    const digest = cache.digestOf(flawed.id);
    await maker.ensure(flawed);
    expect(cache.digestOf(flawed.id)).toBe(digest);
    const own = new EvidenceService({ cache, clock: test.clock, trust: () => maker.trust() });
    expect((await own.ofCertificate(flawed)).examination.verdict).toBe('invalid');
  });
});
