// Who works here: signing in and out, people and their roles, approvals of seal use (用章审批).
// A part of the one contract (contract.ts).
import { z } from 'zod';
import { pinSchema } from './seal-key-contract';
import {
  approvalViewSchema,
  demonstrationKeySchema,
  memberSchema,
  roleSchema,
  staffViewSchema,
} from './staff-views';

const nothing = z.undefined();
const done = z.void();
const id = z.string().min(1).max(80);
const name = z.string().trim().min(1).max(40);
const roles = z.array(roleSchema).max(4);
const ofOne = z.strictObject({ staffId: id });
const byKey = {
  keyId: z.string().min(1).max(120),
  /** SM3 of the certificate, hex. */
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  pin: pinSchema,
};
/** Like a PIN: bytes, overwritten by whoever received them. */
const password = pinSchema;

export const staffRequests = {
  'staff.get': { in: nothing, out: staffViewSchema },
  /** The clerk types or moves the mouse: told at most every half minute. */
  'staff.activity': { in: nothing, out: done },

  'staff.signInByKey': { in: z.strictObject(byKey), out: done },
  'staff.signInByPassword': { in: z.strictObject({ staffId: id, password }), out: done },
  'staff.lock': { in: nothing, out: done },
  'staff.signOut': { in: nothing, out: done },

  /** Once, while nobody works here. Signs in. */
  'staff.firstAdministrator': {
    in: z.strictObject({
      name,
      by: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('key'), ...byKey }),
        z.strictObject({ kind: z.literal('password'), password }),
      ]),
    }),
    out: done,
  },

  'staff.list': { in: nothing, out: z.array(memberSchema) },
  'staff.add': { in: z.strictObject({ name, roles }), out: z.object({ staffId: z.string() }) },
  'staff.setRoles': { in: z.strictObject({ staffId: id, roles }), out: done },
  /** The holder types the PIN: the key is theirs and it works. */
  'staff.bindKey': { in: z.strictObject({ staffId: id, ...byKey }), out: done },
  'staff.unbindKey': {
    in: z.strictObject({ staffId: id, fingerprint: byKey.fingerprint }),
    out: done,
  },
  'staff.setPassword': { in: z.strictObject({ staffId: id, password }), out: done },
  'staff.clearPassword': { in: ofOne, out: done },
  /** One's own. */
  'staff.changePassword': { in: z.strictObject({ oldPassword: password, newPassword: password }), out: done },
  'staff.retire': { in: ofOne, out: done },

  'approvals.list': {
    in: z.strictObject({ which: z.enum(['waiting', 'recent']) }),
    out: z.array(approvalViewSchema),
  },
  'approvals.decide': {
    in: z.strictObject({
      approvalId: id,
      outcome: z.enum(['approved', 'refused']),
      note: z.string().trim().max(200),
      ...byKey,
    }),
    out: done,
  },
  'approvals.withdraw': { in: z.strictObject({ approvalId: id }), out: done },

  /** Only in a demonstration. */
  'staff.demonstrationKeys': { in: nothing, out: z.array(demonstrationKeySchema) },
} as const;

export const staffEvents = { 'staff.changed': staffViewSchema } as const;
