// Sealing on a real database with a key in memory: two transactions a document, one consent, nothing doubled, nothing lost.
import { afterEach, describe, expect, it } from 'vitest';
import { openPackage } from '#core/ofd/package/zip-reader';
import { verifyOfd } from '#core/eseal/verify-ofd';
import { NO_TRUST } from '#core/eseal/trust';
import type { IssuingRig } from '../../support/issuing/issuing-rig';
import { openIssuing } from '../../support/issuing/issuing-rig';
import {
  acceptedCase,
  batchOf,
  consented,
  consentTo,
  draftOf,
  must,
  request,
  sealDraft,
  settled,
  startBatch,
} from '../../support/issuing/issuing-steps';

let rig: IssuingRig;
afterEach(async () => {
  await rig.part.stop?.();
  rig.test.close();
});

interface Counts {
  documents: number;
  started: number;
  sealed: number;
  failed: number;
  interrupted: number;
  files: number;
  waiting: number;
  serials: number;
}

function counts({ test }: IssuingRig): Counts {
  const { db } = test.store;
  const one = (sql: string): number => (db.prepare(sql).get() as { n: number }).n;
  const uses = (state: string): number => one(`SELECT count(*) AS n FROM seal_use WHERE state = '${state}'`);
  return {
    documents: one('SELECT count(*) AS n FROM issued_document'),
    started: uses('started'),
    sealed: uses('sealed'),
    failed: uses('failed'),
    interrupted: uses('interrupted'),
    files: one(
      'SELECT count(*) AS n FROM certificate_file f JOIN issued_document d ON d.id = f.certificate_id',
    ),
    waiting: one(`SELECT count(*) AS n FROM collection_item WHERE state = 'waiting'`),
    serials: one(`SELECT coalesce(max(value), 0) AS n FROM serial WHERE name = 'certificate/senior-card'`),
  };
}

/** Every issued file verified by the verifier itself, and its number, straight from the store. */
function verifiedNumbers({ test, cache, trust }: IssuingRig): string[] {
  const rows = test.store.db.prepare('SELECT id FROM issued_document').all() as { id: string }[];
  return rows.map(({ id }) => {
    const opened = openPackage(cache.fileOf(id)!.bytes);
    if (!opened.ok) throw new Error(opened.error.code);
    expect(verifyOfd(opened.value, trust, test.clock.now()).verdict).toBe('valid');
    return cache.get(id)!.certificate.number;
  });
}

