// Signing in by challenge: this terminal makes up something new, the key signs it (SM2 over SM3(Z ‖ M), GB/T 32918.2), once.
// The text begins with words that no sealed structure begins with, so that a signature given here can never be a seal's:
// what a seal signs is DER and begins with 0x30 (GB/T 38540-2020 7.1).
import { equalBytes, toHex, utf8 } from '../crypto/bytes';
import { sm2Digest, sm2VerifyDigest } from '../crypto/sm2';
import { hasSm2Key, parseCertificate } from '../crypto/x509';
import { err, ok, type Result } from '../result';
import type { Clock } from '../time/clock';
import type { StaffError } from './staff-error';

export const CHALLENGE_DOMAIN = 'ZHENGCHUANG STAFF CHALLENGE 1\n';

/** How long an answer is waited for: the PIN is typed before, so only the key's own time counts. */
export const CHALLENGE_LIFE_MS = 60_000;

const NONCE_BYTES = 32;

export interface Challenge {
  /** What is signed. */
  readonly text: Uint8Array;
  /** e for the key: SM3(Z ‖ text). */
  readonly digest: Uint8Array;
  /** DER of the certificate whose key is asked. */
  readonly certificate: Uint8Array;
  readonly purpose: string;
  readonly issuedAt: Date;
}

/** Challenges that wait for their answer. Each is answered once, rightly or wrongly. */
export class Challenges {
  readonly #deps: { terminal: string; clock: Clock; random: (bytes: number) => Uint8Array };
  readonly #open = new Set<Challenge>();

  /** @param deps `terminal`: what tells this terminal from others. `random`: secret and never repeated. */
  constructor(deps: { terminal: string; clock: Clock; random: (bytes: number) => Uint8Array }) {
    this.#deps = deps;
  }

  /**
   * @param certificate DER; the answer has to come from its key
   * @returns STAFF_CERTIFICATE_UNUSABLE where it has no SM2 key
   */
  issue(purpose: string, certificate: Uint8Array): Result<Challenge, StaffError> {
    const { terminal, clock, random } = this.#deps;
    const publicKey = publicKeyOf(certificate);
    if (!publicKey) return err({ code: 'STAFF_CERTIFICATE_UNUSABLE' });
    const issuedAt = clock.now();
    // As JSON, so that nothing in one field can look like the beginning of the next.
    const text = utf8(
      CHALLENGE_DOMAIN +
        JSON.stringify([terminal, purpose, toHex(random(NONCE_BYTES)), issuedAt.toISOString()]),
    );
    const challenge = { text, digest: sm2Digest(publicKey, text), certificate, purpose, issuedAt };
    this.#open.add(challenge);
    return ok(challenge);
  }

  /**
   * @param signature DER of r and s
   * @returns STAFF_ANSWER_WRONG for any other signature and for a challenge that was answered before, STAFF_ANSWER_LATE
   */
  settle(
    challenge: Challenge,
    answer: { readonly certificate: Uint8Array; readonly signature: Uint8Array },
  ): Result<void, StaffError> {
    if (!this.#open.delete(challenge)) return err({ code: 'STAFF_ANSWER_WRONG' });
    const age = this.#deps.clock.now().getTime() - challenge.issuedAt.getTime();
    if (age < 0 || age > CHALLENGE_LIFE_MS) return err({ code: 'STAFF_ANSWER_LATE' });
    const publicKey = publicKeyOf(challenge.certificate);
    const right =
      publicKey !== undefined &&
      equalBytes(answer.certificate, challenge.certificate) &&
      sm2VerifyDigest(publicKey, challenge.digest, answer.signature).ok;
    return right ? ok() : err({ code: 'STAFF_ANSWER_WRONG' });
  }

  /** An attempt that came to nothing: the key refused before it could sign. */
  drop(challenge: Challenge): void {
    this.#open.delete(challenge);
  }
}

function publicKeyOf(certificate: Uint8Array): Uint8Array | undefined {
  const parsed = parseCertificate(certificate);
  return parsed.ok && hasSm2Key(parsed.value) ? parsed.value.publicKey.bits : undefined;
}
