// Certificates, chains and revocation lists: made here and read by OpenSSL, made by OpenSSL and read here, and every way to be wrong.
import { afterAll, describe, expect, it } from 'vitest';
import { toHex, utf8 } from '#core/crypto/bytes';
import { allowsUsage, chainRevocation, checkChain, type TrustAnchors } from '#core/crypto/chain';
import { checkRevocation, parseCrl, type Crl } from '#core/crypto/crl';
import { initCrypto } from '#core/crypto/init';
import { sm2PrivateKeyFrom, sm2PublicKey } from '#core/crypto/sm2';
import { hasSm2Key, parseCertificate, type Certificate, type KeyUsage } from '#core/crypto/x509';
import { makeCertificate, makeCrl, type CertificateRequest, type Issuer } from '#core/crypto/x509-write';
import { OpenSsl, pem, sm2Sec1 } from '#tests/support/crypto/openssl';

const openssl = new OpenSsl();
await initCrypto();
afterAll(() => openssl.dispose());

const AT = new Date('2026-06-01T00:00:00Z');
const FROM = new Date('2026-01-01T00:00:00Z');
const TO = new Date('2027-01-01T00:00:00Z');
const CA_USAGES: KeyUsage[] = ['keyCertSign', 'cRLSign'];

const party = (commonName: string): Issuer => ({
  subject: { commonName, organization: '示例单位' },
  privateKey: sm2PrivateKeyFrom(utf8(commonName)),
});
let serial = 1;
function issue(subject: Issuer, issuer: Issuer, changes: Partial<CertificateRequest> = {}): Certificate {
  const der = makeCertificate(
    {
      serial: Uint8Array.of(serial++),
      subject: subject.subject,
      publicKey: sm2PublicKey(subject.privateKey),
      notBefore: FROM,
      notAfter: TO,
      keyUsage: ['digitalSignature', 'nonRepudiation'],
      ...changes,
    },
    issuer,
  );
  return certificate(der);
}
function certificate(der: Uint8Array): Certificate {
  const parsed = parseCertificate(der);
  if (!parsed.ok) throw new Error(parsed.error.reason);
  return parsed.value;
}
function crlOf(issuer: Issuer, changes: Partial<Parameters<typeof makeCrl>[0]> = {}): Crl {
  const parsed = parseCrl(
    makeCrl({ number: 1, thisUpdate: FROM, nextUpdate: TO, revoked: [], ...changes }, issuer),
  );
  if (!parsed.ok) throw new Error(parsed.error.reason);
  return parsed.value;
}

const root = party('示例根');
const middle = party('示例签发机构');
const signer = party('示例印章');
const trust = (changes: Partial<TrustAnchors> = {}): TrustAnchors => ({
  roots: [issue(root, root, { ca: {}, keyUsage: CA_USAGES })],
  intermediates: [issue(middle, root, { ca: { pathLength: 0 }, keyUsage: CA_USAGES })],
  crls: [crlOf(root), crlOf(middle)],
  ...changes,
});

describe('certificates', () => {
  it('made here: OpenSSL reads them and verifies the chain', () => {
    const anchors = trust();
    const leaf = issue(signer, middle);
    const ca = openssl.write('root.pem', pem('CERTIFICATE', anchors.roots[0]!.raw));
    const mid = openssl.write('middle.pem', pem('CERTIFICATE', anchors.intermediates[0]!.raw));
    const end = openssl.write('leaf.pem', pem('CERTIFICATE', leaf.raw));
    const at = ['-attime', String(AT.getTime() / 1000), '-vfyopt', 'distid:1234567812345678'];
    // OpenSSL hands the identity to the certificate under test only, so each link is a test of its own.
    expect(openssl.run('verify', '-CAfile', ca, ...at, mid)).toContain('OK');
    expect(openssl.run('verify', '-partial_chain', '-CAfile', mid, ...at, end)).toContain('OK');
    const text = openssl.run(
      'x509',
      '-in',
      end,
      '-noout',
      '-subject',
      '-ext',
      'keyUsage',
      '-nameopt',
      'utf8',
    );
    expect(text).toContain('示例印章');
    expect(text).toContain('Digital Signature, Non Repudiation');
  });

  it('made by OpenSSL: read and verified here', () => {
    const key = openssl.write('key.pem', pem('EC PRIVATE KEY', sm2Sec1(root.privateKey)));
    openssl.run(
      ...['req', '-x509', '-new', '-key', key, '-sm3', '-sigopt', 'distid:1234567812345678', '-days', '30'],
      ...['-subj', '/C=CN/O=Example/CN=OpenSSL root', '-outform', 'DER', '-out', openssl.path('made.der')],
    );
    const made = certificate(openssl.read('made.der'));
    expect(made.subject.text).toBe('CN=OpenSSL root, O=Example, C=CN');
    expect(hasSm2Key(made)).toBe(true);
    expect(made.isCa).toBe(true);
    expect(toHex(made.publicKey.bits)).toBe(toHex(sm2PublicKey(root.privateKey)));
    const report = checkChain(made, { roots: [made], intermediates: [], crls: [] }, new Date(), new Date());
    expect(report).toMatchObject({ verdict: 'ok', reason: 'LINKED' });
  });

  it('keeps key usages, names and times', () => {
    const leaf = issue(signer, middle);
    expect([...leaf.keyUsage!]).toEqual(['digitalSignature', 'nonRepudiation']);
    expect(leaf.issuer.commonName).toBe('示例签发机构');
    expect([leaf.notBefore, leaf.notAfter]).toEqual([FROM, TO]);
    expect(allowsUsage(leaf, 'nonRepudiation')).toBe(true);
    expect(allowsUsage(leaf, 'keyCertSign')).toBe(false);
  });

  it('refuses any truncation', () => {
    const { raw } = issue(signer, middle);
    for (let length = 0; length < raw.length; length += 1) {
      expect(parseCertificate(raw.subarray(0, length)).ok).toBe(false);
    }
  });
});

