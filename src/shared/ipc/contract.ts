// The one contract between window and main process: each channel declared once, with what goes in and what comes out.
// Main validates against it, the preload builds its functions from its keys, the renderer takes its types from it.
import { z } from 'zod';
import { custodyEvents, custodyRequests } from './custody-contract';
import { deviceEvents, deviceRequests } from './device-contract';
import { evidencePageSchema, examinedFileSchema } from './evidence-views';
import { issuingEvents, issuingRequests } from './issuing-contract';
import { scanEvents, scanRequests } from './scan-contract';
import { sealKeyEvents, sealKeyRequests } from './seal-key-contract';
import { staffEvents, staffRequests } from './staff-contract';
import {
  aboutSchema,
  certificateViewSchema,
  citationSchema,
  demonstrationPersonSchema,
  deskViewSchema,
  matterListItemSchema,
  printProgressSchema,
  printRecordSchema,
} from './views';

const nothing = z.undefined();
const done = z.void();
const id = z.string().min(1).max(80);
const inCase = z.strictObject({ caseId: id });
const inMaterial = z.strictObject({ caseId: id, materialId: id });
const text = (max: number) => z.string().trim().max(max);

/** A person typed in by the clerk from another document than the card (临时身份证, 护照 …). */
export const manualPersonSchema = z.strictObject({
  name: text(60).min(1),
  number: text(18).min(1),
  otherDocument: text(60).min(1),
});
export type ManualPerson = z.infer<typeof manualPersonSchema>;

/** A clerk's "I checked another document" for findings that only warn. */
const acknowledged = z.array(z.string().max(60)).max(20).default([]);

/** Conditions of the printer the clerk has seen to, though the printer still reports them (PrinterBlock codes). */
const despite = z.array(z.string().max(40)).max(10).optional();

/** From 1. */
const page = z.number().int().min(1).max(20_000);

/** A picture of a person that goes to the window: a BMP file of 102 × 126 has 38,862 bytes. */
const MOST_PHOTO_BYTES = 64 * 1024;

/** What a window may hand over at once. */
const MOST_DROPPED_BYTES = 64 * 1024 * 1024;

