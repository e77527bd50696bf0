// The register of seals on a real database with real seal files: import with findings, deeds with forms and audit, handover,
// what may be put when, and that nothing in it is changed or removed.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toHex, utf8 } from '#core/crypto/bytes';
import { sm3 } from '#core/crypto/sm3';
import { makeDemonstrationPki } from '#core/demonstration/pki';
import { sealPicture } from '#core/demonstration/seal-picture';
import { makeSeal } from '#core/eseal/make-seal';
import { NO_TRUST } from '#core/eseal/trust';
import { rulePackSchema } from '#core/rules/rule-pack';
import { keyPinChanged } from '#main/custody/key-pin-changed';
import type { SealUse } from '#main/custody/seal-register';
import { openCustodyBench, PIN, usesOf } from '#tests/support/custody-bench';
import type { CustodyBench } from '#tests/support/custody-bench';
import { openTestStore } from '#tests/support/terminal-store';

const pack = (id: string) =>
  rulePackSchema.parse(
    JSON.parse(
      readFileSync(resolve(import.meta.dirname, `../../../../resources/rule-packs/${id}.json`), 'utf8'),
    ),
  );
const SAMPLES = resolve(import.meta.dirname, '../../../../../shared/samples/eseal');

let bench: CustodyBench;
let folder: string;

beforeEach(async () => {
  bench = await openCustodyBench({ rulePack: pack('sichuan') });
  folder = mkdtempSync(join(tmpdir(), 'zc-esl-'));
});

afterEach(() => {
  bench.close();
  rmSync(folder, { recursive: true, force: true });
});

async function choose(bytes: Uint8Array) {
  const path = join(folder, '印章.esl');
  writeFileSync(path, bytes);
  bench.choose(path);
  const chosen = await bench.imports.chooseFile();
  if (!chosen.ok || !chosen.value) throw new Error(chosen.ok ? 'nothing chosen' : chosen.error.code);
  return chosen.value;
}

async function register(): Promise<string> {
  bench.signIn('S-supervisor');
  const { unit } = bench.holders;
  bench.plug(unit.certificate);
  const candidate = await choose(unit.esl);
  const registered = await bench.service.register({
    candidateId: candidate.candidateId,
    fingerprint: candidate.certificates[0]!.fingerprint,
    custodianId: 'S-custodian',
  });
  if (!registered.ok) throw new Error(registered.error.code);
  return registered.value.sealId;
}

const pin = () => utf8(PIN);
const audited = () =>
  bench.test.store.db.prepare('SELECT action, subject, detail FROM audit_entry ORDER BY seq').all() as {
    action: string;
    subject: string;
    detail: string;
  }[];
const refusal = (result: { ok: boolean; error?: { code: string } }) =>
  result.ok ? undefined : result.error?.code;

