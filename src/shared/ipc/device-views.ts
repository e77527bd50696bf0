// What the device centre shows: every device with its state, live tests, the wizard, diagnostics. Codes only; the words
// are the renderer's. Nothing here holds a name, a number or a scanned text in the clear.
import { z } from 'zod';

const isoInstant = z.string();
const code = z.string().max(60);

/** What a device is, as far as the terminal knows. */
export const centreKindSchema = z.enum([
  'id-card-reader',
  'scanner',
  /** A scanner that types like a keyboard; the plain keyboard route is one of these too. */
  'keyboard-scanner',
  'printer',
  'seal-key',
  /** A serial port or a HID device that nobody has told the terminal about. */
  'unknown',
]);
export type CentreKind = z.infer<typeof centreKindSchema>;

export const centreStateSchema = z.discriminatedUnion('kind', [
  /** Not plugged in. */
  z.object({ kind: z.literal('absent') }),
  /** Being opened, or looked at. */
  z.object({ kind: z.literal('connecting') }),
  z.object({ kind: z.literal('ready') }),
  /** A card is being read, a page is being printed. */
  z.object({ kind: z.literal('reading') }),
  z.object({ kind: z.literal('card-present') }),
  /** `error`: READER_…, CARD_…, SCANNER_…, DEVICE_…, PRINTER_…, SEAL_KEY_…; `status`: SW3. */
  z.object({ kind: z.literal('failed'), error: code, status: z.number().optional() }),
  /** The device host was lost and is being started again. */
  z.object({ kind: z.literal('restarting') }),
  /** `rule`: the udev line that an administrator has to add; null where the system has no such rules. */
  z.object({ kind: z.literal('no-permission'), rule: z.string().max(400).nullable() }),
  /** Another program holds the port. */
  z.object({ kind: z.literal('busy-elsewhere') }),
  /** Open, and nothing answers. */
  z.object({ kind: z.literal('silent') }),
  /** `driver`: what is missing, as the catalogue or the vendor's profile names it. */
  z.object({ kind: z.literal('driver-missing'), driver: z.string().max(200) }),
  /** Plugged in, and neither catalogue nor memory knows what it is: the wizard can find out. */
  z.object({ kind: z.literal('unknown') }),
  /** Known, and switched off here by a clerk. */
  z.object({ kind: z.literal('switched-off') }),
]);
export type CentreState = z.infer<typeof centreStateSchema>;

/** One field of a card that a live test read: whether it was there, never what it says beyond its masked form. */
export const testedFieldSchema = z.object({
  field: z.enum([
    'name',
    'sex',
    'ethnicity',
    'nationality',
    'birth',
    'address',
    'number',
    'authority',
    'valid-from',
    'valid-to',
    'photo',
  ]),
  present: z.boolean(),
  masked: z.string().max(120),
});
export type TestedField = z.infer<typeof testedFieldSchema>;

export const liveTestSchema = z.discriminatedUnion('kind', [
  /** Lay a card. While it waits, a card on this reader goes to the test and opens no case. */
  z.object({ kind: z.literal('card-awaited') }),
  z.object({
    kind: z.literal('card-read'),
    fields: z.array(testedFieldSchema),
    confirmed: z.boolean(),
    /** Check digit, birth date and sex agree. */
    consistent: z.boolean(),
  }),
  z.object({ kind: z.literal('card-failed'), error: code, status: z.number().optional() }),
  /** Scan a code. While it waits, a scan of this device goes to the test and means nothing. */
  z.object({ kind: z.literal('scan-awaited') }),
  z.object({
    kind: z.literal('scan-arrived'),
    masked: z.string().max(400),
    /** It is the code of our own test page, shown in the clear. */
    own: z.boolean(),
    characters: z.number().int(),
    bytes: z.number().int(),
    encoding: z.enum(['ascii', 'utf-8', 'gb18030']),
    /** AIM identifier and name; null where the scanner does not tell. */
    symbology: z.object({ aim: z.string(), name: z.string() }).nullable(),
    parts: z.number().int(),
  }),
  z.object({ kind: z.literal('scan-failed'), error: code }),
  z.object({ kind: z.literal('page-sending') }),
  z.object({ kind: z.literal('page-sent'), controlNumber: z.string() }),
  z.object({ kind: z.literal('page-failed'), error: code }),
  z.object({
    kind: z.literal('key-seen'),
    certificates: z.array(
      z.object({ subject: z.string().max(200), notAfter: isoInstant, fingerprint: z.string().max(64) }),
    ),
  }),
  z.object({ kind: z.literal('key-failed'), error: code }),
]);
export type LiveTest = z.infer<typeof liveTestSchema>;

