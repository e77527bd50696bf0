// Who is believed: makers, revocation, seals that list digests, and time-stamps; each wrong way has its own step.
import { beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '#core/crypto/bytes';
import { decodeDer } from '#core/crypto/der';
import {
  derBits,
  derElement,
  derExplicit,
  derIa5,
  derInteger,
  derNull,
  derOctets,
  derOid,
  derPrintable,
  derSequence,
  derSet,
  derTime,
  derUtf8,
} from '#core/crypto/der-write';
import { OID } from '#core/crypto/oids';
import { sm2Digest, sm2PrivateKeyFrom, sm2PublicKey, sm2SignDigest } from '#core/crypto/sm2';
import { sm3 } from '#core/crypto/sm3';
import { parseCertificate, type Certificate } from '#core/crypto/x509';
import { makeCertificate, makeCrl } from '#core/crypto/x509-write';
import type { DemonstrationPki } from '#core/demonstration/pki';
import { parseSeal, parseSealSignature } from '#core/eseal/parse';
import { timeStampStep } from '#core/eseal/time-stamp';
import { makeTrust, NO_TRUST, type Trust, type TrustFiles } from '#core/eseal/trust';
import { parseLooseTime } from '#core/eseal/asn1-common';
import { signerListStep, verifySeal } from '#core/eseal/verify-seal';
import type { OfdVerification } from '#core/eseal/verify-ofd';
import {
  demonstrationPki,
  plainDocument,
  seal,
  VERIFIED_AT,
  verify,
} from '#tests/support/eseal/sealed-document';

let pki: DemonstrationPki;
let sealed: Uint8Array;
beforeAll(async () => {
  pki = await demonstrationPki();
  sealed = await seal(plainDocument(), pki);
});

function trustWith(changes: Partial<TrustFiles>): Trust {
  const trust = makeTrust({
    roots: [pki.rootCertificate],
    intermediates: [pki.issuingCertificate],
    crls: pki.crls,
    sealMakers: [pki.makerCertificate],
    ...changes,
  });
  if (!trust.ok) throw new Error(trust.error.code);
  return trust.value;
}
function certificate(der: Uint8Array): Certificate {
  const parsed = parseCertificate(der);
  if (!parsed.ok) throw new Error(parsed.error.reason);
  return parsed.value;
}
function notOk(verification: OfdVerification): string[] {
  return verification.signatures[0]!.steps.filter(({ verdict }) => verdict !== 'ok').map(
    ({ step, verdict }) => `${step} ${verdict}`,
  );
}

describe('trust', () => {
  it('an unregistered maker is unknown', () => {
    const verification = verify(sealed, { trust: trustWith({ sealMakers: [] }) });
    expect(notOk(verification)).toEqual(['seal-maker unknown']);
    expect(verification).toMatchObject({ verdict: 'intact', trust: 'unknown' });
  });

  it('without lists revocation is unknown, for signer and maker', () => {
    expect(notOk(verify(sealed, { trust: trustWith({ crls: [] }) }))).toEqual([
      'seal-maker unknown',
      'revocation unknown',
    ]);
  });

  it('a certificate revoked before it signed makes the file invalid; revoked after, not', () => {
    const revokedOn = (date: string): Trust => {
      const serial = Uint8Array.from(Buffer.from(certificate(pki.unitCertificate).serial, 'hex'));
      const list = makeCrl(
        {
          ...{
            number: 2,
            thisUpdate: new Date('2026-06-01T12:00:00Z'),
            nextUpdate: new Date('2027-01-01T00:00:00Z'),
          },
          revoked: [{ serial, date: new Date(date), reason: 5 }],
        },
        pki.issuingAuthority,
      );
      return trustWith({ crls: [...pki.crls, list] });
    };
    const before = verify(sealed, { trust: revokedOn('2026-05-01T00:00:00Z') });
    expect(notOk(before)).toEqual(['revocation failed']);
    expect(before).toMatchObject({ verdict: 'invalid', trust: 'failed' });
    expect(verify(sealed, { trust: revokedOn('2026-06-01T10:00:00Z') }).verdict).toBe('valid');
  });

  it('a file that cannot be read is named', () => {
    expect(makeTrust({ roots: [pki.rootCertificate, utf8('x')] })).toEqual({
      ok: false,
      error: { code: 'TRUST_FILE_UNREADABLE', list: 'roots', index: 1 },
    });
  });

  it('a seal file by itself is valid in its period and intact after', () => {
    const parsed = parseSeal(pki.seal);
    if (!parsed.ok) throw new Error(parsed.error.reason);
    expect(verifySeal(parsed.value, { trust: pki.trust, now: VERIFIED_AT }).verdict).toBe('valid');
    const late = verifySeal(parsed.value, { trust: pki.trust, now: new Date('2037-01-01T00:00:00Z') });
    expect(late.verdict).toBe('intact');
    expect(verifySeal(parsed.value, { trust: NO_TRUST, now: VERIFIED_AT }).verdict).toBe('intact');
  });
});

describe('a seal that lists digests (certListType 2)', () => {
  const listing = (value: Uint8Array): Uint8Array => {
    const time = derTime(new Date('2026-01-01T00:00:00Z'));
    const list = derSequence(derSequence(derPrintable('SM3'), derOctets(value)));
    const property = derSequence(derInteger(1), derUtf8('章'), derInteger(2), list, time, time, time);
    const picture = derSequence(derIa5('png'), derOctets(utf8('x')), derInteger(40), derInteger(40));
    const header = derSequence(derIa5('ES'), derInteger(4), derIa5('v'));
    const tagged = derExplicit(0, derSequence(derSequence(derOid('1.2.3.4'), derOctets(utf8('e')))));
    const info = derSequence(header, derIa5('1'), property, picture, tagged);
    return derSequence(info, derOctets(pki.makerCertificate), derOid(OID.sm2Sign), derBits(utf8('sig')));
  };
  const stepFor = (value: Uint8Array): string => {
    const parsed = parseSeal(listing(value));
    if (!parsed.ok) throw new Error(parsed.error.reason);
    expect(parsed.value.extensions).toMatchObject([{ oid: '1.2.3.4', critical: false }]);
    return signerListStep(parsed.value, pki.unitCertificate).verdict;
  };

  it('is compared by SM3, and by nothing else', () => {
    expect(stepFor(sm3(pki.unitCertificate))).toBe('ok');
    expect(stepFor(sm3(pki.makerCertificate))).toBe('failed');
    expect(stepFor(new Uint8Array(20))).toBe('unknown');
  });
});

describe('time-stamps', () => {
  const key = (): Uint8Array => sm2PrivateKeyFrom(utf8('time-stamp authority'));
  const authority = (): Uint8Array =>
    makeCertificate(
      {
        serial: Uint8Array.of(77),
        subject: { commonName: '演示时间戳机构' },
        publicKey: sm2PublicKey(key()),
        notBefore: new Date('2026-01-01T00:00:00Z'),
        notAfter: new Date('2030-01-01T00:00:00Z'),
        keyUsage: ['digitalSignature'],
      },
      pki.issuingAuthority,
    );
  const value = utf8('a signature value');
  const context = () => ({ trust: pki.trust, now: VERIFIED_AT });

  /** RFC 3161 with SM3 and SM2. */
  function token(imprint: Uint8Array, changeContent = false): Uint8Array {
    const algorithm = derSequence(derOid(OID.sm3), derNull());
    const message = derSequence(algorithm, derOctets(imprint));
    const time = derTime(new Date('2026-06-01T02:05:00Z'));
    const info = derSequence(derInteger(1), derOid('1.2.3'), message, derInteger(5), time);
    const attribute = (oid: string, content: Uint8Array): Uint8Array =>
      derSequence(derOid(oid), derSet(content));
    const attributes = [
      attribute(OID.contentType, derOid(OID.tstInfo)),
      attribute(OID.messageDigest, derOctets(sm3(info))),
    ];
    const signature = sm2SignDigest(key(), sm2Digest(sm2PublicKey(key()), derSet(...attributes)));
    const issuer = certificate(authority()).issuer.raw;
    const signer = derSequence(
      derInteger(1),
      derSequence(issuer, derInteger(77)),
      algorithm,
      derElement(0xa0, ...attributes),
      derSequence(derOid(OID.sm2Sign)),
      derOctets(signature),
    );
    const content = changeContent
      ? derSequence(derInteger(1), derOid('1.2.4'), message, derInteger(5), time)
      : info;
    const data = derSequence(
      derInteger(3),
      derSet(algorithm),
      derSequence(derOid(OID.tstInfo), derExplicit(0, derOctets(content))),
      derElement(0xa0, authority()),
      derSet(signer),
    );
    return derSequence(derOid(OID.signedData), derExplicit(0, data));
  }

  it('over the value by a trusted authority is ok', () => {
    const step = timeStampStep(token(sm3(value)), value, context());
    expect(step).toMatchObject({
      step: 'time-stamp',
      verdict: 'ok',
      detail: '时间戳时间 2026-06-01 10:05:00',
    });
  });

  it('over another value, or changed, is failed', () => {
    expect(timeStampStep(token(sm3(utf8('another'))), value, context()).verdict).toBe('failed');
    expect(timeStampStep(token(sm3(value), true), value, context()).verdict).toBe('failed');
  });

  it('by an authority that is not trusted, or not readable, is unknown', () => {
    expect(timeStampStep(token(sm3(value)), value, { trust: NO_TRUST, now: VERIFIED_AT }).verdict).toBe(
      'unknown',
    );
    expect(timeStampStep(utf8('junk'), value, context()).verdict).toBe('unknown');
  });

  it('is optional', () => {
    expect(timeStampStep(undefined, value, context()).verdict).toBe('ok');
  });
});

describe('reading', () => {
  it.each([
    ['20200817111329Z', '2020-08-17T11:13:29.000Z'],
    ['200817111329Z', '2020-08-17T11:13:29.000Z'],
    ['2020-01-25 15:31:56', '2020-01-25T07:31:56.000Z'],
    ['2020-01-25T07:31:56.377Z', '2020-01-25T07:31:56.377Z'],
    ['2020-01-25T15:31:56+0800', '2020-01-25T07:31:56.000Z'],
    ['2020-01-25', '2020-01-24T16:00:00.000Z'],
  ])('the time %s', (text, expected) => {
    expect(parseLooseTime(text)?.toISOString()).toBe(expected);
  });
  it.each(['', 'yesterday', '2020-13-01', '20200230000000Z'])('no time: %s', (text) => {
    expect(parseLooseTime(text)).toBeUndefined();
  });

  it('refuses structures nested where none belong, without running out of stack', () => {
    let nested: Uint8Array = derSequence();
    for (let i = 0; i < 2000; i += 1) nested = derExplicit(0, nested);
    expect(parseSealSignature(derSequence(derSequence(derInteger(4), nested))).ok).toBe(false);
    expect(parseSeal(nested).ok).toBe(false);
    expect(decodeDer(nested, (reader) => reader.element()).ok).toBe(true);
  });
});