describe('choosing a seal file', () => {
  it('tells what it is, verified with the terminal’s trust and the plugged key', async () => {
    const { unit } = bench.holders;
    bench.plug(unit.certificate);
    const candidate = await choose(unit.esl);
    expect(candidate).toMatchObject({ name: unit.sealName, type: 1, revision: 'v4', mayReplace: [] });
    expect(candidate.eslDigest).toBe(toHex(sm3(unit.esl)));
    expect(candidate.picture?.svg).toMatch(/^<svg/);
    expect(candidate.certificates).toHaveLength(1);
    const [certificate] = candidate.certificates;
    expect(certificate).toMatchObject({ use: 'accept', periodDiffers: false, key: { serial: 'K0000' } });
    expect(certificate!.steps.map(({ step, verdict }) => [step, verdict])).toEqual([
      ['seal-signature', 'ok'],
      ['seal-maker', 'ok'],
      ['seal-validity', 'ok'],
      ['signer-in-seal', 'ok'],
      ['certificate-validity', 'ok'],
      ['key-usage', 'ok'],
      ['chain', 'ok'],
      ['revocation', 'ok'],
    ]);
  });

  it('takes the certificate from the seal’s own list when no key is plugged', async () => {
    const candidate = await choose(bench.holders.unit.esl);
    expect(candidate.certificates[0]).toMatchObject({ key: null, use: 'accept' });
  });

  it('does not offer a key that the seal does not list', async () => {
    bench.plug(bench.holders.people[0]!.certificate);
    const candidate = await choose(bench.holders.unit.esl);
    expect(candidate.certificates.map(({ key }) => key)).toEqual([null]);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['text', utf8('这不是印章')],
    ['half a seal', undefined],
  ])('refuses %s', async (_words, bytes) => {
    const content = bytes ?? bench.holders.unit.esl.subarray(0, 400);
    const path = join(folder, 'x.esl');
    writeFileSync(path, content);
    bench.choose(path);
    expect(refusal(await bench.imports.chooseFile())).toBe('SEAL_FILE_UNREADABLE');
  });

  it('says that a file is too large, gone, or that none was chosen', async () => {
    const path = join(folder, 'large.esl');
    writeFileSync(path, new Uint8Array(5 * 1024 * 1024));
    bench.choose(path);
    expect(refusal(await bench.imports.chooseFile())).toBe('SEAL_FILE_TOO_LARGE');
    bench.choose(join(folder, 'gone.esl'));
    expect(refusal(await bench.imports.chooseFile())).toBe('SEAL_FILE_UNREADABLE');
    bench.choose(undefined);
    expect(await bench.imports.chooseFile()).toEqual({ ok: true, value: null });
  });
});

