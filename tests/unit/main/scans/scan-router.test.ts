// Scans on a real database: what each kind leads to from where the clerk stands, what is refused, and what is never shown.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { creditCode } from '#core/demonstration/numbers';
import { holderToken } from '#core/demonstration/holder-tokens';
import { controlNumber } from '#core/print/control-number';
import { verificationText } from '#core/print/verification';
import { ok } from '#core/result';
import { rulePackSchema, type RulePack } from '#core/rules/rule-pack';
import { CertificateCodes } from '#main/cases/certificate-codes';
import { createCaseRepository, type CaseRepository } from '#main/cases/case-repository';
import { CaseService } from '#main/cases/case-service';
import { demonstrationResolver } from '#main/scans/demonstration-resolver';
import { notConnected, resolveInTime, type HolderCodeResolver } from '#main/scans/holder-code-resolver';
import { MOST_WAITING, ScanInbox } from '#main/scans/scan-inbox';
import { ScanPeople } from '#main/scans/scan-people';
import { ScanRouter } from '#main/scans/scan-router';
import { PrintJournal } from '#main/printing/print-journal';
import { createCertificateCache } from '#main/store/certificate-cache';
import type { ScanArrivedView } from '#shared/ipc/scan-views';
import { certificate, idNumber, identity, matter, person } from '../../../support/fixtures';
import { openTestStore, type TestStore } from '../../../support/terminal-store';

const packOf = (id: string): RulePack =>
  rulePackSchema.parse(JSON.parse(readFileSync(resolve(`resources/rule-packs/${id}.json`), 'utf8')));

const LICENCE = creditCode('91', '890102', 7);
const OTHER = { name: '钱试二', number: idNumber('1991-05-06', '052') };
const APPLICANT = identity();
const SM3 = 'cd'.repeat(32);

let test: TestStore;
let repository: CaseRepository;
let cases: CaseService;
let journal: PrintJournal;
let router: ScanRouter;
let people: ScanPeople;
let pushed: { name: string; payload: unknown }[];
let logged: string;

function compose(place = 'chongqing', resolver?: HolderCodeResolver): void {
  const { store, vault, audit, clock } = test;
  const rulePack = packOf(place);
  const matters = new Map([[matter.id, matter]]);
  const cache = createCertificateCache(store, vault);
  cache.put([
    certificate({ number: LICENCE, holder: { kind: 'legal', name: '试一餐饮店', number: LICENCE } }),
  ]);
  repository = createCaseRepository({ store, vault, audit, clock, window: 'A01' });
  cases = new CaseService({ store, repository, cache, matters, audit, clock, changed: () => undefined });
  const codes = new CertificateCodes({ cases, rulePack, clock });
  journal = new PrintJournal({ store, audit, vault, clock, counter: { place, window: 'A01' } });
  const shape = rulePack.qr?.holderCode ?? null;
  people = new ScanPeople({
    store,
    cases,
    repository,
    rulePack,
    audit,
    clock,
    resolver:
      resolver ??
      demonstrationResolver({
        prefix: shape?.prefix ?? '',
        holderOf: (id) => (id === 'other' ? OTHER : id === 'applicant' ? APPLICANT : undefined),
        clock,
      }),
  });
  const knowledge = {
    holderCode: shape,
    stockShapes: [{ name: '营业执照用纸', prefix: 'YZ', digits: 10 }],
    matterIds: new Map([[matter.code, matter.id]]),
  };
  pushed = [];
  logged = '';
  router = new ScanRouter({
    inbox: new ScanInbox({ knowledge, clock }),
    people,
    cases,
    repository,
    codes,
    matters,
    names: { holderCodeName: rulePack.qr?.name ?? '', types: new Map(), matters },
    findPrint: (number) => journal.byNumber(number),
    warmPrinting: () => undefined,
    push: (name, payload) => void pushed.push({ name, payload }),
    clock,
    log: (event, fields) => void (logged += `${event} ${JSON.stringify(fields ?? {})}\n`),
  });
}
beforeEach(async () => {
  test = await openTestStore();
  compose();
});
afterEach(() => test.close());

function arrive(text: string, scanId: string = randomUUID()): string {
  router.arrive({ scanId, deviceId: 's1', source: 'scanner', text });
  return scanId;
}
const scan = (text: string) => router.take(arrive(text));
const token = (personId: string, minutes = 5): string =>
  holderToken('YKM1.', { personId, until: new Date(test.clock.now().getTime() + minutes * 60_000) });
