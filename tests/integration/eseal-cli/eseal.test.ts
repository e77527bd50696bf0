// The eseal command: what it prints, how it ends, where it puts the seal, and what an independent verifier says.
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initCrypto } from '#core/crypto/init';
import { parseCertificate } from '#core/crypto/x509';
import { parseSealSignature } from '#core/eseal/parse';
import { readOutline, readSignatureDescription } from '#core/eseal/ofd-signatures';
import { openPackage } from '#core/ofd/package/zip-reader';
import { rewritePackage } from '#core/ofd/package/zip-writer';
import { OpenSsl, pem, sm2Spki } from '#tests/support/crypto/openssl';
import { EsealCommand } from '#tests/support/eseal/command';
import { plainDocument } from '#tests/support/eseal/sealed-document';
import { sample, SAMPLES_ABSENT } from '#tests/support/samples/samples';

const command = new EsealCommand();
const openssl = new OpenSsl();
let plain: string;
beforeAll(async () => {
  await initCrypto();
  plain = command.write('plain.ofd', plainDocument());
});
afterAll(() => {
  command.dispose();
  openssl.dispose();
});

async function sealed(name: string, ...options: string[]): Promise<string> {
  const path = command.path(name);
  const { code, reports } = await command.run(['sign', ...options, plain, path]);
  expect(code, JSON.stringify(reports)).toBe(0);
  return path;
}

