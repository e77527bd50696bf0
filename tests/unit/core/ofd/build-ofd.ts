// Small OFD files for tests, from the XML of their parts.
import { openOfd, type OfdFile } from '#core/ofd/document/ofd-file';
import type { OfdDocument } from '#core/ofd/document/ofd-document';
import { writePackage } from '#core/ofd/package/zip-writer';

export interface SmallOfd {
  /** Inside Page/Content. */
  readonly content?: string;
  /** Inside Page, before Content. */
  readonly pageHead?: string;
  /** Inside Res of PublicRes.xml. */
  readonly resources?: string;
  /** Inside CommonData, after PageArea. */
  readonly common?: string;
  /** Inside Document, after Pages. */
  readonly document?: string;
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly namespace?: string;
}

export function smallOfd(parts: SmallOfd): Uint8Array {
  const xmlns = `xmlns:ofd="${parts.namespace ?? 'http://www.ofdspec.org/2016'}"`;
  const files: Record<string, string | Uint8Array> = {
    'OFD.xml': `<ofd:OFD ${xmlns} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    'Doc_0/Document.xml':
      `<ofd:Document ${xmlns}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 100 80</ofd:PhysicalBox></ofd:PageArea>` +
      `<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>${parts.common ?? ''}</ofd:CommonData>` +
      `<ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages>${parts.document ?? ''}</ofd:Document>`,
    'Doc_0/PublicRes.xml': `<ofd:Res ${xmlns} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" FontName="宋体"/></ofd:Fonts>${parts.resources ?? ''}</ofd:Res>`,
    'Doc_0/Pages/Page_0/Content.xml': `<ofd:Page ${xmlns}>${parts.pageHead ?? ''}<ofd:Content>${parts.content ?? ''}</ofd:Content></ofd:Page>`,
    ...Object.fromEntries(
      Object.entries(parts.files ?? {}).map(([name, data]) => [
        name,
        typeof data === 'string' ? data.replace('xmlns:ofd', xmlns) : data,
      ]),
    ),
  };
  return writePackage(
    Object.entries(files).map(([name, data]) => ({
      name,
      data: typeof data === 'string' ? new TextEncoder().encode(data) : data,
    })),
  );
}

export function opened(bytes: Uint8Array): { file: OfdFile; document: OfdDocument } {
  const file = openOfd(bytes);
  if (!file.ok) throw new Error(`${file.error.code} ${file.error.where}`);
  const document = file.value.document(0);
  if (!document.ok) throw new Error(`${document.error.code} ${document.error.where}`);
  return { file: file.value, document: document.value };
}

/** One black and one white pixel. */
export const TINY_PNG = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAAAAADRSSBWAAAAC0lEQVR4nGNg+A8AAQIBAEK+vGgAAAAASUVORK5CYII=',
    'base64',
  ),
);
