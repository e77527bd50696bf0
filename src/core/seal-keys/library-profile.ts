// A vendor's SKF library as data: where it lies, how it lays out structures, which keys are its own. Nothing to execute.
import { z } from 'zod';

const usbId = z.string().regex(/^[0-9a-fA-F]{4}$/);
/** An absolute path, or a bare file name that is looked for where the system keeps its libraries. */
const path = z
  .string()
  .min(1)
  .max(400)
  .refine((value) => !value.split(/[/\\]/u).includes('..') && (isAbsolute(value) || !/[/\\]/u.test(value)), {
    message: 'an absolute path without .. or a bare file name',
  });
const paths = z.array(path).max(20);

export const libraryProfileSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  vendor: z.string().min(1).max(60),
  /** What the product is called. */
  name: z.string().min(1).max(60),
  /** By system and processor, then by system; the first file that exists is used. */
  libraries: z.partialRecord(
    z.enum([
      'linux',
      'linux-x64',
      'linux-arm64',
      'linux-loong64',
      'win32',
      'win32-ia32',
      'win32-x64',
      'darwin',
    ]),
    paths,
  ),
  /** Whether the vendor's header packs structures to one byte. */
  packing: z.enum(['packed', 'natural']),
  boolBytes: z.literal([4, 8]).default(4),
  ulongBytes: z.literal([4, 8]).default(4),
  /** GM/T 0016 names stdcall on 32-bit Windows; everywhere else there is one convention. */
  callingConvention: z.enum(['standard', 'cdecl']).default('standard'),
  /** `poll`: SKF_WaitForDevEvent is not to be called (it crashes or never ends in some libraries). */
  events: z.enum(['wait', 'poll']).default('wait'),
  usb: z
    .array(z.strictObject({ vendorId: usbId, productId: usbId }))
    .max(40)
    .default([]),
  pin: z
    .strictObject({ minLength: z.int().min(1).max(32), maxLength: z.int().min(1).max(32) })
    .refine(({ minLength, maxLength }) => minLength <= maxLength)
    .default({ minLength: 6, maxLength: 16 }),
  /** Milliseconds; a key with a confirming button needs a longer signature. */
  deadlines: z
    .strictObject({
      list: z.int().min(200).max(60_000).default(5_000),
      pin: z.int().min(200).max(60_000).default(8_000),
      sign: z.int().min(200).max(120_000).default(10_000),
    })
    .prefault({}),
  /** Chinese: what to install and where it comes from. */
  installHint: z.string().min(1).max(200),
  /** Where the data comes from and what was tried; never read by the program. */
  note: z.string().max(500).optional(),
});
export type LibraryProfile = z.infer<typeof libraryProfileSchema>;

/** Where the library may lie on this system, most specific first. */
export function candidatePaths(profile: LibraryProfile, platform: string, arch: string): readonly string[] {
  const { libraries } = profile;
  const of = (key: string): readonly string[] => libraries[key as keyof typeof libraries] ?? [];
  return [...of(`${platform}-${arch}`), ...of(platform)];
}

export function isAbsolute(value: string): boolean {
  return value.startsWith('/') || /^[A-Za-z]:[\\/]/u.test(value) || /^%[A-Za-z()0-9]+%[\\/]/u.test(value);
}