const openFor = (who = APPLICANT): string => {
  expect(cases.open(person({ ...who }), { parkCurrent: false })).toEqual(ok());
  return repository.current()!.id;
};
const arrivals = (): ScanArrivedView[] =>
  pushed.filter(({ name }) => name === 'scan.arrived').map(({ payload }) => payload as ScanArrivedView);

describe('nothing open', () => {
  it('a holder’s code opens the holder’s case where the rule takes it as showing who it is (渝 16)', async () => {
    expect(await scan(token('other'))).toMatchObject({ ok: true, value: { kind: 'case-opened' } });
    const { applicant } = repository.current()!;
    expect(applicant).toMatchObject({
      source: 'holder-code',
      otherDocument: '渝快码',
      identity: { name: OTHER.name, number: OTHER.number, birth: '1991-05-06' },
    });
  });

  it('only fills in the form where the rule says nothing on identity (川 12)', async () => {
    compose('sichuan');
    const text = token('other').replace('YKM1.', 'TFM1.');
    const scanId = arrive(text);
    expect(await router.take(scanId)).toMatchObject({ value: { kind: 'check-person', name: OTHER.name } });
    expect(repository.current()).toBeUndefined();
    expect(people.prefill(scanId)).toEqual(ok({ number: OTHER.number, name: OTHER.name }));
  });

  it('an ID number opens nobody a case: the clerk looks at a document', async () => {
    const scanId = arrive(OTHER.number);
    const taken = await router.take(scanId);
    expect(taken).toEqual(
      ok({ kind: 'check-person', name: null, numberMasked: `${'*'.repeat(14)}${OTHER.number.slice(-4)}` }),
    );
    expect(repository.current()).toBeUndefined();
    expect(people.use(scanId, 'applicant-park-current')).toMatchObject({ error: { code: 'SCAN_GONE' } });
  });

  it('either takes up the parked case of its person', async () => {
    const caseId = openFor(identity({ ...OTHER, birth: '1991-05-06', sex: 'female' }));
    cases.park(caseId);
    expect(await scan(OTHER.number)).toEqual(ok({ kind: 'case-resumed', caseId }));
    cases.park(caseId);
    expect(await scan(token('other'))).toEqual(ok({ kind: 'case-resumed', caseId }));
  });

  it('a certificate’s code is named; whose it is stays unsaid', async () => {
    const found = await scan(`ZC1:business-licence:${LICENCE}`);
    expect(found).toMatchObject({ value: { kind: 'certificate-without-case', parkedCaseId: null } });
    expect(JSON.stringify(found)).not.toContain(APPLICANT.name);
    const caseId = openFor();
    cases.park(caseId);
    expect(await scan(`ZC1:business-licence:${LICENCE}:20261121T0800:20261121T1800`)).toMatchObject({
      value: { kind: 'certificate-without-case', parkedCaseId: caseId },
    });
  });

  it('a matter, a firm, a blank form, a stranger’s text are only shown', async () => {
    expect(await scan(matter.code)).toMatchObject({ value: { kind: 'matter-without-case' } });
    for (const text of [LICENCE, 'YZ0000000001', 'https://example.invalid/']) {
      expect(await scan(text)).toEqual(ok({ kind: 'shown' }));
    }
    expect(repository.current()).toBeUndefined();
  });
});