function filesOf(path: string) {
  const opened = openPackage(new Uint8Array(readFileSync(path)));
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

function descriptionIn(path: string) {
  const files = filesOf(path);
  const outline = readOutline(files);
  const listed = outline.ok ? outline.value.lists[0]?.signatures.at(-1) : undefined;
  const description = listed && readSignatureDescription(files, listed.path);
  if (!description?.ok) throw new Error('a sealed file describes its signature');
  return { files, description: description.value };
}

describe('verify', () => {
  it('accepts what sign made, with every step, its clause and whose word it is', async () => {
    const file = await sealed('sealed.ofd');
    const { code, reports } = await command.run(['verify', file]);
    expect(code).toBe(0);
    expect(reports).toHaveLength(1);
    expect(reports[0]).toMatchObject({
      file,
      intact: true,
      verdict: 'valid',
      trust: { verdict: 'ok', anchors: 'demonstration' },
      signatures: [{ type: 'seal', version: 'v4', verdict: 'valid' }],
    });
    const steps = reports[0]!.signatures[0]!.steps;
    expect(steps.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
    expect(steps.every(({ clause, detail }) => /^GB\/T/.test(clause) && detail !== '')).toBe(true);
    expect(steps.map(({ step }) => step)).toEqual(
      expect.arrayContaining(['references', 'coverage', 'signature-value', 'seal-signature', 'chain']),
    );
  });

  it('believes nobody where it is told so, and nobody else’s demonstration', async () => {
    const file = await sealed('trust.ofd');
    for (const { reports, code } of [
      await command.run(['verify', '--trust', 'none', file]),
      await command.run(['verify', file], command.path('somebody-else')),
    ]) {
      expect(code).toBe(0);
      expect(reports[0]).toMatchObject({
        intact: true,
        verdict: 'intact',
        trust: { verdict: 'unknown', anchors: 'none' },
      });
    }
  });

  it('believes a folder of certificates', async () => {
    const { files } = descriptionIn(await sealed('folder.ofd'));
    const value = parseSealSignature(files.read('Doc_0/Signs/Sign_0/SignedValue.dat')!);
    if (!value.ok) throw new Error(value.error.reason);
    // The unit's own certificate as a root: the chain is known, the maker and revocation are not.
    mkdirSync(command.path('trust/roots'), { recursive: true });
    writeFileSync(command.path('trust/roots/unit.pem'), pem('CERTIFICATE', value.value.signer.certificate));
    const { reports } = await command.run([
      'verify',
      `--trust=${command.path('trust')}`,
      command.path('folder.ofd'),
    ]);
    expect(reports[0]!.trust!.anchors).toBe(command.path('trust'));
    const chain = reports[0]!.signatures[0]!.steps.find(({ step }) => step === 'chain');
    expect(chain).toMatchObject({ verdict: 'ok' });
    const absent = await command.run(['verify', `--trust=${command.path('nowhere')}`, plain]);
    expect(absent).toMatchObject({ code: 2, stdout: '' });
    expect(absent.stderr).toContain('TRUST_FOLDER_UNREADABLE');
  });

  it('prints one object a file and ends 1 as soon as one of them is not intact', async () => {
    const good = await sealed('good.ofd');
    const files = filesOf(good);
    const page = 'Doc_0/Pages/Page_0/Content.xml';
    const changed = new TextDecoder().decode(files.read(page)).replace('营业', '企业');
    const bad = command.write(
      'bad.ofd',
      rewritePackage(files, { replace: [{ name: page, data: new TextEncoder().encode(changed) }] }),
    );
    const cut = command.write('cut.ofd', files.bytes.slice(0, 900));
    const text = command.write('text.ofd', new TextEncoder().encode('not a package'));
    const absent = command.path('absent.ofd');
    const { code, reports, stderr } = await command.run([
      'verify',
      ...[good, bad, plain, cut, text, absent, command.folder],
    ]);
    expect(code).toBe(1);
    expect(reports.map(({ intact, verdict, error }) => [intact, verdict, error?.code])).toEqual([
      [true, 'valid', undefined],
      [false, 'invalid', undefined],
      [false, 'unsigned', undefined],
      [false, 'unreadable', 'ZIP_TRUNCATED'],
      [false, 'unreadable', 'NOT_A_ZIP'],
      [false, 'unreadable', 'FILE_NOT_FOUND'],
      [false, 'unreadable', 'FILE_UNREADABLE'],
    ]);
    const failed = reports[1]!.signatures[0]!.steps.filter(({ verdict }) => verdict === 'failed');
    expect(failed).toMatchObject([{ step: 'references', detail: expect.stringContaining(page) }]);
    expect(stderr).toBe('');
  });

  it.skipIf(SAMPLES_ABSENT)('says of other makers’ files what their README says', async () => {
    const expected: Record<string, [boolean, string]> = {
      '999': [true, 'intact'],
      draw_param_ref: [true, 'intact'],
      V4RideRight: [true, 'intact'],
      'v4-signed-helloworld': [true, 'intact'],
      testImageNotFound: [true, 'intact'],
      h: [false, 'invalid'],
      n: [false, 'unsupported'],
      DigitalSign: [false, 'unsupported'],
      helloworld: [false, 'unsigned'],
      namespace_no_std: [false, 'unsigned'],
    };
    const paths = Object.keys(expected).map((name) =>
      command.write(`sample-${name}.ofd`, sample(`ofd/${name}.ofd`)),
    );
    const { reports } = await command.run(['verify', ...paths]);
    expect(reports.map(({ intact, verdict }) => [intact, verdict])).toEqual(Object.values(expected));
  });
});

describe('sign', () => {
  it('puts the seal at the lower right of the last page, or where it is told', async () => {
    const byDefault = descriptionIn(await sealed('default.ofd')).description;
    expect(byDefault.stamps).toMatchObject([{ pageRef: '3', boundary: '155 242 40 40' }]);
    const told = descriptionIn(await sealed('told.ofd', '--page', '1', '--at', '10,20.5,30,30')).description;
    expect(told.stamps).toMatchObject([{ pageRef: '1', boundary: '10 20.5 30 30' }]);
    const edge = descriptionIn(await sealed('edge.ofd', '--at', '-20,100,40,40')).description;
    expect(edge.stamps).toMatchObject([{ boundary: '-20 100 40 40' }]);
  });

  it('writes what GB/T 33190 and GB/T 38540 ask, in their order', async () => {
    const { files, description } = descriptionIn(await sealed('schema.ofd'));
    const xml = new TextDecoder().decode(description.bytes);
    const info = /<ofd:SignedInfo>(.*)<\/ofd:SignedInfo>/s.exec(xml)?.[1] ?? '';
    const children = [
      ...info.replace(/<ofd:References.*<\/ofd:References>/s, '<ofd:References>').matchAll(/<ofd:(\w+)/g),
    ]
      .map((match) => match[1])
      .filter((name) => name !== 'BaseLoc');
    expect(children).toEqual([
      ...['Provider', 'SignatureMethod', 'SignatureDateTime', 'References', 'StampAnnot', 'Seal'],
    ]);
    expect(xml).toContain('xmlns:ofd="http://www.ofdspec.org/2016"');
    expect(description).toMatchObject({
      checkMethod: '1.2.156.10197.1.401',
      signatureMethod: '1.2.156.10197.1.501',
      timeText: expect.stringMatching(/^\d{14}Z$/),
    });
    expect(description.references.every(({ written }) => written.startsWith('/'))).toBe(true);
    const own = ['Signature.xml', 'SignedValue.dat'].map((name) => `Doc_0/Signs/Sign_0/${name}`);
    expect(description.references.map(({ path }) => path).sort()).toEqual(
      files
        .names()
        .filter((name) => !own.includes(name))
        .sort(),
    );
    const list = new TextDecoder().decode(files.read('Doc_0/Signs/Signatures.xml'));
    expect(list).toMatch(
      /<ofd:MaxSignId>s002<\/ofd:MaxSignId><ofd:Signature ID="s001" Type="Seal" BaseLoc="\/Doc_0/,
    );
  });

  it('makes a value that OpenSSL verifies over the bytes of toSign', async () => {
    const { files, description } = descriptionIn(await sealed('openssl.ofd'));
    const value = parseSealSignature(files.read(description.valuePath!)!);
    if (!value.ok) throw new Error(value.error.reason);
    const { signer } = value.value;
    const certificate = parseCertificate(signer.certificate);
    if (!certificate.ok) throw new Error(certificate.error.reason);
    const key = openssl.write('key.pem', pem('PUBLIC KEY', sm2Spki(certificate.value.publicKey.bits)));
    const verifies = (message: Uint8Array): boolean =>
      openssl.accepts(
        ...['pkeyutl', '-verify', '-pubin', '-inkey', key, '-in', openssl.write('to-sign', message)],
        ...['-sigfile', openssl.write('sig', signer.value), '-rawin', '-digest', 'sm3'],
        ...['-pkeyopt', 'distid:1234567812345678'],
      );
    expect(verifies(signer.signed[0]!)).toBe(true);
    expect(verifies(signer.signed[0]!.slice(1))).toBe(false);
  });

  it('seals again only what was left open, and then both seals are valid', async () => {
    const open = await sealed('open.ofd', '--open');
    const twice = await command.run(['sign', '--page=1', open, command.path('twice.ofd')]);
    expect(twice.code).toBe(0);
    const { reports } = await command.run(['verify', command.path('twice.ofd')]);
    expect(reports[0]).toMatchObject({ verdict: 'valid' });
    expect(reports[0]!.signatures).toHaveLength(2);
    const third = await command.run(['sign', command.path('twice.ofd'), command.path('third.ofd')]);
    expect(third).toMatchObject({
      code: 1,
      reports: [{ signed: false, error: { code: 'LOCKED_BY_SIGNATURE' } }],
    });
    expect(() => statSync(command.path('third.ofd'))).toThrow();
  });

  it('refuses by name what cannot be sealed', async () => {
    const out = command.path('never.ofd');
    const text = command.write('text2.ofd', new TextEncoder().encode('x'));
    const cases: [string[], string][] = [
      [['sign', '--page=9', plain, out], 'NO_SUCH_PAGE'],
      [['sign', '--at=300,10,40,40', plain, out], 'STAMP_OUTSIDE_PAGE'],
      [['sign', text, out], 'NOT_A_ZIP'],
      [['sign', command.path('absent'), out], 'FILE_NOT_FOUND'],
      [['sign', plain, command.path('no/folder/out.ofd')], 'FILE_NOT_WRITTEN'],
    ];
    for (const [args, code] of cases) {
      const result = await command.run(args);
      expect(result, args.join(' ')).toMatchObject({
        code: 1,
        reports: [{ signed: false, error: { code } }],
      });
      expect(result.stderr).toBe('');
    }
    expect(() => statSync(out)).toThrow();
  });

  it('keeps its keys for the user alone, the same for runs that begin at once', async () => {
    const home = command.path('at-once');
    const outs = [1, 2, 3].map((number) => command.path(`at-once-${number}.ofd`));
    const runs = await Promise.all(outs.map((out) => command.run(['sign', plain, out], home)));
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0]);
    const { code, reports } = await command.run(['verify', ...outs], home);
    expect(code).toBe(0);
    expect(reports.map(({ verdict }) => verdict)).toEqual(['valid', 'valid', 'valid']);
    const key = `${home}/zhengchuang/demonstration-authority.json`;
    expect(statSync(key).mode & 0o777).toBe(0o600);
    writeFileSync(key, 'broken');
    const broken = await command.run(['sign', plain, outs[0]!], home);
    expect(broken).toMatchObject({ code: 1, reports: [{ error: { code: 'DEMONSTRATION_KEY_UNREADABLE' } }] });
  });
});

describe('usage', () => {
  it('ends 2 with the usage on stderr for anything that is not understood', async () => {
    for (const args of [
      ['frobnicate'],
      ['verify'],
      ['verify', '--what', plain],
      ['sign', plain],
      ['sign', '--page', '0', plain, 'x'],
      ['sign', '--at', '1,2,3', plain, 'x'],
      ['sign', '--at', '1,2,0,40', plain, 'x'],
    ]) {
      const { code, stdout, stderr } = await command.run(args);
      expect([args, code, stdout]).toEqual([args, 2, '']);
      expect(stderr).toContain('用法');
    }
    expect(await command.run([])).toMatchObject({ code: 0, stdout: '' });
  });
});
