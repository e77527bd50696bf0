// SM2 verifications a second beside `openssl speed`: under one key, as OpenSSL measures, and under a new key each time.
// @runtime electron-node
import { utf8 } from '#core/crypto/bytes';
import { initCrypto } from '#core/crypto/init';
import { sm2Digest, sm2PrivateKeyFrom, sm2PublicKey, sm2SignDigest, sm2VerifyDigest } from '#core/crypto/sm2';
import { opensslSm2Verify } from '#tests/support/measure/openssl-speed';
import { printRatio, ratePerSecond } from '#tests/support/measure/ratio';

await initCrypto();

const signed = Array.from({ length: 3000 }, (_, i) => {
  const privateKey = sm2PrivateKeyFrom(utf8(`bench ${i}`));
  const publicKey = sm2PublicKey(privateKey);
  const digest = sm2Digest(publicKey, utf8(`message ${i}`));
  return { publicKey, digest, signature: sm2SignDigest(privateKey, digest) };
});

function verify({ publicKey, digest, signature }: (typeof signed)[number]): void {
  if (!sm2VerifyDigest(publicKey, digest, signature).ok) throw new Error('a good signature was refused');
}

let next = 0;
const shared = { unit: '1/s', runs: 5, target: '>= 0.35', floor: opensslSm2Verify };
printRatio({
  ...shared,
  bench: 'sm2-verify-new-key',
  measure: () => ratePerSecond(1, () => verify(signed[next++ % signed.length]!)),
});
printRatio({ ...shared, bench: 'sm2-verify', measure: () => ratePerSecond(1, () => verify(signed[0]!)) });
