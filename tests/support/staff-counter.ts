// A counter's staff on a real database: people of the demonstration, keys in memory, a clock that tests set.
import { loadResources } from '#main/resources/load-resources';
import { resolve } from 'node:path';
import { initCrypto } from '#core/crypto/init';
import { CertificateFiles } from '#core/demonstration/certificate-files';
import { demonstrationSealHolders } from '#core/demonstration/seal-holders';
import type { DemonstrationSealHolders, DemonstrationStaff } from '#core/demonstration/seal-holders';
import { createAuditLog } from '#main/audit/audit-log';
import type { Settings } from '#main/lifecycle/settings';
import { composeStaff } from '#main/staff/compose-staff';
import type { StaffParts } from '#main/staff/compose-staff';
import type { StaffKeys } from '#main/staff/key-proof';
import type { SessionView, StaffView } from '#shared/ipc/staff-views';
import { COUNTER } from './counter';
import { StaffKeyring } from './staff-keys';
import { openTestStore } from './terminal-store';
import type { TestStore } from './terminal-store';

export interface StaffCounter extends StaffParts {
  readonly opened: TestStore;
  readonly ring: StaffKeyring;
  readonly holders: DemonstrationSealHolders;
  readonly clerk: DemonstrationStaff;
  readonly custodian: DemonstrationStaff;
  readonly supervisor: DemonstrationStaff;
  readonly administrator: DemonstrationStaff;
  /** Who still keeps a seal. */
  readonly keeping: Set<string>;
  view(): StaffView;
  state(): SessionView['kind'];
  audited(): { action: string; actor: string; subject: string; detail: Record<string, unknown> }[];
  close(): void;
}

export interface StaffCounterOptions {
  readonly settings?: Partial<Settings>;
  readonly place?: string;
  readonly directory?: string;
  readonly keys?: StaffKeys;
}

const YEAR = 2026;
const resources = loadResources(resolve(import.meta.dirname, '../../resources'));

/** Signing in is required and passwords are allowed, unless `settings` says otherwise. Started and seeded. */
export async function openStaffCounter(options: StaffCounterOptions = {}): Promise<StaffCounter> {
  if (!resources.ok) throw new Error(JSON.stringify(resources.error));
  await initCrypto();
  const opened = await openTestStore(options.directory);
  const holders = await demonstrationSealHolders(YEAR);
  const trust = await new CertificateFiles({ year: YEAR, codeWindow: true }).trust();
  const ring = new StaffKeyring();
  const keeping = new Set<string>();
  let actor = (): string => '';
  const audit = createAuditLog(opened.store, opened.clock, () => actor());
  const settings: Settings = {
    profile: 'demonstration',
    counter: COUNTER,
    readers: [],
    printer: null,
    demonstrationControl: null,
    signIn: { required: true, password: true },
    ...options.settings,
  };
  const staff = composeStaff({
    storage: { ...opened, audit },
    settings,
    rulePack: resources.value.rulePacks.get(options.place ?? 'xuchang')!,
    clock: opened.clock,
    push: () => undefined,
    keys: options.keys ?? ring,
    trust: () => Promise.resolve(trust),
    sessionChanged: () => undefined,
    seals: { keptBy: (staffId) => keeping.has(staffId), nameOf: () => '演示印章' },
  });
  actor = () => staff.session.actor();
  await staff.part.start?.();
  const view = (): StaffView => {
    const answer = staff.handlers['staff.get'](undefined) as { ok: true; value: StaffView };
    return answer.value;
  };
  const [clerk, custodian, supervisor, administrator] = holders.people;
  return {
    ...staff,
    opened,
    ring,
    holders,
    clerk: clerk!,
    custodian: custodian!,
    supervisor: supervisor!,
    administrator: administrator!,
    keeping,
    view,
    state: () => view().session.kind,
    audited: () =>
      opened.store.db
        .prepare('SELECT action, actor, subject, detail FROM audit_entry ORDER BY seq')
        .all()
        .map((row) => {
          const entry = row as { action: string; actor: string; subject: string; detail: string };
          return { ...entry, detail: JSON.parse(entry.detail) as Record<string, unknown> };
        }),
    close() {
      void staff.part.stop?.();
      opened.close();
    },
  };
}

/** A password as it travels. */
export function secret(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Of an answer: its error's code, or `ok`. */
export function codeOf(answer: { ok: boolean; error?: { code: string } }): string {
  return answer.ok ? 'ok' : (answer.error?.code ?? '');
}
