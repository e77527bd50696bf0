// What the screen is given of signing in, people and approvals.
import { z } from 'zod';
import { ROLES } from '#core/staff/roles';

const isoInstant = z.string();
export const roleSchema = z.enum(ROLES);

export const signedInSchema = z.object({
  staffId: z.string(),
  name: z.string(),
  roles: z.array(roleSchema),
  by: z.enum(['key', 'password']),
  since: isoInstant,
});
export type SignedInView = z.infer<typeof signedInSchema>;

export const sessionViewSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('signed-out') }),
  z.object({ kind: z.literal('signed-in'), who: signedInSchema }),
  /** Whoever is signed in left it: only they go on, or somebody else signs in in their place. */
  z.object({ kind: z.literal('locked'), who: signedInSchema, why: z.enum(['idle', 'asked', 'key-pulled']) }),
]);
export type SessionView = z.infer<typeof sessionViewSchema>;

/** A plugged key with which somebody could sign in or confirm. */
export const staffKeySchema = z.object({
  keyId: z.string(),
  fingerprint: z.string(),
  label: z.string(),
  /** Masked. */
  serial: z.string(),
  subject: z.string(),
  /** Who carries its certificate here; null: nobody of the staff. */
  staff: z.object({ staffId: z.string(), name: z.string(), roles: z.array(roleSchema) }).nullable(),
});
export type StaffKeyView = z.infer<typeof staffKeySchema>;

/** Pushed as `staff.changed`; the same for everybody who stands in front of the screen: nothing of any case. */
export const staffViewSchema = z.object({
  /** Nobody serves cases here without signing in. */
  required: z.boolean(),
  /** The desk may be shown. */
  serving: z.boolean(),
  passwordAllowed: z.boolean(),
  /** Nobody works here yet: the first administrator is to be named. */
  firstRun: z.boolean(),
  /** Its keys' PINs may be hinted at. */
  demonstration: z.boolean(),
  unit: z.string(),
  window: z.string(),
  session: sessionViewSchema,
  /** Who may sign in with a password. */
  people: z.array(z.object({ staffId: z.string(), name: z.string() })),
  keys: z.array(staffKeySchema),
  /** Approvals that wait for a decision. */
  waiting: z.number().int(),
});
export type StaffView = z.infer<typeof staffViewSchema>;

export const memberSchema = z.object({
  staffId: z.string(),
  name: z.string(),
  roles: z.array(roleSchema),
  state: z.enum(['active', 'retired']),
  addedAt: isoInstant,
  retiredAt: isoInstant.nullable(),
  hasPassword: z.boolean(),
  keys: z.array(
    z.object({
      fingerprint: z.string(),
      subject: z.string(),
      notAfter: isoInstant,
      boundAt: isoInstant,
      period: z.enum(['valid', 'not-yet', 'expired']),
    }),
  ),
});
export type MemberView = z.infer<typeof memberSchema>;

export const approvalViewSchema = z.object({
  approvalId: z.string(),
  /** Name of the seal, or its id where the register does not know it. */
  seal: z.string(),
  purpose: z.string(),
  documents: z.number().int(),
  digest: z.string(),
  applicant: z.string(),
  applicantId: z.string(),
  appliedAt: isoInstant,
  lapsesAt: isoInstant,
  state: z.enum(['applied', 'approved', 'refused', 'used', 'withdrawn', 'expired']),
  approver: z.string().nullable(),
  decidedAt: isoInstant.nullable(),
  note: z.string(),
});
export type ApprovalView = z.infer<typeof approvalViewSchema>;

/** Only in a demonstration: which software key wants which PIN. */
export const demonstrationKeySchema = z.object({
  fingerprint: z.string(),
  label: z.string(),
  pin: z.string(),
});
export type DemonstrationKeyView = z.infer<typeof demonstrationKeySchema>;