describe('registering', () => {
  it('keeps the file, its facts and its findings, with the audit entry', async () => {
    const sealId = await register();
    const { unit } = bench.holders;
    expect(bench.service.seal(sealId)).toMatchObject({
      name: unit.sealName,
      custodianId: 'S-custodian',
      fingerprint: toHex(sm3(unit.certificate)),
    });
    expect(bench.service.seal(sealId)?.esl).toEqual(unit.esl);
    const [entry] = audited().filter(({ action }) => action === 'custody.registered');
    expect(entry).toMatchObject({ subject: sealId });
    expect(JSON.parse(entry!.detail)).toMatchObject({ seal: toHex(sm3(unit.esl)), findings: '' });
    expect(bench.told).toHaveLength(1);
  });

  it('leaves neither the seal nor its name in clear in the database', async () => {
    await register();
    bench.test.store.db.pragma('wal_checkpoint(TRUNCATE)');
    const file = readFileSync(join(bench.test.directory, 'terminal.db'));
    expect(file.includes(Buffer.from(bench.holders.unit.esl.subarray(0, 200)))).toBe(false);
    expect(file.includes(Buffer.from(bench.holders.unit.sealName))).toBe(false);
  });

  it('happens once', async () => {
    await register();
    const again = await choose(bench.holders.unit.esl);
    const result = await bench.service.register({
      candidateId: again.candidateId,
      fingerprint: again.certificates[0]!.fingerprint,
      custodianId: 'S-custodian',
    });
    expect(refusal(result)).toBe('SEAL_ALREADY_REGISTERED');
    expect(bench.service.list()).toHaveLength(1);
  });

  it.each([
    ['by nobody', null, 'S-custodian', 'CUSTODY_SIGN_IN_REQUIRED'],
    ['by a custodian', 'S-custodian', 'S-custodian', 'CUSTODY_ROLE_REQUIRED'],
    ['for somebody who is no custodian', 'S-supervisor', 'S-clerk', 'CUSTODIAN_UNKNOWN'],
    ['for nobody known', 'S-supervisor', 'S-nobody', 'CUSTODIAN_UNKNOWN'],
  ])('is refused %s', async (_words, by, custodianId, code) => {
    const candidate = await choose(bench.holders.unit.esl);
    bench.signIn(by);
    const { candidateId, certificates } = candidate;
    const result = await bench.service.register({
      candidateId,
      fingerprint: certificates[0]!.fingerprint,
      custodianId,
    });
    expect(refusal(result)).toBe(code);
    expect(bench.service.list()).toEqual([]);
  });

  it('forgets a candidate that was never chosen', async () => {
    bench.signIn('S-supervisor');
    const result = await bench.service.register({
      candidateId: 'x',
      fingerprint: '00'.repeat(32),
      custodianId: 'S-custodian',
    });
    expect(refusal(result)).toBe('SEAL_FILE_FORGOTTEN');
  });

  it('a maker whom nobody believes needs a reason', async () => {
    bench.believe(NO_TRUST);
    const candidate = await choose(bench.holders.unit.esl);
    expect(candidate.certificates[0]!.use).toBe('accept-with-reason');
    bench.signIn('S-supervisor');
    const input = {
      candidateId: candidate.candidateId,
      fingerprint: candidate.certificates[0]!.fingerprint,
      custodianId: 'S-custodian',
    };
    expect(refusal(await bench.service.register(input))).toBe('SEAL_REASON_REQUIRED');
    const registered = await bench.service.register({ ...input, reason: '制章机构证书尚未下发' });
    expect(registered.ok).toBe(true);
    const [first] = bench.service.history(bench.service.list()[0]!.id);
    expect(first!.event).toMatchObject({
      findings: expect.arrayContaining(['seal-maker', 'chain']) as unknown,
    });
  });

  it('a changed seal is refused whatever the reason', async () => {
    const { unit } = bench.holders;
    const changed = unit.esl.slice();
    const at = Buffer.from(changed).indexOf(Buffer.from('制证专用章'));
    changed.set(utf8('公文专用章'), at);
    const candidate = await choose(changed);
    expect(candidate.certificates[0]!.use).toBe('refuse');
    bench.signIn('S-supervisor');
    const result = await bench.service.register({
      candidateId: candidate.candidateId,
      fingerprint: candidate.certificates[0]!.fingerprint,
      custodianId: 'S-custodian',
      reason: '无论如何',
    });
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'SEAL_NOT_VERIFIED', steps: ['seal-signature'] },
    });
  });

  it('四川 印章 第八条: a period that is not its certificate’s is a finding', async () => {
    const pki = await makeDemonstrationPki({
      seed: utf8('zhengchuang test of periods'),
      from: new Date('2025-01-01T00:00:00Z'),
      unitName: '演示单位',
      sealName: '演示章',
      picture: sealPicture('演示单位'),
    });
    const seal = await makeSeal(
      {
        sealId: '8900000000001',
        vendor: 'test',
        type: 1,
        name: '短期章',
        signers: [pki.unitCertificate],
        created: new Date('2025-01-01T00:00:00Z'),
        validFrom: new Date('2025-01-01T00:00:00Z'),
        validTo: new Date('2027-01-01T00:00:00Z'),
        picture: sealPicture('演示单位'),
      },
      pki.maker,
    );
    if (!seal.ok) throw new Error('seal');
    bench.believe(pki.trust);
    const candidate = await choose(seal.value);
    const [certificate] = candidate.certificates;
    expect(certificate!.steps.every(({ verdict }) => verdict === 'ok')).toBe(true);
    expect(certificate).toMatchObject({ periodDiffers: true, use: 'accept-with-reason' });
  });
});

