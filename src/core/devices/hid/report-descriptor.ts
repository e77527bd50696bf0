// Reads a HID report descriptor (USB Device Class Definition for HID 1.11, 6.2.2): which reports a device has and where
// each usage stands in them. The bytes come from whatever was plugged in: everything is bounded, nothing throws.
import { err, ok, type Result } from '#core/result';

export type HidReportKind = 'input' | 'output' | 'feature';

export interface HidField {
  /** Position of the first element in the report's payload (without its id), in bits. */
  readonly bitOffset: number;
  /** Of one element. */
  readonly bitSize: number;
  /** Elements. */
  readonly count: number;
  /** Usage page in the upper, usage in the lower 16 bits; element n has usage n, the last goes on for the rest. */
  readonly usages: readonly number[];
  readonly constant: boolean;
  /** False for an array, whose elements say which usage, not how much. */
  readonly variable: boolean;
}

export interface HidReport {
  readonly kind: HidReportKind;
  /** 0 where reports are not numbered. */
  readonly id: number;
  /** Payload without the id, rounded up. */
  readonly bytes: number;
  readonly fields: readonly HidField[];
}

export interface HidDescriptor {
  /** Reports carry their id as their first byte. */
  readonly numbered: boolean;
  readonly reports: readonly HidReport[];
  /** Usages of the top-level collections. */
  readonly applications: readonly number[];
}

export type DescriptorErrorCode =
  /** Longer than any operating system takes. */
  | 'DESCRIPTOR_TOO_LONG'
  /** Ends inside an item. */
  | 'DESCRIPTOR_TRUNCATED'
  /** More fields, usages, nesting or report bits than any device has. */
  | 'DESCRIPTOR_TOO_LARGE'
  /** Collections or the item stack do not open and close in pairs. */
  | 'DESCRIPTOR_UNBALANCED'
  /** A report id of 0 or over 255, or numbered and unnumbered reports together. */
  | 'DESCRIPTOR_REPORT_ID';
export interface DescriptorError {
  readonly code: DescriptorErrorCode;
}

/** As Linux (HID_MAX_DESCRIPTOR_SIZE). */
const MAX_BYTES = 4_096;
const MAX_FIELDS = 512;
const MAX_USAGES = 1_024;
const MAX_DEPTH = 32;
const MAX_REPORT_BITS = 16_384 * 8;
const MAX_REPORTS = 256;

const TYPE_MAIN = 0;
const TYPE_GLOBAL = 1;
const LONG_ITEM = 0xfe;

interface Globals {
  usagePage: number;
  reportSize: number;
  reportCount: number;
  reportId: number;
}

interface Locals {
  usages: number[];
  minimum: number | null;
}

class Refusal extends Error {
  readonly code: DescriptorErrorCode;
  constructor(code: DescriptorErrorCode) {
    super(code);
    this.code = code;
  }
}

/** `bytes`: the whole descriptor as the device gives it. */
export function parseReportDescriptor(bytes: Uint8Array): Result<HidDescriptor, DescriptorError> {
  if (bytes.length > MAX_BYTES) return err({ code: 'DESCRIPTOR_TOO_LONG' });
  try {
    return ok(new DescriptorReader().read(bytes));
  } catch (cause) {
    if (cause instanceof Refusal) return err({ code: cause.code });
    throw cause;
  }
}

/** Usage page and usage as fields hold them. */
export function hidUsage(page: number, usage: number): number {
  return page * 0x1_0000 + usage;
}

interface Draft {
  readonly kind: HidReportKind;
  readonly id: number;
  bits: number;
  readonly fields: HidField[];
}

class DescriptorReader {
  #globals: Globals = { usagePage: 0, reportSize: 0, reportCount: 0, reportId: 0 };
  #stack: Globals[] = [];
  #locals: Locals = { usages: [], minimum: null };
  #depth = 0;
  #fields = 0;
  readonly #reports = new Map<string, Draft>();
  readonly #applications: number[] = [];

