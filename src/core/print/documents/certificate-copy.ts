// A printed copy of an electronic certificate: its face at true size, or scaled with the scale said, on A4.
import { html, svgMarkup, type SafeHtml } from '../html';
import { A4, FONTS, printDocument, type PrintControl, type PrintDocument } from '../page';
import { controlStrip, STRIP_CSS, type PrintingCounter } from './control-strip';

/** One face of the certificate, as drawn by the face renderer with presentation attributes only. */
export interface CopiedFace {
  readonly svg: string;
  readonly widthMm: number;
  readonly heightMm: number;
}

export interface CertificateCopy {
  readonly certificateName: string;
  readonly faces: readonly CopiedFace[];
  /** SM3 of the electronic certificate, 64 hex digits. */
  readonly sourceDigest: string;
  readonly counter: PrintingCounter;
  /** `printedCopy.notice` of the place's rule pack: what a print is worth there. */
  readonly notice: string;
  /** The matter for which it was printed; the copy is for nothing else. */
  readonly purpose: string | null;
}

const MARGIN = 10;
const HEAD = 14;
const FOOT = 46;

export function certificateCopy(copy: CertificateCopy, control: PrintControl): PrintDocument {
  const placed = copy.faces.map((face) => placeFace(face));
  const sheets = copy.faces.map((face, index) => {
    const place = placed[index]!;
    const page = { number: index + 1, of: copy.faces.length };
    return sheetMarkup(copy, control, face, place, page);
  });
  const css = placed.map((place, index) => faceCss(index + 1, place)).join('\n');
  const { sourceDigest } = copy;
  const title = `${copy.certificateName} ${control.number}`;
  return { ...printDocument(title, A4, html`${sheets}`, `${CSS}${STRIP_CSS}${css}`), sourceDigest };
}

export interface PlacedFace {
  readonly widthMm: number;
  readonly heightMm: number;
  /** 1 is true size; never larger. */
  readonly scale: number;
}

/** True size where the face fits; otherwise scaled down in whole per cents, which the page then says. */
export function placeFace(face: { readonly widthMm: number; readonly heightMm: number }): PlacedFace {
  const width = A4.widthMm - 2 * MARGIN;
  const height = A4.heightMm - 2 * MARGIN - HEAD - FOOT;
  const fit = Math.min(1, width / face.widthMm, height / face.heightMm);
  const scale = fit === 1 ? 1 : Math.floor(fit * 100) / 100;
  return { scale, widthMm: face.widthMm * scale, heightMm: face.heightMm * scale };
}

function sheetMarkup(
  copy: CertificateCopy,
  control: PrintControl,
  face: CopiedFace,
  place: PlacedFace,
  page: { readonly number: number; readonly of: number },
): SafeHtml {
  const purpose = copy.purpose === null ? [] : [`本件仅供办理“${copy.purpose}”使用。`];
  const strip = controlStrip({
    control,
    page,
    counter: copy.counter,
    kind: 'certificate-copy',
    sourceDigest: copy.sourceDigest,
    notices: [copy.notice, ...purpose],
  });
  return html`<section class="page">
    <header>
      <h1>${copy.certificateName}</h1>
      <p>电子证照打印件</p>
    </header>
    <div class="place">
      <div class="face face-${page.number}">${svgMarkup(face.svg)}</div>
      <p class="scale">${scaleWords(face, place.scale)}</p>
    </div>
    <footer>${strip}</footer>
  </section>`;
}

function scaleWords(face: CopiedFace, scale: number): string {
  if (scale === 1) return '按原幅 1∶1 打印';
  return `按原幅 ${Math.round(scale * 100)}% 缩小打印（原幅 ${face.widthMm} mm × ${face.heightMm} mm）`;
}

function faceCss(number: number, place: PlacedFace): string {
  const [width, height] = [place.widthMm.toFixed(3), place.heightMm.toFixed(3)];
  return `.face-${number}, .face-${number} svg { width: ${width}mm; height: ${height}mm; }`;
}

const CSS = `
.page { display: flex; flex-direction: column; width: ${A4.widthMm}mm; height: ${A4.heightMm}mm; padding: ${MARGIN}mm;
  overflow: hidden; break-after: page; }
.page:last-child { break-after: auto; }
.page header { flex: none; height: ${HEAD - 3}mm; display: flex; align-items: baseline; justify-content: space-between;
  border-bottom: .35mm solid #000; margin-bottom: 3mm; }
.page header h1 { font-family: ${FONTS.song}; font-weight: bold; font-size: 18pt; line-height: 1.2; letter-spacing: .06em; }
.page header p { flex: none; font-family: ${FONTS.hei}; font-size: 12pt; }
.place { flex: 1; min-height: 0; display: flex; flex-direction: column; align-items: center; justify-content: center; }
.face { flex: none; overflow: hidden; outline: .15mm solid #999; }
.face svg { display: block; }
.scale { font-family: ${FONTS.hei}; font-size: 9pt; line-height: 1.3; margin-top: 1.5mm; }
.page footer { flex: none; }
`;
