// Sealing: what is sealed here is valid here, OpenSSL agrees on the SM2 value, and what must not be sealed is refused.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '#core/crypto/bytes';
import { parseCertificate } from '#core/crypto/x509';
import type { DemonstrationPki } from '#core/demonstration/pki';
import { softwareSigner } from '#core/demonstration/pki';
import { sm2PrivateKeyFrom } from '#core/crypto/sm2';
import { parseSealSignature } from '#core/eseal/parse';
import { signOfd } from '#core/eseal/sign-ofd';
import { NO_TRUST } from '#core/eseal/trust';
import { openPackage, type OfdPackage } from '#core/ofd/package/zip-reader';
import { rewritePackage, writePackage } from '#core/ofd/package/zip-writer';
import { err, ok } from '#core/result';
import { OpenSsl, pem, sm2Spki } from '#tests/support/crypto/openssl';
import {
  demonstrationPki,
  plainDocument,
  seal,
  SEALED_AT,
  verify,
} from '#tests/support/eseal/sealed-document';
import { sample, SAMPLES_ABSENT } from '#tests/support/samples/samples';

const openssl = new OpenSsl();
let pki: DemonstrationPki;
beforeAll(async () => {
  pki = await demonstrationPki();
});
afterAll(() => openssl.dispose());

