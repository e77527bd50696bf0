// What is said of files: certificates of the demonstration as they should be and gone wrong, other makers' files, other kinds.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '#core/crypto/bytes';
import { initCrypto } from '#core/crypto/init';
import { CertificateFiles } from '#core/demonstration/certificate-files';
import type { Flaw } from '#core/demonstration/certificate-files';
import { dataAgreement, metadataOf } from '#core/evidence/data-agreement';
import { evidencePage, pageCount } from '#core/evidence/evidence-pages';
import { concerns, examinationWithoutFile, useOf, withChecks } from '#core/evidence/examination';
import { examineFile } from '#core/evidence/examine-file';
import type { ExaminedFile } from '#core/evidence/examine-file';
import { NO_TRUST } from '#core/eseal/trust';
import type { Trust } from '#core/eseal/trust';
import { certificateCustomData } from '#core/ofd/write/ofd-model';
import { pageText } from '#core/ofd/render/render-page';
import { loadResources } from '#main/resources/load-resources';
import { certificate } from '#tests/support/fixtures';

const loaded = loadResources(resolve(import.meta.dirname, '../../../../resources'));
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
const type = loaded.value.certificateTypes.get('food-licence')!;
const source = { type, face: loaded.value.faces.get(type.faceId)! };
const licence = certificate({
  id: 'c-food',
  typeId: 'food-licence',
  number: 'JY28901020000001',
  validTo: '2027-05-01',
  fields: { items: '热食类食品制售' },
});
const AT = new Date('2026-11-21T01:00:00Z');
const files = new CertificateFiles({ year: 2026, codeWindow: true });
const made = new Map<Flaw | 'none', Uint8Array>();
let trust: Trust;

beforeAll(async () => {
  await initCrypto();
  trust = await files.trust();
  for (const flaw of ['none', 'tampered', 'foreign-authority', 'expired-seal'] as const) {
    made.set(flaw, await files.make(licence, source, flaw === 'none' ? undefined : flaw));
  }
});
const examine = (flaw: Flaw | 'none', by: Trust = trust): ExaminedFile =>
  examineFile(made.get(flaw)!, by, AT);
const wrong = ({ examination }: ExaminedFile): string[] =>
  concerns(examination).map(({ step, verdict }) => `${step}:${verdict}`);

describe('a certificate of the demonstration', () => {
  it('is valid to those who believe its authority, with signer, maker and time', () => {
    const { examination } = examine('none');
    expect(examination).toMatchObject({ verdict: 'valid', intact: true, kind: 'ofd' });
    expect(examination.signatures).toMatchObject([
      { kind: 'seal', version: 'v4', signer: licence.issuer, maker: '演示制章机构', verdict: 'valid' },
    ]);
    expect(wrong(examine('none'))).toEqual([]);
  });

  it('is unknown to those who believe nobody', () => {
    const nobody = examine('none', NO_TRUST);
    expect(nobody.examination).toMatchObject({ verdict: 'unknown', intact: true });
    expect(wrong(nobody)).toContain('chain:unknown');
    expect(useOf(nobody.examination.verdict)).toBe('accept-with-reason');
  });

  it.each([
    ['tampered', 'invalid', 'references:failed'],
    ['foreign-authority', 'unknown', 'chain:unknown'],
    ['expired-seal', 'invalid', 'seal-validity:failed'],
  ] as const)('%s is %s by %s', (flaw, verdict, step) => {
    const found = examine(flaw);
    expect(found.examination.verdict).toBe(verdict);
    expect(wrong(found)).toContain(step);
  });

  it('is made the same each time', async () => {
    const again = await new CertificateFiles({ year: 2026, codeWindow: true }).make(licence, source);
    expect(Buffer.from(again).equals(Buffer.from(made.get('none')!))).toBe(true);
  });

  it('is shown from its file: its text, its seal, and no page more', () => {
    const { ofd } = examine('none');
    expect(pageCount(ofd!)).toBe(1);
    const page = evidencePage(ofd!, 1, { idPrefix: 'p', purpose: 'screen' });
    if (!page.ok) throw new Error(page.error.code);
    expect(page.value.svg).toContain('热');
    expect(page.value.svg).toContain('专');
    expect(page.value).toMatchObject({ width: source.face.page.width, height: source.face.page.height });
    expect(evidencePage(ofd!, 2, { idPrefix: 'p', purpose: 'screen' })).toMatchObject({ ok: false });
    const document = ofd!.file.document();
    const text = document.ok ? pageText(document.value, 0) : document;
    expect(text.ok && text.value.replaceAll(/\s/g, '')).toContain(licence.number);
  });

  it('shows the changed date, and says that it was changed', () => {
    const page = evidencePage(examine('tampered').ofd!, 1, { idPrefix: 'p', purpose: 'screen' });
    expect(page.ok && page.value.svg.replaceAll(/<[^>]*>/g, '')).toContain('2037年');
  });
});