describe('one certificate', () => {
  it('is drafted from the case, sealed, verified, usable at once, and waits for collection', async () => {
    rig = await openIssuing();
    const caseId = acceptedCase(rig);
    const draft = await draftOf(rig, caseId);
    expect(draft).toMatchObject({
      typeId: 'senior-card',
      ready: true,
      state: 'open',
      numberRule: '892026A01······',
    });
    const values = new Map(draft.inputs.map((input) => [input.key, input]));
    expect(values.get('holder.name')).toMatchObject({ value: '赵试老', source: 'card' });
    expect(values.get('birth')).toMatchObject({ value: '1950-03-07', source: 'card' });
    expect(values.get('validTo')).toMatchObject({ value: '长期', source: 'rule' });

    const sealed = must(await sealDraft(rig, draft.draftId));
    expect(sealed.verification.verdict).toBe('valid');
    expect(sealed.document).toMatchObject({ number: '892026A01000001', sealedBy: '演示印章保管人' });
    expect(sealed.page).toBeNull();
    const { documentId } = sealed.document;
    const page = must(await request(rig, 'issuing.documentPage', { documentId, page: 1 }));
    expect(page.svg).toContain('<svg');
    // 许政办〔2021〕13号 第十三条: one working day; 2026-11-21 is a Saturday.
    expect(sealed.document.collection).toMatchObject({
      dueOn: '2026-11-23',
      overdue: false,
      state: 'waiting',
    });
    expect(sealed.document.collection.article).toContain('第十三条');
    const holder = rig.repository.get(caseId)!.applicant.identity.number;
    const held = rig.cache.forPerson(holder).map(({ certificate }) => certificate.typeId);
    expect(held).toContain('senior-card');
    expect(counts(rig)).toMatchObject({
      documents: 1,
      sealed: 1,
      started: 0,
      failed: 0,
      files: 1,
      waiting: 1,
      serials: 1,
    });
    const [use] = rig.uses.list({});
    expect(use).toMatchObject({
      state: 'sealed',
      staffName: '演示印章保管人',
      documentDigest: sealed.document.digest,
    });
    expect(use!.purpose).toContain('老年人优待证');
    expect(rig.test.audit.verify().intact).toBe(true);
    expect(rig.key).toMatchObject({ logins: 1, asked: 1, made: 1, open: 0 });
  });

  it('keeps its number when the key fails, and gets its record each time', async () => {
    rig = await openIssuing();
    const draft = await draftOf(rig, acceptedCase(rig));
    rig.key.onAsk = (n) => (n === 1 ? { code: 'SEAL_KEY_REMOVED', result: 0x0a000023 } : 'sign');
    const failed = await sealDraft(rig, draft.draftId);
    expect(failed).toMatchObject({ ok: false, error: { code: 'SEAL_KEY_REMOVED', result: 0x0a000023 } });
    expect(counts(rig)).toMatchObject({ documents: 0, failed: 1, started: 0, serials: 1 });
    const numbered = must(await request(rig, 'issuing.draft', { draftId: draft.draftId }));
    expect(numbered).toMatchObject({
      state: 'numbered',
      number: '892026A01000001',
      lastFailure: { code: 'SEAL_KEY_REMOVED' },
    });
    expect(must(await sealDraft(rig, draft.draftId)).document.number).toBe('892026A01000001');
    expect(counts(rig)).toMatchObject({ documents: 1, failed: 1, sealed: 1, serials: 1 });
  });

  it('is not sealed by a key that lies', async () => {
    rig = await openIssuing();
    const draft = await draftOf(rig, acceptedCase(rig));
    rig.key.onAsk = () => 'lie';
    expect(await sealDraft(rig, draft.draftId)).toMatchObject({
      ok: false,
      error: { code: 'ISSUING_SIGNATURE_WRONG' },
    });
    expect(counts(rig)).toMatchObject({ documents: 0, files: 0, failed: 1, sealed: 0 });
  });

  it('is not kept when it does not verify as valid with what the terminal believes', async () => {
    rig = await openIssuing({ trust: NO_TRUST });
    const draft = await draftOf(rig, acceptedCase(rig));
    const refused = await sealDraft(rig, draft.draftId);
    expect(refused).toMatchObject({ ok: false, error: { code: 'ISSUING_NOT_VALID', verdict: 'unknown' } });
    expect(counts(rig)).toMatchObject({ documents: 0, files: 0, failed: 1, sealed: 0 });
  });

  it('asks nothing of the key when the consent is outdated, nobody is signed in, or something is missing', async () => {
    rig = await openIssuing();
    const draft = await draftOf(rig, acceptedCase(rig));
    const consent = await consentTo(rig, { kind: 'draft', draftId: draft.draftId });
    const values = { emergencyContact: '钱试二' };
    must(
      await request(rig, 'issuing.saveDraft', { draftId: draft.draftId, revision: draft.revision, values }),
    );
    const pin = rig.pin();
    const seal = { draftId: draft.draftId, ...consented(rig, consent, pin) };
    expect(await request(rig, 'issuing.seal', seal)).toMatchObject({
      error: { code: 'ISSUING_CONSENT_OUTDATED' },
    });
    expect([...pin]).toEqual([...pin].map(() => 0));

    const changed = must(await request(rig, 'issuing.draft', { draftId: draft.draftId }));
    const emptied = { draftId: draft.draftId, revision: changed.revision, values: { address: '' } };
    expect(must(await request(rig, 'issuing.saveDraft', emptied)).ready).toBe(false);
    const incomplete = { code: 'ISSUING_DRAFT_INCOMPLETE', fields: ['address'] };
    expect(await sealDraft(rig, draft.draftId)).toMatchObject({ ok: false, error: incomplete });

    rig.signedIn = null;
    expect(await sealDraft(rig, draft.draftId)).toMatchObject({ error: { code: 'STAFF_SIGN_IN_NEEDED' } });
    expect(rig.key).toMatchObject({ logins: 0, asked: 0 });
    expect(counts(rig)).toMatchObject({ documents: 0, failed: 0, serials: 0 });
  });

  it('spends one try on a wrong PIN and no number', async () => {
    rig = await openIssuing();
    const draft = await draftOf(rig, acceptedCase(rig));
    const wrong = await sealDraft(rig, draft.draftId, new Uint8Array([49, 49, 49, 49, 49, 49]));
    expect(wrong).toMatchObject({ ok: false, error: { code: 'SEAL_KEY_PIN_WRONG', left: 7 } });
    expect(rig.key).toMatchObject({ logins: 1, asked: 0 });
    expect(counts(rig)).toMatchObject({ failed: 0, serials: 0 });
  });

  it('is sealed under its approval only, and a changed draft needs another', async () => {
    rig = await openIssuing();
    rig.approvalNeeded = true;
    const draft = await draftOf(rig, acceptedCase(rig));
    expect(await sealDraft(rig, draft.draftId)).toMatchObject({ error: { code: 'ISSUING_APPROVAL_NEEDED' } });
    const { digest } = await consentTo(rig, { kind: 'draft', draftId: draft.draftId });
    rig.approval = {
      approvalId: 'a-1',
      sealId: 'seal-1',
      purpose: '制发',
      digest,
      draftIds: [draft.draftId],
      applicantId: 'demo-custodian',
      appliedAt: rig.test.clock.now(),
      lapsesAt: new Date('2026-11-22T00:00:00Z'),
      state: {
        kind: 'approved',
        decision: { approverId: 'demo-supervisor', at: rig.test.clock.now(), note: '' },
      },
    };
    const values = { address: '演示市示例区测试路2号' };
    const saved = must(
      await request(rig, 'issuing.saveDraft', { draftId: draft.draftId, revision: draft.revision, values }),
    );
    expect((await consentTo(rig, { kind: 'draft', draftId: draft.draftId })).approval).toEqual({
      kind: 'none',
    });
    expect(await sealDraft(rig, draft.draftId)).toMatchObject({ error: { code: 'ISSUING_APPROVAL_NEEDED' } });

    const back = { address: '演示市示例区测试路1号' };
    must(
      await request(rig, 'issuing.saveDraft', {
        draftId: draft.draftId,
        revision: saved.revision,
        values: back,
      }),
    );
    rig.key.onAsk = (n) => (n === 1 ? { code: 'SEAL_KEY_REMOVED' } : 'sign');
    expect(await sealDraft(rig, draft.draftId)).toMatchObject({ error: { code: 'SEAL_KEY_REMOVED' } });
    expect(rig.approval.state.kind).toBe('used');
    // The same subject goes on under the approval it used.
    expect(must(await sealDraft(rig, draft.draftId)).verification.verdict).toBe('valid');
    expect(rig.uses.list({}).map(({ approvalId }) => approvalId)).toEqual(['a-1', 'a-1']);
  });
});