describe('in a case', () => {
  it('a certificate’s code presents it; one out of its time is refused by the article (许 13)', async () => {
    compose('xuchang');
    const caseId = openFor();
    const code = (window: string) => `ZC1:business-licence:${LICENCE}${window}`;
    // 09:00 in China now.
    expect(await scan(code(':20261121T0800:20261121T1800'))).toEqual(
      ok({ kind: 'certificate', caseId, certificateId: 'c-licence' }),
    );
    const article = '许政办〔2021〕13号 第十三条';
    expect(await scan(code(':20261121T0800:20261121T0859'))).toMatchObject({
      error: { code: 'CODE_EXPIRED', article },
    });
    expect(await scan(code(':20261121T0901:20261121T1000'))).toMatchObject({
      error: { code: 'CODE_NOT_YET', article },
    });
    expect(await scan(code(''))).toMatchObject({ error: { code: 'CODE_WINDOW_MISSING', article } });
    expect(await scan(`ZC1:business-licence:X1:20261121T0800:20261121T1800`)).toMatchObject({
      error: { code: 'CODE_NOT_HELD' },
    });
  });

  it('a code without a window is good where the rule asks for none', async () => {
    const caseId = openFor();
    expect(await scan(`ZC1:business-licence:${LICENCE}`)).toMatchObject({
      value: { kind: 'certificate', caseId },
    });
  });

  it('a firm’s code presents its licence once the matter asks for one', async () => {
    const caseId = openFor();
    expect(await scan(LICENCE)).toEqual(ok({ kind: 'shown' }));
    cases.chooseMatter(caseId, matter.id);
    expect(await router.take(arrive(` ${LICENCE}`))).toEqual(
      ok({ kind: 'certificate', caseId, certificateId: 'c-licence' }),
    );
  });

  it('a matter’s code chooses it, once, and Ctrl+Z takes it back', async () => {
    const caseId = openFor();
    expect(await scan(matter.code)).toEqual(ok({ kind: 'matter-chosen', caseId, matterId: matter.id }));
    expect(repository.current()).toMatchObject({ matterId: matter.id, undoable: { kind: 'matter-chosen' } });
    expect(await scan(` ${matter.code}`)).toEqual(ok({ kind: 'matter-already-chosen', name: matter.name }));
    cases.undo(caseId);
    expect(repository.current()!.matterId).toBeUndefined();
  });

  it('somebody else’s code asks: agent, or park and open', async () => {
    const first = openFor();
    const scanId = arrive(token('other'));
    expect(await router.take(scanId)).toMatchObject({ value: { kind: 'another-person', identified: true } });
    expect(repository.current()!.id).toBe(first);
    expect(people.use(scanId, 'agent')).toEqual(ok());
    expect(repository.current()!.agent?.identity.number).toBe(OTHER.number);
    expect(await scan(OTHER.number)).toEqual(ok({ kind: 'already-here', who: 'agent' }));
    cases.removeAgent(first);
    expect(people.use(scanId, 'applicant-park-current')).toEqual(ok());
    expect(repository.current()!.applicant.identity.number).toBe(OTHER.number);
    expect(repository.parked().map(({ id }) => id)).toEqual([first]);
  });

  it('the applicant’s own is noticed', async () => {
    openFor();
    expect(await scan(token('applicant'))).toEqual(ok({ kind: 'already-here', who: 'applicant' }));
  });

  it('a number alone never becomes the agent', async () => {
    openFor();
    const scanId = arrive(OTHER.number);
    expect(await router.take(scanId)).toMatchObject({ value: { kind: 'another-person', identified: false } });
    expect(people.use(scanId, 'agent')).toMatchObject({ ok: false, error: { code: 'SCAN_GONE' } });
  });
});

describe('a page that was printed here', () => {
  const printed = (
    document: 'case-slip' | 'authorisation-form',
    sourceDigest: string,
    controlNumber: string,
  ) => verificationText({ controlNumber, sourceDigest, kind: document, printedAt: test.clock.now() });

  it('shows its record, its case, and whether the digest is right', async () => {
    const caseId = openFor();
    const numbered = journal.number({
      caseId,
      subject: { kind: 'case-slip' },
      title: '办件凭条',
      reprint: null,
    });
    if (!numbered.ok) throw new Error(numbered.error.code);
    const { controlNumber: number } = numbered.value;
    expect(await scan(printed('case-slip', SM3, number))).toMatchObject({
      value: { kind: 'print', print: { digest: 'not-kept', state: 'numbered' } },
    });
    const page = { digest: new Uint8Array(32), source: SM3, pages: 1, media: 'a5', queue: 'q' };
    journal.prepared(numbered.value, page);
    cases.park(caseId);
    expect(await scan(`${printed('case-slip', SM3, number)}\r`)).toMatchObject({
      value: {
        print: {
          controlNumber: number,
          subject: 'case-slip',
          title: '办件凭条',
          digest: 'agrees',
          caseNumber: 'A01-20261121-0001',
          parkedCaseId: caseId,
        },
      },
    });
    expect(await scan(printed('case-slip', 'ef'.repeat(32), number))).toMatchObject({
      value: { print: { digest: 'differs' } },
    });
    expect(await scan(printed('authorisation-form', SM3, number))).toMatchObject({
      value: { print: { digest: 'differs' } },
    });
    expect(await scan(number)).toMatchObject({ value: { print: { digest: 'not-in-code' } } });
  });

  it('is unknown when another counter printed it', async () => {
    const elsewhere = controlNumber({ place: 'XUCHANG', window: 'B09', day: '20261121', serial: 1 });
    expect(await scan(printed('case-slip', SM3, elsewhere))).toEqual({
      ok: false,
      error: { code: 'PRINT_NUMBER_UNKNOWN', controlNumber: elsewhere },
    });
  });
});