describe('putting the seal', () => {
  it('is the custodian’s with the seal’s key, and nobody’s once it is reported', async () => {
    const sealId = await register();
    const fingerprint = toHex(sm3(bench.holders.unit.certificate));
    expect(bench.service.sealFor(fingerprint, 'S-custodian')).toMatchObject({ ok: true, value: { sealId } });
    expect(refusal(bench.service.sealFor(fingerprint, 'S-clerk'))).toBe('SEAL_OTHER_CUSTODIAN');
    expect(refusal(bench.service.sealFor('00'.repeat(32), 'S-custodian'))).toBe('SEAL_NONE_FOR_KEY');
    expect(bench.service.maySeal(sealId, 'S-custodian').ok).toBe(true);
    expect(refusal(bench.service.maySeal(sealId, 'S-clerk'))).toBe('SEAL_OTHER_CUSTODIAN');
    expect(refusal(bench.service.maySeal('nobody’s', 'S-custodian'))).toBe('SEAL_UNKNOWN');
    expect(refusal(bench.service.sealFor('not hex', 'S-custodian'))).toBe('SEAL_NONE_FOR_KEY');
    bench.signIn('S-clerk');
    expect(bench.service.report(sealId, 'lost', '抽屉里没有').ok).toBe(true);
    expect(bench.service.sealFor(fingerprint, 'S-custodian')).toEqual({
      ok: false,
      error: { code: 'SEAL_STOPPED', ground: 'lost' },
    });
    expect(refusal(bench.service.maySeal(sealId, 'S-custodian'))).toBe('SEAL_STOPPED');
    expect(bench.told.at(-1)).toMatchObject({ stopped: 1, waiting: 0 });
    expect(audited().at(-1)).toMatchObject({ action: 'custody.reported', subject: sealId });
    expect(audited().at(-1)!.detail).not.toContain('抽屉');
  });

  it('ends with the period', async () => {
    await register();
    const fingerprint = toHex(sm3(bench.holders.unit.certificate));
    bench.test.clock.set('2027-12-10T00:00:00.000Z');
    expect(bench.desk.counts()).toMatchObject({ expiring: 1 });
    expect(bench.service.sealFor(fingerprint, 'S-custodian').ok).toBe(true);
    bench.test.clock.set('2028-01-01T00:00:00.000Z');
    expect(refusal(bench.service.sealFor(fingerprint, 'S-custodian'))).toBe('SEAL_EXPIRED');
  });
});

