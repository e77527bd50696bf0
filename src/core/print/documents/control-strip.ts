// What stands at the foot of every printed page: control number, when, where, and the verification code.
import { html, type SafeHtml } from '../html';
import { chineseTime, FONTS, type PrintControl } from '../page';
import { qrSvg, verificationText, type PrintedKind } from '../verification';

/** The counter that prints. */
export interface PrintingCounter {
  readonly unit: string;
  readonly window: string;
}

export interface ControlStrip {
  readonly control: PrintControl;
  readonly counter: PrintingCounter;
  readonly kind: PrintedKind;
  /** SM3 of what the page was made from, 64 hex digits. */
  readonly sourceDigest: string;
  /** Lines above the number: the place's notice, the purpose. */
  readonly notices: readonly string[];
  readonly page?: { readonly number: number; readonly of: number };
}

export function controlStrip(strip: ControlStrip): SafeHtml {
  const { control, counter } = strip;
  const code = verificationText({
    controlNumber: control.number,
    sourceDigest: strip.sourceDigest,
    kind: strip.kind,
    printedAt: control.printedAt,
  });
  return html`<div class="strip">
    <div class="strip-words">
      ${strip.notices.map((notice) => html`<p class="notice">${notice}</p>`)}
      <p class="strip-number">
        <span class="label">控制编号</span><span class="number">${control.number}</span>
      </p>
      <p>
        <span class="label">打印时间</span>${chineseTime(control.printedAt)}
        ${strip.page && strip.page.of > 1 ? html`<span class="pages">第 ${strip.page.number} 页，共 ${strip.page.of} 页</span>` : null}
      </p>
      <p><span class="label">打印单位</span>${counter.unit} ${counter.window} 窗口</p>
      ${
        control.reprintOf === null
          ? null
          : html`<p>
              <span class="label">本件重打</span>首次打印 <span class="number">${control.reprintOf}</span>
            </p>`
      }
    </div>
    <div class="strip-code">
      <div class="qr">${qrSvg(code)}</div>
      <p>扫码核验</p>
    </div>
  </div>`;
}

export const STRIP_CSS = `
.strip { display: flex; gap: 6mm; align-items: center; border-top: .35mm solid #000; padding-top: 2.5mm;
  font-family: ${FONTS.hei}; font-size: 9.5pt; line-height: 1.5; }
.strip-words { flex: 1; min-width: 0; }
.strip .notice { font-size: 10.5pt; line-height: 1.5; margin-bottom: 1.2mm; text-align: justify; }
.strip .label { display: inline-block; margin-right: 3mm; font-weight: bold; }
.strip .pages { margin-left: 8mm; }
.strip .strip-number { font-size: 11pt; }
.strip-code { flex: none; width: 26mm; text-align: center; line-height: 1.2; }
.strip-code .qr { width: 26mm; height: 26mm; }
`;
