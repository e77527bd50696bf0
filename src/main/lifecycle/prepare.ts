// Everything that can be wrong before a clerk can work: settings, resources, the place's rules, the database, the vault.
import { join } from 'node:path';
import type { Trust } from '#core/eseal/trust';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import type { RulePack } from '#core/rules/rule-pack';
import type { Clock } from '#core/time/clock';
import { readTrust } from '../evidence/trust-files';
import { loadResources } from '../resources/load-resources';
import type { Resources } from '../resources/load-resources';
import type { StartError } from '#shared/system-errors';
import type { CommandLine } from './command-line';
import { readSettings } from './settings';
import type { Settings } from './settings';
import { openStorage } from './storage';
import type { Storage } from './storage';

export interface Prepared {
  readonly settings: Settings;
  readonly resources: Resources;
  readonly rulePack: RulePack;
  readonly storage: Storage;
  /** Whom the administrator believes. */
  readonly trust: Trust;
  /** From now on the audit log asks here who acts. */
  readonly actAs: (who: () => string) => void;
}

export function prepareTerminal(
  commandLine: CommandLine,
  resourcesDir: string,
  clock: Clock,
): Result<Prepared, StartError> {
  const settings = readSettings(commandLine.settingsFile);
  if (!settings.ok) return settings;
  const resources = loadResources(resourcesDir);
  if (!resources.ok) return resources;
  const { place, clerk } = settings.value.counter;
  const rulePack = resources.value.rulePacks.get(place);
  if (!rulePack) return err({ code: 'RULES_UNKNOWN_PLACE', place });
  const trust = readTrust([join(resourcesDir, 'trust'), join(commandLine.profileDir, 'trust')]);
  if (!trust.ok) return trust;
  let acting = (): string => clerk;
  const storage = openStorage(commandLine.profileDir, settings.value.profile, clock, () => acting());
  if (!storage.ok) return storage;
  return ok({
    settings: settings.value,
    resources: resources.value,
    rulePack,
    storage: storage.value,
    trust: trust.value,
    actAs: (who) => void (acting = who),
  });
}
