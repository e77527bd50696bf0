// Files made to be slow, deep or contradictory: an answer comes, it is not "valid", and nothing throws.
import { beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '#core/crypto/bytes';
import { derInteger, derSequence } from '#core/crypto/der-write';
import type { DemonstrationPki } from '#core/demonstration/pki';
import type { PackageFiles } from '#core/eseal/ofd-signatures';
import { leadsTo } from '#core/eseal/reachable';
import { verifyOfd, type OfdVerification } from '#core/eseal/verify-ofd';
import { openPackage } from '#core/ofd/package/zip-reader';
import { demonstrationPki, plainDocument, seal, VERIFIED_AT } from '#tests/support/eseal/sealed-document';

let pki: DemonstrationPki;
let sealed: Map<string, Uint8Array>;
beforeAll(async () => {
  pki = await demonstrationPki();
  const opened = openPackage(await seal(plainDocument(), pki));
  if (!opened.ok) throw new Error(opened.error.code);
  sealed = new Map(opened.value.names().map((name) => [name, opened.value.read(name)!]));
});

const files = (map: ReadonlyMap<string, Uint8Array>): PackageFiles => ({
  names: () => [...map.keys()],
  read: (name) => map.get(name),
});
function verifyWith(changes: Record<string, Uint8Array | undefined>): OfdVerification {
  const map = new Map(sealed);
  for (const [name, data] of Object.entries(changes)) {
    if (data) map.set(name, data);
    else map.delete(name);
  }
  return verifyOfd(files(map), pki.trust, VERIFIED_AT);
}
const text = (name: string): string => new TextDecoder().decode(sealed.get(name));
const SIGN = 'Doc_0/Signs/Sign_0';

describe('lists', () => {
  it('of thousands of signatures are refused', () => {
    const entry = /<ofd:Signature [^>]*\/>/.exec(text('Doc_0/Signs/Signatures.xml'))![0];
    const list = text('Doc_0/Signs/Signatures.xml').replace(entry, entry.repeat(5000));
    const verification = verifyWith({ 'Doc_0/Signs/Signatures.xml': utf8(list) });
    expect(verification).toMatchObject({
      verdict: 'invalid',
      signatures: [{ steps: [{ step: 'structure' }] }],
    });
  });

  it('that are missing, empty of XML or of another vocabulary are invalid', () => {
    expect(verifyWith({ 'Doc_0/Signs/Signatures.xml': undefined }).verdict).toBe('invalid');
    expect(verifyWith({ 'Doc_0/Signs/Signatures.xml': utf8('not xml') }).verdict).toBe('invalid');
    expect(verifyWith({ 'OFD.xml': undefined }).verdict).toBe('invalid');
  });
});

describe('signatures', () => {
  it('whose files are missing or contradictory are invalid', () => {
    expect(verifyWith({ [`${SIGN}/Signature.xml`]: undefined }).verdict).toBe('invalid');
    expect(verifyWith({ [`${SIGN}/SignedValue.dat`]: undefined }).verdict).toBe('invalid');
    expect(verifyWith({ [`${SIGN}/Seal.esl`]: undefined }).verdict).toBe('invalid');
    const twice = text(`${SIGN}/Signature.xml`).replace(
      '</ofd:SignedInfo>',
      '</ofd:SignedInfo><ofd:SignedInfo/>',
    );
    expect(verifyWith({ [`${SIGN}/Signature.xml`]: utf8(twice) }).verdict).toBe('invalid');
  });

  it('without a reference protect nothing', () => {
    const none = text(`${SIGN}/Signature.xml`).replace(/<ofd:Reference .*<\/ofd:Reference>/, '');
    const verification = verifyWith({ [`${SIGN}/Signature.xml`]: utf8(none) });
    const failed = verification.signatures[0]!.steps.filter(({ verdict }) => verdict === 'failed');
    expect(failed.map(({ step }) => step)).toEqual(['references', 'coverage', 'data-hash']);
  });

  it('of a version that is not known are named, not judged', () => {
    const value = derSequence(derSequence(derInteger(9), derSequence()));
    const verification = verifyWith({ [`${SIGN}/SignedValue.dat`]: value });
    expect(verification.signatures[0]!.steps.at(-1)).toMatchObject({
      verdict: 'unknown',
      detail: '签章数据的版本 9 不支持',
    });
    expect(verification.verdict).toBe('unsupported');
  });
});

describe('leadsTo', () => {
  it('follows paths from the file, from the root and from a resource file’s folder, through what it finds', () => {
    const map = new Map([
      ['D/Document.xml', utf8('<a><b BaseLoc="Pages/P.xml"/><c>/D/Res.xml</c></a>')],
      ['D/Pages/P.xml', utf8('<a><b Src="../Tpl.xml"/></a>')],
      ['D/Res.xml', utf8('<Res BaseLoc="Res"><M>picture.png</M></Res>')],
      ['D/Tpl.xml', utf8('<a/>')],
      ['D/Res/picture.png', utf8('x')],
      ['D/stray.xml', utf8('<a>Document.xml</a>')],
    ]);
    const targets = [...map.keys()].slice(1);
    expect([...leadsTo(files(map), new Set(['D/Document.xml']), targets)].sort()).toEqual([
      'D/Pages/P.xml',
      'D/Res.xml',
      'D/Res/picture.png',
      'D/Tpl.xml',
    ]);
  });
});
