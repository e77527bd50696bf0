// 用章审批 (川办规〔2022〕3号 印章 第十条) on the real build with software keys: applied for at the consent, approved by a
// supervisor's own key on the same terminal, lost with a change of the draft, applied for by a clerk who keeps no seal, used once
// by the custodian, kept in the use record with all three.
import type { Locator } from 'playwright-core';
import type { SealingSubject } from '#shared/ipc/issuing-views';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { waitFor } from '../support/bridge';
import type { InWindow } from '../support/bridge';
import { sealedFiles } from '../support/issuing/sealed-files';
import { seniorApplicant, startSealingCounter } from '../support/issuing/sealing-counter';
import type { SealingCounter, SealingWindow } from '../support/issuing/sealing-counter';
import { lookAt } from '../support/screens';

let counter: SealingCounter;
let window: SealingWindow;
const test = (id: string): Locator => window.page.getByTestId(id);
const look = async (name: string): Promise<void> => expect(await lookAt(window.page, name)).toEqual([]);

beforeEach(async () => {
  counter = await startSealingCounter({
    printer: false,
    settings: {
      counter: { place: 'sichuan', unit: '演示市政务服务管理局', window: 'A01', clerk: '演示窗口人员' },
    },
  });
  window = await counter.launch();
});
afterEach(async () => {
  await window.running.close().catch(() => undefined);
  await counter.stop();
});

const personOf = (staffId: string) => counter.holders.people.find((person) => person.staffId === staffId)!;

/** A request that carries somebody's own key and PIN, as the screen sends it after its pad. */
async function byKey(
  name: 'staff.signInByKey' | 'approvals.decide',
  staffId: string,
  input: object = {},
): Promise<string | undefined> {
  const { page, terminal } = window;
  const { keyId, fingerprint } = await waitFor('key', async () =>
    (await terminal.request('staff.get')).keys.find(({ staff }) => staff?.staffId === staffId),
  );
  const answer = await page.evaluate(
    ([request, asked, pin]) =>
      (globalThis as unknown as InWindow).terminal.request[request]({
        ...asked,
        pin: new TextEncoder().encode(pin),
      } as never),
    [name, { ...input, keyId, fingerprint }, personOf(staffId).pin] as const,
  );
  return answer.ok ? undefined : answer.error.code;
}

const subject = async (): Promise<SealingSubject> => {
  const [draft] = (await window.terminal.request('issuing.overview')).openDrafts;
  return { kind: 'draft', draftId: draft!.draftId };
};

/** From the draft on the screen to what stands before its PIN. */
async function toConsent(): Promise<void> {
  await test('issuing-preview').waitFor();
  await window.page.keyboard.press('Enter');
  await test('consent-dialog').waitFor();
}

/** Applies at the consent. Answers the approval's id. */
async function apply(): Promise<string> {
  await test('consent-apply').click();
  await test('consent-approvals').waitFor();
  expect(await test('pin-field').count()).toBe(0);
  const [waiting] = await window.terminal.request('approvals.list', { which: 'waiting' });
  return waiting!.approvalId;
}

/** From the consent that waits, at the same screen, with the supervisor's key. */
async function approve(pictures: boolean): Promise<void> {
  const { page } = window;
  await test('consent-approvals').click();
  await test('approval-waiting').waitFor();
  await page.keyboard.press('1');
  await test('decide-approve').waitFor();
  await page.keyboard.press('1');
  await test('decide-note').waitFor();
  await page.keyboard.press('Enter');
  // Only keys of those who may decide are offered: not the applicant's.
  await test('pin-pad')
    .filter({ hasText: personOf('demo-supervisor').name })
    .waitFor();
  if (pictures) await look('81-approval-decide');
  await page.keyboard.type(personOf('demo-supervisor').pin, { delay: 80 });
  await page.keyboard.press('Enter');
  await test('approvals-dialog').waitFor();
  await page.keyboard.press('Escape');
}

