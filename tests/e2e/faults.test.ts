// What goes wrong at a counter: a reader torn out, a card lifted, a printer stopped, a driver process killed, power lost.
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { authorisedCase, bridge, currentCase, waitFor } from '../support/bridge';
import type { Bridge } from '../support/bridge';
import { highlight } from '../support/invented';
import { profileFacts } from '../support/profile-facts';
import { startStation } from '../support/station';
import type { Running, Station } from '../support/station';

const owner = highlight('renewal');

let station: Station;
let running: Running;
let terminal: Bridge;

async function start(): Promise<void> {
  running = await station.launch();
  terminal = bridge(running.page);
}
const readerState = async () => (await terminal.desk()).readers[0]!.state;
const readerIs = (kind: string) => waitFor(`reader ${kind}`, async () => (await readerState()).kind === kind);
/** The code stands behind every error the clerk sees. */
const shows = (code: string) =>
  waitFor(`words for ${code}`, () => running.page.getByText(`(${code})`).first().isVisible());

describe('the reader', () => {
  beforeEach(async () => {
    station = await startStation({ reader: 'pty', printer: false });
    await start();
    await readerIs('waiting');
  });
  afterEach(async () => {
    await running.close();
    await station.stop();
  });

  it('is driven by the real bindings, loaded in the device host', async () => {
    const { versions } = await terminal.request('about.get');
    expect(versions).toMatchObject({ serialport: '13.0.0', 'node-hid': '3.4.0' });
  });

  it('unplugged in the middle of a reading: nothing is opened, it is said, and replugging is enough', async () => {
    await station.reader.fault({ kind: 'unplug-after', bytes: 700, on: 'read' });
    await station.reader.lay(owner);
    await readerIs('absent');
    expect((await terminal.desk()).current).toBeNull();
    await shows('READER_GONE');
    await station.reader.lift();
    await station.reader.replug();
    await readerIs('waiting');
    await station.reader.lay(owner);
    const opened = await waitFor('case', () => currentCase(terminal));
    expect(opened.applicant.name).toBe(owner.name);
    await running.close();
    const facts = await profileFacts(station.profileDir);
    expect(facts.cases).toHaveLength(1);
    expect(facts.chain).toMatchObject({ intact: true });
    await start();
  });

  it('a card lifted too early is said with what to do, and the next one is read', async () => {
    await station.reader.fault({ kind: 'truncate', bytes: 300, on: 'read', times: 8 });
    await station.reader.lay(owner);
    await delay(120);
    await station.reader.lift();
    await waitFor('failure', async () => (await terminal.desk()).lastReaderError !== null);
    expect((await terminal.desk()).current).toBeNull();
    await station.reader.clearFaults();
    await readerIs('waiting');
    await station.reader.lay(owner);
    await waitFor('case', () => currentCase(terminal));
    expect((await terminal.desk()).lastReaderError).toBeNull();
  });

  it('the device host killed: the window and the case do not notice, the reader comes back', async () => {
    await station.reader.lay(owner);
    const before = await waitFor('case', () => currentCase(terminal));
    const pid = await running.app.evaluate(
      ({ app }) =>
        app.getAppMetrics().find(({ type, name }) => type === 'Utility' && name?.includes('设备'))?.pid,
    );
    expect(pid).toBeTypeOf('number');
    process.kill(pid!, 'SIGKILL');
    await waitFor('restarting', async () => (await readerState()).kind === 'restarting');
    expect((await currentCase(terminal))!.id).toBe(before.id);
    await waitFor('reader back', async () =>
      ['waiting', 'card-present'].includes((await readerState()).kind),
    );
    expect(
      await terminal.request('cases.chooseMatter', { caseId: before.id, matterId: 'food-licence-renewal' }),
    ).toBeUndefined();
  });
});

