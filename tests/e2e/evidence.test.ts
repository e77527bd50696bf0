// Evidence at the counter, on the real build: green is accepted with its verdict, red is refused, amber wants a reason, and
// a file that somebody brings is verified on its own.
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Locator, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { authorisedCase, bridge, currentCase, waitFor } from '../support/bridge';
import type { Bridge, InWindow } from '../support/bridge';
import { demonstration, highlight } from '../support/invented';
import { lookAt } from '../support/screens';
import { ROOT, startStation } from '../support/station';
import type { Running, Station } from '../support/station';

const pdftotext = async (file: string) =>
  (await promisify(execFile)('pdftotext', ['-layout', file, '-'])).stdout;

let station: Station;
let running: Running;
let page: Page;
let terminal: Bridge;

const test = (id: string): Locator => page.getByTestId(id);
const action = async (): Promise<string> => (await test('action-primary').first().textContent()) ?? '';

/** Every screen passed is looked at by axe; the pictures are kept with the run. */
async function look(name: string): Promise<void> {
  expect(await lookAt(page, name)).toEqual([]);
}

beforeEach(async () => {
  station = await startStation();
  running = await station.launch();
  page = running.page;
  terminal = bridge(page);
  await test('desk-ready').waitFor();
  await waitFor('printer ready', async () => (await terminal.desk()).printer.kind === 'ready');
});
afterEach(async () => {
  await running.close();
  await station.stop();
});

/** The case of a highlight, authorised, with a certificate of this type opened on the screen by its line. */
async function reading(id: string, typeId: string) {
  const { caseId } = await authorisedCase(terminal, station.reader, highlight(id));
  const current = (await currentCase(terminal))!;
  const item = current.checklist.find(
    ({ match }) =>
      match.kind === 'certificate' && match.candidates.some((candidate) => candidate.typeId === typeId),
  )!;
  const { materialId } = item;
  await page.locator(`[data-testid="checklist-item"][data-material-id="${materialId}"]`).click();
  await page.keyboard.press('Enter');
  await test('evidence-verdict').waitFor();
  const candidates = item.match.kind === 'certificate' ? item.match.candidates : [];
  const { certificateId } = candidates.find((candidate) => candidate.typeId === typeId)!;
  const view = await terminal.request('cases.openCertificate', { caseId, certificateId });
  return { caseId, materialId, certificateId, digest: view.digest };
}
const verdict = () => test('evidence-verdict').getAttribute('data-verdict');
const decisionOf = async (materialId: string) =>
  (await currentCase(terminal))?.checklist.find((item) => item.materialId === materialId)?.decision;

describe('certificates', () => {
  it('valid: shown from its file, green, accepted, and the verdict stays with the case', async () => {
    const opened = await reading('renewal', 'food-licence');
    expect(await verdict()).toBe('usable');
    // The page is the sealed file's: the unit's seal is on it, as real text.
    const text = (await test('evidence-face').textContent()) ?? '';
    expect(text).toContain('专');
    expect(text.replaceAll(/\s/g, '')).toContain('食品经营许可证');
    await look('20-evidence-valid');
    await page.keyboard.press('v');
    await test('verification-steps').waitFor();
    const steps = page.getByTestId('verification-step');
    expect(await steps.count()).toBeGreaterThan(12);
    expect(await page.locator('[data-testid="verification-step"]:not([data-verdict="ok"])').count()).toBe(0);
    await look('21-evidence-steps');
    await page.keyboard.press('v');
    expect(await action()).toContain('采用这份证照');
    await page.keyboard.press('Enter');
    const decision = await waitFor('accepted', () => decisionOf(opened.materialId));
    expect(decision).toMatchObject({ kind: 'certificate', verdict: 'valid' });
  });

  it('changed after sealing: red, refused on screen, by main and by the printer', async () => {
    const opened = await reading('tampered', 'food-licence');
    expect(await verdict()).toBe('invalid');
    expect(await action()).toContain('改收纸质材料');
    await look('22-evidence-tampered');
    const refused = await terminal.ask('cases.acceptCertificate', { ...opened, reason: '申请人着急' });
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'CASE_CERTIFICATE_NOT_VERIFIED', verdict: 'invalid' },
    });
    const { caseId, certificateId } = opened;
    expect(await terminal.ask('printing.certificateCopy', { caseId, certificateId })).toMatchObject({
      ok: false,
      error: { code: 'CASE_CERTIFICATE_NOT_VERIFIED' },
    });
    await page.keyboard.press('v');
    await page.locator('[data-step="references"][data-verdict="failed"]').waitFor();
    await page.keyboard.press('Enter');
    expect(await waitFor('paper', () => decisionOf(opened.materialId))).toMatchObject({ kind: 'paper' });
  });

  it('sealed when the seal had expired: red, though nothing was changed', async () => {
    await reading('expired-seal', 'food-licence');
    expect(await verdict()).toBe('invalid');
    expect(await test('evidence-verdict').textContent()).toContain('盖章时电子印章不在有效期内');
  });

  it('sealed by an authority that is not configured: amber, accepted for a reason only', async () => {
    const opened = await reading('unknown-authority', 'business-licence');
    expect(await verdict()).toBe('unknown');
    await look('23-evidence-unknown');
    expect(await terminal.ask('cases.acceptCertificate', opened)).toMatchObject({
      ok: false,
      error: { code: 'CASE_VERIFICATION_REASON_REQUIRED' },
    });
    await page.keyboard.press('Enter');
    await test('reason-dialog').waitFor();
    await look('24-evidence-reason');
    await page.keyboard.type('已向登记机关来电核实');
    await page.keyboard.press('Enter');
    const decision = await waitFor('accepted', () => decisionOf(opened.materialId));
    expect(decision).toMatchObject({ verdict: 'unknown', reason: '已向登记机关来电核实' });
    await waitFor('dialog closed', async () => !(await test('reason-dialog').isVisible()));
  });

  it('a code that names one opens it; one out of its time is refused by the article', async () => {
    const { caseId } = await authorisedCase(terminal, station.reader, highlight('renewal'));
    const licence = demonstration.certificates.find(
      ({ typeId, accessibleBy }) =>
        typeId === 'food-licence' && accessibleBy.includes(highlight('renewal').number),
    )!;
    const code = (window: string): string => `ZC1:${licence.typeId}:${licence.number}${window}`;
    expect(await terminal.ask('cases.findByCode', { caseId, text: code('') })).toMatchObject({
      error: { code: 'CODE_WINDOW_MISSING' },
    });
    await page.keyboard.press('F11');
    await test('verify-code').fill(code(':20200101T0000:20200101T0005'));
    await test('verify-code').press('Enter');
    await page.getByText('(CODE_EXPIRED)').first().waitFor();
    expect(await test('verify-dialog').textContent()).toContain('许政办〔2021〕13号');
    await test('verify-code').fill(code(':20200101T0000:20991231T2359'));
    await test('verify-code').press('Enter');
    await test('evidence-verdict').waitFor();
    expect(await verdict()).toBe('usable');
  });
});