describe('chains', () => {
  it('links to a configured root', () => {
    const report = checkChain(issue(signer, middle), trust(), AT, AT);
    expect(report).toMatchObject({ verdict: 'ok', reason: 'LINKED' });
    expect(report.path.map(({ subject }) => subject.commonName)).toEqual([
      '示例印章',
      '示例签发机构',
      '示例根',
    ]);
    expect(chainRevocation(report)).toBe('ok');
  });

  it('does not know what it was not given', () => {
    expect(checkChain(issue(signer, middle), trust({ intermediates: [] }), AT, AT)).toMatchObject({
      verdict: 'unknown',
      reason: 'ISSUER_UNKNOWN',
      at: 0,
    });
    expect(checkChain(issue(signer, middle), trust({ roots: [] }), AT, AT)).toMatchObject({
      verdict: 'unknown',
      at: 1,
    });
    expect(checkChain(issue(signer, signer), trust(), AT, AT)).toMatchObject({ verdict: 'unknown' });
  });

  it('calls a forged signature failed', () => {
    const forged = issue(signer, middle).raw.slice();
    forged[forged.length - 1] = forged[forged.length - 1]! ^ 1;
    expect(checkChain(certificate(forged), trust(), AT, AT)).toMatchObject({
      verdict: 'failed',
      reason: 'SIGNATURE_BAD',
    });
  });

  it('calls an issuer failed that is no CA, no longer valid, or beyond its path length', () => {
    const noCa = trust({ intermediates: [issue(middle, root)] });
    expect(checkChain(issue(signer, middle), noCa, AT, AT)).toMatchObject({
      verdict: 'failed',
      reason: 'NOT_A_CA',
    });
    const noUsage = trust({
      intermediates: [issue(middle, root, { ca: {}, keyUsage: ['digitalSignature'] })],
    });
    expect(checkChain(issue(signer, middle), noUsage, AT, AT)).toMatchObject({
      verdict: 'failed',
      reason: 'NOT_A_CA',
    });
    const late = new Date('2028-01-01T00:00:00Z');
    expect(checkChain(issue(signer, middle), trust(), late, late)).toMatchObject({
      reason: 'ISSUER_NOT_VALID_THEN',
    });
    const sub = party('下级');
    const deep = trust();
    const below = issue(sub, middle, { ca: {}, keyUsage: CA_USAGES });
    const anchors = { ...deep, intermediates: [...deep.intermediates, below] };
    expect(checkChain(issue(signer, sub), anchors, AT, AT)).toMatchObject({
      verdict: 'failed',
      reason: 'PATH_TOO_LONG',
    });
  });
});

describe('revocation', () => {
  const leaf = (): Certificate => issue(signer, middle, { serial: Uint8Array.of(0x7f, 1) });
  const issuer = (): Certificate => trust().intermediates[0]!;
  const revokedAt = (date: string, reason?: number): Crl =>
    crlOf(middle, {
      revoked: [
        { serial: Uint8Array.of(0x7f, 1), date: new Date(date), ...(reason === undefined ? {} : { reason }) },
      ],
    });
  const check = (crls: Crl[], now = AT): string => checkRevocation(leaf(), issuer(), crls, AT, now).reason;

  it('tells not revoked, revoked before and revoked after apart', () => {
    expect(check([crlOf(middle)])).toBe('NOT_REVOKED');
    expect(check([revokedAt('2026-05-01T00:00:00Z')])).toBe('REVOKED');
    expect(check([revokedAt('2026-07-01T00:00:00Z', 5)])).toBe('REVOKED_LATER');
    expect(check([revokedAt('2026-07-01T00:00:00Z', 1)])).toBe('KEY_COMPROMISED');
  });

  it('does not know without a list, with a stale one, or with one that others signed', () => {
    expect(check([])).toBe('NO_CRL');
    expect(check([crlOf(root)])).toBe('NO_CRL');
    expect(check([crlOf(middle, { nextUpdate: new Date('2026-05-01T00:00:00Z') })])).toBe('CRL_STALE');
    const forged = crlOf({ subject: middle.subject, privateKey: root.privateKey });
    expect(check([forged])).toBe('CRL_SIGNATURE_BAD');
  });

  it('uses the newest list, and says how old it is', () => {
    const newer = crlOf(middle, { number: 2, thisUpdate: new Date('2026-05-31T00:00:00Z') });
    const found = checkRevocation(leaf(), issuer(), [revokedAt('2026-05-01T00:00:00Z'), newer], AT, AT);
    expect(found).toMatchObject({ verdict: 'ok', ageMs: 86_400_000 });
  });

  it('OpenSSL reads the list', () => {
    const path = openssl.write('list.crl', revokedAt('2026-05-01T00:00:00Z', 1).raw);
    const text = openssl.run('crl', '-inform', 'DER', '-in', path, '-noout', '-text');
    expect(text).toContain('Serial Number: 7F01');
    expect(text).toContain('Key Compromise');
  });
});
