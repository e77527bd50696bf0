// The catalogue of known devices: one JSON file a model family, shipped under resources/devices or added by an
// administrator. Data only: nothing in it is executed; a library is named here, and opened by the device host if ever.
import { z } from 'zod';
import { readerProfileSchema, scannerProfileSchema } from '#core/devices/device-config';
import { err, ok, type Result } from '#core/result';

/** Four small hex digits, as `lsusb` and the device manager print them. */
const usbId = z.string().regex(/^[0-9a-f]{4}$/);
const usb = { vendorId: usbId, productId: usbId };

/** How a plugged device is recognised; any one of an entry's matches is enough. */
const matchSchema = z.discriminatedUnion('bus', [
  /** A USB device that the system shows as a serial port. */
  z.strictObject({ bus: z.literal('serial'), ...usb }),
  /** A HID device; usage page and usage where it shows several collections. */
  z.strictObject({ bus: z.literal('hid'), ...usb, usagePage: usbId.optional(), usage: usbId.optional() }),
  /** Any HID device with this collection, whoever made it. */
  z.strictObject({ bus: z.literal('hid-usage'), usagePage: usbId, usage: usbId }),
]);
export type CatalogueMatch = z.infer<typeof matchSchema>;

const bauds = z.array(z.int().min(300).max(4_000_000)).min(1).max(8);
const serialTransport = z.strictObject({
  kind: z.literal('serial'),
  /** The usual speed first; the others are tried by the wizard. A USB port of its own (CDC) ignores it. */
  bauds,
});
const hidTransport = z.strictObject({ kind: z.literal('hid') });

/** `process.platform-process.arch`. */
const system = z.enum(['linux-x64', 'linux-arm64', 'linux-loong64', 'win32-x64', 'win32-ia32']);
export type System = z.infer<typeof system>;

const common = {
  id: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
    .max(60),
  vendor: z.string().min(1).max(80),
  model: z.string().min(1).max(120),
  /** Somebody has had this model at a terminal. */
  tried: z.boolean(),
  /** The public document that the numbers are from. */
  source: z.string().min(1).max(300),
  match: z.array(matchSchema).min(1).max(24),
  /** Chinese: what a clerk or an administrator should know or set. */
  hint: z.string().min(1).max(300).optional(),
  /** What differs from others of its kind, for a developer's eye. */
  quirks: z.array(z.string().min(1).max(200)).max(12).default([]),
  /** File names of the vendor's libraries by system: named on the screen, never searched for or loaded by name. */
  libraries: z
    .partialRecord(
      system,
      z
        .array(z.strictObject({ file: z.string().min(1).max(120), purpose: z.enum(['photo', 'driver']) }))
        .max(8),
    )
    .default({}),
};

export const catalogueEntrySchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('id-card-reader'),
    ...common,
    transport: z.discriminatedUnion('kind', [serialTransport, hidTransport]),
    profile: readerProfileSchema.default({}),
  }),
  z.strictObject({
    kind: z.literal('scanner'),
    ...common,
    transport: z.discriminatedUnion('kind', [serialTransport, hidTransport]),
    profile: scannerProfileSchema.default({}),
  }),
  /** It types; it is recognised by its rhythm, and better set to HID-POS. */
  z.strictObject({
    kind: z.literal('keyboard-scanner'),
    ...common,
    transport: z.strictObject({ kind: z.literal('keyboard') }),
  }),
  /** A chip between USB and a serial plug: anything may stand behind it. */
  z.strictObject({ kind: z.literal('serial-adapter'), ...common, transport: serialTransport }),
  /** Plugged in, recognised, and of no use without what its vendor installs. */
  z.strictObject({
    kind: z.literal('needs-driver'),
    ...common,
    transport: z.strictObject({ kind: z.literal('vendor'), driver: z.string().min(1).max(120) }),
  }),
]);
export type CatalogueEntry = z.infer<typeof catalogueEntrySchema>;

export const CATALOGUE_ERROR_CODES = [
  'DEVICE_CATALOGUE_UNREADABLE',
  'DEVICE_CATALOGUE_NOT_JSON',
  'DEVICE_CATALOGUE_INVALID',
  /** The file is not called after the id in it. */
  'DEVICE_CATALOGUE_MISNAMED',
] as const;
export type CatalogueErrorCode = (typeof CATALOGUE_ERROR_CODES)[number];