describe('the printer', () => {
  beforeEach(async () => {
    station = await startStation();
    await start();
  });
  afterEach(async () => {
    await running.close();
    await station.stop();
  });

  it('stopped: said before anything is printed or recorded; started again, it prints once', async () => {
    const { caseId, certificateIds } = await authorisedCase(terminal, station.reader, owner);
    const certificateId = certificateIds[0]!;
    await station.cups!.disable();
    await waitFor('trouble on the strip', async () => (await terminal.desk()).printer.kind === 'trouble');
    const refused = await terminal.ask('printing.certificateCopy', { caseId, certificateId });
    expect(refused).toMatchObject({ ok: false, error: { code: 'PRINTER_STOPPED' } });
    expect((await currentCase(terminal))!.prints).toEqual([]);
    await station.cups!.enable();
    const printed = await terminal.request('printing.certificateCopy', { caseId, certificateId });
    expect(printed.state).toBe('spooled');
    const paper = await waitFor('paper', async () => {
      const files = await station.cups!.printed();
      return files.length > 0 ? files : undefined;
    });
    expect(paper.map(({ title }) => title)).toEqual([printed.controlNumber]);
  });

  it('out of paper: said; the same key again, once paper is in, prints', async () => {
    const { caseId, certificateIds } = await authorisedCase(terminal, station.reader, owner);
    await terminal.request('cases.openCertificate', { caseId, certificateId: certificateIds[0]! });
    await station.cups!.setReasons(['media-empty-error']);
    await waitFor('trouble on the strip', async () => (await terminal.desk()).printer.kind === 'trouble');
    await running.page.keyboard.press('F9');
    await shows('PRINTER_OUT_OF_PAPER');
    expect((await currentCase(terminal))!.prints).toEqual([]);
    await running.page.keyboard.press('F9');
    await waitFor('printed', async () =>
      (await currentCase(terminal))!.prints.some(({ state }) => state === 'spooled'),
    );
    expect((await currentCase(terminal))!.prints).toHaveLength(1);
  });

  it('a second copy asks for its reason, and is a print of its own that names the first', async () => {
    const { caseId, certificateIds } = await authorisedCase(terminal, station.reader, owner);
    const certificateId = certificateIds[0]!;
    const first = await terminal.request('printing.certificateCopy', { caseId, certificateId });
    const item = (await currentCase(terminal))!.checklist.find(
      ({ match }) =>
        match.kind === 'certificate' && match.candidates.some((one) => one.certificateId === certificateId),
    )!;
    await running.page
      .locator(`[data-testid="checklist-item"][data-material-id="${item.materialId}"]`)
      .click();
    await running.page.keyboard.press('Enter');
    await running.page.getByTestId('evidence-verdict').waitFor();
    await running.page.keyboard.press('F9');
    await running.page.getByTestId('reprint-dialog').waitFor();
    await running.page.keyboard.press('1');
    const prints = await waitFor('reprint', async () => {
      const { prints: all } = (await currentCase(terminal))!;
      return all.length === 2 && all[1]!.state === 'spooled' ? all : undefined;
    });
    expect(prints[1]).toMatchObject({ reprintOf: first.controlNumber, reason: '卡纸或缺页' });
  });

  it('gone altogether: said, and the case goes on', async () => {
    const { caseId, certificateIds } = await authorisedCase(terminal, station.reader, owner);
    await station.cups!.kill();
    const refused = await terminal.ask('printing.certificateCopy', {
      caseId,
      certificateId: certificateIds[0]!,
    });
    expect(refused).toMatchObject({ ok: false, error: { code: 'SPOOLER_UNREACHABLE' } });
    const material = (await currentCase(terminal))!.open[0]!;
    await terminal.request('cases.acceptPaper', { caseId, materialId: material });
    expect((await currentCase(terminal))!.open).not.toContain(material);
  });
});

describe('power lost', () => {
  beforeEach(async () => {
    station = await startStation();
    await start();
  });
  afterEach(async () => {
    await running.close();
    await station.stop();
  });

  it('in the middle of a case: it stands where it stood, a second person’s parked case too', async () => {
    const { caseId, certificateIds } = await authorisedCase(terminal, station.reader, owner);
    await terminal.request('cases.openCertificate', { caseId, certificateId: certificateIds[0]! });
    await running.kill();
    await start();
    const after = await waitFor('case', () => currentCase(terminal));
    expect(after.id).toBe(caseId);
    expect(after.authorisation).toMatchObject({ kind: 'signed-on-paper', count: certificateIds.length });
    await terminal.request('cases.park', { caseId });
    await running.kill();
    await start();
    const desk = await terminal.desk();
    expect(desk.current).toBeNull();
    expect(desk.parked.map(({ id }) => id)).toEqual([caseId]);
  });

  it('while printing: one number, one record, one paper, or none of them', async () => {
    const { caseId, certificateIds } = await authorisedCase(terminal, station.reader, owner);
    for (const waitMs of [5, 60, 140]) {
      const certificateId = certificateIds[0]!;
      void terminal
        .ask('printing.certificateCopy', { caseId, certificateId, reason: '断电' })
        .catch(() => undefined);
      await delay(waitMs);
      await running.kill();
      await start();
      await waitFor('settled', async () => {
        const { prints } = await profileFacts(station.profileDir);
        return prints.every(({ state }) => state === 'spooled' || state === 'abandoned');
      });
    }
    const facts = await profileFacts(station.profileDir);
    const spooled = facts.prints
      .filter(({ state }) => state === 'spooled')
      .map(({ controlNumber }) => controlNumber);
    const papers = await waitFor('paper', async () => {
      const titles = (await station.cups!.printed()).map(({ title }) => title);
      return titles.length === spooled.length ? titles : undefined;
    });
    expect([...papers].sort()).toEqual([...spooled].sort());
    expect(facts.spooledEntries).toEqual(Object.fromEntries(spooled.map((number) => [number, 1])));
    expect(facts.chain).toMatchObject({ intact: true });
  });
});
