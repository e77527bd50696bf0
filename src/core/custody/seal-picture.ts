// A seal's own picture as SVG: pictures of the browser's formats in a frame, OFD pages drawn (GB/T 38540-2020 6.1.4).
import type { ElectronicSeal } from '../eseal/seal-model';
import { openOfd } from '../ofd/document/ofd-file';
import { toBase64 } from '../crypto/bytes';
import { recognisePicture } from '../ofd/render/pictures';
import { renderPage } from '../ofd/render/render-page';

/** Sizes in mm. */
export interface DrawnSeal {
  readonly svg: string;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** @param idPrefix letters and digits; keeps the ids of several pictures on one screen apart */
export function drawSeal({ picture }: ElectronicSeal, idPrefix: string): DrawnSeal | undefined {
  const { widthMm, heightMm, data } = picture;
  if (!(widthMm > 0 && heightMm > 0 && widthMm <= LARGEST_MM && heightMm <= LARGEST_MM)) return undefined;
  const svg = framed(data, widthMm, heightMm) ?? ofdPage(data, idPrefix);
  return svg === undefined ? undefined : { svg, widthMm, heightMm };
}

const LARGEST_MM = 400;

function framed(data: Uint8Array, width: number, height: number): string | undefined {
  const picture = recognisePicture(data);
  if (!picture) return undefined;
  const href = `data:${picture.mime};base64,${toBase64(picture.data)}`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}mm" height="${height}mm">` +
    `<image x="0" y="0" width="${width}" height="${height}" href="${href}"/></svg>`
  );
}

function ofdPage(data: Uint8Array, idPrefix: string): string | undefined {
  const file = openOfd(data);
  const document = file.ok ? file.value.document(0) : file;
  if (!document.ok) return undefined;
  const page = renderPage(document.value, 0, { idPrefix, purpose: 'screen' });
  return page.ok ? page.value.svg : undefined;
}