describe('data and file', () => {
  const stated = certificateCustomData(metadataOf(licence, type.name));
  const verdictFor = (changes: object, data = stated): string =>
    dataAgreement({ ...licence, ...changes }, data).verdict;

  it('agree, whatever the width of the letters', () => {
    expect(verdictFor({})).toBe('ok');
    expect(verdictFor({ number: 'ＪＹ28901020000001' })).toBe('ok');
  });
  it('of another certificate fail; of another time are to be asked about; silent files too', () => {
    expect(verdictFor({ number: 'JY28901020000002' })).toBe('failed');
    expect(verdictFor({ holder: { ...licence.holder, name: '别人' } })).toBe('failed');
    expect(verdictFor({ validTo: '2032-05-01' })).toBe('unknown');
    expect(verdictFor({ validTo: 'long-term' })).toBe('unknown');
    expect(verdictFor({}, [])).toBe('unknown');
  });
  it('lower the verdict of a file that is valid by itself', () => {
    const { examination } = examine('none');
    expect(withChecks(examination, [dataAgreement(licence, stated)]).verdict).toBe('valid');
    expect(withChecks(examination, [dataAgreement(licence, [])]).verdict).toBe('unknown');
    expect(withChecks(examination, [dataAgreement({ ...licence, number: 'X' }, stated)]).verdict).toBe(
      'invalid',
    );
  });
});

describe('other files', () => {
  it('no file at all is unknown', () => {
    expect(useOf(examinationWithoutFile(AT).verdict)).toBe('accept-with-reason');
  });

  it.each([
    ['%PDF-1.7\n1 0 obj <</Type/Catalog>> endobj', 'pdf', 'unsigned'],
    ['%PDF-1.7\n<</Type/Sig/SubFilter/adbe.pkcs7.detached/ByteRange[0 1 2 3]>>', 'pdf', 'unsupported'],
    ['GIF89a', 'other', 'unsupported'],
    ['PK\u0003\u0004 nothing more', 'ofd', 'invalid'],
  ])('%j is %s and %s: never usable', (text, kind, verdict) => {
    const { examination, ofd } = examineFile(utf8(text), trust, AT);
    expect(examination).toMatchObject({ kind, verdict, intact: false });
    expect(useOf(examination.verdict)).toBe('refuse');
    expect(ofd).toBeUndefined();
  });

  it('names the kind of a PDF signature', () => {
    const { examination } = examineFile(
      utf8('%PDF-1.7\n<</SubFilter /ETSI.CAdES.detached /ByteRange [0 1 2 3]>>'),
      trust,
      AT,
    );
    expect(examination.checks[0]?.detail).toContain('ETSI.CAdES.detached');
  });
});

const samples = resolve(import.meta.dirname, '../../../../../shared/samples/ofd');
describe.skipIf(!existsSync(samples))(
  'other makers’ files (skipped where ../shared/samples/ofd is absent)',
  () => {
    it.each([
      ['helloworld.ofd', 'unsigned'],
      ['h.ofd', 'invalid'],
      ['n.ofd', 'unsupported'],
      ['DigitalSign.ofd', 'unsupported'],
      ['999.ofd', 'unknown'],
    ])('%s: %s, and its first page can be seen', (name, verdict) => {
      const found = examineFile(readFileSync(join(samples, name)), trust, AT);
      expect([name, found.examination.verdict, wrong(found)]).toMatchObject([
        name,
        verdict,
        expect.anything(),
      ]);
      expect(evidencePage(found.ofd!, 1, { idPrefix: 'p', purpose: 'screen' }).ok).toBe(true);
    });
  },
);
