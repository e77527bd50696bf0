// Cases in SQLite: events are appended sealed, in one transaction with their audit entry; states are folded from them.
import { randomUUID } from 'node:crypto';
import { caseEventSchema } from '#core/cases/case-events';
import type { CaseEvent, StoredCaseEvent } from '#core/cases/case-events';
import { foldCase } from '#core/cases/case-state';
import type { CaseState } from '#core/cases/case-state';
import { chinaDay } from '#core/time/clock';
import type { Clock } from '#core/time/clock';
import type { AuditLog } from '../audit/audit-log';
import { nextSerial } from '../store/serials';
import type { Store } from '../store/store';
import type { Vault } from '../store/vault';
import { auditOf } from './case-audit';
import { createCasePhotos } from './case-photos';
import type { CardPhoto, CasePhotos } from './case-photos';

export interface CaseRepository {
  /** Creates the case and its first event; the photo is kept sealed when there is one. */
  create(event: Extract<CaseEvent, { kind: 'opened' }>, photo?: CardPhoto): CaseState;
  append(caseId: string, event: CaseEvent, photo?: CardPhoto): CaseState;
  readonly photos: Pick<CasePhotos, 'mayHavePicture' | 'picture'>;
  get(caseId: string): CaseState | undefined;
  /** The one open case, or undefined. */
  current(): CaseState | undefined;
  parked(): CaseState[];
  closedOn(day: string): number;
  rememberOpened(caseId: string, certificateId: string, digest: string): void;
  openedCertificates(caseId: string): ReadonlySet<string>;
}

interface FileRow {
  id: string;
  number: string;
}

export function createCaseRepository(deps: {
  store: Store;
  vault: Vault;
  audit: AuditLog;
  clock: Clock;
  window: string;
}): CaseRepository {
  const { store, vault, audit, clock } = deps;
  const { db } = store;
  const file = db.prepare('SELECT id, number FROM case_file WHERE id = ?');
  const byStatus = db.prepare('SELECT id, number FROM case_file WHERE status = ? ORDER BY number');
  const eventsOf = db.prepare('SELECT seq, at, sealed FROM case_event WHERE case_id = ? ORDER BY seq');
  const insertFile = db.prepare(
    `INSERT INTO case_file (id, number, opened_at, person_index, status) VALUES (?, ?, ?, ?, 'open')`,
  );
  const insertEvent = db.prepare(
    'INSERT INTO case_event (case_id, seq, at, kind, sealed) VALUES (?, ?, ?, ?, ?)',
  );
  const setStatus = db.prepare('UPDATE case_file SET status = ?, closed_day = ? WHERE id = ?');
  const closedCount = db.prepare('SELECT count(*) AS n FROM case_file WHERE closed_day = ?');
  const insertOpened = db.prepare(
    'INSERT OR IGNORE INTO certificate_opened (case_id, certificate_id, at) VALUES (?, ?, ?)',
  );
  const opened = db.prepare('SELECT certificate_id AS id FROM certificate_opened WHERE case_id = ?');
  const photos = createCasePhotos(store, vault);
  // Only a shortcut past decrypting the same rows again; SQLite stays the truth.
  const folded = new Map<string, CaseState>();

  const load = (row: FileRow): CaseState => {
    const cached = folded.get(row.id);
    if (cached) return cached;
    const rows = eventsOf.all(row.id) as { seq: number; at: string; sealed: Buffer }[];
    const events: StoredCaseEvent[] = rows.map(({ seq, at, sealed }) => ({
      seq,
      at,
      event: caseEventSchema.parse(vault.openJson(`case_event/${row.id}/${seq}`, sealed)),
    }));
    const state = foldCase(row.id, row.number, events);
    // Inside a transaction the state may still be rolled back: not to be remembered.
    if (!db.inTransaction) folded.set(row.id, state);
    return state;
  };

  const write = (caseId: string, seq: number, event: CaseEvent, photo?: CardPhoto): void => {
    const at = clock.now().toISOString();
    const sealed = vault.sealJson(`case_event/${caseId}/${seq}`, event);
    insertEvent.run(caseId, seq, at, event.kind, sealed);
    if (event.kind === 'parked') setStatus.run('parked', null, caseId);
    if (event.kind === 'resumed') setStatus.run('open', null, caseId);
    if (event.kind === 'closed') setStatus.run('closed', chinaDay(clock.now()), caseId);
    if (photo && event.kind === 'opened')
      photos.put(caseId, 'applicant', event.applicant.identity.number, photo);
    if (photo && event.kind === 'agent-set') photos.put(caseId, 'agent', event.agent.identity.number, photo);
    audit.append({ action: `case.${event.kind}`, subject: caseId, detail: auditOf(event, seq) });
  };

  const get = (caseId: string): CaseState | undefined => {
    const row = file.get(caseId) as FileRow | undefined;
    return row && load(row);
  };

  return {
    create(event, photo) {
      const id = randomUUID();
      const day = chinaDay(clock.now());
      store.transaction(() => {
        const serial = String(nextSerial(store, 'case', day)).padStart(4, '0');
        const number = `${deps.window}-${day.replaceAll('-', '')}-${serial}`;
        const person = vault.personIndex(event.applicant.identity.number);
        insertFile.run(id, number, clock.now().toISOString(), person);
        write(id, 1, event, photo);
      });
      return get(id)!;
    },
    append(caseId, event, photo) {
      const before = get(caseId);
      if (!before) throw new Error('append to a case that does not exist');
      folded.delete(caseId);
      store.transaction(() => write(caseId, before.lastSeq + 1, event, photo));
      const state = get(caseId)!;
      if (state.status.kind === 'closed') folded.delete(caseId);
      return state;
    },
    get,
    photos,
    current() {
      const row = byStatus.get('open') as FileRow | undefined;
      return row && load(row);
    },
    parked: () => (byStatus.all('parked') as FileRow[]).map(load),
    closedOn: (day) => (closedCount.get(day) as { n: number }).n,
    rememberOpened(caseId, certificateId, digest) {
      store.transaction(() => {
        insertOpened.run(caseId, certificateId, clock.now().toISOString());
        audit.append({ action: 'certificate.opened', subject: caseId, detail: { certificateId, digest } });
      });
    },
    openedCertificates: (caseId) => new Set((opened.all(caseId) as { id: string }[]).map(({ id }) => id)),
  };
}
