// The hand at an emulated reader: JSON lines, each answered with one JSON line.
import { z } from 'zod';
import { cardIdentitySchema } from '#core/identity/card-identity';
import { jsonControl, type Control } from '../emulator-process';
import type { Fault } from './faults';
import type { EmulatedReader } from './reader';

// Cards that are wrong on purpose must be possible: no field is checked beyond its type.
const cardSchema = z.strictObject({
  ...cardIdentitySchema.shape,
  birth: z.string(),
  validFrom: z.string(),
  validTo: z.string(),
  number: z.string(),
  raw: z.string().optional(),
  photo: z.string().optional(),
});

const on = z
  .enum(['status', 'sam-id', 'find', 'select', 'read', 'read-fingerprints', 'unknown', 'any'])
  .optional();
const common = { on, times: z.int().positive().optional() };
const count = z.int().nonnegative();
const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('split'), chunk: z.int().positive(), gapMs: count, ...common }),
  z.strictObject({ kind: z.literal('bad-checksum'), ...common }),
  z.strictObject({
    kind: z.literal('stale'),
    hex: z.string().optional(),
    bytes: count.optional(),
    ...common,
  }),
  z.strictObject({ kind: z.literal('silence'), ...common }),
  z.strictObject({ kind: z.literal('unplug-after'), bytes: count, ...common }),
  z.strictObject({ kind: z.literal('truncate'), bytes: count, ...common }),
  z.strictObject({ kind: z.literal('status'), status: count.max(255), ...common }),
  z.strictObject({ kind: z.literal('slow'), ms: count, ...common }),
  z.strictObject({ kind: z.literal('late'), ms: count, ...common }),
  z.strictObject({ kind: z.literal('garbage'), bytes: count, ...common }),
  z.strictObject({ kind: z.literal('preamble-inside'), ...common }),
  z.strictObject({ kind: z.literal('duplicate'), ...common }),
  z.strictObject({
    kind: z.literal('flip-pair'),
    first: count,
    second: count,
    mask: count.max(255),
    ...common,
  }),
]) satisfies z.ZodType<Fault>;

const commandSchema = z.discriminatedUnion('cmd', [
  z.strictObject({ cmd: z.literal('lay'), card: cardSchema }),
  z.strictObject({ cmd: z.literal('lift') }),
  z.strictObject({ cmd: z.literal('swap'), card: cardSchema }),
  z.strictObject({ cmd: z.literal('unplug') }),
  z.strictObject({ cmd: z.literal('replug') }),
  z.strictObject({ cmd: z.literal('fault'), faults: z.array(faultSchema).max(100) }),
  z.strictObject({ cmd: z.literal('clear-faults') }),
  z.strictObject({ cmd: z.literal('babble'), bytes: z.int().positive().max(1_000_000) }),
  z.strictObject({ cmd: z.literal('stats') }),
  z.strictObject({ cmd: z.literal('quit') }),
]);
export type ControlCommand = z.input<typeof commandSchema>;

export function createControl(reader: EmulatedReader, quit: () => void): Control {
  return jsonControl((command) => obey(reader, commandSchema.parse(command), quit));
}

async function obey(
  reader: EmulatedReader,
  command: z.infer<typeof commandSchema>,
  quit: () => void,
): Promise<object> {
  switch (command.cmd) {
    case 'lay':
      reader.lay(command.card);
      return { laidAt: reader.stats().laidAt };
    case 'swap':
      reader.swap(command.card);
      return { laidAt: reader.stats().laidAt };
    case 'lift':
      reader.lift();
      return { liftedAt: reader.stats().liftedAt };
    case 'unplug':
      await reader.unplug();
      return {};
    case 'replug':
      await reader.replug();
      return {};
    case 'fault':
      reader.addFaults(command.faults);
      return { waiting: reader.faultsWaiting() };
    case 'clear-faults':
      reader.clearFaults();
      return {};
    case 'babble':
      await reader.babble(command.bytes);
      return {};
    case 'stats':
      return { stats: reader.stats(), faultsWaiting: reader.faultsWaiting() };
    case 'quit':
      setImmediate(quit);
      return {};
  }
}
