// What scans look like: the line of each kind, the questions, the record of a print, scans that wait, the last ones.
import type { Page } from 'playwright-core';
import type { ScanArrivedView, ScanMeaningView, ScanOutcomeView } from '#shared/ipc/scan-views';
import { certificateView, deskOf } from './desks';
import { AT, MATTER, open, parked, press, typeId, unauthorised } from './scene-parts';
import type { Scene } from './scenes';

let count = 0;
function arrived(meaning: ScanMeaningView): readonly ['scan.arrived', ScanArrivedView] {
  count += 1;
  return ['scan.arrived', { scanId: `scan-${count}`, source: 'scanner', at: AT, meaning }];
}
const led = (value: ScanOutcomeView): Scene['answers'] => ({ 'scan.take': { ok: true, value } });
const refused = (error: Record<string, unknown>): Scene['answers'] => ({
  'scan.take': { ok: false, error },
});

const certificate: ScanMeaningView = {
  kind: 'certificate-code',
  typeName: '食品经营许可证',
  numberMasked: '************0023',
  window: { from: '2026-11-21T01:40:00Z', until: '2026-11-21T01:50:00Z' },
};
const idNumber: ScanMeaningView = { kind: 'id-number', numberMasked: '**************2048' };
const hostile: ScanMeaningView = {
  kind: 'unknown',
  text: 'https://example.invalid/pay?to=‹U+202E›gnp.exe␀&amount=1…',
  length: 2_900,
  resembles: 'address',
};
const print = {
  controlNumber: 'XUCHANG-A01-20261121-000012-K',
  subject: 'case-slip',
  title: '办件凭条',
  state: 'spooled',
  outcome: 'completed',
  printedAt: AT,
  caseNumber: 'A01-20261121-0003',
  parkedCaseId: null,
} as const;
const number = '890102199003072048';
const inCase = deskOf({ current: open });

const keepOpen = async (page: Page): Promise<void> => {
  await page.getByTestId('scan-recent').waitFor();
};

export const scanScenes: readonly Scene[] = [
  {
    name: '80-scan-presented',
    desk: inCase,
    answers: {
      ...led({ kind: 'certificate', caseId: open.id, certificateId: certificateView(typeId).certificateId }),
      'cases.openCertificate': { ok: true, value: certificateView(typeId) },
    },
    events: [arrived(certificate)],
    wait: 'scan-line',
  },
  {
    name: '81-scan-expired',
    desk: inCase,
    answers: refused({ code: 'CODE_EXPIRED', article: '许政办〔2021〕13号 第十三条' }),
    events: [arrived(certificate)],
    wait: 'error-banner',
  },
  {
    name: '82-scan-not-connected',
    desk: deskOf({ parked }),
    answers: refused({ code: 'HOLDER_CODE_NOT_CONNECTED', name: '渝快码' }),
    events: [arrived({ kind: 'holder-code', name: '渝快码' })],
    wait: 'error-banner',
  },
  {
    name: '83-scan-unknown',
    desk: deskOf({ current: unauthorised }),
    answers: led({ kind: 'shown' }),
    events: [arrived(hostile)],
    wait: 'scan-line',
  },
  {
    name: '84-scan-another-person',
    desk: inCase,
    answers: led({
      kind: 'another-person',
      name: '王示例',
      numberMasked: '**************2048',
      identified: true,
      parkedCaseId: null,
    }),
    events: [arrived({ kind: 'holder-code', name: '渝快码' })],
    wait: 'scan-another-person',
  },
  {
    name: '85-scan-another-number',
    desk: inCase,
    answers: led({
      kind: 'another-person',
      name: null,
      numberMasked: '**************2048',
      identified: false,
      parkedCaseId: null,
    }),
    events: [arrived(idNumber)],
    wait: 'scan-another-person',
  },
  {
    name: '86-scan-check-person',
    desk: deskOf(),
    answers: {
      ...led({ kind: 'check-person', name: null, numberMasked: '**************2048' }),
      'scan.person': { ok: true, value: { number, name: null } },
    },
    events: [arrived(idNumber)],
    wait: 'manual-scanned',
  },
  {
    name: '87-scan-certificate-without-case',
    desk: deskOf({ parked }),
    answers: led({
      kind: 'certificate-without-case',
      typeName: '食品经营许可证',
      numberMasked: '************0023',
      parkedCaseId: parked[0]!.id,
    }),
    events: [arrived(certificate)],
    wait: 'scan-certificate',
  },
  {
    name: '88-scan-print',
    desk: deskOf(),
    answers: led({ kind: 'print', print: { ...print, digest: 'agrees' } }),
    events: [arrived({ kind: 'control-number', controlNumber: print.controlNumber })],
    wait: 'scan-print',
  },
  {
    name: '89-scan-print-differs',
    desk: deskOf(),
    answers: led({ kind: 'print', print: { ...print, digest: 'differs' } }),
    events: [arrived({ kind: 'control-number', controlNumber: print.controlNumber })],
    wait: 'scan-print',
  },
  {
    name: '90-scans-held',
    desk: inCase,
    act: press('F4'),
    events: [arrived(certificate), arrived(hostile)],
    wait: 'scans-held',
  },
  {
    name: '91-scan-recent',
    desk: inCase,
    answers: led({ kind: 'shown' }),
    act: async (page) => {
      await page.keyboard.press('Control+b');
      await keepOpen(page);
    },
    events: [
      arrived({ kind: 'matter-code', matterId: MATTER, name: '食品经营许可延续', code: '000131025003' }),
      arrived({ kind: 'credit-code', creditCode: '91890102MA00000001' }),
      arrived({ kind: 'stock-number', name: '营业执照用纸', number: 'YZ0000000123' }),
      arrived(hostile),
    ],
    wait: 'scan-show-whole',
  },
];
