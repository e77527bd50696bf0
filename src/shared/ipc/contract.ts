// The one contract between window and main process: each channel declared once, with what goes in and what comes out.
// Main validates against it, the preload builds its functions from its keys, the renderer takes its types from it.
import { z } from 'zod';
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

/** Requests: `{ in, out }`. Every answer travels in an envelope of Answer. */
export const requests = {
  'desk.get': { in: nothing, out: deskViewSchema },
  'desk.matters': { in: nothing, out: z.array(matterListItemSchema) },
  'desk.citations': { in: nothing, out: z.record(z.string(), citationSchema) },
  'desk.dismissClosed': { in: nothing, out: nothing },

  'cards.open': {
    in: z.strictObject({ readingId: id, acknowledged, parkCurrent: z.boolean().default(false) }),
    out: nothing,
  },
  'cards.asAgent': { in: z.strictObject({ readingId: id, acknowledged }), out: nothing },
  'cards.dismiss': { in: z.strictObject({ readingId: id }), out: nothing },

  'people.openManually': {
    in: z.strictObject({ person: manualPersonSchema, acknowledged, parkCurrent: z.boolean().default(false) }),
    out: nothing,
  },
  'people.agentManually': {
    in: z.strictObject({ caseId: id, person: manualPersonSchema, acknowledged }),
    out: nothing,
  },
  'people.removeAgent': { in: inCase, out: nothing },
  'people.reveal': {
    in: z.strictObject({ caseId: id, who: z.enum(['applicant', 'agent']) }),
    out: z.object({ number: z.string() }),
  },

  'cases.chooseMatter': { in: z.strictObject({ caseId: id, matterId: id }), out: nothing },
  'cases.authorise': {
    in: z.strictObject({ caseId: id, certificateIds: z.array(id).min(1).max(100) }),
    out: nothing,
  },
  'cases.decline': { in: inCase, out: nothing },
  'cases.openCertificate': {
    in: z.strictObject({ caseId: id, certificateId: id }),
    out: certificateViewSchema,
  },
  'cases.acceptCertificate': {
    in: z.strictObject({ caseId: id, materialId: id, certificateId: id, digest: z.string().length(64) }),
    out: nothing,
  },
  'cases.acceptPaper': { in: inMaterial, out: nothing },
  'cases.confirmShared': { in: inMaterial, out: nothing },
  'cases.markNotNeeded': { in: inMaterial, out: nothing },
  'cases.undo': { in: inCase, out: nothing },
  'cases.park': { in: inCase, out: nothing },
  'cases.resume': { in: inCase, out: nothing },
  'cases.close': {
    in: z.strictObject({ caseId: id, outcome: z.enum(['accepted', 'incomplete', 'withdrawn']) }),
    out: nothing,
  },

  'printing.certificateCopy': {
    in: z.strictObject({ caseId: id, certificateId: id, reason: text(200).optional() }),
    out: printRecordSchema,
  },
  'printing.authorisationForm': {
    in: z.strictObject({
      caseId: id,
      certificateIds: z.array(id).min(1).max(100),
      reason: text(200).optional(),
    }),
    out: printRecordSchema,
  },
  'printing.caseSlip': {
    in: z.strictObject({ caseId: id, reason: text(200).optional() }),
    out: printRecordSchema,
  },
  'printing.resolveUnconfirmed': {
    in: z.strictObject({ printId: id, outcome: z.enum(['paper-came-out', 'no-paper']) }),
    out: nothing,
  },

  'about.get': { in: nothing, out: aboutSchema },

  'demonstration.people': { in: nothing, out: z.array(demonstrationPersonSchema) },
  'demonstration.lay': { in: z.strictObject({ personId: id }), out: nothing },
  'demonstration.lift': { in: nothing, out: nothing },
  'demonstration.unplug': { in: nothing, out: nothing },
  'demonstration.replug': { in: nothing, out: nothing },
} as const;

/** Events pushed by main. */
export const events = {
  'desk.changed': deskViewSchema,
  'print.progress': printProgressSchema,
  /** One short tone: a card was read, or could not be. */
  'reader.tone': z.object({ kind: z.enum(['read', 'failed']), readerId: z.string() }),
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
