// A recording: what went over one device's line, as JSON lines; always masked. First line what was recorded, then one
// line a piece. The emulators play it back as a device (tests/emulators/replay).
import { z } from 'zod';
import { fromHex, toHex } from '#core/crypto/bytes';
import { parseDeviceAddress } from '#core/devices/device-address';
import { hidPosLayoutSchema, readerProfileSchema, type DeviceConfig } from '#core/devices/device-config';
import { err, ok, type Result } from '#core/result';
import type { TrafficPiece } from './traffic-mask';

const headerSchema = z.strictObject({
  format: z.literal('zhengchuang-recording'),
  version: z.literal(1),
  /** Nothing else is ever written. */
  masked: z.literal(true),
  kind: z.enum(['id-card-reader', 'scanner']),
  carrier: z.enum(['serial', 'tcp', 'hid']),
  baud: z.int().nullable(),
  /** Id in the catalogue; null: not in it. */
  catalogue: z.string().max(60).nullable(),
  usb: z.strictObject({ vendorId: z.int(), productId: z.int() }).nullable(),
  carriage: readerProfileSchema.shape.carriage,
  layout: hidPosLayoutSchema.optional(),
  /** Only of traffic that nobody asked to record: the last of a device, as a diagnostics bundle holds it. */
  kept: z
    .strictObject({
      /** What was before is not known: the host started then. */
      since: z.iso.datetime(),
      /** When the first piece came. */
      began: z.iso.datetime(),
      /** Exchanges between the two that had to make room. */
      dropped: z.int().nonnegative(),
      /** The device's last fault, if these pieces tell of it. */
      fault: z.strictObject({ code: z.string().max(60), at: z.iso.datetime() }).nullable(),
    })
    .optional(),
});
export type RecordingHeader = z.infer<typeof headerSchema>;

const pieceSchema = z.strictObject({
  /** Milliseconds since the first piece. */
  at: z.number().nonnegative(),
  /** `in`: from the device. */
  direction: z.enum(['in', 'out']),
  hex: z
    .string()
    .regex(/^(?:[0-9a-f]{2})*$/)
    .max(40_000),
  /** This and what belongs to it came so many more times alike, the last at `until` (as `at`). */
  again: z.strictObject({ times: z.int().positive(), until: z.number() }).optional(),
});

export interface Recording {
  readonly header: RecordingHeader;
  readonly pieces: readonly TrafficPiece[];
}

export type RecordingError =
  | { readonly code: 'RECORDING_EMPTY' }
  | { readonly code: 'RECORDING_HEADER_INVALID' }
  | { readonly code: 'RECORDING_LINE_INVALID'; readonly line: number };

/** `described`: what the catalogue and the plug say of the device. */
export function recordingHeader(
  device: DeviceConfig,
  described: Pick<RecordingHeader, 'catalogue' | 'usb'>,
): RecordingHeader {
  const address = parseDeviceAddress(device.address);
  return {
    format: 'zhengchuang-recording',
    version: 1,
    masked: true,
    kind: device.kind,
    carrier: address.ok ? address.value.kind : 'serial',
    baud: address.ok && address.value.kind === 'serial' ? address.value.baud : null,
    ...described,
    ...(device.kind === 'id-card-reader' && device.profile.carriage
      ? { carriage: device.profile.carriage }
      : {}),
    ...(device.kind === 'scanner' && device.profile.layout ? { layout: device.profile.layout } : {}),
  };
}

export function encodeRecording({ header, pieces }: Recording): string {
  const start = pieces[0]?.at ?? 0;
  const fromStart = (at: number): number => Math.round((at - start) * 10) / 10;
  const lines = pieces.map(({ at, direction, bytes, again }) => {
    const repeated = again && { again: { times: again.times, until: fromStart(again.until) } };
    return JSON.stringify({ at: fromStart(at), direction, hex: toHex(bytes), ...repeated });
  });
  return [JSON.stringify(header), ...lines, ''].join('\n');
}

export function decodeRecording(text: string): Result<Recording, RecordingError> {
  const [first, ...rest] = text.split('\n').filter((line) => line.trim() !== '');
  if (first === undefined) return err({ code: 'RECORDING_EMPTY' });
  const header = headerSchema.safeParse(json(first));
  if (!header.success) return err({ code: 'RECORDING_HEADER_INVALID' });
  const pieces: TrafficPiece[] = [];
  for (const [index, line] of rest.entries()) {
    const piece = pieceSchema.safeParse(json(line));
    if (!piece.success) return err({ code: 'RECORDING_LINE_INVALID', line: index + 2 });
    const { hex, ...rest } = piece.data;
    pieces.push({ ...rest, bytes: fromHex(hex) });
  }
  return ok({ header: header.data, pieces });
}

/** One question with all that the device sent until the next one; `question` null: it spoke unasked. */
export interface Exchange {
  readonly question: Uint8Array | null;
  /** `afterMs`: since the question, or since the exchange before. */
  readonly answer: readonly { readonly afterMs: number; readonly bytes: Uint8Array }[];
}

/** What an emulator has to play: a recording cut at its questions. */
export function exchangesOf({ pieces }: Recording): Exchange[] {
  const exchanges: { question: Uint8Array | null; askedAt: number; answer: Exchange['answer'][number][] }[] =
    [];
  for (const { at, direction, bytes } of pieces) {
    if (direction === 'out') exchanges.push({ question: bytes, askedAt: at, answer: [] });
    else {
      if (exchanges.length === 0) exchanges.push({ question: null, askedAt: at, answer: [] });
      const current = exchanges.at(-1)!;
      current.answer.push({ afterMs: Math.max(0, at - current.askedAt), bytes });
    }
  }
  return exchanges.map(({ question, answer }) => ({ question, answer }));
}

/** How far ahead a question is looked for: polls in between may be fewer or more than were recorded. */
const LOOK_AHEAD = 6;

/**
 * Plays exchanges to whoever asks. A host polls at its own pace: a question that comes too early is looked for a little
 * ahead, one that comes again gets the answer it got before.
 */
export class ReplayCursor {
  readonly #exchanges: readonly Exchange[];
  #next = 0;

  constructor(exchanges: readonly Exchange[]) {
    this.#exchanges = exchanges;
  }

  /** What was said before any question. */
  unasked(): Exchange['answer'] {
    const first = this.#exchanges[0];
    if (first?.question !== null || this.#next > 0) return [];
    this.#next = 1;
    return first.answer;
  }

  /** Null: this was never asked while recording. */
  ask(question: Uint8Array): Exchange['answer'] | null {
    const wanted = toHex(question);
    const is = ({ question: asked }: Exchange) => asked !== null && toHex(asked) === wanted;
    const ahead = this.#exchanges.slice(this.#next, this.#next + LOOK_AHEAD).findIndex(is);
    if (ahead >= 0) {
      this.#next += ahead + 1;
      return this.#exchanges[this.#next - 1]!.answer;
    }
    const before = this.#exchanges.slice(0, this.#next).findLast(is);
    if (before) return before.answer;
    const later = this.#exchanges.findIndex(is);
    if (later < 0) return null;
    this.#next = later + 1;
    return this.#exchanges[later]!.answer;
  }

  /** Nothing new is left. */
  get ended(): boolean {
    return this.#next >= this.#exchanges.length;
  }
}

function json(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