function open(bytes: Uint8Array): OfdPackage {
  const opened = openPackage(bytes);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

describe('a sealed file', () => {
  it('is valid, every step ok', async () => {
    const verification = verify(await seal(plainDocument(), pki), pki);
    expect(verification.signatures[0]!.steps.filter((one) => one.verdict !== 'ok')).toEqual([]);
    expect(verification).toMatchObject({ verdict: 'valid', intact: true, trust: 'ok' });
    expect(verification.signatures).toMatchObject([
      {
        id: 's001',
        type: 'seal',
        version: 'v4',
        sealName: '示例市政务服务中心（演示）',
        signedAt: SEALED_AT,
      },
    ]);
    expect(verification.signatures[0]!.stamps).toEqual([
      { id: 's002', pageRef: '1', boundary: '120 200 40 40', clip: undefined },
    ]);
  });

  it('is intact, trust unknown, for whoever does not know the root', async () => {
    const verification = verify(await seal(plainDocument(), pki), { trust: NO_TRUST });
    expect(verification).toMatchObject({ verdict: 'intact', intact: true, trust: 'unknown' });
  });

  it('carries an SM2 value that OpenSSL verifies over the same bytes', async () => {
    const value = open(await seal(plainDocument(), pki)).read('Doc_0/Signs/Sign_0/SignedValue.dat')!;
    const signature = parseSealSignature(value);
    if (!signature.ok) throw new Error(signature.error.reason);
    for (const [name, part] of Object.entries({
      signer: signature.value.signer,
      maker: signature.value.seal.maker,
    })) {
      const certificate = parseCertificate(part.certificate);
      if (!certificate.ok) throw new Error(certificate.error.reason);
      const key = openssl.write(`${name}.pem`, pem('PUBLIC KEY', sm2Spki(certificate.value.publicKey.bits)));
      const message = openssl.write(`${name}.bin`, part.signed[0]!);
      const sig = openssl.write(`${name}.sig`, part.value);
      const how = ['-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678'];
      expect(
        openssl.accepts(
          'pkeyutl',
          '-verify',
          '-pubin',
          '-inkey',
          key,
          '-in',
          message,
          '-sigfile',
          sig,
          ...how,
        ),
        name,
      ).toBe(true);
    }
  });

  it('puts stamps on several pages, clipped for a riding-edge seal', async () => {
    const stamps = [1, 2].map((page) => ({
      page,
      x: 210 - 20 * page,
      y: 128.5,
      width: 40,
      height: 40,
      clip: { x: 20 * (page - 1), y: 0, width: 20, height: 40 },
    }));
    const verification = verify(await seal(plainDocument(), pki, { stamps }), pki);
    expect(verification.verdict).toBe('valid');
    expect(verification.signatures[0]!.stamps).toMatchObject([
      { pageRef: '1', boundary: '190 128.5 40 40', clip: '0 0 20 40' },
      { pageRef: '3', boundary: '170 128.5 40 40', clip: '20 0 20 40' },
    ]);
  });

  it('keeps the other files byte for byte', async () => {
    const before = open(plainDocument());
    const after = open(await seal(before.bytes, pki));
    for (const name of before.names().filter((one) => one !== 'OFD.xml')) {
      expect(after.readCompressed(name)).toEqual(before.readCompressed(name));
    }
  });

  it('is linked in its own DocBody, whatever comments say', async () => {
    const before = open(plainDocument());
    const text = new TextDecoder().decode(before.read('OFD.xml'));
    const data = utf8(text.replace('<ofd:DocBody>', '<!-- </ofd:DocBody> --><ofd:DocBody>'));
    const commented = rewritePackage(before, { replace: [{ name: 'OFD.xml', data }] });
    const first = await seal(commented, pki, { lock: false });
    expect(verify(first, pki).verdict).toBe('valid');
    const list = 'Doc_0/Signs/Signatures.xml';
    const ended = utf8(`${new TextDecoder().decode(open(first).read(list))}<!-- end -->`);
    const again = await seal(rewritePackage(open(first), { replace: [{ name: list, data: ended }] }), pki);
    expect(verify(again, pki).signatures.map(({ verdict }) => verdict)).toEqual(['valid', 'valid']);
  });

  it('can be sealed again when it was left open, and both seals are valid', async () => {
    const first = await seal(plainDocument(), pki, { lock: false });
    const verification = verify(await seal(first, pki), pki);
    expect(verification.signatures.map(({ verdict }) => verdict)).toEqual(['valid', 'valid']);
    expect(verification.signatures.map(({ id }) => id)).toEqual(['s001', 's003']);
  });
});

describe('refused', () => {
  const request = () => ({ seal: pki.seal, time: SEALED_AT, stamps: [] });
  it('a locked file', async () => {
    const locked = await seal(plainDocument(), pki);
    expect(await signOfd(locked, request(), pki.unit)).toEqual(
      err({ code: 'LOCKED_BY_SIGNATURE', id: 's001' }),
    );
  });
  it('a page that is not there', async () => {
    const stamps = [{ page: 3, x: 0, y: 0, width: 40, height: 40 }];
    const result = await signOfd(plainDocument(), { ...request(), stamps }, pki.unit);
    expect(result).toEqual(err({ code: 'NO_SUCH_PAGE', page: 3, pages: 2 }));
  });
  it('a signer that the seal does not list', async () => {
    const result = await signOfd(plainDocument(), request(), pki.maker);
    expect(result).toEqual(err({ code: 'SIGNER_NOT_IN_SEAL' }));
  });
  it('a seal outside its period', async () => {
    const result = await signOfd(
      plainDocument(),
      { ...request(), time: new Date('2040-01-01T00:00:00Z') },
      pki.unit,
    );
    expect(result).toEqual(err({ code: 'SEAL_NOT_VALID_NOW' }));
  });
  it('an answer by another key, and passes on why a signer refused', async () => {
    const other = softwareSigner(pki.unitCertificate, sm2PrivateKeyFrom(utf8('another key')));
    expect(await signOfd(plainDocument(), request(), other)).toEqual(err({ code: 'SIGNER_ANSWER_WRONG' }));
    const refusing = {
      certificate: pki.unitCertificate,
      sign: () => Promise.resolve(err('PIN_WRONG' as const)),
    };
    const refused = await signOfd(plainDocument(), request(), refusing);
    expect(refused).toEqual(err({ code: 'SIGNER_REFUSED', cause: 'PIN_WRONG' }));
  });
  it('what is no OFD', async () => {
    expect(await signOfd(utf8('no zip'), request(), pki.unit)).toMatchObject({
      error: { code: 'INPUT_UNREADABLE' },
    });
    const empty = writePackage([{ name: 'a.txt', data: utf8('a') }]);
    expect(await signOfd(empty, request(), pki.unit)).toMatchObject({
      error: { code: 'INPUT_NOT_SIGNABLE' },
    });
    expect(await signOfd(empty, { ...request(), seal: utf8('x') }, pki.unit)).toMatchObject({
      error: { code: 'SEAL_UNREADABLE' },
    });
  });
});

describe('after sealing', () => {
  const failing = (bytes: Uint8Array): string[] => {
    const verification = verify(bytes, pki);
    expect(verification.verdict).toBe('invalid');
    return verification.signatures[0]!.steps.filter((one) => one.verdict === 'failed').map((one) => one.step);
  };
  const edit = async (name: string, change: (text: string) => string): Promise<Uint8Array> => {
    const sealed = open(await seal(plainDocument(), pki));
    const text = new TextDecoder().decode(sealed.read(name));
    expect(change(text)).not.toBe(text);
    return rewritePackage(sealed, { replace: [{ name, data: utf8(change(text)) }] });
  };

  it('a changed page', async () => {
    const changed = await edit('Doc_0/Pages/Page_0/Content.xml', (text) => text.replace('示例', '真实'));
    expect(failing(changed)).toEqual(['references']);
  });
  it('an added file', async () => {
    const sealed = open(await seal(plainDocument(), pki));
    const added = rewritePackage(sealed, {
      add: [{ name: 'Doc_0/Pages/Page_2/Content.xml', data: utf8('<a/>') }],
    });
    expect(failing(added)).toEqual(['coverage']);
  });
  it('a moved stamp', async () => {
    const path = 'Doc_0/Signs/Sign_0/Signature.xml';
    expect(failing(await edit(path, (text) => text.replace('120 200', '20 20')))).toEqual(['data-hash']);
  });
  it('another document root', async () => {
    const changed = await edit('OFD.xml', (text) =>
      text.replace('Doc_0/Document.xml', 'Doc_0/PublicRes.xml'),
    );
    expect(failing(changed)).toEqual(['references']);
  });
  it('another seal file beside the value', async () => {
    const sealed = open(await seal(plainDocument(), pki));
    const data = sealed.read('Doc_0/Signs/Sign_0/Seal.esl')!.slice();
    data[200] = data[200]! ^ 1;
    const swapped = rewritePackage(sealed, { replace: [{ name: 'Doc_0/Signs/Sign_0/Seal.esl', data }] });
    expect(failing(swapped)).toEqual(['references', 'seal-file']);
  });
  it('the signature taken off is unsigned, not valid', async () => {
    const off = await edit('OFD.xml', (text) => text.replace(/<ofd:Signatures>.*<\/ofd:Signatures>/, ''));
    expect(verify(off, pki).verdict).toBe('unsigned');
  });
  it('a later time of verification says so of the lists, not of the seal', async () => {
    const late = verify(await seal(plainDocument(), pki), pki, new Date('2037-01-01T00:00:00Z'));
    expect(late).toMatchObject({ verdict: 'intact', trust: 'unknown' });
  });
});

describe.skipIf(SAMPLES_ABSENT)('files that others made', () => {
  it.each(['helloworld.ofd', 'namespace_no_std.ofd'])('%s can be sealed', async (name) => {
    expect(verify(await seal(sample(`ofd/${name}`), pki), pki).verdict).toBe('valid');
  });
});

describe('the signer', () => {
  it('is given e = SM3(Z ‖ message), as a seal key wants it', async () => {
    const seen: number[] = [];
    const signer = {
      certificate: pki.unitCertificate,
      sign: (request: Parameters<typeof pki.unit.sign>[0]) => {
        seen.push(request.digest.length, request.publicKey.length);
        return pki.unit.sign(request);
      },
    };
    const sealed = await signOfd(plainDocument(), { seal: pki.seal, time: SEALED_AT, stamps: [] }, signer);
    expect(sealed).toMatchObject(ok({}));
    expect(seen).toEqual([32, 65]);
  });
});
