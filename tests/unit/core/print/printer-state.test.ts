// Which of a printer's own words stop a clerk.
import { expect, test } from 'vitest';
import { blocksOf, printerStateOf, type PrinterBlock, type PrinterFacts } from '#core/print/printer-state';

const idle: PrinterFacts = { queue: 'Q', activity: 'idle', accepting: true, reasons: [], message: '' };

test.each<[Partial<PrinterFacts>, PrinterBlock[]]>([
  [{}, []],
  [{ activity: 'processing' }, []],
  [{ activity: 'stopped', reasons: ['paused'] }, ['PRINTER_STOPPED']],
  [{ activity: 'stopped', reasons: ['media-jam-error'] }, ['PRINTER_JAM', 'PRINTER_STOPPED']],
  [{ accepting: false }, ['PRINTER_NOT_ACCEPTING']],
  [{ reasons: ['media-empty'] }, ['PRINTER_OUT_OF_PAPER']],
  [{ reasons: ['media-empty-warning', 'toner-low-warning', 'connecting-to-device'] }, []],
  [{ reasons: ['offline-report'] }, ['PRINTER_OFFLINE']],
  [{ reasons: ['toner-empty-error', 'door-open-error'] }, ['PRINTER_DOOR_OPEN', 'PRINTER_TONER']],
  [{ reasons: ['fuser-over-temp-error'] }, ['PRINTER_FAULT']],
  [{ reasons: ['cups-missing-filter-warning', 'com.vendor.notice'] }, []],
])('%o blocks with %o', (facts, blocks) => {
  expect(blocksOf({ ...idle, ...facts })).toEqual(blocks);
});

test('a state for the screen', () => {
  expect(printerStateOf({ ...idle, reasons: ['toner-low-warning'] })).toEqual({
    kind: 'ready',
    queue: 'Q',
    busy: false,
    warnings: ['toner-low-warning'],
  });
  expect(printerStateOf({ ...idle, reasons: ['media-jam'] })).toMatchObject({
    kind: 'blocked',
    blocks: ['PRINTER_JAM'],
  });
});
