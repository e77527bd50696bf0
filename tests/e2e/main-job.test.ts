// The main job by keyboard, on real parts: card laid, case, certificate, authorised, accepted, printed, closed; paper in hand.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Locator, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bridge, currentCase, waitFor } from '../support/bridge';
import type { Bridge } from '../support/bridge';
import { demonstration, highlight } from '../support/invented';
import { lookAt } from '../support/screens';
import { profileFacts } from '../support/profile-facts';
import { startStation } from '../support/station';
import type { Running, Station } from '../support/station';

const pdftotext = async (file: string) =>
  (await promisify(execFile)('pdftotext', ['-layout', file, '-'])).stdout;
const pdfinfo = async (file: string) => (await promisify(execFile)('pdfinfo', [file])).stdout;

let station: Station;
let running: Running;
let page: Page;
let terminal: Bridge;

const test = (id: string): Locator => page.getByTestId(id);
const primary = () => test('action-primary').first();
const action = async (): Promise<string> => (await primary().textContent()) ?? '';

/** Every screen passed is looked at by axe; the pictures are kept with the run. */
async function look(name: string): Promise<void> {
  expect(await lookAt(page, name)).toEqual([]);
}

beforeEach(async () => {
  station = await startStation({ reader: 'pty' });
  running = await station.launch();
  page = running.page;
  terminal = bridge(page);
  await test('desk-ready').waitFor();
  await waitFor('reader waiting', async () => (await terminal.desk()).readers[0]?.state.kind === 'waiting');
  await waitFor('printer ready', async () => (await terminal.desk()).printer.kind === 'ready');
});
afterEach(async () => {
  await running.close();
  await station.stop();
});

