// Seal keys held in memory, as the staff sees them, for tests of what stands above the drivers. They count their tries.
import { EventEmitter } from 'node:events';
import { sm2SignDigest } from '#core/crypto/sm2';
import { parseCertificate } from '#core/crypto/x509';
import { err, ok } from '#core/result';
import type { PresentKey } from '#core/seal-keys/key-state';
import { fingerprintOf } from '#core/staff/staff-certificate';
import type { SealKeys } from '#main/seal-keys/seal-keys';

export interface HeldKey {
  readonly certificate: Uint8Array;
  readonly privateKey: Uint8Array;
  readonly keySerial: string;
  readonly keyLabel: string;
  readonly pin: string;
}

export class StaffKeyring extends EventEmitter<{ changed: [] }> {
  readonly #plugged = new Map<string, HeldKey>();
  /** PINs that reached a key. */
  tries = 0;
  /** Sessions that were begun and not ended. */
  open = 0;
  /** What a key answers instead of its signature. */
  answer: ((digest: Uint8Array) => Uint8Array) | undefined;
  /** The certificate that a session claims instead of its own. */
  claims: Uint8Array | undefined;
  lastSignature: Uint8Array | undefined;

  plug(...keys: HeldKey[]): void {
    for (const key of keys) this.#plugged.set(key.keySerial, key);
    this.emit('changed');
  }

  unplug(key: HeldKey): void {
    this.#plugged.delete(key.keySerial);
    this.emit('changed');
  }

  keys(): PresentKey[] {
    return [...this.#plugged.values()].map((key) => {
      const parsed = parseCertificate(key.certificate);
      if (!parsed.ok) throw new Error(parsed.error.reason);
      const { subject, issuer, notBefore, notAfter } = parsed.value;
      const certificate = {
        fingerprint: fingerprintOf(key.certificate),
        der: key.certificate,
        subject: subject.text,
        issuer: issuer.text,
        notBefore,
        notAfter,
        application: 'APP',
        container: 'C',
        use: 'sign',
      } as const;
      return {
        keyId: key.keySerial,
        libraryId: 'memory',
        vendor: '测试',
        label: key.keyLabel,
        serial: key.keySerial,
        state: { kind: 'ready', certificates: [certificate], pin: null },
      };
    });
  }

  find(fingerprint: string): PresentKey | undefined {
    return this.keys().find(
      ({ state }) =>
        state.kind === 'ready' && state.certificates.some((one) => one.fingerprint === fingerprint),
    );
  }

  login(keyId: string, _fingerprint: string, pin: Uint8Array): ReturnType<SealKeys['login']> {
    const key = this.#plugged.get(keyId);
    const typed = new TextDecoder().decode(pin);
    pin.fill(0);
    if (!key) return Promise.resolve(err({ code: 'SEAL_KEY_NOT_PRESENT' }));
    this.tries += 1;
    if (typed !== key.pin) return Promise.resolve(err({ code: 'SEAL_KEY_PIN_WRONG', left: 9 }));
    this.open += 1;
    return Promise.resolve(
      ok({
        certificate: this.claims ?? key.certificate,
        keyMs: 0,
        sign: (digest: Uint8Array) => {
          this.lastSignature = this.answer?.(digest) ?? sm2SignDigest(key.privateKey, digest);
          return Promise.resolve(ok(this.lastSignature));
        },
        end: () => {
          this.open -= 1;
          return Promise.resolve();
        },
      }),
    );
  }
}

/** What goes with a request by key. */
export function pinOf(key: HeldKey, pin = key.pin): { keyId: string; fingerprint: string; pin: Uint8Array } {
  return {
    keyId: key.keySerial,
    fingerprint: fingerprintOf(key.certificate),
    pin: new TextEncoder().encode(pin),
  };
}
