// Report descriptors of HID-POS scanners and how each puts a code into reports: written by hand from documents, not by
// the terminal's own parser, so that an error in one shows in the other.

export type PosLayoutName = 'flag-at-61' | 'flag-at-63' | 'unnumbered';

export interface PosLayout {
  readonly descriptor: Uint8Array;
  /** Most bytes of a code in one report. */
  readonly room: number;
  report(part: Uint8Array, aim: string, more: boolean): Uint8Array;
}

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replace(/\s+/g, ''), 'hex'));

/** HID Point of Sale Usage Tables 1.02, sample in 3: 62 bytes, byte count, one continued bit. */
const FLAG_AT_61 = hex(`
  05 8C 09 02 A1 01  85 02 09 12 A1 02  15 00 26 FF 00 75 08
  95 01 05 01 09 3B 81 02                05 8C 95 03 09 FB 09 FC 09 FD 81 02
  95 38 09 FE 82 02 01                   25 01 75 01 95 01 09 FF 81 02  75 07 81 03  C0 C0`);

/** As a widespread scanner tells it: two vendor bytes before eight flags that share one usage; commands in other reports. */
const FLAG_AT_63 = hex(`
  05 8C 09 02 A1 01  09 12 A1 02 85 02  15 00 26 FF 00 75 08
  95 01 05 01 09 3B 81 02                95 03 05 8C 09 FB 09 FC 09 FD 81 02
  95 38 09 FE 82 02 02                   06 66 FF 95 02 09 00 09 00 81 02
  05 8C 25 01 75 01 95 08 09 FF 81 02 C0
  09 14 A1 02 85 04 15 00 25 01 75 01 95 08 09 5F 09 60 09 85 09 86 91 86 C0
  06 FF FF 09 01 A1 02 85 F0 15 00 26 FF 00 75 08 95 3F 09 02 82 02 02 95 3F 09 03 92 02 02 C0 C0`);

/** No report numbers, no byte count: flags first, then data filled up with zeros, the identifier by a usage range last. */
const UNNUMBERED = hex(`
  05 8C 09 02 A1 01  15 00 25 01 75 01 95 07 81 03 95 01 09 FF 81 02
  26 FF 00 75 08 95 2C 09 FE 81 02  95 03 19 FB 29 FD 81 02  C0`);

export const POS_LAYOUTS: Readonly<Record<PosLayoutName, PosLayout>> = {
  'flag-at-61': {
    descriptor: FLAG_AT_61,
    room: 56,
    report: (part, aim, more) =>
      place(62, [
        [0, [2, part.length, ...aimBytes(aim)]],
        [5, part],
        [61, [more ? 1 : 0]],
      ]),
  },
  'flag-at-63': {
    descriptor: FLAG_AT_63,
    room: 56,
    // The vendor's own letter for a QR code stands at 61.
    report: (part, aim, more) =>
      place(64, [
        [0, [2, part.length, ...aimBytes(aim)]],
        [5, part],
        [61, [0x73]],
        [63, [more ? 1 : 0]],
      ]),
  },
  unnumbered: {
    descriptor: UNNUMBERED,
    room: 44,
    report: (part, aim, more) =>
      place(48, [
        [0, [more ? 0x80 : 0]],
        [1, part],
        [45, aimBytes(aim)],
      ]),
  },
};

/** A code as reports, in order. `aim` without its bracket: `Q1`. */
export function posReports(name: PosLayoutName, code: Uint8Array, aim: string): Uint8Array[] {
  const { room, report } = POS_LAYOUTS[name];
  const count = Math.max(1, Math.ceil(code.length / room));
  return Array.from({ length: count }, (_, index) =>
    report(code.subarray(index * room, (index + 1) * room), aim, index < count - 1),
  );
}

function aimBytes(aim: string): number[] {
  return [...`]${aim}`.padEnd(3, '\0')].slice(0, 3).map((character) => character.charCodeAt(0));
}

function place(size: number, parts: readonly (readonly [number, ArrayLike<number>])[]): Uint8Array {
  const report = new Uint8Array(size);
  for (const [at, bytes] of parts) report.set(bytes, at);
  return report;
}
