// What runs here: versions, where the runtime came from, how data is protected, whether the audit chain is whole.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { app } from 'electron';
import { z } from 'zod';
import type { PhotoDecoderState } from '#core/devices/host-messages';
import { forceOn } from '#core/rules/in-force';
import type { RulePack } from '#core/rules/rule-pack';
import { chinaDay } from '#core/time/clock';
import type { Clock } from '#core/time/clock';
import type { AboutView } from '#shared/ipc/views';
import type { AuditLog } from '../audit/audit-log';
import type { Profile, Store } from '../store/store';
import type { Vault } from '../store/vault';

const provenanceSchema = z.looseObject({ source: z.enum(['official-archive', 'registry-development']) });

export function aboutView(deps: {
  store: Store;
  vault: Vault;
  audit: AuditLog;
  clock: Clock;
  profile: Profile;
  rulePacks: Iterable<RulePack>;
  /** Native drivers as the device host loaded them. */
  drivers: Readonly<Record<string, string>>;
  /** Of each reader that is driven. */
  photoDecoders: readonly PhotoDecoderState[];
}): AboutView {
  const { store, vault, audit, clock } = deps;
  const chain = audit.verify();
  return {
    app: app.getVersion(),
    runtime: { source: runtimeSource(), electron: process.versions.electron },
    versions: versions(store, deps.drivers),
    profile: deps.profile,
    vault: { protection: vault.protection },
    database: {
      schemaVersion: store.schemaVersion,
      journalMode: store.db.pragma('journal_mode', { simple: true }) as string,
    },
    audit: chain.intact
      ? { entries: chain.entries, intact: true }
      : { entries: chain.brokenAt - 1, intact: false, brokenAt: chain.brokenAt },
    rules: [...deps.rulePacks].map((pack) => ruleView(pack, chinaDay(clock.now()))),
    photoDecoder: deps.photoDecoders.some(({ kind }) => kind === 'ready') ? 'present' : 'absent',
  };
}

/** Electron, Chromium, Node and SQLite as they are loaded here; the drivers as the device host loaded them. */
export function versions(store: Store, drivers: Readonly<Record<string, string>>): Record<string, string> {
  const sqlite = store.db.prepare('SELECT sqlite_version() AS version').get() as { version: string };
  return {
    electron: process.versions.electron,
    chrome: process.versions.chrome,
    node: process.versions.node,
    sqlite: sqlite.version,
    ...drivers,
  };
}

/** The set-up writes beside the runtime where it came from (docs/runtime.md). */
function runtimeSource(): AboutView['runtime']['source'] {
  try {
    const file = join(dirname(process.execPath), 'runtime-provenance.json');
    return provenanceSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).source;
  } catch {
    return 'unknown';
  }
}

function ruleView(pack: RulePack, today: string): AboutView['rules'][number] {
  const force = forceOn(pack, today);
  const inForce =
    force.kind === 'lapsed'
      ? `lapsed:${force.lastDay}`
      : force.kind === 'not-yet'
        ? `from:${force.from}`
        : `in-force:${force.lastDay ?? ''}`;
  return { id: pack.id, name: pack.name, documentNumber: pack.documentNumber, inForce };
}
