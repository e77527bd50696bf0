// The states to look at: a desk, what the bridge answers, and the keys a clerk presses to get there.
import type { Page } from 'playwright-core';
import type { DeskView } from '#shared/ipc/views';
import { candidate, caseOf, certificateView, deskOf, PRINT, qian, zhao } from './desks';
import { portrait } from './portrait';
import {
  press,
  AT,
  decidedAll,
  open,
  unauthorised,
  mixed,
  firstCertificate,
  typeId,
  onlyOpen,
  opened,
  reader,
  parked,
  about,
  people,
  demonstration,
} from './scene-parts';

export interface Scene {
  readonly name: string;
  readonly desk: DeskView;
  readonly answers?: Readonly<Record<string, unknown>>;
  /** Events pushed after the desk. */
  readonly events?: readonly (readonly [string, unknown])[];
  readonly act?: (page: Page) => Promise<void>;
  /** What has to be on the screen before it is looked at. */
  readonly wait?: string;
}

export const scenes: readonly Scene[] = [
  { name: '01-empty', desk: deskOf() },
  { name: '02-reader-absent', desk: deskOf({ readers: reader({ kind: 'absent' }) }) },
  { name: '03-reader-restarting', desk: deskOf({ readers: reader({ kind: 'restarting' }) }) },
  { name: '04-reading', desk: deskOf({ readers: reader({ kind: 'reading' }) }) },
  {
    name: '05-card-failed',
    desk: deskOf({
      readers: reader({ kind: 'waiting' }),
      lastReaderError: { readerId: 'reader-1', code: 'CARD_REMOVED', at: AT },
      parked,
    }),
  },
  {
    name: '06-choose-matter',
    desk: deskOf({ current: caseOf(null), readers: reader({ kind: 'card-present', readingId: 'r1' }) }),
  },
  {
    name: '07-search',
    desk: deskOf({ current: caseOf(null) }),
    act: async (page) => {
      await page.keyboard.type('sp', { delay: 60 });
      await page.waitForTimeout(150);
    },
  },
  { name: '08-authorise-prompt', desk: deskOf({ current: unauthorised }) },
  {
    name: '09-authorise-dialog',
    desk: deskOf({ current: unauthorised }),
    act: press('Enter'),
    wait: 'authorise-dialog',
  },
  {
    name: '10-authorise-printed',
    desk: deskOf({
      current: { ...unauthorised, prints: [{ ...PRINT, subject: 'authorisation-form', title: '授权书' }] },
    }),
    act: press('Enter', 'l'),
    wait: 'authorise-dialog',
  },
  { name: '11-checklist', desk: deskOf({ current: mixed }) },
  {
    name: '12-evidence',
    desk: deskOf({ current: onlyOpen(open) }),
    answers: opened,
    act: press('Enter'),
    wait: 'evidence-face',
  },
  {
    name: '13-evidence-blocked',
    desk: deskOf({ current: onlyOpen(open) }),
    answers: {
      'cases.openCertificate': {
        ok: true,
        value: certificateView(typeId, {
          usability: { kind: 'blocked', status: 'reported-lost' },
          status: 'reported-lost',
          marks: ['pledged'],
        }),
      },
    },
    act: press('Enter'),
    wait: 'evidence-face',
  },
  {
    name: '14-details',
    desk: deskOf({ current: onlyOpen(open) }),
    answers: opened,
    act: press('Enter', ' '),
    wait: 'evidence-details',
  },
  {
    name: '14b-zoomed',
    desk: deskOf({ current: onlyOpen(open) }),
    answers: opened,
    act: press('Enter', 'z'),
    wait: 'evidence-face',
  },
  {
    name: '15-printing',
    desk: deskOf({ current: onlyOpen(open) }),
    answers: opened,
    act: press('Enter'),
    events: [
      [
        'print.progress',
        { caseId: 'case-1', controlNumber: null, subject: 'certificate-copy', stage: 'sending' },
      ],
    ],
    wait: 'evidence-face',
  },
  {
    name: '16-printed-finish',
    desk: deskOf({ current: { ...decidedAll(open), prints: [PRINT] } }),
    events: [
      [
        'print.progress',
        {
          caseId: 'case-1',
          controlNumber: PRINT.controlNumber,
          subject: 'certificate-copy',
          stage: 'completed',
        },
      ],
    ],
  },
  {
    name: '17-printer-out-of-paper',
    desk: deskOf({
      current: open,
      printer: { kind: 'trouble', queue: 'hall-laser', error: 'PRINTER_OUT_OF_PAPER' },
    }),
    events: [
      [
        'print.progress',
        {
          caseId: 'case-1',
          controlNumber: null,
          subject: 'certificate-copy',
          stage: 'failed',
          error: 'PRINTER_OUT_OF_PAPER',
        },
      ],
    ],
  },
  {
    name: '18-reprint',
    desk: deskOf({ current: decidedAll(open) }),
    answers: {
      'printing.caseSlip': {
        ok: false,
        error: { code: 'PRINT_REASON_REQUIRED', first: PRINT.controlNumber },
      },
    },
    act: press('F9'),
    wait: 'reprint-dialog',
  },
  {
    name: '19-pending-other-case',
    desk: deskOf({
      current: mixed,
      pendingCard: { readingId: 'r2', person: qian, why: 'another-case-open' },
    }),
    wait: 'pending-card',
  },
  {
    name: '20-pending-expired',
    desk: deskOf({
      pendingCard: {
        readingId: 'r2',
        person: { ...qian, findings: [{ code: 'EXPIRED', severity: 'refuse', since: '2026-10-01' }] },
        why: 'refused',
      },
    }),
    wait: 'pending-card',
  },
  {
    name: '21-unconfirmed-print',
    desk: deskOf({ unconfirmedPrints: [{ ...PRINT, state: 'unconfirmed' }] }),
    wait: 'unconfirmed-print',
  },
  {
    name: '22-slip',
    desk: deskOf({ closed: { ...decidedAll(open), status: 'closed', outcome: 'accepted', prints: [PRINT] } }),
    wait: 'closed-slip',
  },
  {
    name: '23-declined',
    desk: deskOf({
      current: {
        ...open,
        authorisation: { kind: 'declined', at: AT },
        checklist: open.checklist.map((item) => ({
          ...item,
          match: { kind: 'paper', reason: 'declined', candidates: [] },
        })),
      },
    }),
    act: press('l'),
  },
  { name: '24-parked', desk: deskOf({ current: open, parked }), act: press('F5'), wait: 'parked-dialog' },
  { name: '25-close', desk: deskOf({ current: open }), act: press('F10'), wait: 'close-dialog' },
  { name: '26-keys', desk: deskOf({ current: open }), act: press('F1'), wait: 'keys-dialog' },
  {
    name: '27-about',
    desk: deskOf(),
    answers: { 'about.get': { ok: true, value: about } },
    act: press('F12'),
    wait: 'runtime-warning',
  },
  { name: '28-manual', desk: deskOf({ current: open }), act: press('F2'), wait: 'manual-dialog' },
  { name: '29-agent', desk: deskOf({ current: { ...mixed, agent: qian } }) },
  {
    name: '29b-photos',
    desk: deskOf({
      current: {
        ...mixed,
        applicant: { ...zhao, pictured: true },
        agent: { ...qian, pictured: true },
      },
    }),
    answers: { 'people.photo': { ok: true, value: portrait() } },
    wait: 'agent-photo',
  },
  {
    name: '30-error',
    desk: deskOf({ current: open }),
    answers: { 'cases.acceptPaper': { ok: false, error: { code: 'AUDIT_UNAVAILABLE' } } },
    act: press('p'),
    wait: 'error-banner',
  },
  {
    name: '31-demonstration',
    desk: demonstration,
    answers: { 'demonstration.people': { ok: true, value: people } },
    wait: 'demo-person',
  },
  {
    name: '32-demonstration-case',
    desk: deskOf({ profile: 'demonstration', current: onlyOpen(open), printer: { kind: 'absent' } }),
    // The panel is there for a moment, before the case folds it away.
    answers: { ...opened, 'demonstration.people': { ok: true, value: people } },
    act: press('Enter'),
    wait: 'evidence-face',
  },
  {
    name: '33-device',
    desk: deskOf(),
    act: (page) => page.getByTestId('reader-state').click(),
    wait: 'device-centre',
  },
  {
    name: '34-two-candidates-revealed',
    desk: deskOf({
      current: {
        ...open,
        applicant: { ...zhao, findings: [{ code: 'NUMBER_WITHOUT_CHECK', severity: 'note' }] },
        open: [firstCertificate!.materialId],
        checklist: open.checklist.map((item) =>
          item.materialId === firstCertificate!.materialId
            ? {
                ...item,
                match: {
                  kind: 'certificate',
                  candidates: [
                    candidate(typeId),
                    candidate(typeId, { certificateId: 'c-2', numberMasked: '**********0092' }),
                  ],
                },
              }
            : item,
        ),
      },
    }),
    answers: { ...opened, 'people.reveal': { ok: true, value: { number: '890102195803076512' } } },
    act: async (page) => {
      await page.keyboard.down('Alt');
      await page.keyboard.down('s');
      await page.waitForTimeout(200);
    },
  },
  {
    name: '35-compare',
    desk: deskOf({
      current: {
        ...open,
        open: [firstCertificate!.materialId],
        checklist: open.checklist.map((item) =>
          item.materialId === firstCertificate!.materialId
            ? {
                ...item,
                match: {
                  kind: 'certificate',
                  candidates: [candidate(typeId), candidate(typeId, { certificateId: 'c-2' })],
                },
              }
            : item,
        ),
      },
    }),
    answers: opened,
    act: press('Enter', 'c'),
    wait: 'evidence-beside',
  },
];
