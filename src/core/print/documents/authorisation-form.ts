// 授权书: the holder authorises a unit to use named electronic certificates for one matter, and signs on paper.
// 川办规〔2022〕3号 证照 第十条（二）（四）: by authorisation, bound to time and matter; 沪府办规〔2022〕7号 第十九条.
import { toHex, utf8 } from '#core/crypto/bytes';
import { sm3 } from '#core/crypto/sm3';
import { html, type SafeHtml } from '../html';
import { A4, FONTS, printDocument, type PrintControl, type PrintDocument } from '../page';
import { controlStrip, STRIP_CSS, type PrintingCounter } from './control-strip';

export interface FormPerson {
  readonly name: string;
  /** 公民身份号码 in full: the signed form is evidence and goes into the archive. */
  readonly idNumber: string;
}

export interface AuthorisedCertificate {
  readonly name: string;
  readonly number: string;
  readonly issuer: string;
}

export interface AuthorisationForm {
  readonly caseNumber: string;
  readonly matterName: string;
  /** Who may use the certificates. */
  readonly unit: string;
  readonly holder: FormPerson;
  readonly agent: FormPerson | null;
  readonly certificates: readonly AuthorisedCertificate[];
  readonly counter: PrintingCounter;
  /** Sentences of the place's rules that the holder has to know before signing, the paper path among them. */
  readonly notices: readonly string[];
}

export function authorisationForm(form: AuthorisationForm, control: PrintControl): PrintDocument {
  const sourceDigest = toHex(sm3(utf8(JSON.stringify(form))));
  const strip = controlStrip({
    control,
    counter: form.counter,
    kind: 'authorisation-form',
    sourceDigest,
    notices: [],
  });
  const body = html`<table class="frame">
      <thead>
        <tr>
          <td class="top"></td>
        </tr>
      </thead>
      <tbody>
        <tr>
          <td>
            <h1>电子证照使用授权书</h1>
            <p class="case">办件编号 <span class="number">${form.caseNumber}</span></p>
            ${statement(form)} ${certificateTable(form.certificates)} ${terms(form)} ${signatures(form)}
          </td>
        </tr>
      </tbody>
      <tfoot>
        <tr>
          <td class="room"></td>
        </tr>
      </tfoot>
    </table>
    <footer>${strip}</footer>`;
  const title = `电子证照使用授权书 ${control.number}`;
  return { ...printDocument(title, A4, body, `${CSS}${STRIP_CSS}`), sourceDigest };
}

function statement(form: AuthorisationForm): SafeHtml {
  return html`<p class="text">
    本人 <b>${form.holder.name}</b>（公民身份号码
    <span class="number">${form.holder.idNumber}</span>），因办理“<b>${form.matterName}</b>”，同意并授权
    <b>${form.unit}</b> 查询、使用本人名下的下列电子证照：
  </p>`;
}

function certificateTable(certificates: readonly AuthorisedCertificate[]): SafeHtml {
  const rows = certificates.map(
    (certificate, index) =>
      html`<tr>
        <td class="index">${index + 1}</td>
        <td>${certificate.name}</td>
        <td class="id">${certificate.number}</td>
        <td>${certificate.issuer}</td>
      </tr>`,
  );
  return html`<table class="list">
    <thead>
      <tr>
        <th class="index">序号</th>
        <th>证照名称</th>
        <th>证照编号</th>
        <th>发证单位</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

function terms(form: AuthorisationForm): SafeHtml {
  const fixed = [
    '上述证照仅用于办理本事项，不作其他用途。',
    '授权自签字之日起，至本事项办结之日止。',
    '本人可以不授权；不授权的，改为提交纸质材料办理。',
  ];
  const items = [...fixed, ...form.notices].map((sentence) => html`<li>${sentence}</li>`);
  return html`<ol class="terms">
    ${items}
  </ol>`;
}

function signatures(form: AuthorisationForm): SafeHtml {
  const agent =
    form.agent === null
      ? null
      : html`<p class="text">
          本人委托 <b>${form.agent.name}</b>（公民身份号码
          <span class="number">${form.agent.idNumber}</span>）代为办理本事项。
        </p>`;
  return html`<div class="signing">
    ${agent} ${signatureLine('授权人（签字）')}
    ${form.agent === null ? null : signatureLine('代办人（签字）')}
  </div>`;
}

function signatureLine(label: string): SafeHtml {
  return html`<p class="sign">
    <span>${label}</span><span class="line"></span><span class="date"><i></i>年<i></i>月<i></i>日</span>
  </p>`;
}

const FOOT = 40;
// The footer is fixed, so that it stands on every page; the frame's thead and tfoot keep the margins free on each.
const CSS = `
body { font-family: ${FONTS.fang}; font-size: 15pt; line-height: 1.75; }
.frame { width: 100%; border-collapse: collapse; }
.frame > tbody > tr > td { padding: 0 24mm; vertical-align: top; }
.top { height: 22mm; padding: 0; }
.room { height: ${FOOT + 14}mm; padding: 0; }
footer { position: fixed; left: 24mm; right: 24mm; bottom: 12mm; height: ${FOOT}mm; display: flex; flex-direction: column; justify-content: flex-end; }
h1 { font-family: ${FONTS.song}; font-weight: bold; font-size: 24pt; line-height: 1.3; text-align: center; letter-spacing: .12em; }
.case { text-align: center; font-size: 14pt; margin: 2mm 0 8mm; font-family: ${FONTS.hei}; }
.text { text-indent: 2em; text-align: justify; }
.text b { font-family: ${FONTS.hei}; font-weight: 500; }
.list { width: 100%; border-collapse: collapse; margin: 5mm 0; font-size: 14pt; line-height: 1.4; }
.list th, .list td { border: .25mm solid #000; padding: 1.6mm 2.4mm; text-align: left; overflow-wrap: anywhere; }
.list th { font-family: ${FONTS.hei}; font-weight: bold; text-align: center; white-space: nowrap; }
.list tr { break-inside: avoid; }
.list .index { width: 14mm; text-align: center; }
.list .id { font-family: ${FONTS.hei}; font-variant-numeric: tabular-nums; }
.terms { padding-left: 2.4em; }
.terms li { text-align: justify; }
.signing { break-inside: avoid; margin-top: 8mm; }
.sign { display: flex; align-items: flex-end; margin-top: 11mm; white-space: nowrap; }
.sign .line { flex: 1; border-bottom: .35mm solid #000; margin: 0 6mm 1.5mm 2mm; }
.sign .date i { display: inline-block; width: 12mm; border-bottom: .35mm solid #000; }
.sign .date i:first-child { width: 18mm; }
`;