describe('one applicant', () => {
  it('from ID card to printed paper, by keyboard alone', async () => {
    const owner = highlight('renewal');
    await look('1-empty');
    await station.reader.lay(owner);
    await page.getByTestId('person-name').filter({ hasText: owner.name }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe(
      'matter-search',
    );
    // As a person types: quicker keys would be a scanner's.
    await page.keyboard.type('spjyxkyx', { delay: 60 });
    await waitFor('matter offered', async () => (await action()).includes('食品经营许可延续'));
    await look('2-choose-matter');
    await page.keyboard.press('Enter');
    await waitFor('authorisation offered', async () => (await action()).includes('授权'));
    await page.keyboard.press('Enter');
    await test('authorise-dialog').waitFor();
    await look('3-authorise');
    await page.keyboard.press('Enter');
    await waitFor('form printed', async () =>
      (await currentCase(terminal))!.prints.some(
        ({ subject, state }) => subject === 'authorisation-form' && state === 'spooled',
      ),
    );
    await page.keyboard.press('1');
    await waitFor(
      'authorised',
      async () => (await currentCase(terminal))!.authorisation.kind === 'signed-on-paper',
    );

    let printed = false;
    for (let step = 0; step < 30 && !(await action()).includes('办结'); step += 1) {
      const before = await action();
      if (before.includes('采用') && !printed) {
        await test('evidence-face').waitFor();
        await look('4-evidence');
        await page.keyboard.press('F9');
        await waitFor('copy printed', async () =>
          (await currentCase(terminal))!.prints.some(
            ({ subject, state }) => subject === 'certificate-copy' && state === 'spooled',
          ),
        );
        await test('control-number').first().waitFor();
        await look('5-printed');
        printed = true;
      }
      const open = (await currentCase(terminal))!.open.length;
      await page.keyboard.press('Enter');
      await waitFor(
        'the next step',
        async () => (await action()) !== before || (await currentCase(terminal))!.open.length !== open,
      );
    }
    expect(printed).toBe(true);
    const before = (await currentCase(terminal))!;
    expect(before.open).toEqual([]);
    await page.keyboard.press('Enter');
    await waitFor(
      'closed',
      async () => (await terminal.desk()).closed !== null || (await page.getByRole('dialog').isVisible()),
    );
    if ((await terminal.desk()).closed === null) await page.keyboard.press('Enter');
    await test('closed-slip').waitFor();
    await look('6-slip');

    const copy = before.prints.find(({ subject }) => subject === 'certificate-copy')!;
    const paper = await waitFor('paper', async () =>
      (await station.cups!.printed()).find(({ title }) => title === copy.controlNumber),
    );
    const text = await pdftotext(paper.path);
    const { holder } = demonstration.certificates.find(({ id }) => id === copy.certificateId)!;
    expect(text.replaceAll(/\s/g, '')).toContain(holder.name);
    expect(text.replaceAll(/\s/g, '')).toContain(owner.name);
    expect(text).toContain(copy.controlNumber);
    expect(text.replaceAll(/\s/g, '')).toContain('许政办〔2021〕13号第二十三条作为纸质存档材料');
    expect(await pdfinfo(paper.path)).toMatch(/Page size:\s+59[45]\.\d+ x 841\.\d+ pts \(A4\)/);

    const facts = await profileFacts(station.profileDir);
    expect(facts.prints.filter(({ controlNumber }) => controlNumber === copy.controlNumber)).toHaveLength(1);
    expect(facts.spooledEntries[copy.controlNumber]).toBe(1);
    expect(facts.prints.filter(({ state }) => state === 'spooled')).toHaveLength(2);
    expect(facts.chain).toMatchObject({ intact: true });
    expect(facts.cases).toMatchObject([{ status: 'closed' }]);
  });

  it('without any certificate: the traditional way ends in the same place', async () => {
    const elder = highlight('paper-only');
    await station.reader.lay(elder);
    await page.getByTestId('person-name').filter({ hasText: elder.name }).waitFor();
    await page.keyboard.type('lnryd', { delay: 60 });
    await waitFor('matter offered', async () => (await action()).includes('老年人'));
    await page.keyboard.press('Enter');
    await waitFor('checklist', async () => ((await currentCase(terminal))?.checklist.length ?? 0) > 0);
    await look('7-no-certificate');
    for (let step = 0; step < 30 && !(await action()).includes('办结'); step += 1) {
      const before = await action();
      const open = (await currentCase(terminal))!.open.length;
      await page.keyboard.press('Enter');
      await waitFor(
        'the next step',
        async () => (await action()) !== before || (await currentCase(terminal))!.open.length !== open,
      );
    }
    await page.keyboard.press('Enter');
    await waitFor(
      'closed',
      async () => (await terminal.desk()).closed !== null || (await page.getByRole('dialog').isVisible()),
    );
    if ((await terminal.desk()).closed === null) await page.keyboard.press('Enter');
    await waitFor('closed', async () => (await terminal.desk()).closed?.outcome === 'accepted');
  });

  it('an expired card waits for the clerk’s word', async () => {
    const person = highlight('expired-card');
    await station.reader.lay(person);
    await test('pending-card').waitFor();
    await look('8-expired-card');
    expect((await terminal.desk()).current).toBeNull();
    await page.keyboard.press('Enter');
    const opened = await waitFor('case', () => currentCase(terminal));
    expect(opened.applicant.findings).toMatchObject([{ code: 'EXPIRED', severity: 'confirm' }]);
  });
});

describe('two applicants', () => {
  it('the second card asks; the first case is parked and comes back', async () => {
    const first = highlight('renewal');
    const second = highlight('disabled');
    await station.reader.lay(first);
    const { id } = await waitFor('case', () => currentCase(terminal));
    await station.reader.swap(second);
    await test('pending-card').waitFor();
    await look('9-second-card');
    await page.keyboard.press('Enter');
    await waitFor('second case', async () => (await currentCase(terminal))?.applicant.name === second.name);
    expect((await terminal.desk()).parked.map((parked) => parked.id)).toEqual([id]);
    await page.keyboard.press('F5');
    await look('10-parked');
  });

  it('the second card becomes the agent', async () => {
    await station.reader.lay(highlight('disabled'));
    await waitFor('case', () => currentCase(terminal));
    const agent = highlight('agent');
    await station.reader.swap(agent);
    await test('pending-card').waitFor();
    await page.keyboard.press('d');
    await waitFor('agent', async () => (await currentCase(terminal))?.agent?.name === agent.name);
  });
});

describe('other screens', () => {
  it.each([
    ['F1', '11-keys'],
    ['F2', '12-manual'],
    ['F12', '13-about'],
  ])('%s opens, is readable by machine, and Esc closes it', async (key, name) => {
    await page.keyboard.press(key);
    await page.getByRole('dialog').waitFor();
    await waitFor(
      'its content',
      async () => ((await page.getByRole('dialog').textContent()) ?? '').length > 40,
    );
    await look(name);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });
});
