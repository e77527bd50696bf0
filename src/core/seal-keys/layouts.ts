// Structures of GM/T 0016 clause 6.4 in memory. Vendors' headers differ in packing and in the width of ULONG; both are
// part of a library's profile, and out buffers are larger than any of the layouts.
import { equalBytes, fromUtf8 } from '../crypto/bytes';

export interface Abi {
  readonly packing: 'packed' | 'natural';
  readonly ulongBytes: 4 | 8;
  readonly boolBytes: 4 | 8;
}

/** What a library is given to write a structure into: more than it needs, whatever it thinks it needs. */
export const STRUCTURE_ROOM = 1_024;

const MANUFACTURER = 64;
const ISSUER = 64;
const LABEL = 32;
const SERIAL = 32;
const ULONGS = 8;
const RESERVED = 64;
const FIELD = 64;

export interface DevInfo {
  readonly version: string;
  readonly manufacturer: string;
  readonly issuer: string;
  readonly label: string;
  readonly serial: string;
  readonly hardware: string;
  readonly firmware: string;
  readonly totalSpace: number;
  readonly freeSpace: number;
}

interface DevInfoOffsets {
  readonly ulongs: number;
  readonly size: number;
}

/** Byte offsets of a DEVINFO: 294 bytes packed, 296 natural (4-byte ULONG), 328 natural (8-byte). */
export function devInfoOffsets(abi: Abi): DevInfoOffsets {
  const head = 2 + MANUFACTURER + ISSUER + LABEL + SERIAL + 2 + 2;
  const ulongs = abi.packing === 'packed' ? head : alignUp(head, abi.ulongBytes);
  const end = ulongs + ULONGS * abi.ulongBytes + RESERVED;
  return { ulongs, size: abi.packing === 'packed' ? end : alignUp(end, abi.ulongBytes) };
}

export function parseDevInfo(bytes: Uint8Array, abi: Abi): DevInfo {
  const { ulongs } = devInfoOffsets(abi);
  const version = (at: number) => `${bytes[at]}.${bytes[at + 1]}`;
  let at = 2;
  const text = (length: number) => fixedText(bytes.subarray(at, (at += length)));
  const [manufacturer, issuer, label, serial] = [
    text(MANUFACTURER),
    text(ISSUER),
    text(LABEL),
    text(SERIAL),
  ] as const;
  return {
    version: version(0),
    manufacturer,
    issuer,
    label,
    serial,
    hardware: version(at),
    firmware: version(at + 2),
    totalSpace: readUlong(bytes, ulongs + 4 * abi.ulongBytes, abi),
    freeSpace: readUlong(bytes, ulongs + 5 * abi.ulongBytes, abi),
  };
}

/** ECCPUBLICKEYBLOB { BitLen, X[64], Y[64] } → 04 ‖ x ‖ y, or undefined where it is not a 256-bit key. */
export function parsePublicKeyBlob(bytes: Uint8Array, abi: Abi): Uint8Array | undefined {
  const at = abi.ulongBytes;
  if (bytes.length < at + 2 * FIELD || readUlong(bytes, 0, abi) !== 256) return undefined;
  const x = rightAligned(bytes.subarray(at, at + FIELD));
  const y = rightAligned(bytes.subarray(at + FIELD, at + 2 * FIELD));
  return x && y && Uint8Array.of(4, ...x, ...y);
}

/** 04 ‖ x ‖ y → ECCPUBLICKEYBLOB. */
export function emitPublicKeyBlob(point: Uint8Array, abi: Abi): Uint8Array {
  const blob = new Uint8Array(abi.ulongBytes + 2 * FIELD);
  writeUlong(blob, 0, 256, abi);
  blob.set(point.subarray(1, 33), abi.ulongBytes + FIELD - 32);
  blob.set(point.subarray(33, 65), abi.ulongBytes + 2 * FIELD - 32);
  return blob;
}

/** ULONG at `at`, little-endian as on every machine these libraries exist for. */
export function readUlong(bytes: Uint8Array, at: number, abi: Abi): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return abi.ulongBytes === 4 ? view.getUint32(at, true) : Number(view.getBigUint64(at, true));
}

export function writeUlong(bytes: Uint8Array, at: number, value: number, abi: Abi): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (abi.ulongBytes === 4) view.setUint32(at, value, true);
  else view.setBigUint64(at, BigInt(value), true);
}

export function readBool(bytes: Uint8Array, abi: Abi): boolean {
  return bytes.subarray(0, abi.boolBytes).some((byte) => byte !== 0);
}

/** The last 32 of 64 bytes, or undefined where the first 32 are not zero. */
export function rightAligned(field: Uint8Array): Uint8Array | undefined {
  const head = field.subarray(0, field.length - 32);
  return equalBytes(head, new Uint8Array(head.length)) ? field.slice(field.length - 32) : undefined;
}

/** Text of a fixed field: to the first NUL, or all of it; padding by blanks and FF cut; UTF-8, else GBK. */
export function fixedText(field: Uint8Array): string {
  const end = field.indexOf(0);
  return looseText(end === -1 ? field : field.subarray(0, end))
    .replace(/[\s\u{fffd}ÿ]+$/u, '')
    .trim();
}

/** Vendors write names in UTF-8 or GBK; the standard says neither. */
export function looseText(bytes: Uint8Array): string {
  return fromUtf8(bytes) ?? new TextDecoder('gbk').decode(bytes);
}

function alignUp(at: number, to: number): number {
  return Math.ceil(at / to) * to;
}
