// Proof that a plugged key, its PIN and its certificate belong together here and now: one PIN, one challenge, one signature.
import type { TrustAnchors } from '#core/crypto/chain';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import type { SealKeyError } from '#core/seal-keys/seal-key-error';
import type { Challenges } from '#core/staff/challenge';
import { examineStaffCertificate } from '#core/staff/staff-certificate';
import type { StaffCertificate } from '#core/staff/staff-certificate';
import type { StaffError } from '#core/staff/staff-error';
import type { Clock } from '#core/time/clock';
import type { SealKeys } from '../seal-keys/seal-keys';

export type StaffKeys = Pick<SealKeys, 'keys' | 'find' | 'login'> & {
  on(event: 'changed', listener: () => void): unknown;
};

export interface KeyProofInput {
  readonly purpose: string;
  readonly keyId: string;
  readonly fingerprint: string;
  /** Overwritten before the promise settles. */
  readonly pin: Uint8Array;
}

export interface ProvenKey extends StaffCertificate {
  readonly der: Uint8Array;
}

export class KeyProof {
  readonly #deps: {
    keys: StaffKeys;
    challenges: Challenges;
    trust: () => Promise<TrustAnchors>;
    clock: Clock;
  };

  constructor(deps: {
    keys: StaffKeys;
    challenges: Challenges;
    trust: () => Promise<TrustAnchors>;
    clock: Clock;
  }) {
    this.#deps = deps;
  }

  /** The certificate is examined before the PIN goes to the key: a try is not spent on what could not succeed. */
  async prove(input: KeyProofInput): Promise<Result<ProvenKey, StaffError | SealKeyError>> {
    try {
      const der = this.#certificate(input);
      if (!der) return err({ code: 'SEAL_KEY_NOT_PRESENT' });
      const examined = examineStaffCertificate(der, await this.#deps.trust(), this.#deps.clock.now());
      if (!examined.ok) return examined;
      if (examined.value.fingerprint !== input.fingerprint)
        return err({ code: 'SEAL_KEY_CERTIFICATE_MISSING' });
      const signed = await this.#sign(input, der);
      return signed.ok ? ok({ ...examined.value, der }) : signed;
    } finally {
      input.pin.fill(0);
    }
  }

  async #sign(
    { purpose, keyId, fingerprint, pin }: KeyProofInput,
    der: Uint8Array,
  ): Promise<Result<void, StaffError | SealKeyError>> {
    const { keys, challenges } = this.#deps;
    const session = await keys.login(keyId, fingerprint, pin);
    if (!session.ok) return session;
    try {
      // Made after the PIN was typed, so that its life is the key's own time.
      const challenge = challenges.issue(purpose, der);
      if (!challenge.ok) return challenge;
      const signature = await session.value.sign(challenge.value.digest);
      if (!signature.ok) {
        challenges.drop(challenge.value);
        return signature;
      }
      const { certificate } = session.value;
      return challenges.settle(challenge.value, { certificate, signature: signature.value });
    } finally {
      await session.value.end();
    }
  }

  #certificate({ keyId, fingerprint }: KeyProofInput): Uint8Array | undefined {
    const key = this.#deps.keys.keys().find((one) => one.keyId === keyId);
    if (key?.state.kind !== 'ready') return undefined;
    return key.state.certificates.find((one) => one.fingerprint === fingerprint)?.der;
  }
}
