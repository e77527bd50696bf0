// Documents of the sizes that certificates have: one page of 200 kB, twenty pages of 5 MB, mostly pictures.
import { utf8 } from '#core/crypto/bytes';
import { writePackage, type NewFile } from '#core/ofd/package/zip-writer';
import { seededRandom, type Random } from '#tests/support/random';

const NS = 'xmlns:ofd="http://www.ofdspec.org/2016"';

export const BENCH_DOCUMENTS: Readonly<Record<string, () => Uint8Array>> = {
  '1-page-200kB': () => documentOf(1, 190_000),
  '20-pages-5MB': () => documentOf(20, 250_000),
};

function documentOf(pages: number, pictureBytes: number): Uint8Array {
  const random = seededRandom(pages);
  const numbers = Array.from({ length: pages }, (_, index) => index);
  const part = (name: string, body: string): NewFile => ({
    name,
    data: utf8(`<?xml version="1.0" encoding="UTF-8"?>${body}`),
  });
  const list = numbers.map(
    (index) => `<ofd:Page ID="${index + 1}" BaseLoc="Pages/Page_${index}/Content.xml"/>`,
  );
  return writePackage([
    part(
      'OFD.xml',
      `<ofd:OFD ${NS} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    ),
    part('Doc_0/Document.xml', `<ofd:Document ${NS}><ofd:Pages>${list.join('')}</ofd:Pages></ofd:Document>`),
    ...numbers.map((index) => part(`Doc_0/Pages/Page_${index}/Content.xml`, pageOf(random))),
    ...numbers.map((index) => ({
      name: `Doc_0/Res/picture_${index}.jpg`,
      data: Uint8Array.from({ length: pictureBytes }, () => random.below(256)),
      store: true,
    })),
  ]);
}

/** About 20 kB of text objects, as a form with some hundred fields has. */
function pageOf(random: Random): string {
  const texts = Array.from({ length: 120 }, (_, line) => {
    const characters = Array.from({ length: 12 }, () =>
      String.fromCharCode(0x4e00 + random.below(3000)),
    ).join('');
    return `<ofd:TextObject ID="${1000 + line}" Boundary="20 ${line * 2} 100 5" Font="2" Size="4"><ofd:TextCode X="0" Y="4">${characters}</ofd:TextCode></ofd:TextObject>`;
  });
  return `<ofd:Page ${NS}><ofd:Content><ofd:Layer ID="9">${texts.join('')}</ofd:Layer></ofd:Content></ofd:Page>`;
}
