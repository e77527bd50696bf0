// What scanners and typing wedges read, and where it leads.
// A part of the one contract (contract.ts).
import { z } from 'zod';
import { scanArrivedSchema, scanOutcomeSchema } from './scan-views';

const scanId = z.string().min(1).max(100);
const inScan = z.strictObject({ scanId });
const done = z.void();

/** The largest QR code holds 7,089 digits (GB/T 18284, version 40-L). */
export const MOST_SCANNED_CHARACTERS = 8_192;

export const scanRequests = {
  /** A scanner that types (keyboard wedge), told apart from a person's typing by the screen. */
  'scan.typed': {
    in: z.strictObject({
      text: z.string().min(1).max(MOST_SCANNED_CHARACTERS),
      terminator: z.enum(['enter', 'tab', 'idle']),
    }),
    out: done,
  },
  /** Scans that nobody took yet, in order: the screen asks once when it begins. */
  'scan.waiting': { in: z.undefined(), out: z.array(scanArrivedSchema) },
  /** Does what the scan means where the clerk stands now. Once a scan: a second time is SCAN_TAKEN. */
  'scan.take': { in: inScan, out: scanOutcomeSchema },
  /** The number (and name) of `check-person`, for manual entry. */
  'scan.person': { in: inScan, out: z.object({ number: z.string(), name: z.string().nullable() }) },
  /** The clerk's answer to `another-person` with `identified`. */
  'scan.usePerson': {
    in: z.strictObject({ scanId, as: z.enum(['applicant-park-current', 'agent']) }),
    out: done,
  },
  /** The whole of an unknown scan, its control characters made visible. */
  'scan.text': { in: inScan, out: z.object({ text: z.string(), length: z.number().int() }) },
  /** Another person comes: main lets go of the texts of what was taken. */
  'scan.forget': { in: z.undefined(), out: done },
  /** The screen has painted what came of the scan: measured, like desk.shown. */
  'scan.shown': { in: inScan, out: done },
  /** Demonstration profile only: holds a code before the emulated scanner. */
  'scan.demonstrate': {
    in: z.strictObject({
      what: z.enum(['holder-code', 'certificate', 'expired-certificate', 'unknown-address']),
    }),
    out: done,
  },
} as const;

export const scanEvents = {
  'scan.arrived': scanArrivedSchema,
  /** A scan that cannot be kept (SCAN_INBOX_FULL, SCAN_TOO_LONG): told, never lost silently. */
  'scan.refused': z.object({ code: z.string(), at: z.string() }),
} as const;