export interface CatalogueProblem {
  readonly code: CatalogueErrorCode;
  readonly file: string;
  /** Which field is wrong; empty where the whole file is. */
  readonly field: string;
  readonly origin: 'shipped' | 'administrator';
}

export interface DeviceCatalogue {
  readonly entries: readonly CatalogueEntry[];
  readonly problems: readonly CatalogueProblem[];
}

/** One file of a catalogue folder; `text` is null when it could not be read. */
export interface CatalogueFile {
  readonly name: string;
  readonly text: string | null;
}

/** Reads one file. `name` is `ID.json`. */
export function readCatalogueFile(
  { name, text }: CatalogueFile,
  origin: CatalogueProblem['origin'],
): Result<CatalogueEntry, CatalogueProblem> {
  const problem = (code: CatalogueErrorCode, field = '') => err({ code, file: name, field, origin });
  if (text === null) return problem('DEVICE_CATALOGUE_UNREADABLE');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return problem('DEVICE_CATALOGUE_NOT_JSON');
  }
  // Each file is read once: compiling the schema into a function, as zod does by default, takes longer than that.
  const parsed = catalogueEntrySchema.safeParse(json, { jitless: true });
  if (!parsed.success) {
    return problem('DEVICE_CATALOGUE_INVALID', parsed.error.issues[0]?.path.map(String).join('.') ?? '');
  }
  if (`${parsed.data.id}.json` !== name) return problem('DEVICE_CATALOGUE_MISNAMED', 'id');
  return ok(parsed.data);
}

/** Joins both folders: an administrator's entry replaces the shipped one of the same id; a bad file stops no other. */
export function joinCatalogue(
  shipped: readonly CatalogueFile[],
  administrator: readonly CatalogueFile[],
): DeviceCatalogue {
  const entries = new Map<string, CatalogueEntry>();
  const problems: CatalogueProblem[] = [];
  const take = (files: readonly CatalogueFile[], origin: CatalogueProblem['origin']) => {
    for (const file of files) {
      const read = readCatalogueFile(file, origin);
      if (read.ok) entries.set(read.value.id, read.value);
      else problems.push(read.error);
    }
  };
  take(shipped, 'shipped');
  take(administrator, 'administrator');
  return { entries: [...entries.values()], problems };
}

/** A plugged device as the catalogue sees it. */
export interface Plugged {
  readonly bus: 'serial' | 'hid';
  readonly vendorId?: number | undefined;
  readonly productId?: number | undefined;
  readonly usagePage?: number | undefined;
  readonly usage?: number | undefined;
}

/** The entry that fits best: the very collection, else the very product, else any of its usage. */
export function findEntry(entries: readonly CatalogueEntry[], plugged: Plugged): CatalogueEntry | undefined {
  let best: { entry: CatalogueEntry; weight: number } | undefined;
  for (const entry of entries) {
    const weight = Math.max(...entry.match.map((match) => weightOf(match, plugged)));
    if (weight > (best?.weight ?? 0)) best = { entry, weight };
  }
  return best?.entry;
}

function weightOf(match: CatalogueMatch, plugged: Plugged): number {
  const is = (id: string | undefined, value: number | undefined) =>
    id === undefined || (value !== undefined && Number.parseInt(id, 16) === value);
  switch (match.bus) {
    case 'serial':
      return plugged.bus === 'serial' &&
        is(match.vendorId, plugged.vendorId) &&
        is(match.productId, plugged.productId)
        ? 2
        : 0;
    case 'hid':
      if (
        plugged.bus !== 'hid' ||
        !is(match.vendorId, plugged.vendorId) ||
        !is(match.productId, plugged.productId)
      )
        return 0;
      if (!is(match.usagePage, plugged.usagePage) || !is(match.usage, plugged.usage)) return 0;
      return match.usagePage === undefined ? 2 : 3;
    case 'hid-usage':
      return plugged.bus === 'hid' && is(match.usagePage, plugged.usagePage) && is(match.usage, plugged.usage)
        ? 1
        : 0;
  }
}