describe('the inbox', () => {
  it('keeps twenty scans of two seconds in order, and takes each once', async () => {
    const texts = Array.from({ length: 20 }, (_, index) => `code ${index}`);
    const ids = texts.map((text) => arrive(text));
    expect(arrivals().map(({ scanId }) => scanId)).toEqual(ids);
    expect(router.waiting().map(({ scanId }) => scanId)).toEqual(ids);
    const taken = await Promise.all(ids.map((scanId) => router.take(scanId)));
    expect(taken.every(({ ok: done }) => done)).toBe(true);
    expect(router.waiting()).toEqual([]);
    expect(await router.take(ids[0]!)).toMatchObject({ error: { code: 'SCAN_TAKEN' } });
    expect(await router.take('never')).toMatchObject({ error: { code: 'SCAN_GONE' } });
  });

  it('takes a repeating scanner’s code for one scan', () => {
    for (let reading = 0; reading < 5; reading += 1) arrive('the same');
    expect(arrivals()).toHaveLength(1);
  });

  it('is bounded, and says so', () => {
    for (let index = 0; index <= MOST_WAITING; index += 1) arrive(`code ${index}`);
    expect(arrivals()).toHaveLength(MOST_WAITING);
    expect(pushed.at(-1)).toMatchObject({ name: 'scan.refused', payload: { code: 'SCAN_INBOX_FULL' } });
  });

  it('shows a whole unknown text only on demand, with nothing invisible in it', () => {
    const scanId = arrive(`${'字'.repeat(2_900)}\u202e\0`);
    expect(router.text(scanId)).toEqual(ok({ text: `${'字'.repeat(2_900)}‹U+202E›␀`, length: 2_902 }));
    expect(router.text('never')).toMatchObject({ error: { code: 'SCAN_GONE' } });
  });

  it('lets go of what was taken when another person comes, and keeps what waits', async () => {
    const taken = arrive('for the first');
    await router.take(taken);
    const number = arrive(OTHER.number);
    await router.take(number);
    const waiting = arrive('for the second');
    router.forget();
    expect(router.text(taken)).toMatchObject({ error: { code: 'SCAN_GONE' } });
    expect(people.prefill(number)).toMatchObject({ error: { code: 'SCAN_GONE' } });
    expect(router.text(waiting).ok).toBe(true);
  });

  it('logs kinds and lengths, never a text; views carry no whole number', async () => {
    const secrets = [OTHER.number, token('other'), LICENCE, '张三的秘密'];
    openFor();
    for (const secret of secrets) await scan(secret);
    for (const secret of secrets) expect(logged).not.toContain(secret);
    expect(logged).toContain('"kind":"id-number","length":18');
    expect(JSON.stringify(pushed)).not.toContain(OTHER.number);
    const trail = JSON.stringify(test.store.db.prepare('SELECT * FROM audit_entry').all());
    expect(trail).toContain('holder-code.resolved');
    expect(trail).not.toContain(OTHER.number);
  });
});

describe('resolvers of holder’s codes', () => {
  it('say when a code is over, unknown, or nobody is connected', async () => {
    expect(await scan(token('other', -1))).toMatchObject({ error: { code: 'HOLDER_CODE_EXPIRED' } });
    expect(await scan(token('nobody'))).toMatchObject({ error: { code: 'HOLDER_CODE_UNKNOWN' } });
    expect(await scan(`${token('other').slice(0, -1)}~`)).toMatchObject({
      error: { code: 'HOLDER_CODE_UNKNOWN' },
    });
    compose('chongqing', notConnected('渝快码'));
    expect(await scan(token('other'))).toMatchObject({
      error: { code: 'HOLDER_CODE_NOT_CONNECTED', name: '渝快码' },
    });
  });

  it('have a deadline, and a broken one is told', async () => {
    const silent: HolderCodeResolver = { resolve: () => new Promise(() => undefined) };
    expect(await resolveInTime(silent, 'x', 10)).toMatchObject({ error: { code: 'HOLDER_CODE_FAILED' } });
    const broken: HolderCodeResolver = { resolve: () => Promise.reject(new Error('down')) };
    expect(await resolveInTime(broken, 'x')).toMatchObject({ error: { code: 'HOLDER_CODE_FAILED' } });
  });
});
