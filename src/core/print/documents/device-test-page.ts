// The printed test page of the device centre: edges, a ruler, grey steps, Chinese in several sizes, and a code that says
// nothing about anybody, for testing a scanner.
import { toHex, utf8 } from '#core/crypto/bytes';
import { sm3 } from '#core/crypto/sm3';
import { html } from '../html';
import { A4, FONTS, printDocument, type PrintControl, type PrintDocument } from '../page';
import { qrSvg } from '../verification';
import { controlStrip, STRIP_CSS, type PrintingCounter } from './control-strip';

/** What the test code says; Chinese, so that the encoding shows. */
export const TEST_CODE = 'ZCTEST|扫码测试：证窗设备中心|0123456789';

const SIZES = [9, 10.5, 12, 14, 18, 24] as const;

export function deviceTestPage(
  page: { queue: string; counter: PrintingCounter },
  control: PrintControl,
): PrintDocument {
  const sourceDigest = toHex(sm3(utf8(JSON.stringify(page))));
  const body = html`<main>
    <h1>设备测试页</h1>
    <p>打印队列：${page.queue}</p>
    <p>四边的框离纸边 10 毫米，应当完整；下面的刻度应为 100 毫米。</p>
    <div class="ruler">${Array.from({ length: 11 }, (_, index) => html`<span>${index * 10}</span>`)}</div>
    <div class="greys">
      ${['a', 'b', 'c', 'd', 'e'].map((step) => html`<span class="grey-${step}"></span>`)}
    </div>
    ${SIZES.map((size) => html`<p class="size-${String(size).replace('.', '-')}">${size} 磅 电子证照 证窗 龘 囍 0123456789</p>`)}
    <section class="code">
      <div class="qr">${qrSvg(TEST_CODE)}</div>
      <p>扫码测试码：在设备中心测试扫码枪时扫这一个。</p>
    </section>
    ${controlStrip({ control, counter: page.counter, kind: 'device-test-page', sourceDigest, notices: ['本页只用于检查打印机和扫码枪，没有任何效力。'] })}
  </main>`;
  return { ...printDocument(`设备测试页 ${control.number}`, A4, body, CSS), sourceDigest };
}

const CSS = `
main { position: absolute; inset: 10mm; border: .35mm solid #000; padding: 8mm; display: flex; flex-direction: column; gap: 4mm; }
h1 { font-family: ${FONTS.hei}; font-size: 24pt; }
.ruler { position: relative; width: 100mm; height: 9mm; border-top: .35mm solid #000; display: flex; justify-content: space-between; }
.ruler span { font-size: 9pt; width: 0; border-left: .25mm solid #000; padding-left: .8mm; }
.greys { display: flex; height: 14mm; }
.greys span { flex: 1; -webkit-print-color-adjust: exact; }
.grey-a { background: #fff; border: .2mm solid #000; }
.grey-b { background: #bbb; }
.grey-c { background: #888; }
.grey-d { background: #444; }
.grey-e { background: #000; }
${SIZES.map((size) => `.size-${String(size).replace('.', '-')} { font-size: ${size}pt; line-height: 1.4; }`).join('\n')}
.code { display: flex; gap: 6mm; align-items: center; }
.code .qr { width: 40mm; height: 40mm; }
.strip { margin-top: auto; }
${STRIP_CSS}
`;
