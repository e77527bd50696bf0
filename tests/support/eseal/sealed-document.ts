// A small OFD document, sealed by the demonstration unit: what signing, verifying and mutating are tested on.
import { utf8 } from '#core/crypto/bytes';
import { initCrypto } from '#core/crypto/init';
import { makeDemonstrationPki, type DemonstrationPki } from '#core/demonstration/pki';
import { signOfd, type SealingRequest } from '#core/eseal/sign-ofd';
import { verifyOfd, type OfdVerification } from '#core/eseal/verify-ofd';
import { openPackage } from '#core/ofd/package/zip-reader';
import { writePackage, type NewFile } from '#core/ofd/package/zip-writer';

export const SEALED_AT = new Date('2026-06-01T02:03:04Z');
export const VERIFIED_AT = new Date('2026-06-02T00:00:00Z');

const NS = 'xmlns:ofd="http://www.ofdspec.org/2016"';
const page = (text: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><ofd:Page ${NS}><ofd:Content><ofd:Layer ID="9"><ofd:TextObject ID="8" Boundary="20 20 100 10" Font="2" Size="5"><ofd:TextCode X="0" Y="5">${text}</ofd:TextCode></ofd:TextObject></ofd:Layer></ofd:Content></ofd:Page>`;

/** Two pages, no signature. */
export function plainDocument(extra: readonly NewFile[] = []): Uint8Array {
  return writePackage([
    {
      name: 'OFD.xml',
      data: utf8(
        `<?xml version="1.0" encoding="UTF-8"?><ofd:OFD ${NS} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>00000000000000000000000000000001</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
      ),
    },
    {
      name: 'Doc_0/Document.xml',
      data: utf8(
        `<?xml version="1.0" encoding="UTF-8"?><ofd:Document ${NS}><ofd:CommonData><ofd:MaxUnitID>9</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/><ofd:Page ID="3" BaseLoc="Pages/Page_1/Content.xml"/></ofd:Pages></ofd:Document>`,
      ),
    },
    {
      name: 'Doc_0/PublicRes.xml',
      data: utf8(
        `<?xml version="1.0" encoding="UTF-8"?><ofd:Res ${NS} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="2" FontName="宋体"/></ofd:Fonts></ofd:Res>`,
      ),
    },
    { name: 'Doc_0/Pages/Page_0/Content.xml', data: utf8(page('营业执照（示例）')) },
    { name: 'Doc_0/Pages/Page_1/Content.xml', data: utf8(page('第二页')) },
    ...extra,
  ]);
}

export async function demonstrationPki(): Promise<DemonstrationPki> {
  await initCrypto();
  return makeDemonstrationPki({
    seed: utf8('a seed for tests only'),
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
}

export async function seal(
  input: Uint8Array,
  pki: DemonstrationPki,
  changes: Partial<SealingRequest> = {},
): Promise<Uint8Array> {
  const sealed = await signOfd(
    input,
    {
      seal: pki.seal,
      time: SEALED_AT,
      stamps: [{ page: 1, x: 120, y: 200, width: 40, height: 40 }],
      ...changes,
    },
    pki.unit,
  );
  if (!sealed.ok) throw new Error(sealed.error.code);
  return sealed.value;
}

export function verify(
  bytes: Uint8Array,
  pki: Pick<DemonstrationPki, 'trust'>,
  at = VERIFIED_AT,
): OfdVerification {
  const opened = openPackage(bytes);
  if (!opened.ok) throw new Error(opened.error.code);
  return verifyOfd(opened.value, pki.trust, at);
}
