// Custody at the counter on the real build with software keys: the invented unit's seal is in the register, is handed over by
// three keys, stopped when it is lost; every form comes on paper with its article.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Locator } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { waitFor } from '../support/bridge';
import type { InWindow } from '../support/bridge';
import { startSealingCounter } from '../support/issuing/sealing-counter';
import type { SealingCounter, SealingWindow } from '../support/issuing/sealing-counter';
import { lookAt } from '../support/screens';

let counter: SealingCounter;
let window: SealingWindow;
const test = (id: string): Locator => window.page.getByTestId(id);

beforeEach(async () => {
  counter = await startSealingCounter({
    settings: {
      counter: {
        place: 'sichuan',
        unit: '演示市政务服务管理局',
        window: 'A01',
        clerk: '演示窗口人员',
      },
      sealPolicy: { handoverWitness: true },
    },
  });
  window = await counter.launch();
});
afterEach(async () => {
  await window.running.close();
  await counter.stop();
});

const personOf = (staffId: string) => counter.holders.people.find((person) => person.staffId === staffId)!;

async function signInAs(staffId: string): Promise<void> {
  const { page, terminal } = window;
  const key = await waitFor('key', async () =>
    (await terminal.request('staff.get')).keys.find(({ staff }) => staff?.staffId === staffId),
  );
  const answer = await page.evaluate(
    ([keyId, fingerprint, pin]) =>
      (globalThis as unknown as InWindow).terminal.request['staff.signInByKey']({
        keyId,
        fingerprint,
        pin: new TextEncoder().encode(pin),
      }),
    [key.keyId, key.fingerprint, personOf(staffId).pin] as const,
  );
  if (!answer.ok) throw new Error(answer.error.code);
}

/** At the pad of a handover's step: whose key, and its PIN as a hand types it. */
async function confirmBy(staffId: string, step: string): Promise<void> {
  const { page } = window;
  await page.locator('[aria-current=step]').filter({ hasText: step }).waitFor();
  await test('key-chooser')
    .getByRole('button')
    .filter({ hasText: personOf(staffId).name })
    .first()
    .click();
  await test('pin-field').waitFor();
  await page.keyboard.type(personOf(staffId).pin, { delay: 80 });
  await page.keyboard.press('Enter');
}

/** What stands on the paper, without blanks, and on how many pages. */
async function paperOf(kind: string): Promise<{ text: string; pages: number }> {
  const printed = await waitFor(`${kind} printed`, async () => {
    const forms = await window.terminal.request('custody.forms', {});
    return forms.find((form) => form.kind === kind)?.prints.find(({ state }) => state === 'spooled');
  });
  const paper = await waitFor('paper', async () =>
    (await counter.station.cups!.printed()).find(({ title }) => title === printed.controlNumber),
  );
  const { stdout } = await promisify(execFile)('pdftotext', ['-layout', paper.path, '-']);
  expect(stdout).toContain(printed.controlNumber);
  return { text: stdout.replaceAll(/\s/g, ''), pages: stdout.split('\f').length - 1 };
}

describe('the register of seals', () => {
  it('hands a seal over by three keys, stops it when it is lost, and prints what the law asks for', async () => {
    const { page, terminal } = window;
    await waitFor('printer ready', async () => (await terminal.desk()).printer.kind === 'ready');
    const [seal] = await waitFor('the seal', async () => {
      const { seals } = await terminal.request('custody.get');
      return seals.length > 0 && seals;
    });
    expect(seal).toMatchObject({ custodianId: 'demo-custodian', status: { kind: 'in-use' } });
    await signInAs('demo-administrator');
    await terminal.request('staff.setRoles', { staffId: 'demo-clerk', roles: ['clerk', 'custodian'] });
    await signInAs('demo-supervisor');

    await page.keyboard.press('F8');
    await test('seal-desk').waitFor();
    await page.getByText('印章台账').click();
    await test('custody-seal').waitFor();
    expect(await lookAt(page, '70-custody-register')).toEqual([]);
    await page.keyboard.press('1');
    await test('custody-history').waitFor();
    expect(await lookAt(page, '71-custody-seal')).toEqual([]);

    await page.keyboard.press('h');
    await confirmBy('demo-custodian', '移交人确认');
    await confirmBy('demo-clerk', '接收人确认');
    expect(await lookAt(page, '72-custody-witness')).toEqual([]);
    await confirmBy('demo-supervisor', '监交人确认');
    await test('custody-form-dialog').waitFor();
    await page.keyboard.press('Enter');
    const handover = await paperOf('seal-handover');
    for (const words of ['电子印章交接单', '演示印章保管人', '监交人', '第十条', '用章记录、人员变更等管理'])
      expect(handover.text).toContain(words);
    expect(handover.pages).toBe(1);
    expect((await terminal.request('custody.get')).seals[0]).toMatchObject({
      custodianId: 'demo-clerk',
      pinChangeDue: true,
    });

    await test('custody-seal-page').waitFor();
    await test('custody-report').waitFor();
    await page.keyboard.press('s');
    await test('custody-report-dialog').waitFor();
    await page.keyboard.press('Enter');
    await test('custody-apply-dialog').waitFor();
    expect((await terminal.request('custody.get')).seals[0]?.status).toMatchObject({
      kind: 'stopped',
      ground: 'lost',
    });
    await test('custody-citation').waitFor();
    await page.keyboard.type('外出办件途中遗失', { delay: 80 });
    await page.keyboard.press('Enter');
    await test('custody-form-dialog').waitFor();
    await page.keyboard.press('Enter');
    const application = await paperOf('seal-application');
    for (const words of ['电子印章更换申请表', '第十三条（四）', '存储设备遗失', '外出办件途中遗失'])
      expect(application.text).toContain(words);
    expect(application.pages).toBe(1);

    await page.keyboard.press('Escape');
    await test('custody-register').waitFor();
    await page.keyboard.press('F9');
    const list = await paperOf('seal-register');
    expect(list.text).toContain('共登记电子印章1枚');
    // A narrow column breaks the words.
    expect(list.text).toMatch(/停用（存储.*更换并注/);
    expect(list.text).toContain('单位印章钥匙');
    await page.keyboard.press('Escape');
    expect(await test('custody-reminder-strip').textContent()).toBe('印章停用 1');
  });
});