export const deviceViewSchema = z.object({
  /** Stable as long as the device is remembered. */
  id: z.string().max(60),
  kind: centreKindSchema,
  /** What the clerk calls it; else vendor and model; else what the plug says. */
  label: z.string().max(120),
  vendor: z.string().max(80).nullable(),
  model: z.string().max(120).nullable(),
  /** The catalogue's entry; `tried`: somebody has had this model at a terminal. */
  catalogue: z.object({ id: z.string(), tried: z.boolean() }).nullable(),
  state: centreStateSchema,
  /** Serial, HID, network, keyboard, IPP, SKF: through which driver, and its version. */
  driver: z.string().max(80),
  /** Where it is: `/dev/ttyUSB0 · 115200`, `HID 0c2e:0b6a`, a queue. */
  place: z.string().max(300),
  rememberedBy: z.enum(['serial-number', 'port', 'settings', 'system']),
  role: z.enum(['clerk', 'applicant']).nullable(),
  /** False where settings.json or the system decides. */
  changeable: z.boolean(),
  lastSeen: isoInstant.nullable(),
  lastError: z.object({ code, status: z.number().optional(), at: isoInstant }).nullable(),
  /** Which live test this device has; null: none. */
  testable: z.enum(['card', 'scan', 'page', 'key']).nullable(),
  test: liveTestSchema.nullable(),
  /** The recorder is on: a mark stands on the screen. `entries` so far. */
  recording: z.object({ since: isoInstant, entries: z.number().int() }).nullable(),
  /** Something was recorded and can be saved. */
  recorded: z.boolean(),
  /** The wizard may be asked about it. */
  wizard: z.boolean(),
  /** A hint of the catalogue in Chinese (how to switch a scanner to HID-POS …); null: none. */
  hint: z.string().max(300).nullable(),
});
export type DeviceView = z.infer<typeof deviceViewSchema>;

export const wizardViewSchema = z.discriminatedUnion('kind', [
  /** Speeds are tried with the harmless status question of ID card readers. */
  z.object({
    kind: z.literal('trying'),
    deviceId: z.string(),
    baud: z.number().int().nullable(),
    done: z.number().int(),
    of: z.number().int(),
  }),
  /** No reader answered: perhaps a scanner, which cannot be asked. The clerk scans any code. */
  z.object({
    kind: z.literal('listening'),
    deviceId: z.string(),
    baud: z.number().int(),
    unreadable: z.number().int(),
  }),
  z.object({
    kind: z.literal('found'),
    deviceId: z.string(),
    what: z.enum(['id-card-reader', 'scanner']),
    baud: z.number().int().nullable(),
  }),
  z.object({ kind: z.literal('nothing'), deviceId: z.string() }),
  z.object({ kind: z.literal('failed'), deviceId: z.string(), error: code }),
]);
export type WizardView = z.infer<typeof wizardViewSchema>;

/** A file of the catalogue that could not be used; the others are. */
export const catalogueProblemSchema = z.object({
  code: z.enum([
    'DEVICE_CATALOGUE_UNREADABLE',
    'DEVICE_CATALOGUE_NOT_JSON',
    'DEVICE_CATALOGUE_INVALID',
    'DEVICE_CATALOGUE_MISNAMED',
  ]),
  /** File name, never a whole path. */
  file: z.string().max(200),
  field: z.string().max(200),
  origin: z.enum(['shipped', 'administrator']),
});
export type CatalogueProblemView = z.infer<typeof catalogueProblemSchema>;

export const deviceCentreSchema = z.object({
  revision: z.number().int(),
  devices: z.array(deviceViewSchema),
  host: z.enum(['running', 'restarting']),
  /** Native driver → version, or `failed`. */
  drivers: z.record(z.string(), z.string()),
  catalogue: z.object({ entries: z.number().int(), problems: z.array(catalogueProblemSchema) }),
  wizard: wizardViewSchema.nullable(),
});
export type DeviceCentreView = z.infer<typeof deviceCentreSchema>;

/** Exactly what will be saved, file by file. */
export const bundlePreviewSchema = z.object({
  id: z.string(),
  files: z.array(z.object({ name: z.string(), text: z.string(), bytes: z.number().int() })),
});
export type BundlePreview = z.infer<typeof bundlePreviewSchema>;
