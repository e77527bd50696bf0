// Passwords and failures in the database. A try counts before its password is looked at: whoever ends the program in the
// middle has used it up.
import { z } from 'zod';
import { fromBase64, toBase64 } from '#core/crypto/bytes';
import { hashPassword, passwordMatches } from '#core/staff/password';
import type { PasswordHash } from '#core/staff/password';
import { notBefore } from '#core/staff/sign-in-delay';
import type { StaffError } from '#core/staff/staff-error';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import type { Clock } from '#core/time/clock';
import type { Store } from '../store/store';
import type { Vault } from '../store/vault';

const sealedSchema = z.strictObject({
  salt: z.base64(),
  hash: z.base64(),
  memory: z.int().positive(),
  iterations: z.int().positive(),
});

export class PasswordBook {
  readonly #deps: PasswordBookDeps;

  constructor(deps: PasswordBookDeps) {
    this.#deps = deps;
  }

  /** Hashes `password`; `keep` writes it, inside the caller's transaction. */
  async prepare(password: Uint8Array): Promise<(staffId: string) => void> {
    const { store, vault, clock, random } = this.#deps;
    const { salt, hash, memory, iterations } = await hashPassword(password, random(16));
    return (staffId) => {
      const sealed = vault.sealJson(place(staffId), {
        salt: toBase64(salt),
        hash: toBase64(hash),
        memory,
        iterations,
      });
      store.db
        .prepare(
          `INSERT INTO staff_password (staff_id, sealed, set_at) VALUES (?, ?, ?)
           ON CONFLICT (staff_id) DO UPDATE SET sealed = excluded.sealed, set_at = excluded.set_at`,
        )
        .run(staffId, sealed, clock.now().toISOString());
      this.#forget(staffId);
    };
  }

  clear(staffId: string): void {
    this.#deps.store.db.prepare('DELETE FROM staff_password WHERE staff_id = ?').run(staffId);
    this.#forget(staffId);
  }

  /**
   * One try. Overwrites nothing of its own accord: the caller owns `password`.
   * @returns STAFF_PASSWORD_NOT_SET, STAFF_PASSWORD_WAIT { until } without looking at the password, STAFF_PASSWORD_WRONG
   */
  async check(staffId: string, password: Uint8Array): Promise<Result<void, StaffError>> {
    const known = this.#known(staffId);
    if (!known) return err({ code: 'STAFF_PASSWORD_NOT_SET' });
    const wait = this.#count(staffId);
    if (wait) return err({ code: 'STAFF_PASSWORD_WAIT', until: wait.toISOString() });
    if (!(await passwordMatches(password, known))) return err({ code: 'STAFF_PASSWORD_WRONG' });
    this.#deps.store.transaction(() => this.#forget(staffId));
    return ok();
  }

  #known(staffId: string): PasswordHash | undefined {
    const row = this.#deps.store.db
      .prepare('SELECT sealed FROM staff_password WHERE staff_id = ?')
      .get(staffId) as { sealed: Buffer } | undefined;
    if (!row) return undefined;
    const { salt, hash, ...parameters } = sealedSchema.parse(
      this.#deps.vault.openJson(place(staffId), row.sealed),
    );
    return { ...parameters, salt: fromBase64(salt)!, hash: fromBase64(hash)! };
  }

  /** Counts this try as a failure until it is known to be none; answers until when none is taken. */
  #count(staffId: string): Date | undefined {
    const { store, clock } = this.#deps;
    return store.transaction(() => {
      const now = clock.now();
      const row = store.db
        .prepare('SELECT failures, last_at FROM sign_in_failure WHERE staff_id = ?')
        .get(staffId) as { failures: number; last_at: string } | undefined;
      const last = row && new Date(row.last_at);
      const wait = row && notBefore(row.failures, last, now);
      // A failure of the future: the clock was set back since. It counts as one of now, once.
      if (wait && last && last > now) this.#write(staffId, row.failures, now);
      if (!wait) this.#write(staffId, (row?.failures ?? 0) + 1, now);
      return wait;
    });
  }

  #write(staffId: string, failures: number, at: Date): void {
    this.#deps.store.db
      .prepare(
        `INSERT INTO sign_in_failure (staff_id, failures, last_at) VALUES (?, ?, ?)
         ON CONFLICT (staff_id) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at`,
      )
      .run(staffId, failures, at.toISOString());
  }

  #forget(staffId: string): void {
    this.#deps.store.db.prepare('DELETE FROM sign_in_failure WHERE staff_id = ?').run(staffId);
  }
}

interface PasswordBookDeps {
  readonly store: Store;
  readonly vault: Pick<Vault, 'sealJson' | 'openJson'>;
  readonly clock: Clock;
  readonly random: (bytes: number) => Uint8Array;
}

function place(staffId: string): string {
  return `staff_password/${staffId}`;
}
