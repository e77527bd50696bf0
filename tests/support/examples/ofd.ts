// Example: write a certificate as OFD, open it again, read it, draw its page as SVG, and add a file to it.
import type { DisplayList } from '#core/faces/display-list';
import { openOfd } from '#core/ofd/document/ofd-file';
import { rewritePackage } from '#core/ofd/package/zip-writer';
import { pageText, renderPage } from '#core/ofd/render/render-page';
import { certificateCustomData } from '#core/ofd/write/ofd-model';
import { writeOfd } from '#core/ofd/write/write-ofd';

const face: DisplayList = {
  title: '示例证',
  width: 85.6,
  height: 54,
  regions: [],
  ops: [
    { kind: 'rect', x: 0, y: 0, w: 85.6, h: 54, fill: '#fff8ee' },
    {
      kind: 'text',
      x: 32,
      y: 20,
      size: 7,
      width: 21,
      anchor: 'middle',
      letterSpacing: 0,
      font: 'kai',
      bold: false,
      colour: '#b01818',
      text: '示例证',
    },
  ],
};
const bytes = writeOfd({
  docId: '0123456789abcdef0123456789abcdef',
  title: '示例证',
  creator: '证窗',
  creationDate: '2026-11-21',
  customData: certificateCustomData({
    typeName: '示例证',
    number: '89-0001',
    holder: '某甲',
    issuer: '示例市',
  }),
  pages: [{ face }],
});

const file = openOfd(bytes);
if (!file.ok) throw new Error(`${file.error.code} ${file.error.where}`);
const document = file.value.document();
if (!document.ok) throw new Error(document.error.code);
console.log('parts', file.value.files.names().join(' '));
console.log(
  'metadata',
  file.value.bodies[0]?.info.customData.map(({ name, value }) => `${name}=${value}`).join(' '),
);
const text = pageText(document.value, 0);
console.log('text', text.ok && text.value);

const page = renderPage(document.value, 0, { idPrefix: 'p1', background: '#ffffff' });
if (!page.ok) throw new Error(page.error.code);
console.log('page', page.value.width, page.value.height, page.value.svg.slice(0, 38));
console.log('remarks', file.value.warnings.length);

const longer = rewritePackage(file.value.files, {
  add: [{ name: 'Doc_0/Signs/Signatures.xml', data: new Uint8Array(9) }],
});
console.log('after adding', openOfd(longer).ok, JSON.stringify(openOfd(longer.subarray(1))));