describe('handing over', () => {
  const step = (sealId: string, name: 'give' | 'take' | 'witness', keyId: string, more: object = {}) =>
    bench.handovers.step({ sealId, step: name, keyId, fingerprint: 'f', pin: pin(), ...more });

  it('needs both keys, keeps the form, and asks for another PIN', async () => {
    const sealId = await register();
    expect(await step(sealId, 'give', 'S-custodian')).toMatchObject({
      ok: true,
      value: { kind: 'take', giver: '乙保管' },
    });
    expect(bench.service.state(sealId)?.custodianId).toBe('S-custodian');
    const done = await step(sealId, 'take', 'S-next');
    expect(done).toMatchObject({ ok: true, value: { kind: 'done' } });
    expect(bench.service.state(sealId)).toMatchObject({ custodianId: 'S-next', pinChangeDue: true });
    const [form] = bench.forms.list(sealId);
    expect(form).toMatchObject({ kind: 'seal-handover', title: '电子印章交接单', prints: [] });
    expect(bench.pins.every((bytes) => bytes.every((byte) => byte === 0))).toBe(true);
    expect(bench.told.at(-1)).toMatchObject({ pinChangeDue: 1 });
    bench.signIn('S-next');
    expect(bench.service.pinChanged(sealId).ok).toBe(true);
    expect(bench.desk.counts().pinChangeDue).toBe(0);
  });

  it('is done with the PIN once the new custodian has changed it in the key, and not by anybody else', async () => {
    const sealId = await register();
    await step(sealId, 'give', 'S-custodian');
    await step(sealId, 'take', 'S-next');
    const { store, audit } = bench.test;
    const { fingerprint } = bench.service.seal(sealId)!;
    const deps = { store, audit, service: bench.service, repository: bench.repository };
    keyPinChanged(deps, fingerprint);
    expect(bench.service.state(sealId)).toMatchObject({ pinChangeDue: true });
    bench.signIn('S-next');
    keyPinChanged(deps, fingerprint);
    expect(bench.service.state(sealId)).toMatchObject({ pinChangeDue: false });
    const recorded = store.db
      .prepare(`SELECT subject FROM audit_entry WHERE action = 'seal-key.pin-changed'`)
      .all();
    expect(recorded).toEqual([{ subject: fingerprint }, { subject: fingerprint }]);
  });

  it('asks for a witness where the policy does', async () => {
    const sealId = await register();
    const { test } = bench;
    const strict = await openCustodyBench({ rulePack: pack('sichuan'), witness: true, test });
    const confirm = (name: 'give' | 'take' | 'witness', keyId: string) =>
      strict.handovers.step({ sealId, step: name, keyId, fingerprint: 'f', pin: pin() });
    await confirm('give', 'S-custodian');
    expect(await confirm('take', 'S-next')).toMatchObject({ value: { kind: 'witness', taker: '丙保管' } });
    expect(refusal(await confirm('witness', 'S-clerk'))).toBe('STAFF_ROLE_MISSING');
    expect(await confirm('witness', 'S-supervisor')).toMatchObject({ value: { kind: 'done' } });
    expect(strict.service.history(sealId).at(-1)!.event).toMatchObject({ witnessId: 'S-supervisor' });
  });

  it('is refused out of order, late, to oneself, with a wrong PIN', async () => {
    const sealId = await register();
    expect(refusal(await step(sealId, 'take', 'S-next'))).toBe('HANDOVER_OUT_OF_ORDER');
    expect(refusal(await step(sealId, 'witness', 'S-supervisor'))).toBe('HANDOVER_OUT_OF_ORDER');
    expect(refusal(await step(sealId, 'give', 'S-next'))).toBe('CUSTODY_NOT_THE_CUSTODIAN');
    expect(refusal(await step(sealId, 'give', 'S-custodian', { pin: utf8('000000') }))).toBe(
      'SEAL_KEY_PIN_WRONG',
    );
    await step(sealId, 'give', 'S-custodian');
    expect(refusal(await step(sealId, 'take', 'S-custodian'))).toBe('STAFF_SAME_PERSON');
    bench.test.clock.set('2026-11-21T01:10:01.000Z');
    expect(refusal(await step(sealId, 'take', 'S-next'))).toBe('HANDOVER_OUT_OF_ORDER');
    await step(sealId, 'give', 'S-custodian');
    bench.handovers.stop(sealId);
    expect(refusal(await step(sealId, 'take', 'S-next'))).toBe('HANDOVER_OUT_OF_ORDER');
    expect(bench.service.state(sealId)?.custodianId).toBe('S-custodian');
  });

  it('is not finished on a seal that was stopped meanwhile', async () => {
    const sealId = await register();
    await step(sealId, 'give', 'S-custodian');
    bench.signIn('S-clerk');
    bench.service.report(sealId, 'damaged', null);
    expect(refusal(await step(sealId, 'take', 'S-next'))).toBe('SEAL_STOPPED');
    expect(refusal(await step(sealId, 'give', 'S-custodian'))).toBe('SEAL_STOPPED');
  });

  it('in absence says why, on the form too', async () => {
    const sealId = await register();
    expect(refusal(await step(sealId, 'give', 'S-supervisor', { absence: ' ' }))).toBe(
      'CUSTODY_REASON_REQUIRED',
    );
    await step(sealId, 'give', 'S-supervisor', { absence: '保管人住院' });
    await step(sealId, 'take', 'S-next');
    const [form] = bench.forms.list(sealId);
    expect(bench.forms.get(form!.formId)).toMatchObject({
      kind: 'seal-handover',
      from: { name: '乙保管' },
      inAbsence: { giver: { name: '丁审批' }, reason: '保管人住院' },
    });
  });
});

