// Seals and what happened to them in the database: rows are only added, content is sealed by the vault.
import { fromHex } from '#core/crypto/bytes';
import { sealEventSchema } from '#core/custody/seal-events';
import type { RecordedSealEvent, SealEvent } from '#core/custody/seal-events';
import { foldSeal } from '#core/custody/seal-state';
import type { SealState } from '#core/custody/seal-state';
import type { Clock } from '#core/time/clock';
import type { Store } from '../store/store';
import type { Vault } from '../store/vault';

interface EventRow {
  seal_id: string;
  seq: number;
  at: string;
  by_staff: string;
  sealed: Buffer;
}

export class SealRepository {
  readonly #store: Store;
  readonly #vault: Vault;
  readonly #clock: Clock;
  /** Opened seals: they never change, and a batch asks for one with every document. */
  readonly #opened = new Map<string, Uint8Array>();

  constructor({ store, vault, clock }: { store: Store; vault: Vault; clock: Clock }) {
    this.#store = store;
    this.#vault = vault;
    this.#clock = clock;
  }

  /** Inside the caller's transaction. */
  insert(
    sealId: string,
    esl: Uint8Array,
    event: Extract<SealEvent, { kind: 'registered' }>,
    byId: string,
  ): void {
    const { fingerprint, eslDigest } = event.facts;
    this.#store.db
      .prepare('INSERT INTO seal (id, registered_at, fingerprint, digest, sealed) VALUES (?, ?, ?, ?, ?)')
      .run(
        sealId,
        this.#clock.now().toISOString(),
        Buffer.from(fromHex(fingerprint)),
        Buffer.from(fromHex(eslDigest)),
        this.#vault.sealBytes(sealPlace(sealId), esl),
      );
    this.#add(sealId, 1, event, byId);
  }

  /** Inside the caller's transaction. */
  append(state: SealState, event: SealEvent, byId: string): void {
    this.#add(state.id, state.lastSeq + 1, event, byId);
  }

  get(sealId: string): SealState | undefined {
    const events = this.history(sealId);
    return events.length === 0 ? undefined : foldSeal(sealId, events);
  }

  /** In the order of registration. */
  list(): SealState[] {
    const rows = this.#store.db.prepare('SELECT id FROM seal ORDER BY registered_at, rowid').all();
    return (rows as { id: string }[]).map(({ id }) => this.get(id)!);
  }

  /** Seals whose certificate has this fingerprint (hex), the closed ones too. */
  ofCertificate(fingerprint: string): SealState[] {
    if (!/^[0-9a-f]{64}$/.test(fingerprint)) return [];
    const rows = this.#store.db
      .prepare('SELECT id FROM seal WHERE fingerprint = ? ORDER BY registered_at, rowid')
      .all(Buffer.from(fromHex(fingerprint)));
    return (rows as { id: string }[]).map(({ id }) => this.get(id)!);
  }

  history(sealId: string): RecordedSealEvent[] {
    const rows = this.#store.db
      .prepare('SELECT * FROM seal_event WHERE seal_id = ? ORDER BY seq')
      .all(sealId) as EventRow[];
    return rows.map((row) => ({
      seq: row.seq,
      at: row.at,
      byId: row.by_staff,
      event: sealEventSchema.parse(this.#vault.openJson(eventPlace(row.seal_id, row.seq), row.sealed)),
    }));
  }

  /** SES_Seal as it was registered. */
  esl(sealId: string): Uint8Array | undefined {
    const known = this.#opened.get(sealId);
    if (known) return known;
    const row = this.#store.db.prepare('SELECT sealed FROM seal WHERE id = ?').get(sealId) as
      { sealed: Buffer } | undefined;
    if (!row) return undefined;
    const esl = this.#vault.openBytes(sealPlace(sealId), row.sealed);
    this.#opened.set(sealId, esl);
    return esl;
  }

  #add(sealId: string, seq: number, event: SealEvent, byId: string): void {
    if (!this.#store.db.inTransaction) throw new Error('an event belongs into the transaction of its deed');
    this.#store.db
      .prepare('INSERT INTO seal_event (seal_id, seq, at, by_staff, kind, sealed) VALUES (?, ?, ?, ?, ?, ?)')
      .run(
        sealId,
        seq,
        this.#clock.now().toISOString(),
        byId,
        event.kind,
        this.#vault.sealJson(eventPlace(sealId, seq), event),
      );
  }
}

function sealPlace(sealId: string): string {
  return `seal/${sealId}`;
}

function eventPlace(sealId: string, seq: number): string {
  return `seal_event/${sealId}/${seq}`;
}
