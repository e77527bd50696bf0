// The counter's settings: one JSON file an administrator writes, schema-checked before anything starts.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import type { SettingsError } from '#shared/system-errors';

const readerSchema = z.strictObject({
  id: z.string().min(1).max(40),
  /** serial:///dev/ttyUSB0?baud=115200, tcp://host:port (a serial device server) or hid://0400:c35a. */
  uri: z.string().regex(/^(serial:\/\/\/|tcp:\/\/|hid:\/\/)/),
  role: z.enum(['clerk', 'applicant']),
});

export const settingsSchema = z.strictObject({
  profile: z.enum(['production', 'demonstration']),
  counter: z.strictObject({
    /** Id of a rule pack under resources/rule-packs. */
    place: z.string().regex(/^[a-z]+$/),
    unit: z.string().min(1).max(60),
    /** 发证单位, where certificates made here are another unit's than the counter's own. */
    issuer: z.string().min(1).max(60).optional(),
    window: z.string().regex(/^[A-Z0-9]{1,6}$/),
    clerk: z.string().min(1).max(40),
  }),
  readers: z.array(readerSchema).max(8),
  /** null: the system's default printer. */
  printer: z.strictObject({ uri: z.string(), queue: z.string() }).nullable(),
  /** Only in a demonstration: where the emulated reader takes its commands. */
  demonstrationControl: z
    .string()
    .regex(/^tcp:\/\//)
    .nullable()
    .default(null),
  /** Signing in of staff; what each means when it is left out stands in staff/policy.ts. */
  signIn: z
    .strictObject({
      required: z.boolean().optional(),
      password: z.boolean().optional(),
      idleMinutes: z.int().min(1).max(240).optional(),
      whenKeyPulled: z.enum(['stay', 'lock']).optional(),
    })
    .optional(),
  /** Beyond what the place's rule asks of the use of e-seals. */
  sealPolicy: z
    .strictObject({
      approval: z.boolean().optional(),
      approvalHours: z.int().min(1).max(168).optional(),
      /** A supervisor witnesses each handover of a seal (监交). */
      handoverWitness: z.boolean().optional(),
    })
    .optional(),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Reads and checks the file; nothing is guessed for a production counter. */
export function readSettings(file: string): Result<Settings, SettingsError> {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    if (cause instanceof SyntaxError) return err({ code: 'SETTINGS_INVALID', file, field: 'JSON' });
    return err({ code: 'SETTINGS_MISSING', file });
  }
  const parsed = settingsSchema.safeParse(content);
  if (!parsed.success) {
    return err({ code: 'SETTINGS_INVALID', file, field: parsed.error.issues[0]?.path.join('.') ?? '' });
  }
  // Demonstration control in a production profile would let a program lay cards: refuse the whole file.
  if (parsed.data.profile === 'production' && parsed.data.demonstrationControl !== null) {
    return err({ code: 'SETTINGS_INVALID', file, field: 'demonstrationControl' });
  }
  return ok(parsed.data);
}
