// Certificates of the staff: whose chain is believed, within their period, for signatures, not revoked.
import { beforeAll, describe, expect, it } from 'vitest';
import { initCrypto } from '#core/crypto/init';
import { sm2PrivateKeyFrom, sm2PublicKey } from '#core/crypto/sm2';
import { utf8 } from '#core/crypto/bytes';
import { parseCrl } from '#core/crypto/crl';
import { makeCertificate, makeCrl } from '#core/crypto/x509-write';
import type { KeyUsage } from '#core/crypto/x509';
import { CertificateFiles, demonstrationIssuer } from '#core/demonstration/certificate-files';
import { makeDemonstrationPki } from '#core/demonstration/pki';
import type { DemonstrationPki } from '#core/demonstration/pki';
import { NO_TRUST } from '#core/eseal/trust';
import type { Trust } from '#core/eseal/trust';
import { examineStaffCertificate, fingerprintOf } from '#core/staff/staff-certificate';

const NOW = new Date('2026-11-21T01:00:00Z');
const SERIAL = Uint8Array.of(7, 7);
let publicKey: Uint8Array;
let pki: DemonstrationPki;
let trust: Trust;

beforeAll(async () => {
  await initCrypto();
  publicKey = sm2PublicKey(sm2PrivateKeyFrom(utf8('a member of the staff')));
  pki = await makeDemonstrationPki(demonstrationIssuer('演示市政务服务管理局', 2026));
  trust = await new CertificateFiles({ year: 2026, codeWindow: true }).trust();
});

function issue(
  changes: { from?: string; to?: string; usage?: readonly KeyUsage[]; by?: DemonstrationPki } = {},
): Uint8Array {
  return makeCertificate(
    {
      serial: SERIAL,
      subject: { commonName: '演示人员' },
      publicKey,
      notBefore: new Date(changes.from ?? '2026-01-01T00:00:00Z'),
      notAfter: new Date(changes.to ?? '2026-12-31T00:00:00Z'),
      keyUsage: changes.usage ?? ['digitalSignature'],
    },
    (changes.by ?? pki).issuingAuthority,
  );
}
const codeOf = (der: Uint8Array, by = trust, now = NOW): string => {
  const examined = examineStaffCertificate(der, by, now);
  return examined.ok ? 'ok' : examined.error.code;
};

describe('a certificate of the staff', () => {
  it('is taken from an authority that the terminal believes', () => {
    const der = issue();
    const examined = examineStaffCertificate(der, trust, NOW);
    expect(examined).toMatchObject({
      ok: true,
      value: { subject: '演示人员', fingerprint: fingerprintOf(der) },
    });
  });

  it('is refused before and after its period, to the second', () => {
    const der = issue({ from: '2026-06-01T00:00:00Z', to: '2026-06-30T00:00:00Z' });
    expect(codeOf(der, trust, new Date('2026-05-31T23:59:59Z'))).toBe('STAFF_CERTIFICATE_NOT_VALID_NOW');
    expect(codeOf(der, trust, new Date('2026-06-01T00:00:00Z'))).toBe('ok');
    expect(codeOf(der, trust, new Date('2026-06-30T00:00:00Z'))).toBe('ok');
    expect(codeOf(der, trust, new Date('2026-06-30T00:00:01Z'))).toBe('STAFF_CERTIFICATE_NOT_VALID_NOW');
  });

  it('is refused from an authority that the terminal does not know, also one of the same name', async () => {
    const foreign = await makeDemonstrationPki({
      ...demonstrationIssuer('演示市政务服务管理局', 2026),
      seed: utf8('somebody else with the same words'),
    });
    expect(codeOf(issue({ by: foreign }))).toBe('STAFF_CERTIFICATE_NOT_TRUSTED');
    expect(codeOf(issue(), NO_TRUST)).toBe('STAFF_CERTIFICATE_NOT_TRUSTED');
  });

  it('is refused when it is not for signatures, and when it cannot be read', () => {
    expect(codeOf(issue({ usage: ['keyEncipherment'] }))).toBe('STAFF_CERTIFICATE_UNUSABLE');
    expect(codeOf(issue().subarray(0, 100))).toBe('STAFF_CERTIFICATE_UNUSABLE');
    expect(codeOf(new Uint8Array())).toBe('STAFF_CERTIFICATE_UNUSABLE');
  });

  it('is refused when its authority has revoked it', () => {
    const list = makeCrl(
      {
        number: 2,
        thisUpdate: new Date('2026-11-01T00:00:00Z'),
        nextUpdate: new Date('2026-12-01T00:00:00Z'),
        revoked: [{ serial: SERIAL, date: new Date('2026-11-01T00:00:00Z'), reason: 1 }],
      },
      pki.issuingAuthority,
    );
    const crl = parseCrl(list);
    if (!crl.ok) throw new Error(crl.error.reason);
    expect(codeOf(issue(), { ...trust, crls: [crl.value] })).toBe('STAFF_CERTIFICATE_REVOKED');
  });
});
