// Keys of the demonstration: the terminal's trust holds for them, periods agree, nothing changes from run to run.
import { beforeAll, describe, expect, it } from 'vitest';
import { checkChain, isValidAt } from '#core/crypto/chain';
import { equalBytes, toHex } from '#core/crypto/bytes';
import { initCrypto } from '#core/crypto/init';
import { sm2PublicKey } from '#core/crypto/sm2';
import { parseCertificate, type Certificate } from '#core/crypto/x509';
import { CertificateFiles } from '#core/demonstration/certificate-files';
import { softwareSigner } from '#core/demonstration/pki';
import { demonstrationSealHolders, type DemonstrationSealHolders } from '#core/demonstration/seal-holders';
import { parseSeal } from '#core/eseal/parse';
import { signOfd } from '#core/eseal/sign-ofd';
import type { Trust } from '#core/eseal/trust';
import { examineFile } from '#core/evidence/examine-file';
import { mayDo } from '#core/staff/roles';
import { writeOfd } from '#core/ofd/write/write-ofd';

const YEAR = 2026;
const NOW = new Date('2026-11-21T01:00:00Z');
let holders: DemonstrationSealHolders;
let trust: Trust;

beforeAll(async () => {
  await initCrypto();
  holders = await demonstrationSealHolders(YEAR);
  trust = await new CertificateFiles({ year: YEAR, codeWindow: true }).trust();
});

function read(der: Uint8Array): Certificate {
  const parsed = parseCertificate(der);
  if (!parsed.ok) throw new Error(parsed.error.reason);
  return parsed.value;
}

describe('the demonstration’s seal holders', () => {
  it('are believed by a terminal that believes the demonstration’s certificates, on every day of the year', () => {
    for (const { certificate, privateKey } of [...holders.people, holders.unit]) {
      const parsed = read(certificate);
      expect(equalBytes(parsed.publicKey.bits, sm2PublicKey(privateKey))).toBe(true);
      for (const day of [`${YEAR}-01-01T00:00:00Z`, NOW.toISOString(), `${YEAR}-12-31T23:59:59Z`]) {
        expect(isValidAt(parsed, new Date(day))).toBe(true);
        expect(checkChain(parsed, trust, new Date(day), NOW).verdict).toBe('ok');
      }
    }
  });

  it('hold keys of their own, with PINs that are no maker’s default', () => {
    const keys = [...holders.people, holders.unit];
    for (const of of ['keySerial', 'pin'] as const) expect(new Set(keys.map((key) => key[of])).size).toBe(5);
    expect(new Set(keys.map(({ certificate }) => toHex(certificate))).size).toBe(5);
    for (const { pin } of keys) {
      expect(pin).toMatch(/^\d{6}$/);
      expect(['123456', '111111', '000000', '888888']).not.toContain(pin);
    }
  });

  it('are a clerk, a custodian, a supervisor and an administrator; the custodian keeps the unit’s seal', () => {
    expect(holders.people.map(({ roles }) => roles)).toEqual([
      ['clerk'],
      ['clerk', 'custodian'],
      ['supervisor'],
      ['administrator'],
    ]);
    const custodian = holders.people.find(({ staffId }) => staffId === holders.unit.custodianStaffId);
    expect(custodian && mayDo(custodian.roles, 'seal')).toBe(true);
  });

  it('have a seal that is valid exactly as long as its certificate', () => {
    const seal = parseSeal(holders.unit.esl);
    const certificate = read(holders.unit.certificate);
    expect(seal).toMatchObject({ ok: true });
    if (!seal.ok) return;
    expect(seal.value).toMatchObject({
      name: holders.unit.sealName,
      validFrom: certificate.notBefore,
      validTo: certificate.notAfter,
    });
  });

  it('seal a document that the terminal finds valid', async () => {
    const document = writeOfd({
      docId: '0'.repeat(32),
      title: '演示',
      creator: '证窗演示',
      creationDate: '2026-11-21',
      customData: [],
      pages: [{ face: { title: '演示', width: 210, height: 297, regions: [], ops: [] } }],
    });
    const sealed = await signOfd(
      document,
      {
        seal: holders.unit.esl,
        time: NOW,
        stamps: [{ page: 1, x: 100, y: 100, width: 42, height: 42 }],
      },
      softwareSigner(holders.unit.certificate, holders.unit.privateKey),
    );
    expect(sealed.ok).toBe(true);
    if (!sealed.ok) return;
    expect(examineFile(sealed.value, trust, NOW).examination).toMatchObject({
      verdict: 'valid',
      intact: true,
    });
  });

  it('are the same in every run, and other ones next year', async () => {
    expect(await demonstrationSealHolders(YEAR)).toEqual(holders);
    const next = await demonstrationSealHolders(YEAR + 1);
    expect(next.unit.certificate).not.toEqual(holders.unit.certificate);
    expect(isValidAt(read(next.unit.certificate), new Date(`${YEAR + 1}-06-01T00:00:00Z`))).toBe(true);
  });
});
