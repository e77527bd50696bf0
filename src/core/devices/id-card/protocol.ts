// Commands to a reader's security module and the meaning of its answers (GA 450, GA/T 467).
import { err, ok, type Result } from '#core/result';
import { encodeSamFrame } from './framing';
import { STATUS_CARD_FOUND, STATUS_OK } from './status-words';

export type SamCommand = 'status' | 'sam-id' | 'find' | 'select' | 'read' | 'read-fingerprints';

export type SamAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'sam-id'; readonly samId: string }
  | { readonly kind: 'found' }
  | { readonly kind: 'selected' }
  | {
      readonly kind: 'card-data';
      /** 256 bytes, UTF-16LE, laid out by card type. */
      readonly text: Uint8Array;
      /** 1,024 bytes WLT. */
      readonly photo: Uint8Array;
      /** 0, 512 or 1,024 bytes; empty unless asked for. */
      readonly fingerprints: Uint8Array;
    }
  | { readonly kind: 'refused'; readonly status: number };

/** The message is whole but cannot be the answer to this command: a late answer to another, or damage. */
export type AnswerError = { readonly code: 'ANSWER_FOREIGN' };

const REQUESTS: Readonly<Record<SamCommand, readonly [command: number, parameter: number]>> = {
  status: [0x11, 0xff],
  'sam-id': [0x12, 0xff],
  find: [0x20, 0x01],
  select: [0x20, 0x02],
  read: [0x30, 0x01],
  'read-fingerprints': [0x30, 0x10],
};
const FOREIGN = err<AnswerError>({ code: 'ANSWER_FOREIGN' });
const TEXT_BYTES = 256;
const PHOTO_BYTES = 1_024;

export function encodeCommand(command: SamCommand): Uint8Array {
  return encodeSamFrame(Uint8Array.from(REQUESTS[command]));
}

/**
 * Reads an answer's payload (SW1 SW2 SW3 DATA). The protocol numbers nothing, so an answer is told to belong to a
 * command by its shape alone; what has another shape is foreign and must not be believed.
 */
export function parseAnswer(command: SamCommand, payload: Uint8Array): Result<SamAnswer, AnswerError> {
  if (payload.length < 3 || payload[0] !== 0 || payload[1] !== 0) return FOREIGN;
  const status = payload[2] ?? 0;
  const data = payload.subarray(3);
  const good = status === (command === 'find' ? STATUS_CARD_FOUND : STATUS_OK);
  if (!good) return isRefusal(status, data) ? ok({ kind: 'refused', status }) : FOREIGN;
  switch (command) {
    case 'status':
      return data.length === 0 ? ok({ kind: 'ready' }) : FOREIGN;
    case 'sam-id':
      return data.length === 16 ? ok({ kind: 'sam-id', samId: formatSamId(data) }) : FOREIGN;
    case 'find':
      return data.length === 4 ? ok({ kind: 'found' }) : FOREIGN;
    case 'select':
      return data.length === 8 ? ok({ kind: 'selected' }) : FOREIGN;
    case 'read':
      return parseCardData(data, 2);
    case 'read-fingerprints':
      return parseCardData(data, 3);
  }
}

// A refusal carries no data. A good status of another command (90, 9F) is not a refusal but a stray answer.
function isRefusal(status: number, data: Uint8Array): boolean {
  return data.length === 0 && status !== STATUS_OK && status !== STATUS_CARD_FOUND;
}

/** Two or three big-endian lengths, then the parts themselves: 1,295 bytes in all, or 1,297, 1,809 and 2,321. */
function parseCardData(data: Uint8Array, lengthFields: 2 | 3): Result<SamAnswer, AnswerError> {
  const head = lengthFields * 2;
  const [textBytes, photoBytes, fingerprintBytes] = [0, 2, 4].map((at) =>
    at < head ? ((data[at] ?? 0) << 8) | (data[at + 1] ?? 0) : 0,
  ) as [number, number, number];
  const wholeFingerprints = fingerprintBytes % 512 === 0 && fingerprintBytes <= 1_024;
  if (textBytes !== TEXT_BYTES || photoBytes !== PHOTO_BYTES || !wholeFingerprints) return FOREIGN;
  if (data.length !== head + textBytes + photoBytes + fingerprintBytes) return FOREIGN;
  const photoAt = head + textBytes;
  return ok({
    kind: 'card-data',
    text: data.slice(head, photoAt),
    photo: data.slice(photoAt, photoAt + photoBytes),
    fingerprints: data.slice(photoAt + photoBytes),
  });
}

/** As vendors print it: two 16-bit and three 32-bit little-endian numbers, 05.03-20230517-0012345678-0123456789. */
function formatSamId(data: Uint8Array): string {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const short = (at: number) => String(view.getUint16(at, true)).padStart(2, '0');
  const long = (at: number, digits: number) => String(view.getUint32(at, true)).padStart(digits, '0');
  return `${short(0)}.${short(2)}-${long(4, 8)}-${long(8, 10)}-${long(12, 10)}`;
}