/** As a hand lets go of a file over the window. */
function drop(name: string, bytes: Buffer): Promise<void> {
  return page.evaluate(
    ([fileName, base64]) => {
      const data = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([data], fileName));
      window.dispatchEvent(
        new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }),
      );
    },
    [name, bytes.toString('base64')] as const,
  );
}

const samples = join(ROOT, '../shared/samples/ofd');
describe('验一验', () => {
  it.skipIf(!existsSync(samples))(
    'another maker’s file dropped on the window (skipped where ../shared/samples/ofd is absent)',
    async () => {
      await drop('h.ofd', readFileSync(join(samples, 'h.ofd')));
      await test('verify-result').waitFor();
      expect(await test('verification-verdict').getAttribute('data-verdict')).toBe('invalid');
      await page.locator('[data-step="references"][data-verdict="failed"]').waitFor();
      expect(await test('page-number').textContent()).toContain('第 1 页，共 5 页');
      await page.keyboard.press('PageDown');
      await waitFor('page 2', async () => (await test('page-number').textContent())?.includes('第 2 页'));
      await look('25-verify-file');

      await page.keyboard.press('F9');
      const paper = await waitFor('report', async () => (await station.cups!.printed())[0]);
      const text = (await pdftotext(paper.path)).replaceAll(/\s/g, '');
      expect(text).toContain('电子文件核验报告');
      expect(text).toContain('验证失败');
      expect(text).toContain('Signatures.xml被改动');
      expect(text).toContain('GB/T33190-201618.2.2');
    },
  );

  it('a file that is none of ours is named, and never valid', async () => {
    await page.keyboard.press('F11');
    await test('verify-dialog').waitFor();
    await look('26-verify-empty');
    const shown = (name: string) =>
      waitFor(name, async () => (await test('verify-result').textContent())?.includes(name));
    await drop('a.pdf', Buffer.from('%PDF-1.7\n<</SubFilter/adbe.pkcs7.detached/ByteRange[0 1 2 3]>>'));
    await shown('a.pdf');
    expect(await test('verification-verdict').getAttribute('data-verdict')).toBe('unsupported');
    await drop('b.pdf', Buffer.from('%PDF-1.7\nnothing'));
    await shown('b.pdf');
    expect(await test('verification-verdict').getAttribute('data-verdict')).toBe('unsigned');
    const file = join(station.profileDir, 'broken.ofd');
    await writeFile(file, 'PK\u0003\u0004 broken');
    await running.app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
    }, file);
    await test('verify-open').click();
    await shown('broken.ofd');
    expect(await test('verification-verdict').getAttribute('data-verdict')).toBe('invalid');
    await look('27-verify-broken');
  });

  it('a page that is no page of the file, and bytes that are too many, are refused as data', async () => {
    expect(await terminal.ask('verify.page', { id: 'nothing', page: 1 })).toMatchObject({
      error: { code: 'VERIFY_FILE_UNKNOWN' },
    });
    const code = await page.evaluate(async () => {
      const { terminal: own } = globalThis as unknown as InWindow;
      const answer = await own.request['verify.bytes']({ name: 'x', bytes: new Uint8Array(0) });
      return answer.ok ? 'ok' : answer.error.code;
    });
    expect(code).toBe('VERIFY_FILE_EMPTY');
  });
});