/** Gives the custodian these roles; the administrator is signed in afterwards. */
async function asRoles(...roles: ('clerk' | 'custodian' | 'supervisor')[]): Promise<void> {
  expect(await byKey('staff.signInByKey', 'demo-administrator')).toBeUndefined();
  await window.terminal.request('staff.setRoles', { staffId: 'demo-custodian', roles });
}

describe('the use of a seal where the place asks for approval', () => {
  it('is applied for, approved by another’s key, asked anew after a change, by a clerk, and recorded', async () => {
    const { page, terminal } = window;
    await asRoles('clerk', 'custodian', 'supervisor');
    await window.signIn();
    await window.acceptedCase(seniorApplicant());

    await page.keyboard.press('F8');
    await test('draft-dialog').waitFor();
    await toConsent();
    const first = await apply();
    await look('80-approval-waiting');
    // The applicant has the supervisor's role too, and still may not.
    const decision = { approvalId: first, outcome: 'approved', note: '' };
    expect(await byKey('approvals.decide', 'demo-custodian', decision)).toBe('STAFF_SAME_PERSON');
    await approve(true);

    // Approved: the pad is there. Then the draft is changed, and the approval is not for this any more.
    await page.keyboard.press('F8');
    await toConsent();
    await test('pin-field').waitFor();
    expect(await test('consent-dialog').textContent()).toContain(personOf('demo-supervisor').name);
    await look('82-approval-granted');
    await page.getByRole('button', { name: '回去修改' }).click();
    await test('draft-address').fill('演示市示例区改后路9号');
    await toConsent();
    await test('consent-apply').waitFor();
    expect(await test('pin-field').count()).toBe(0);

    const { digest } = await terminal.request('issuing.consent', { subject: await subject() });

    // A clerk keeps no seal: they choose among those of the register, and read who seals afterwards.
    await page.keyboard.press('Escape');
    await asRoles('clerk', 'custodian');
    expect(await byKey('staff.signInByKey', 'demo-clerk')).toBeUndefined();
    await page.keyboard.press('F8');
    await toConsent();
    await test('consent-sealer')
      .filter({ hasText: personOf('demo-custodian').name })
      .waitFor();
    await look('83-clerk-applies');
    const second = await apply();
    expect(second).not.toBe(first);
    await test('consent-waiting')
      .filter({ hasText: personOf('demo-custodian').name })
      .waitFor();
    await approve(false);
    await page.keyboard.press('F8');
    await toConsent();
    await test('consent-custodian')
      .filter({ hasText: personOf('demo-custodian').name })
      .waitFor();
    expect(await test('pin-field').count()).toBe(0);
    await look('84-clerk-approved');

    // The custodian signs in before the same consent.
    await window.signIn();
    await test('pin-field').waitFor();
    expect((await terminal.request('issuing.consent', { subject: await subject() })).digest).toBe(digest);
    await window.typePin();
    await test('document-verdict').waitFor();
    expect(await test('document-verdict').getAttribute('data-verdict')).toBe('valid');

    const approvals = await terminal.request('approvals.list', { which: 'recent' });
    expect(approvals.find(({ approvalId }) => approvalId === second)).toMatchObject({
      state: 'used',
      applicant: personOf('demo-clerk').name,
      approver: personOf('demo-supervisor').name,
    });
    expect(await terminal.request('custody.uses', {})).toMatchObject([
      {
        staffName: personOf('demo-custodian').name,
        applicant: personOf('demo-clerk').name,
        approver: personOf('demo-supervisor').name,
      },
    ]);
    expect(approvals.find(({ approvalId }) => approvalId === first)?.state).toBe('approved');
    await window.running.close();
    const files = await sealedFiles(counter.station.profileDir);
    expect(files).toMatchObject({ documents: 1, verdicts: { valid: 1 }, atOdds: [] });
    expect(files.uses).toMatchObject([{ state: 'sealed', staffId: 'demo-custodian', approvalId: second }]);
    const signatures = (staffId: string) => counter.keys.counters(personOf(staffId).keySerial).signatures;
    expect(signatures('demo-supervisor')).toBe(2);
    expect(counter.keys.counters(counter.holders.unit.keySerial).signatures).toBe(1);
  });
});
