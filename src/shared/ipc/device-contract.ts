// The device centre: what is plugged in, roles, live tests, the wizard, the recorder, diagnostics.
// A part of the one contract (contract.ts).
import { z } from 'zod';
import { bundlePreviewSchema, deviceCentreSchema } from './device-views';

const nothing = z.undefined();
const done = z.void();
const id = z.string().min(1).max(60);
const device = z.strictObject({ deviceId: id });
/** The name of the file that was written; null when the clerk chose none. */
const saved = z.object({ file: z.string() }).nullable();

export const deviceRequests = {
  'devices.get': { in: nothing, out: deviceCentreSchema },
  /** The device centre is on the screen, or no longer: live tests end with it. */
  'devices.watch': { in: z.strictObject({ on: z.boolean() }), out: done },
  'devices.assign': { in: z.strictObject({ deviceId: id, role: z.enum(['clerk', 'applicant']) }), out: done },
  'devices.rename': { in: z.strictObject({ deviceId: id, label: z.string().trim().max(40) }), out: done },
  'devices.enable': { in: z.strictObject({ deviceId: id, enabled: z.boolean() }), out: done },
  /** Only a device that is not plugged in: its role and name are forgotten. */
  'devices.forget': { in: device, out: done },
  'devices.restartHost': { in: nothing, out: done },
  'devices.startTest': { in: device, out: done },
  'devices.endTest': { in: device, out: done },
  /** `agreed`: the clerk was asked (DEVICE_WIZARD_ASK) and said yes. */
  'devices.wizardStart': {
    in: z.strictObject({
      target: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('device'), deviceId: id }),
        /** What a clerk typed: `/dev/ttyS1`, `COM3`, `192.0.2.7:4001`. */
        z.strictObject({ kind: z.literal('typed'), text: z.string().trim().min(1).max(200) }),
      ]),
      agreed: z.boolean().default(false),
    }),
    out: done,
  },
  'devices.wizardStop': { in: nothing, out: done },
  /** Remembers what the wizard found, in this role. */
  'devices.wizardAccept': { in: z.strictObject({ role: z.enum(['clerk', 'applicant']) }), out: done },
  'devices.record': { in: z.strictObject({ deviceId: id, on: z.boolean() }), out: done },
  'devices.saveRecording': { in: device, out: saved },
  'devices.bundle': { in: nothing, out: bundlePreviewSchema },
  /** Saves the bundle that was previewed, byte for byte. */
  'devices.saveBundle': { in: z.strictObject({ bundleId: id }), out: saved },
} as const;

export const deviceEvents = {
  'devices.changed': deviceCentreSchema,
} as const;
