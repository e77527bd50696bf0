// Files in circulation: each gets the verdict that an independent implementation gave it, and the failing step is named.
import { beforeAll, describe, expect, it } from 'vitest';
import { initCrypto } from '#core/crypto/init';
import { signedBy } from '#core/crypto/issued-by';
import { parseCertificate } from '#core/crypto/x509';
import { parseSeal, parseSealSignature } from '#core/eseal/parse';
import type { SignedPart } from '#core/eseal/seal-model';
import { NO_TRUST } from '#core/eseal/trust';
import { verifyOfd, type OfdVerification } from '#core/eseal/verify-ofd';
import { openPackage } from '#core/ofd/package/zip-reader';
import { sample, SAMPLES_ABSENT } from '#tests/support/samples/samples';

beforeAll(initCrypto);

const NOW = new Date('2026-11-21T04:00:00Z');

function verify(name: string): OfdVerification {
  const opened = openPackage(sample(`ofd/${name}`));
  if (!opened.ok) throw new Error(`${name}: ${opened.error.code}`);
  return verifyOfd(opened.value, NO_TRUST, NOW);
}

function steps(verification: OfdVerification, verdict: 'failed' | 'unknown', index = 0): string[] {
  return verification.signatures[index]!.steps.filter((one) => one.verdict === verdict).map(
    (one) => one.step,
  );
}

if (SAMPLES_ABSENT) console.log(SAMPLES_ABSENT);

describe.skipIf(SAMPLES_ABSENT)('OFD files', () => {
  it.each(['999.ofd', 'draw_param_ref.ofd', 'V4RideRight.ofd', 'v4-signed-helloworld.ofd'])(
    '%s: intact, v4',
    (name) => {
      const verification = verify(name);
      expect(verification).toMatchObject({ verdict: 'intact', intact: true });
      expect(verification.signatures).toMatchObject([{ type: 'seal', version: 'v4', verdict: 'intact' }]);
      expect(verification.trust).not.toBe('ok');
    },
  );

  it('999.ofd: every step but trust and OFD.xml is ok, the maker’s signature too', () => {
    expect(steps(verify('999.ofd'), 'failed')).toEqual([]);
    expect(steps(verify('999.ofd'), 'unknown')).toEqual(['coverage', 'seal-maker', 'chain', 'revocation']);
  });

  it('draw_param_ref.ofd: names the templates that its signer left out', () => {
    const coverage = verify('draw_param_ref.ofd').signatures[0]!.steps.find((one) => one.step === 'coverage');
    expect(coverage).toMatchObject({ verdict: 'unknown' });
    expect(coverage!.detail).toContain('Doc_0/TPLS/TPL_0/Content.xml');
  });

  it('V4RideRight.ofd: five stamps of one riding-edge seal', () => {
    expect(verify('V4RideRight.ofd').signatures[0]!.stamps.map(({ clip }) => clip)).toEqual([
      '0 0 8 40',
      '8 0 8 40',
      '16 0 8 40',
      '24 0 8 40',
      '32 0 8 40',
    ]);
  });

  it('v4-signed-helloworld.ofd: seal and certificate had expired when it was signed', () => {
    expect(steps(verify('v4-signed-helloworld.ofd'), 'failed')).toEqual([
      'seal-validity',
      'certificate-validity',
    ]);
  });

  it('testImageNotFound.ofd: two GB/T 35275 signatures, both intact', () => {
    expect(verify('testImageNotFound.ofd').signatures).toMatchObject([
      { type: 'gbt35275', verdict: 'intact' },
      { type: 'gbt35275', verdict: 'intact' },
    ]);
  });

  it('h.ofd: invalid, because Signatures.xml was changed after the first signature', () => {
    const verification = verify('h.ofd');
    expect(verification).toMatchObject({ verdict: 'invalid', intact: false });
    expect(steps(verification, 'failed')).toEqual(['references']);
    expect(verification.signatures[0]!.steps.find((one) => one.step === 'references')!.detail).toContain(
      'Signatures.xml',
    );
    expect(verification.signatures[1]!.verdict).toBe('intact');
  });

  it('n.ofd: names the digest that it does not know, and does not guess', () => {
    const verification = verify('n.ofd');
    expect(verification).toMatchObject({ verdict: 'unsupported', intact: false });
    expect(verification.signatures).toMatchObject([{ type: 'seal', version: 'v1' }]);
    expect(verification.signatures[0]!.steps.find((one) => one.step === 'references')).toMatchObject({
      verdict: 'unknown',
      detail: expect.stringContaining('1.2.156.10197.1.401.2') as string,
    });
  });

  it('DigitalSign.ofd: named as a bare SM2 value', () => {
    expect(verify('DigitalSign.ofd')).toMatchObject({
      verdict: 'unsupported',
      signatures: [{ type: 'bare-sm2' }],
    });
  });

  it.each(['helloworld.ofd', 'namespace_no_std.ofd'])('%s: unsigned', (name) => {
    expect(verify(name)).toMatchObject({ verdict: 'unsigned', intact: false, signatures: [] });
  });
});

describe.skipIf(SAMPLES_ABSENT)('seals and signed values', () => {
  const verifies = (part: SignedPart): boolean => {
    const certificate = parseCertificate(part.certificate);
    return (
      certificate.ok &&
      part.signed.some((signed) => signedBy(certificate.value, part.algorithm, signed, part.value) === 'ok')
    );
  };

  it.each([
    ['UserV1.esl', 'v1'],
    ['UserV4.esl', 'v4'],
    ['UserV5.esl', 'v5'],
    ['UserV5_ts.esl', 'v5'],
  ])('%s is read as %s and its maker’s signature verifies', (name, revision) => {
    const seal = parseSeal(sample(`eseal/${name}`));
    expect(seal).toMatchObject({ ok: true, value: { revision, picture: { widthMm: 40, heightMm: 40 } } });
    expect(seal.ok && verifies(seal.value.maker)).toBe(true);
  });

  it('UserV5_ts.esl carries a time-stamp', () => {
    const seal = parseSeal(sample('eseal/UserV5_ts.esl'));
    expect(seal.ok && seal.value.timeStamp).toBeInstanceOf(Uint8Array);
  });

  it.each([
    ['SignedValueV4.dat', 'v4'],
    ['SignedValueV5.dat', 'v5'],
  ])('%s is read as %s, signer and maker verify', (name, revision) => {
    const signature = parseSealSignature(sample(`eseal/${name}`));
    expect(signature).toMatchObject({ ok: true, value: { revision } });
    expect(signature.ok && verifies(signature.value.signer)).toBe(true);
    expect(signature.ok && verifies(signature.value.seal.maker)).toBe(true);
  });

  it('one changed bit anywhere in a signed value never verifies', () => {
    const bytes = sample('eseal/SignedValueV4.dat');
    for (let at = 0; at < bytes.length; at += 997) {
      const changed = bytes.slice();
      changed[at] = changed[at]! ^ 0x10;
      const parsed = parseSealSignature(changed);
      const sound = parsed.ok && verifies(parsed.value.signer) && verifies(parsed.value.seal.maker);
      // The maker's certificate and the signer's own copy are compared, not covered: they are part of what chains check.
      expect(sound, `byte ${at}`).toBe(false);
    }
  });
});
