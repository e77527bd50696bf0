// Verifying sealed OFD files: milliseconds, beside unzipping, SM3 of the same bytes and one SM2 verification.
// @runtime electron-node
import { unzipSync } from 'fflate';
import { utf8 } from '#core/crypto/bytes';
import { sm2Digest, sm2PrivateKeyFrom, sm2PublicKey, sm2SignDigest, sm2VerifyDigest } from '#core/crypto/sm2';
import { sm3 } from '#core/crypto/sm3';
import { BENCH_DOCUMENTS } from '#tests/support/eseal/bench-documents';
import { demonstrationPki, seal, verify } from '#tests/support/eseal/sealed-document';
import { millisecondsEach, printRatio } from '#tests/support/measure/ratio';

const pki = await demonstrationPki();
const privateKey = sm2PrivateKeyFrom(utf8('floor'));
const publicKey = sm2PublicKey(privateKey);
const digest = sm2Digest(publicKey, utf8('floor'));
const signature = sm2SignDigest(privateKey, digest);

for (const [name, make] of Object.entries(BENCH_DOCUMENTS)) {
  const sealed = await seal(make(), pki);
  printRatio({
    bench: `ofd-verify ${name}`,
    unit: 'ms',
    runs: 9,
    target: '<= 1.5',
    measure: () =>
      millisecondsEach(0.4, () => {
        if (verify(sealed, pki).verdict !== 'valid') throw new Error('a sealed file must be valid');
      }),
    floor: () =>
      millisecondsEach(0.4, () => {
        for (const file of Object.values(unzipSync(sealed))) sm3(file);
        if (!sm2VerifyDigest(publicKey, digest, signature).ok)
          throw new Error('a good signature was refused');
      }),
  });
}