describe('from loss to archive', () => {
  it('reported, applied, printed, replaced, archived', async () => {
    const sealId = await register();
    bench.signIn('S-custodian');
    bench.service.report(sealId, 'lost', null);
    const applied = bench.service.apply(sealId, 'replace', 'lost', '外出时遗失');
    if (!applied.ok) throw new Error(applied.error.code);
    expect(bench.told.at(-1)).toMatchObject({ stopped: 1, waiting: 1 });

    const printed = await bench.forms.print(applied.value.formId, {});
    expect(printed.ok).toBe(true);
    const [page] = bench.printed;
    expect(page).toMatchObject({ kind: 'seal-application', title: '电子印章更换申请表' });
    expect(page!.document.html).toContain('第十三条（四）');
    expect(page!.document.html).toContain('外出时遗失');
    const [form] = bench.forms.list(sealId);
    expect(form).toMatchObject({ formId: applied.value.formId, digest: page!.document.sourceDigest });
    expect(form!.prints.map(({ state }) => state)).toEqual(['spooled']);

    const other = await makeDemonstrationPki({
      seed: utf8('zhengchuang test of replacing'),
      from: new Date('2025-01-01T00:00:00Z'),
      unitName: '演示单位',
      sealName: '新章',
      picture: sealPicture('演示单位'),
    });
    bench.believe(other.trust);
    bench.signIn('S-supervisor');
    const candidate = await choose(other.seal);
    expect(candidate.mayReplace.map((one) => one.sealId)).toEqual([sealId]);
    const registered = await bench.service.register({
      candidateId: candidate.candidateId,
      fingerprint: candidate.certificates[0]!.fingerprint,
      custodianId: 'S-next',
      replaces: sealId,
    });
    if (!registered.ok) throw new Error(registered.error.code);
    expect(bench.service.state(sealId)?.status).toMatchObject({
      kind: 'closed',
      how: 'replaced',
      successorId: registered.value.sealId,
    });
    expect(bench.service.archive(sealId, '2026-印-7').ok).toBe(true);
    expect(bench.service.seal(sealId)?.esl).toEqual(bench.holders.unit.esl);
    const page2 = bench.desk.page(sealId);
    expect(page2.ok && page2.value.history.map(({ kind }) => kind)).toEqual([
      'registered',
      'reported',
      'applied',
      'closed',
      'archived',
    ]);
    expect(page2.ok && page2.value.actions).toEqual([]);
    expect(bench.desk.counts()).toEqual({ expiring: 0, stopped: 0, waiting: 0, pinChangeDue: 0 });
    expect(bench.test.audit.verify()).toMatchObject({ intact: true });
  });

  it('a successor is refused where nobody asked for one', async () => {
    const sealId = await register();
    const candidate = await choose(bench.holders.unit.esl);
    const result = await bench.service.register({
      candidateId: candidate.candidateId,
      fingerprint: candidate.certificates[0]!.fingerprint,
      custodianId: 'S-next',
      replaces: sealId,
    });
    expect(refusal(result)).toBe('SEAL_NO_SUCCESSOR_WANTED');
  });

  it('a forgotten PIN: stopped, applied for by 第十二条, resumed, PIN to be changed', async () => {
    const sealId = await register();
    bench.signIn('S-custodian');
    bench.service.report(sealId, 'pin-forgotten', null);
    const applied = bench.service.apply(sealId, 'reset-pin', 'pin-forgotten', null);
    if (!applied.ok) throw new Error(applied.error.code);
    await bench.forms.print(applied.value.formId, {});
    expect(bench.printed[0]).toMatchObject({ kind: 'pin-reset-application' });
    expect(bench.printed[0]!.document.html).toContain('第十二条');
    bench.signIn('S-supervisor');
    expect(bench.service.resume(sealId, '制章单位已重置').ok).toBe(true);
    expect(bench.service.state(sealId)).toMatchObject({ pinChangeDue: true, status: { kind: 'in-use' } });
  });

  it('cites nothing where the place’s rule is silent', async () => {
    const { test } = bench;
    const elsewhere = await openCustodyBench({ rulePack: pack('xuchang'), test });
    const sealId = await register();
    elsewhere.signIn('S-custodian');
    const applied = elsewhere.service.apply(sealId, 'cancel', 'no-longer-used', null);
    if (!applied.ok) throw new Error(applied.error.code);
    await elsewhere.forms.print(applied.value.formId, {});
    expect(elsewhere.printed[0]!.document.html).not.toContain('依据');
  });
});

describe('lists on paper', () => {
  it('台账 and 用章记录 are kept as they were when they were made', async () => {
    const sealId = await register();
    const actor = { staffId: 'S-custodian', name: '乙保管', roles: ['custodian'] as const };
    const use: SealUse = {
      useId: '1',
      at: '2026-11-21T02:00:00.000Z',
      staffId: 'S-custodian',
      staffName: '乙保管',
      sealId,
      sealName: bench.holders.unit.sealName,
      purpose: '制发',
      documentTitle: '食品经营许可证',
      documentDigest: 'ab'.repeat(32),
      state: 'sealed',
    };
    const uses = usesOf([use, { ...use, useId: '2', sealId: 'other' }]).list({ sealId });
    const record = bench.forms.keep(bench.maker.useRecord(uses, { sealId }, use.sealName, actor), null);
    const list = bench.forms.keep(bench.maker.register(bench.service.list(), actor), null);
    bench.signIn('S-clerk');
    bench.service.report(sealId, 'stolen', null);
    await bench.forms.print(record, {});
    await bench.forms.print(list, {});
    expect(bench.printed.map(({ kind }) => kind)).toEqual(['seal-use-record', 'seal-register']);
    expect(bench.printed[0]!.document.html).toContain('ab'.repeat(32));
    expect(bench.printed[1]!.document.html).not.toContain('停用');
    expect(bench.forms.list().map(({ formId }) => formId)).toEqual(expect.arrayContaining([record, list]));
    expect(refusal(await bench.forms.print('unknown', {}))).toBe('CUSTODY_FORM_UNKNOWN');
  });
});

