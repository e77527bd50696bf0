// Sealing at the counter on the real build with software keys: sign in, issue, seal, verify, print; a batch whose key is pulled.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Locator } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { waitFor } from '../support/bridge';
import { seniorList } from '../support/issuing/lists';
import { sealingFacts } from '../support/issuing/sealing-facts';
import { startSealingCounter, seniorApplicant } from '../support/issuing/sealing-counter';
import type { SealingCounter, SealingWindow } from '../support/issuing/sealing-counter';
import { lookAt } from '../support/screens';

const pdftotext = async (file: string) =>
  (await promisify(execFile)('pdftotext', ['-layout', file, '-'])).stdout;

let counter: SealingCounter;
let window: SealingWindow;
const test = (id: string): Locator => window.page.getByTestId(id);

async function look(name: string): Promise<void> {
  expect(await lookAt(window.page, name)).toEqual([]);
}

beforeEach(async () => {
  counter = await startSealingCounter();
  window = await counter.launch();
});
afterEach(async () => {
  await window.running.close();
  await counter.stop();
});

const signatures = () => counter.keys.counters(counter.holders.unit.keySerial).signatures;

describe('one certificate', () => {
  it('is made from a finished case by keyboard, sealed, verified, printed, and collected by a day', async () => {
    const { page, terminal } = window;
    await waitFor('printer ready', async () => (await terminal.desk()).printer.kind === 'ready');
    await window.signIn();
    const person = seniorApplicant();
    const caseId = await window.acceptedCase(person);

    await page.keyboard.press('F8');
    await test('draft-dialog').waitFor();
    await test('issuing-preview').waitFor();
    expect(await test('draft-holder.name').inputValue()).toBe(person.name);
    // What the law wants on it is there; the hand stands on the way on.
    await look('50-issuing-draft');
    await test('draft-address').fill('');
    await page.keyboard.press('Enter');
    await waitFor(
      'the empty field is asked for',
      async () => (await test('draft-address').getAttribute('aria-invalid')) === 'true',
    );
    expect(await page.evaluate(() => (document.activeElement as HTMLTextAreaElement).name)).toBe('address');
    await page.keyboard.type('演示市示例区测试路8号');
    await page.keyboard.press('Enter');

    await test('consent-dialog').waitFor();
    await test('pin-field').waitFor();
    expect(await test('consent-what').textContent()).toContain('老年人优待证');
    await look('51-issuing-consent');
    await window.typePin();
    await test('document-verdict').waitFor();
    expect(await test('document-verdict').getAttribute('data-verdict')).toBe('valid');
    await look('52-issuing-sealed');
    expect(signatures()).toBe(1);

    await page.keyboard.press('F9');
    const printed = await waitFor('printed', async () => {
      const [document] = await terminal.request('issuing.documents', { which: 'all' });
      return document?.prints.find(({ state }) => state === 'spooled');
    });
    const paper = await waitFor('paper', async () => {
      const found = await counter.station.cups!.printed();
      return found.find(({ title }) => title === printed.controlNumber);
    });
    const text = (await pdftotext(paper.path)).replaceAll(/\s/g, '');
    expect(text).toContain('老年人优待证');

    const [issued] = await terminal.request('issuing.documents', { which: 'waiting' });
    expect(issued).toMatchObject({
      holderName: person.name,
      collection: { state: 'waiting', overdue: false },
    });
    expect(issued!.collection.dueOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(await test('collection-count').textContent()).toContain('1');
    await page.keyboard.press('Enter');
    await waitFor('closed', async () => !(await test('document-dialog').isVisible()));
    expect((await terminal.request('issuing.draftOfCase', { caseId })).state).toBe('sealed');
  });
});

describe('a batch', () => {
  const COUNT = 24;
  const PULLED_AT = 11;

  it('stops at the key that is pulled, says where and why, and goes on to the end without doubling', async () => {
    const { page, terminal } = window;
    await window.signIn();
    await page.keyboard.press('F8');
    await test('seal-desk').waitFor();
    await look('53-seal-desk');
    await page.keyboard.press('2');
    await test('import-dialog').waitFor();
    await look('54-issuing-import');
    const batchId = await terminal.importList('senior-card', seniorList(COUNT));
    await page.keyboard.press('Escape');
    await page.keyboard.press('F8');
    await test('seal-desk').waitFor();
    await page.keyboard.press('1');
    await test('issuing-overview').waitFor();
    await page.getByText(`老年人优待证 ${COUNT} 份`).click();
    await test('batch-seal').waitFor();
    await look('55-issuing-batch');
    counter.keys.setFaults({
      on: 'SKF_ECCSignData',
      kind: 'unplug-before',
      after: PULLED_AT - 1,
      serial: counter.holders.unit.keySerial,
    });
    await page.keyboard.press('Enter');
    await window.typePin();
    await test('batch-failure').waitFor();
    expect(await test('batch-progress').getAttribute('data-sealed')).toBe(String(PULLED_AT - 1));
    expect(await test('batch-failure').textContent()).toContain(`停在第 ${PULLED_AT + 1} 行`);
    await look('56-issuing-batch-failed');

    counter.keys.setFaults();
    counter.keys.plug(counter.holders.unit.keySerial);
    await test('batch-seal').focus();
    await page.keyboard.press('Enter');
    await window.typePin();
    await page.locator('[data-testid="batch-progress"][data-state="finished"]').waitFor({ timeout: 60_000 });
    await look('57-issuing-batch-finished');
    const finished = await terminal.request('issuing.batch', { batchId });
    expect(finished.summary).toMatchObject({ state: 'finished', sealed: COUNT });
    expect(new Set(finished.lines.map(({ number }) => number)).size).toBe(COUNT);
    expect(signatures()).toBe(COUNT);
    const facts = await sealingFacts(counter.station.profileDir);
    expect(facts.uses).toEqual({ sealed: COUNT, failed: 1 });
    expect(Object.values(facts.wrong).every((wrong) => wrong === 0)).toBe(true);
    expect(facts.chain.intact).toBe(true);
  });
});
