// Example: digests, an SM2 signature, a sealed field, and a certificate chain with its revocation list.
import { toHex, utf8 } from '#core/crypto/bytes';
import { checkChain, chainRevocation } from '#core/crypto/chain';
import { parseCrl } from '#core/crypto/crl';
import { initCrypto } from '#core/crypto/init';
import { sm2Digest, sm2PrivateKeyFrom, sm2PublicKey, sm2SignDigest, sm2Verify } from '#core/crypto/sm2';
import { sm3 } from '#core/crypto/sm3';
import { sm4GcmOpen, sm4GcmSeal } from '#core/crypto/sm4';
import { parseCertificate } from '#core/crypto/x509';
import { makeCertificate, makeCrl } from '#core/crypto/x509-write';

await initCrypto();
console.log('SM3', toHex(sm3(utf8('abc'))));

const privateKey = sm2PrivateKeyFrom(utf8('entropy goes here'));
const publicKey = sm2PublicKey(privateKey);
const signature = sm2SignDigest(privateKey, sm2Digest(publicKey, utf8('材料')));
console.log(
  'SM2',
  sm2Verify(publicKey, utf8('材料'), signature).ok,
  sm2Verify(publicKey, utf8('材枓'), signature).ok,
);

const key = sm3(utf8('a key')).subarray(0, 16);
const iv = new Uint8Array(12);
const opened = sm4GcmOpen(key, iv, sm4GcmSeal(key, iv, utf8('secret'), utf8('field 7')), utf8('field 8'));
console.log('SM4', opened.ok ? 'opened' : opened.error.code);

const from = new Date('2026-01-01T00:00:00Z');
const to = new Date('2027-01-01T00:00:00Z');
const authority = { subject: { commonName: '示例根' }, privateKey: sm2PrivateKeyFrom(utf8('root')) };
const period = { notBefore: from, notAfter: to };
const root = parseCertificate(
  makeCertificate(
    {
      ...{
        serial: Uint8Array.of(1),
        subject: authority.subject,
        publicKey: sm2PublicKey(authority.privateKey),
      },
      ...{ ...period, keyUsage: ['keyCertSign', 'cRLSign'], ca: {} },
    },
    authority,
  ),
);
const leaf = parseCertificate(
  makeCertificate(
    {
      serial: Uint8Array.of(2),
      subject: { commonName: '示例单位' },
      publicKey,
      ...period,
      keyUsage: ['digitalSignature'],
    },
    authority,
  ),
);
const crl = parseCrl(makeCrl({ number: 1, thisUpdate: from, nextUpdate: to, revoked: [] }, authority));
if (!root.ok || !leaf.ok || !crl.ok) throw new Error('these parse');
const at = new Date('2026-06-01T00:00:00Z');
const known = checkChain(leaf.value, { roots: [root.value], intermediates: [], crls: [crl.value] }, at, at);
const unknown = checkChain(leaf.value, { roots: [], intermediates: [], crls: [] }, at, at);
console.log('chain', known.verdict, chainRevocation(known), '|', unknown.verdict, unknown.reason);