describe('what the database refuses', () => {
  it('changing or removing a seal, an event or a form, and leaving out an event', async () => {
    const sealId = await register();
    bench.signIn('S-custodian');
    bench.service.apply(sealId, 'cancel', 'no-longer-used', null);
    const run = (sql: string) => () => bench.test.store.db.prepare(sql).run();
    expect(run(`UPDATE seal SET registered_at = 'x'`)).toThrow('final');
    expect(run('DELETE FROM seal')).toThrow('kept');
    expect(run(`UPDATE seal_event SET by_staff = 'x'`)).toThrow('final');
    expect(run('DELETE FROM seal_event')).toThrow('kept');
    expect(run(`UPDATE custody_form SET by_staff = 'x'`)).toThrow('final');
    expect(run('DELETE FROM custody_form')).toThrow('kept');
    expect(
      run(
        `INSERT INTO seal_event (seal_id, seq, at, by_staff, kind, sealed) VALUES ('${sealId}', 9, 'x', 'x', 'closed', x'00')`,
      ),
    ).toThrow('gap');
  });

  it('a deed whose audit entry cannot be written', async () => {
    const sealId = await register();
    bench.signIn('S-clerk');
    bench.test.store.db.exec(
      `CREATE TRIGGER no_audit BEFORE INSERT ON audit_entry BEGIN SELECT RAISE(ABORT, 'disk'); END`,
    );
    expect(() => bench.service.report(sealId, 'lost', null)).toThrow('disk');
    bench.test.store.db.exec('DROP TRIGGER no_audit');
    expect(bench.service.state(sealId)?.status.kind).toBe('in-use');
  });

  it('nothing that is in it after a new start', async () => {
    const sealId = await register();
    const { directory } = bench.test;
    bench.test.store.close();
    const reopened = await openTestStore(directory);
    const again = await openCustodyBench({ rulePack: pack('sichuan'), test: reopened });
    expect(again.service.seal(sealId)?.esl).toEqual(again.holders.unit.esl);
    again.test.store.close();
    bench = await openCustodyBench({ rulePack: pack('sichuan') });
    rmSync(directory, { recursive: true, force: true });
  });
});

const samplesHere = existsSync(SAMPLES);
if (!samplesHere) console.warn('跳过：../shared/samples/eseal 不在本机，未试登记真实印章样本。');

describe.skipIf(!samplesHere)('seals of other makers (needs ../shared/samples)', () => {
  it.each(['UserV1.esl', 'UserV4.esl', 'UserV5.esl', 'UserV5_ts.esl'])(
    '%s is examined, and not taken without a word',
    async (name) => {
      const candidate = await choose(new Uint8Array(readFileSync(join(SAMPLES, name))));
      expect(candidate.certificates.length).toBeGreaterThan(0);
      for (const { use, steps } of candidate.certificates) {
        expect(use).not.toBe('accept');
        expect(steps.find(({ step }) => step === 'seal-maker')?.verdict).not.toBe('ok');
      }
      bench.signIn('S-supervisor');
      const result = await bench.service.register({
        candidateId: candidate.candidateId,
        fingerprint: candidate.certificates[0]!.fingerprint,
        custodianId: 'S-custodian',
      });
      expect(['SEAL_NOT_VERIFIED', 'SEAL_REASON_REQUIRED']).toContain(refusal(result));
    },
  );
});
