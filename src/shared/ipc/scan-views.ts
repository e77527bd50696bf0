// What the screen is told of a scan: what it means, and what taking it led to. ID numbers and certificate numbers are
// masked; the clear number comes only through `scan.person`, for the field in which the clerk checks it.
import { z } from 'zod';
import { PRINTED_KINDS } from '#core/print/printed-kinds';

const isoInstant = z.string();
const id = z.string();

export const scanMeaningSchema = z.discriminatedUnion('kind', [
  /** A certificate's code (亮证); `window` where the code states one. */
  z.object({
    kind: z.literal('certificate-code'),
    /** The type's name, or its id where this terminal's catalogue does not have it. */
    typeName: z.string(),
    numberMasked: z.string(),
    window: z.object({ from: isoInstant, until: isoInstant }).nullable(),
  }),
  /** 渝快码, 随申办 …: `name` is the place's name for it. */
  z.object({ kind: z.literal('holder-code'), name: z.string() }),
  /** The code on a page that this program printed. */
  z.object({ kind: z.literal('control-number'), controlNumber: z.string() }),
  z.object({ kind: z.literal('id-number'), numberMasked: z.string() }),
  z.object({ kind: z.literal('credit-code'), creditCode: z.string() }),
  /** The serial number on a blank certificate form (证件用纸). */
  z.object({ kind: z.literal('stock-number'), name: z.string(), number: z.string() }),
  z.object({ kind: z.literal('matter-code'), matterId: id, name: z.string(), code: z.string() }),
  /** Anything else: shown, never executed, never fetched. `text` is shortened and has its control characters visible. */
  z.object({
    kind: z.literal('unknown'),
    text: z.string(),
    /** Characters of the whole. */
    length: z.number().int(),
    /** What it looks like without being it: a web address, a number with a wrong check digit, a torn code. */
    resembles: z
      .enum(['address', 'certificate-code', 'control-number', 'id-number', 'credit-code'])
      .nullable(),
  }),
]);
export type ScanMeaningView = z.infer<typeof scanMeaningSchema>;

export const scanArrivedSchema = z.object({
  scanId: id,
  source: z.enum(['scanner', 'keyboard', 'demonstration']),
  at: isoInstant,
  meaning: scanMeaningSchema,
});
export type ScanArrivedView = z.infer<typeof scanArrivedSchema>;

/** The record of a page that was printed here. `digest`: whether the code's digest is that of the page's source. */
export const scannedPrintSchema = z.object({
  controlNumber: z.string(),
  subject: z.enum(PRINTED_KINDS),
  title: z.string(),
  state: z.enum(['numbered', 'prepared', 'created', 'spooled', 'unconfirmed', 'abandoned']),
  outcome: z.enum(['completed', 'failed', 'cancelled', 'unknown']).optional(),
  printedAt: isoInstant,
  /** `not-kept`: printed before digests were kept with the record; `not-in-code`: the number alone was scanned. */
  digest: z.enum(['agrees', 'differs', 'not-kept', 'not-in-code']),
  /** The case it belongs to; null for a page outside any case. */
  caseNumber: z.string().nullable(),
  /** The case waits among the parked ones and can be resumed. */
  parkedCaseId: z.string().nullable(),
});
export type ScannedPrintView = z.infer<typeof scannedPrintSchema>;

/** Taking a scan: what main did, or what the screen does next. Refusals are errors, not members of this union. */
export const scanOutcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('case-opened'), caseId: id }),
  z.object({ kind: z.literal('case-resumed'), caseId: id }),
  z.object({ kind: z.literal('already-here'), who: z.enum(['applicant', 'agent']) }),
  /** A number alone proves nothing: the clerk looks at a document (manual entry, with the number filled in). */
  z.object({ kind: z.literal('check-person'), name: z.string().nullable(), numberMasked: z.string() }),
  /** Somebody else than the people of the open case. `identified`: the place's rule takes the code as showing who it is. */
  z.object({
    kind: z.literal('another-person'),
    name: z.string().nullable(),
    numberMasked: z.string(),
    identified: z.boolean(),
    parkedCaseId: z.string().nullable(),
  }),
  z.object({ kind: z.literal('certificate'), caseId: id, certificateId: id }),
  z.object({
    kind: z.literal('certificate-without-case'),
    typeName: z.string(),
    numberMasked: z.string(),
    /** A parked case whose people hold it. */
    parkedCaseId: z.string().nullable(),
  }),
  z.object({ kind: z.literal('print'), print: scannedPrintSchema }),
  z.object({ kind: z.literal('matter-chosen'), caseId: id, matterId: id }),
  z.object({ kind: z.literal('matter-already-chosen'), name: z.string() }),
  z.object({ kind: z.literal('matter-without-case'), name: z.string() }),
  /** Nothing follows from it here: it is only shown. */
  z.object({ kind: z.literal('shown') }),
]);
export type ScanOutcomeView = z.infer<typeof scanOutcomeSchema>;
