// The hand at an emulated serial scanner: JSON lines, each answered with one JSON line.
import { z } from 'zod';
import { jsonControl, type Control } from '../emulator-process';
import type { EmulatedScanner, ScannerFault } from './scanner';

const count = z.int().nonnegative();
const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('silent') }),
  z.strictObject({ kind: z.literal('slow'), chunk: z.int().positive(), gapMs: count }),
  z.strictObject({ kind: z.literal('garbage'), bytes: count }),
  z.strictObject({ kind: z.literal('duplicate') }),
  z.strictObject({ kind: z.literal('truncate'), bytes: count }),
  z.strictObject({ kind: z.literal('unplug-after'), bytes: count }),
]) satisfies z.ZodType<ScannerFault>;

const commandSchema = z.discriminatedUnion('cmd', [
  /** `text` in the scanner's encoding, or `hex` as it is. */
  z.strictObject({
    cmd: z.literal('scan'),
    text: z.string().optional(),
    hex: z.string().optional(),
    aim: z.string().min(1).max(2).default('Q1'),
  }),
  z.strictObject({ cmd: z.literal('fault'), faults: z.array(faultSchema).max(20) }),
  z.strictObject({ cmd: z.literal('clear-faults') }),
  z.strictObject({ cmd: z.literal('unplug') }),
  z.strictObject({ cmd: z.literal('replug') }),
  /** Another program takes the port. */
  z.strictObject({ cmd: z.literal('hold'), held: z.boolean() }),
  z.strictObject({ cmd: z.literal('quit') }),
]);
export type ScannerCommand = z.input<typeof commandSchema>;

export function createScannerControl(scanner: EmulatedScanner, quit: () => void): Control {
  return jsonControl((command) => obey(scanner, commandSchema.parse(command), quit));
}

async function obey(
  scanner: EmulatedScanner,
  command: z.output<typeof commandSchema>,
  quit: () => void,
): Promise<object> {
  switch (command.cmd) {
    case 'scan': {
      const code =
        command.hex === undefined
          ? scanner.encode(command.text ?? '')
          : Uint8Array.from(Buffer.from(command.hex, 'hex'));
      return scanner.scan(code, command.aim);
    }
    case 'fault':
      scanner.addFaults(command.faults);
      return {};
    case 'clear-faults':
      scanner.clearFaults();
      return {};
    case 'unplug':
      await scanner.unplug();
      return {};
    case 'replug':
      await scanner.replug();
      return {};
    case 'hold':
      scanner.hold(command.held);
      return {};
    case 'quit':
      setImmediate(quit);
      return {};
  }
}
