// A seal key in memory for tests of the sealing service: counts what it was asked, and fails where the test says.
import { softwareSigner } from '#core/demonstration/pki';
import { toHex } from '#core/crypto/bytes';
import { sm3 } from '#core/crypto/sm3';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import type { SealKeyError } from '#core/seal-keys/seal-key-error';
import type { KeySession, PresentKey, SealKeys } from '#main/seal-keys/seal-keys';

export interface MemoryKey extends Pick<SealKeys, 'keys' | 'login'> {
  readonly keyId: string;
  readonly fingerprint: string;
  readonly logins: number;
  /** Signatures that were asked for, and those that were made. */
  readonly asked: number;
  readonly made: number;
  readonly open: number;
  /** What the n-th question (from 1) is answered with instead of a signature. */
  onAsk: ((n: number) => 'sign' | 'lie' | SealKeyError) | undefined;
  /** Awaited before each answer. */
  delay: (() => Promise<void>) | undefined;
}

export function memoryKey(certificate: Uint8Array, privateKey: Uint8Array, pin: string): MemoryKey {
  const fingerprint = toHex(sm3(certificate));
  const signer = softwareSigner(certificate, privateKey);
  const state = { logins: 0, asked: 0, made: 0, open: 0 };
  const key: PresentKey = {
    keyId: 'memory-1',
    libraryId: 'memory',
    vendor: '测试',
    label: '测试钥匙',
    serial: '1',
    state: {
      kind: 'ready',
      pin: null,
      certificates: [
        {
          fingerprint,
          der: certificate,
          subject: '测试单位',
          issuer: '测试',
          notBefore: new Date('2026-01-01T00:00:00Z'),
          notAfter: new Date('2027-01-01T00:00:00Z'),
          application: 'A',
          container: 'C',
          use: 'sign',
        },
      ],
    },
  };
  const memory: MemoryKey = {
    keyId: key.keyId,
    fingerprint,
    get logins() {
      return state.logins;
    },
    get asked() {
      return state.asked;
    },
    get made() {
      return state.made;
    },
    get open() {
      return state.open;
    },
    onAsk: undefined,
    delay: undefined,
    keys: () => [key],
    login(_keyId, _fingerprint, typed): Promise<Result<KeySession, SealKeyError>> {
      state.logins += 1;
      const right = Buffer.from(typed).toString('utf8') === pin;
      typed.fill(0);
      if (!right) return Promise.resolve(err({ code: 'SEAL_KEY_PIN_WRONG', left: 7 }));
      state.open += 1;
      let ended = false;
      return Promise.resolve(
        ok({
          certificate,
          keyMs: 0,
          async sign(digest: Uint8Array) {
            state.asked += 1;
            const answer = memory.onAsk?.(state.asked) ?? 'sign';
            await memory.delay?.();
            if (typeof answer === 'object') return err(answer);
            const signed = await signer.sign({ digest, message: digest, publicKey: digest });
            if (answer === 'lie' && signed.ok) {
              const wrong = signed.value.slice();
              wrong[wrong.length - 1]! ^= 1;
              return ok(wrong);
            }
            state.made += 1;
            return signed;
          },
          end() {
            if (!ended) state.open -= 1;
            ended = true;
            return Promise.resolve();
          },
        }),
      );
    },
  };
  return memory;
}
