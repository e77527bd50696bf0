// Example: a demonstration seal put on a document, verified, and verified again after one letter was changed.
import { utf8 } from '#core/crypto/bytes';
import { initCrypto } from '#core/crypto/init';
import { makeDemonstrationPki } from '#core/demonstration/pki';
import { signOfd } from '#core/eseal/sign-ofd';
import { verifyOfd } from '#core/eseal/verify-ofd';
import { openPackage } from '#core/ofd/package/zip-reader';
import { rewritePackage, writePackage } from '#core/ofd/package/zip-writer';

await initCrypto();
const pki = await makeDemonstrationPki({
  seed: utf8('sixteen bytes or more'),
  from: new Date('2026-01-01T00:00:00Z'),
  unitName: '示例市政务服务中心',
  sealName: '示例市政务服务中心（演示）',
  picture: {
    type: 'SVG',
    data: utf8('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    widthMm: 40,
    heightMm: 40,
  },
});

const ns = 'xmlns:ofd="http://www.ofdspec.org/2016"';
const part = (name: string, xml: string) => ({
  name,
  data: utf8(`<?xml version="1.0" encoding="UTF-8"?>${xml}`),
});
const document = writePackage([
  part(
    'OFD.xml',
    `<ofd:OFD ${ns} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
  ),
  part(
    'Doc_0/Document.xml',
    `<ofd:Document ${ns}><ofd:Pages><ofd:Page ID="1" BaseLoc="Page.xml"/></ofd:Pages></ofd:Document>`,
  ),
  part('Doc_0/Page.xml', `<ofd:Page ${ns}/>`),
]);

const sealed = await signOfd(
  document,
  {
    seal: pki.seal,
    time: new Date('2026-06-01T00:00:00Z'),
    stamps: [{ page: 1, x: 120, y: 200, width: 40, height: 40 }],
  },
  pki.unit,
);
if (!sealed.ok) throw new Error(sealed.error.code);

const opened = openPackage(sealed.value);
if (!opened.ok) throw new Error(opened.error.code);
const now = new Date('2026-06-02T00:00:00Z');
console.log('sealed:', verifyOfd(opened.value, pki.trust, now).verdict);

const page = part('Doc_0/Page.xml', `<ofd:Page ${ns} />`);
const changed = openPackage(rewritePackage(opened.value, { replace: [page] }));
if (!changed.ok) throw new Error(changed.error.code);
const verification = verifyOfd(changed.value, pki.trust, now);
console.log('changed:', verification.verdict);
for (const { step, clause, verdict, detail } of verification.signatures[0]!.steps) {
  if (verdict === 'failed') console.log(`  ${step} (${clause}): ${detail}`);
}
