// Which command each phase of the reader sequence asks for, and how long its answer may take.
import { assertNever } from '#core/result';
import type { SamCommand } from './protocol';
import type { Deadlines, Phase } from './sequence-types';

export const DEADLINES: Readonly<Record<SamCommand, Deadlines>> = {
  status: { firstByte: 400, idle: 200 },
  'sam-id': { firstByte: 400, idle: 200 },
  find: { firstByte: 500, idle: 200 },
  select: { firstByte: 1_000, idle: 200 },
  read: { firstByte: 3_000, idle: 500 },
  'read-fingerprints': { firstByte: 4_000, idle: 500 },
};

export function commandOf(phase: Phase): SamCommand {
  switch (phase.kind) {
    case 'greet':
      return phase.step;
    case 'seek':
    case 'find-again':
      return 'find';
    case 'select':
    case 'reselect':
      return 'select';
    case 'read':
    case 'reread':
      return 'read';
    case 'present':
      if (phase.step === 'find') return 'find';
      return phase.probe === 'read' ? 'read' : 'select';
    case 'refused':
      return phase.step === 'find' ? 'find' : 'select';
    case 'resync':
      return 'status';
    default:
      return assertNever(phase);
  }
}