/** Requests: `{ in, out }`. Every answer travels in an envelope of Answer. */
export const requests = {
  'desk.get': { in: nothing, out: deskViewSchema },
  /** The screen has painted the desk, or the applicant of this reading: measured on slow machines, awaited by --check. */
  'desk.shown': { in: z.strictObject({ readingId: id.optional() }), out: done },
  'desk.matters': { in: nothing, out: z.array(matterListItemSchema) },
  'desk.citations': { in: nothing, out: z.record(z.string(), citationSchema) },
  'desk.dismissClosed': { in: nothing, out: done },

  'cards.open': {
    in: z.strictObject({ readingId: id, acknowledged, parkCurrent: z.boolean().default(false) }),
    out: done,
  },
  'cards.asAgent': { in: z.strictObject({ readingId: id, acknowledged }), out: done },
  'cards.dismiss': { in: z.strictObject({ readingId: id }), out: done },

  'people.openManually': {
    in: z.strictObject({ person: manualPersonSchema, acknowledged, parkCurrent: z.boolean().default(false) }),
    out: done,
  },
  'people.agentManually': {
    in: z.strictObject({ caseId: id, person: manualPersonSchema, acknowledged }),
    out: done,
  },
  'people.removeAgent': { in: inCase, out: done },
  'people.reveal': {
    in: z.strictObject({ caseId: id, who: z.enum(['applicant', 'agent']) }),
    out: z.object({ number: z.string() }),
  },

  /** The picture of the person's card as a BMP file; null where no vendor's library decoded it. */
  'people.photo': {
    in: z.strictObject({ caseId: id, who: z.enum(['applicant', 'agent']) }),
    out: z
      .instanceof(Uint8Array)
      .refine((bytes) => bytes.length <= MOST_PHOTO_BYTES)
      .nullable(),
  },

  'cases.chooseMatter': { in: z.strictObject({ caseId: id, matterId: id }), out: done },
  'cases.authorise': {
    in: z.strictObject({ caseId: id, certificateIds: z.array(id).min(1).max(100) }),
    out: done,
  },
  'cases.decline': { in: inCase, out: done },
  'cases.openCertificate': {
    in: z.strictObject({ caseId: id, certificateId: id }),
    out: certificateViewSchema,
  },
  'cases.acceptCertificate': {
    in: z.strictObject({
      caseId: id,
      materialId: id,
      certificateId: id,
      digest: z.string().length(64),
      /** Why, where verification could not establish everything. */
      reason: text(200).optional(),
    }),
    out: done,
  },
  'cases.certificatePage': {
    in: z.strictObject({ caseId: id, certificateId: id, page }),
    out: evidencePageSchema,
  },
  /** What a scanner read from a certificate, or the clerk typed: which certificate of this case it is. */
  'cases.findByCode': {
    in: z.strictObject({ caseId: id, text: text(300).min(1) }),
    out: z.object({ certificateId: z.string() }),
  },
  'cases.acceptPaper': { in: inMaterial, out: done },
  'cases.confirmShared': { in: inMaterial, out: done },
  'cases.markNotNeeded': { in: inMaterial, out: done },
  'cases.undo': { in: inCase, out: done },
  'cases.park': { in: inCase, out: done },
  'cases.resume': { in: inCase, out: done },
  'cases.close': {
    in: z.strictObject({ caseId: id, outcome: z.enum(['accepted', 'incomplete', 'withdrawn']) }),
    out: done,
  },

  'printing.certificateCopy': {
    in: z.strictObject({ caseId: id, certificateId: id, reason: text(200).optional(), despite }),
    out: printRecordSchema,
  },
  'printing.authorisationForm': {
    in: z.strictObject({
      caseId: id,
      certificateIds: z.array(id).min(1).max(100),
      reason: text(200).optional(),
      despite,
    }),
    out: printRecordSchema,
  },
  'printing.caseSlip': {
    in: z.strictObject({ caseId: id, reason: text(200).optional(), despite }),
    out: printRecordSchema,
  },
  'printing.resolveUnconfirmed': {
    in: z.strictObject({ printId: id, outcome: z.enum(['paper-came-out', 'no-paper']) }),
    out: done,
  },

  'printing.verificationReport': {
    in: z.strictObject({
      of: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('certificate'), caseId: id, certificateId: id }),
        z.strictObject({ kind: z.literal('file'), id }),
      ]),
      reason: text(200).optional(),
      despite,
    }),
    out: printRecordSchema,
  },

  /** 验一验: main asks for the file; null when none was chosen. */
  'verify.chooseFile': { in: nothing, out: examinedFileSchema.nullable() },
  'verify.bytes': {
    in: z.strictObject({
      name: text(255),
      bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= MOST_DROPPED_BYTES),
    }),
    out: examinedFileSchema,
  },
  'verify.page': { in: z.strictObject({ id, page }), out: evidencePageSchema },

  'about.get': { in: nothing, out: aboutSchema },

  'demonstration.people': { in: nothing, out: z.array(demonstrationPersonSchema) },
  'demonstration.lay': { in: z.strictObject({ personId: id }), out: done },
  'demonstration.lift': { in: nothing, out: done },
  'demonstration.unplug': { in: nothing, out: done },
  'demonstration.replug': { in: nothing, out: done },

  ...sealKeyRequests,
  ...staffRequests,
  ...custodyRequests,
  ...issuingRequests,
  ...scanRequests,
  ...deviceRequests,
} as const;

/** Events pushed by main. */
export const events = {
  'desk.changed': deskViewSchema,
  'print.progress': printProgressSchema,
  /** One short tone: a card was read, or could not be. */
  'reader.tone': z.object({
    kind: z.enum(['read', 'failed']),
    readerId: z.string(),
    readingId: z.string().optional(),
  }),

  ...sealKeyEvents,
  ...staffEvents,
  ...custodyEvents,
  ...issuingEvents,
  ...scanEvents,
  ...deviceEvents,
} as const;

export type Requests = typeof requests;
export type RequestName = keyof Requests;
export type RequestInput<N extends RequestName> = z.input<Requests[N]['in']>;
export type RequestParsed<N extends RequestName> = z.output<Requests[N]['in']>;
export type RequestOutput<N extends RequestName> = z.output<Requests[N]['out']>;
export type Events = typeof events;
export type EventName = keyof Events;
export type EventPayload<N extends EventName> = z.output<Events[N]>;

/** An expected failure on its way to the screen: a closed code and plain data, never a message in any language. */
export const wireErrorSchema = z.looseObject({ code: z.string() });
export type WireError = z.infer<typeof wireErrorSchema>;

export type Answer<T> = { ok: true; value: T } | { ok: false; error: WireError };

/** What the preload offers the renderer as `window.terminal`: functions, never channels. */
export type TerminalBridge = {
  readonly request: {
    readonly [N in RequestName]: (
      ...args: undefined extends RequestInput<N> ? [] : [input: RequestInput<N>]
    ) => Promise<Answer<RequestOutput<N>>>;
  };
  /** Subscribes; the answer unsubscribes. */
  readonly on: { readonly [N in EventName]: (listener: (payload: EventPayload<N>) => void) => () => void };
};
