// Wires seal keys: profiles, processes of libraries, what the screen is told and may ask.
import { join } from 'node:path';
import { ok } from '#core/result';
import type { Clock } from '#core/time/clock';
import type { sealKeyRequests } from '#shared/ipc/seal-key-contract';
import type { HostProcess } from '../devices/host-process';
import type { HandlersOf, Push } from '../ipc/server';
import type { Part } from '../lifecycle/part';
import type { Log } from '../log/logger';
import { loadProfiles } from './library-profiles';
import { SealKeyService } from './seal-key-service';
import type { SealKeys } from './seal-keys';
import { sealKeysView } from './seal-keys-view';

/** How long somebody stays logged in to a key without signing. */
export const KEY_IDLE_MS = 120_000;

const PROFILES = join('devices', 'seal-keys');

export interface SealKeyParts {
  readonly sealKeys: SealKeys;
  readonly drivers: () => Record<string, string>;
  readonly part: Part;
  readonly handlers: HandlersOf<typeof sealKeyRequests>;
}

export function composeSealKeys(deps: {
  resourcesDir: string;
  profileDir: string;
  fork: () => HostProcess;
  push: Push;
  clock: Clock;
  log: Log;
  /** The PIN that opens this certificate's key was changed at this counter. */
  pinChanged: (fingerprint: string) => void;
}): SealKeyParts {
  const { push, clock, log } = deps;
  const sealKeys = new SealKeyService({
    load: () => loadProfiles([join(deps.resourcesDir, PROFILES), join(deps.profileDir, PROFILES)]),
    fork: deps.fork,
    log,
    now: () => clock.now(),
    idleMs: KEY_IDLE_MS,
  });
  const view = () => sealKeysView(sealKeys, clock.now());
  // Several changes of one turn are one picture.
  let told = false;
  sealKeys.on('changed', () => {
    if (told) return;
    told = true;
    setImmediate(() => {
      told = false;
      push('sealKeys.changed', view());
    });
  });
  return {
    sealKeys,
    drivers: () => sealKeys.drivers(),
    part: sealKeys.part,
    handlers: {
      'sealKeys.get': () => ok(view()),
      'sealKeys.rescan': () => ok(sealKeys.rescan()),
      'sealKeys.pinInfo': ({ keyId, fingerprint }) => sealKeys.pinInfo(keyId, fingerprint),
      'sealKeys.changePin': async ({ keyId, fingerprint, oldPin, newPin }) => {
        const changed = await sealKeys.changePin(keyId, fingerprint, oldPin, newPin);
        if (changed.ok) deps.pinChanged(fingerprint);
        return changed;
      },
    },
  };
}
