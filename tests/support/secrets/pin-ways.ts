// The ways in which PINs are typed, sent, interrupted and repeated, each with the PINs that a person typed and sent off.
import type { PinWay } from './pin-way';
import { atSignIn } from './pin-ways-at-sign-in';
import { atDyingProcesses, atSeveralWindows } from './pin-ways-interrupted';
import { signedIn } from './pin-ways-signed-in';

export const PIN_WAYS: readonly PinWay[] = [
  ...atSignIn,
  ...atSeveralWindows,
  ...atDyingProcesses,
  ...signedIn,
];