describe('a batch', () => {
  it('of 500 whose key is pulled at the 217th: 216 sealed and verified, resumed to 500, nothing doubled', async () => {
    rig = await openIssuing();
    const { summary } = await batchOf(rig, 500);
    expect(summary).toMatchObject({ total: 500, sealed: 0, faulty: 0 });
    rig.key.onAsk = (n) => (n === 217 ? { code: 'SEAL_KEY_REMOVED' } : 'sign');
    must(await startBatch(rig, summary.batchId));
    expect(await settled(rig)).toBe('failed');
    expect(rig.progress.at(-1)).toMatchObject({
      sealed: 216,
      failure: { line: 218, error: { code: 'SEAL_KEY_REMOVED' } },
    });
    expect(counts(rig)).toEqual({
      documents: 216,
      started: 0,
      sealed: 216,
      failed: 1,
      interrupted: 0,
      files: 216,
      waiting: 216,
      serials: 217,
    });
    must(await startBatch(rig, summary.batchId));
    expect(await settled(rig)).toBe('finished');
    expect(counts(rig)).toMatchObject({
      documents: 500,
      started: 0,
      sealed: 500,
      failed: 1,
      files: 500,
      serials: 500,
    });
    const numbers = verifiedNumbers(rig);
    expect(new Set(numbers).size).toBe(500);
    expect([...numbers].sort()).toEqual(
      Array.from({ length: 500 }, (_, index) => `892026A01${String(index + 1).padStart(6, '0')}`),
    );
    expect(rig.key).toMatchObject({ logins: 2, asked: 501, made: 500, open: 0 });
    expect(must(await request(rig, 'issuing.batch', { batchId: summary.batchId })).summary.state).toBe(
      'finished',
    );
    expect(rig.test.audit.verify().intact).toBe(true);
  }, 120_000);

  it('is paused, continued and stopped, and never has a record without its turn', async () => {
    rig = await openIssuing();
    const { summary } = await batchOf(rig, 12);
    const { batchId } = summary;
    rig.key.delay = () => new Promise((done) => setTimeout(done, 5));
    rig.key.onAsk = (n) => {
      if (n === 4) void rig.handlers['issuing.pauseBatch']({ batchId });
      if (n === 8) void rig.handlers['issuing.stopBatch']({ batchId });
      return 'sign';
    };
    must(await startBatch(rig, batchId));
    expect(await settled(rig, ['paused'])).toBe('paused');
    expect(counts(rig)).toMatchObject({ documents: 4, started: 0, sealed: 4, serials: 4 });
    const busy = await startBatch(rig, batchId);
    expect(busy).toMatchObject({ ok: false, error: { code: 'ISSUING_BUSY' } });
    must(await request(rig, 'issuing.continueBatch', { batchId }));
    expect(await settled(rig)).toBe('stopped');
    expect(counts(rig)).toMatchObject({ documents: 8, started: 0, sealed: 8, failed: 0, serials: 8 });
    rig.key.onAsk = undefined;
    must(await startBatch(rig, batchId));
    expect(await settled(rig)).toBe('finished');
    expect(counts(rig)).toMatchObject({ documents: 12, sealed: 12, serials: 12 });
  });

  it('goes on after a restart between the two transactions, under the numbers that were taken', async () => {
    rig = await openIssuing();
    const { summary } = await batchOf(rig, 6);
    const { db } = rig.test.store;
    // The process "dies" while the third document is at the key: the answer never comes.
    let asked!: () => void;
    const third = new Promise<void>((done) => (asked = done));
    const dead = rig;
    rig.key.onAsk = (n) => {
      if (n === 3) {
        dead.key.delay = () => new Promise(() => undefined);
        asked();
      }
      return 'sign';
    };
    must(await startBatch(rig, summary.batchId));
    await third;
    await new Promise((done) => setTimeout(done, 50));
    expect(counts(rig)).toMatchObject({ documents: 2, started: 1, sealed: 2, serials: 3 });
    const next = await openIssuing({ test: rig.test });
    rig = next;
    expect(counts(rig)).toMatchObject({ documents: 2, started: 0, interrupted: 1, serials: 3 });
    const line = must(await request(rig, 'issuing.batch', { batchId: summary.batchId })).lines[2]!;
    expect(line).toMatchObject({ state: 'numbered', lastFailure: { code: 'ISSUING_INTERRUPTED' } });
    must(await startBatch(rig, summary.batchId));
    expect(await settled(rig)).toBe('finished');
    expect(counts(rig)).toMatchObject({ documents: 6, sealed: 6, interrupted: 1, started: 0, serials: 6 });
    expect(new Set(verifiedNumbers(rig)).size).toBe(6);
    expect(() => db.exec('UPDATE seal_use SET state = state')).toThrow(/final/);
    expect(() => db.exec('DELETE FROM issued_document')).toThrow(/append-only/);
    expect(() => db.exec('DELETE FROM certificate_file')).toThrow(/final/);
    expect(() => db.exec('UPDATE issuing_draft SET number_index = zeroblob(32)')).toThrow();
  });
});
