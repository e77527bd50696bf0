// Challenges: what is signed says where, what for and when; each is answered once, by its own key, in time.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fromUtf8 } from '#core/crypto/bytes';
import { initCrypto } from '#core/crypto/init';
import { sm2SignDigest, sm2Verify } from '#core/crypto/sm2';
import { parseCertificate } from '#core/crypto/x509';
import { demonstrationSealHolders } from '#core/demonstration/seal-holders';
import type { DemonstrationStaff } from '#core/demonstration/seal-holders';
import { CHALLENGE_DOMAIN, CHALLENGE_LIFE_MS, Challenges } from '#core/staff/challenge';
import type { Challenge } from '#core/staff/challenge';

let clerk: DemonstrationStaff;
let supervisor: DemonstrationStaff;
let now: Date;
let challenges: Challenges;
let count = 0;

beforeAll(async () => {
  await initCrypto();
  const { people } = await demonstrationSealHolders(2026);
  clerk = people[0]!;
  supervisor = people[2]!;
});
beforeEach(() => {
  now = new Date('2026-11-21T01:00:00Z');
  challenges = new Challenges({
    terminal: 'xuchang/A01',
    clock: { now: () => now },
    random: (bytes) => new Uint8Array(bytes).fill((count += 1)),
  });
});

function issue(purpose = 'sign-in', who = clerk): Challenge {
  const issued = challenges.issue(purpose, who.certificate);
  if (!issued.ok) throw new Error(issued.error.code);
  return issued.value;
}
const answer = (challenge: Challenge, who = clerk) => ({
  certificate: who.certificate,
  signature: sm2SignDigest(who.privateKey, challenge.digest),
});

describe('a challenge', () => {
  it('is a text that names terminal, purpose, 32 random bytes and the instant, and begins like no sealed structure', () => {
    const { text } = issue('approval approved 1');
    expect(text[0]).not.toBe(0x30);
    const written = fromUtf8(text)!;
    expect(written.startsWith(CHALLENGE_DOMAIN)).toBe(true);
    const [terminal, purpose, nonce, at] = JSON.parse(written.slice(CHALLENGE_DOMAIN.length)) as string[];
    expect([terminal, purpose, at]).toEqual(['xuchang/A01', 'approval approved 1', now.toISOString()]);
    expect(nonce).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is accepted with its own key’s signature, which is one over SM3(Z ‖ text)', () => {
    const challenge = issue();
    const given = answer(challenge);
    const parsed = parseCertificate(clerk.certificate);
    expect(parsed.ok && sm2Verify(parsed.value.publicKey.bits, challenge.text, given.signature)).toEqual({
      ok: true,
      value: undefined,
    });
    expect(challenges.settle(challenge, given)).toEqual({ ok: true, value: undefined });
  });

  it('is never accepted twice', () => {
    const challenge = issue();
    const given = answer(challenge);
    expect(challenges.settle(challenge, given).ok).toBe(true);
    expect(challenges.settle(challenge, given)).toEqual({ ok: false, error: { code: 'STAFF_ANSWER_WRONG' } });
  });

  it('is spent by a wrong answer: the right one afterwards comes too late', () => {
    const challenge = issue();
    const wrong = { certificate: clerk.certificate, signature: answer(issue()).signature };
    expect(challenges.settle(challenge, wrong).ok).toBe(false);
    expect(challenges.settle(challenge, answer(challenge)).ok).toBe(false);
  });

  it('refuses the signature of an earlier challenge of the same purpose', () => {
    const earlier = answer(issue());
    expect(challenges.settle(issue(), earlier)).toEqual({
      ok: false,
      error: { code: 'STAFF_ANSWER_WRONG' },
    });
  });

  it('refuses another’s certificate, and another’s signature under the right certificate', () => {
    const one = issue();
    expect(challenges.settle(one, answer(one, supervisor)).ok).toBe(false);
    const two = issue();
    const forged = { certificate: clerk.certificate, signature: answer(two, supervisor).signature };
    expect(challenges.settle(two, forged).ok).toBe(false);
  });

  it('refuses an answer after its life, and one from before it was asked', () => {
    const late = issue();
    now = new Date(now.getTime() + CHALLENGE_LIFE_MS + 1);
    expect(challenges.settle(late, answer(late))).toEqual({
      ok: false,
      error: { code: 'STAFF_ANSWER_LATE' },
    });
    const early = issue();
    now = new Date(now.getTime() - 1);
    expect(challenges.settle(early, answer(early))).toEqual({
      ok: false,
      error: { code: 'STAFF_ANSWER_LATE' },
    });
  });

  it('is not made for what is no certificate of an SM2 key', () => {
    expect(challenges.issue('sign-in', Uint8Array.of(0x30, 0))).toEqual({
      ok: false,
      error: { code: 'STAFF_CERTIFICATE_UNUSABLE' },
    });
  });
});