  read(bytes: Uint8Array): HidDescriptor {
    for (let at = 0; at < bytes.length;) {
      const prefix = bytes[at]!;
      if (prefix === LONG_ITEM) {
        // Reserved since 1996: its length is known, its meaning is not.
        at += 3 + (bytes[at + 1] ?? 0);
        if (at > bytes.length) throw new Refusal('DESCRIPTOR_TRUNCATED');
        continue;
      }
      const size = (prefix & 3) === 3 ? 4 : prefix & 3;
      if (at + 1 + size > bytes.length) throw new Refusal('DESCRIPTOR_TRUNCATED');
      this.#item((prefix >> 2) & 3, prefix >> 4, unsigned(bytes, at + 1, size), size);
      at += 1 + size;
    }
    if (this.#depth !== 0 || this.#stack.length !== 0) throw new Refusal('DESCRIPTOR_UNBALANCED');
    const reports = [...this.#reports.values()];
    const numbered = reports.some(({ id }) => id !== 0);
    if (numbered && reports.some(({ id }) => id === 0)) throw new Refusal('DESCRIPTOR_REPORT_ID');
    return {
      numbered,
      reports: reports.map(({ bits, ...report }) => ({ ...report, bytes: Math.ceil(bits / 8) })),
      applications: this.#applications,
    };
  }

  #item(type: number, tag: number, value: number, size: number): void {
    if (type === TYPE_MAIN) this.#main(tag, value);
    else if (type === TYPE_GLOBAL) this.#global(tag, value);
    else this.#local(tag, value, size);
  }

  #main(tag: number, value: number): void {
    if (tag === 0x8) this.#field('input', value);
    else if (tag === 0x9) this.#field('output', value);
    else if (tag === 0xb) this.#field('feature', value);
    else if (tag === 0xa) {
      if (this.#depth === 0 && this.#applications.length < MAX_DEPTH) {
        const usage = this.#locals.usages[0];
        if (usage !== undefined) this.#applications.push(usage);
      }
      this.#depth += 1;
      if (this.#depth > MAX_DEPTH) throw new Refusal('DESCRIPTOR_TOO_LARGE');
    } else if (tag === 0xc) {
      this.#depth -= 1;
      if (this.#depth < 0) throw new Refusal('DESCRIPTOR_UNBALANCED');
    }
    this.#locals = { usages: [], minimum: null };
  }

  #global(tag: number, value: number): void {
    const globals = this.#globals;
    if (tag === 0x0) globals.usagePage = value & 0xffff;
    else if (tag === 0x7) globals.reportSize = value;
    else if (tag === 0x9) globals.reportCount = value;
    else if (tag === 0x8) {
      if (value < 1 || value > 255) throw new Refusal('DESCRIPTOR_REPORT_ID');
      globals.reportId = value;
    } else if (tag === 0xa) {
      if (this.#stack.length >= MAX_DEPTH) throw new Refusal('DESCRIPTOR_TOO_LARGE');
      this.#stack.push({ ...globals });
    } else if (tag === 0xb) {
      const earlier = this.#stack.pop();
      if (!earlier) throw new Refusal('DESCRIPTOR_UNBALANCED');
      this.#globals = earlier;
    }
  }

  #local(tag: number, value: number, size: number): void {
    // A four-byte usage carries its page with it.
    const usage = size === 4 ? value : hidUsage(this.#globals.usagePage, value);
    if (tag === 0x0) this.#addUsage(usage);
    else if (tag === 0x1) this.#locals.minimum = usage;
    else if (tag === 0x2 && this.#locals.minimum !== null) {
      const count = usage - this.#locals.minimum + 1;
      if (count > MAX_USAGES) throw new Refusal('DESCRIPTOR_TOO_LARGE');
      for (let each = this.#locals.minimum; each <= usage; each += 1) this.#addUsage(each);
      this.#locals.minimum = null;
    }
  }

  #addUsage(usage: number): void {
    if (this.#locals.usages.length >= MAX_USAGES) throw new Refusal('DESCRIPTOR_TOO_LARGE');
    this.#locals.usages.push(usage);
  }

  #field(kind: HidReportKind, flags: number): void {
    const { reportSize, reportCount, reportId } = this.#globals;
    const key = `${kind}${reportId}`;
    const report = this.#reports.get(key) ?? { kind, id: reportId, bits: 0, fields: [] };
    this.#reports.set(key, report);
    const bits = reportSize * reportCount;
    this.#fields += 1;
    const tooLarge = this.#fields > MAX_FIELDS || this.#reports.size > MAX_REPORTS;
    if (tooLarge || report.bits + bits > MAX_REPORT_BITS) throw new Refusal('DESCRIPTOR_TOO_LARGE');
    if (bits > 0) {
      report.fields.push({
        bitOffset: report.bits,
        bitSize: reportSize,
        count: reportCount,
        usages: this.#locals.usages.slice(0, Math.max(reportCount, 1)),
        constant: (flags & 1) !== 0,
        variable: (flags & 2) !== 0,
      });
    }
    report.bits += bits;
  }
}

function unsigned(bytes: Uint8Array, at: number, size: number): number {
  let value = 0;
  for (let index = size - 1; index >= 0; index -= 1) value = value * 256 + (bytes[at + index] ?? 0);
  return value;
}
