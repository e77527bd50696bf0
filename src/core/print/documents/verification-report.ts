// 核验报告: every step of a file's verification with clause, verdict and detail, for an inspector to keep.
// 渝府办发〔2023〕108号 第二十八条 (使用密码技术核验); 川办规〔2022〕3号 印章 第四条 (验章).
import { concerns } from '../../evidence/examination';
import type { EvidenceStep, Examination, ExaminedSignature } from '../../evidence/examination';
import { html, type SafeHtml } from '../html';
import { A4, chineseTime, FONTS, printDocument, type PrintControl, type PrintDocument } from '../page';
import { controlStrip, STRIP_CSS, type PrintingCounter } from './control-strip';
import {
  signatureKind,
  signatureVerdict,
  STEP_VERDICT_WORDS,
  STEP_WORDS,
  VERDICT_WORDS,
} from './verification-words';

export interface VerificationReport {
  /** The certificate's name, or the file's. */
  readonly title: string;
  readonly examination: Examination;
  /** SM3 of the file, 64 hex digits. */
  readonly digest: string;
  /** What the file or the cache says of itself. */
  readonly facts: readonly Fact[];
  readonly counter: PrintingCounter;
}

type Fact = readonly [label: string, value: string];

export function verificationReport(report: VerificationReport, control: PrintControl): PrintDocument {
  const strip = controlStrip({
    control,
    counter: report.counter,
    kind: 'verification-report',
    sourceDigest: report.digest,
    notices: ['本报告记录本机在上述时间、按本机配置的信任列表核验的结果。'],
  });
  const { examination } = report;
  const facts: Fact[] = [
    ['名称', report.title],
    ...report.facts,
    ['核验时间', chineseTime(examination.at)],
    ['内容摘要（SM3）', report.digest],
  ];
  const body = html`<h1>电子文件核验报告</h1>
    <p class="verdict"><b>${VERDICT_WORDS[examination.verdict]}</b>　${summary(examination)}</p>
    ${factList(facts)}
    <h2>文件整体</h2>
    ${stepTable(examination.checks)} ${examination.signatures.map(signatureMarkup)}
    <footer>${strip}</footer>`;
  return {
    ...printDocument(`核验报告 ${control.number}`, A4, body, `${CSS}${STRIP_CSS}`),
    sourceDigest: report.digest,
  };
}

/** The first thing that speaks against it, in the words of its step. */
function summary(examination: Examination): string {
  return concerns(examination)[0]?.detail ?? '各步骤全部通过。';
}

function signatureMarkup(signature: ExaminedSignature, index: number): SafeHtml {
  const facts: Fact[] = [
    ['结论', signatureVerdict(signature)],
    ['类型', signatureKind(signature)],
    ['印章', signature.sealName ?? '未写明'],
    ['签章人证书', signature.signer ?? '未读出'],
    ['制章机构', signature.maker ?? '未读出'],
    ['签章时间', signature.signedAt ? chineseTime(signature.signedAt) : '未写明'],
  ];
  return html`<h2>签名 ${index + 1}（${signature.id}）</h2>
    ${factList(facts)} ${stepTable(signature.steps)}`;
}

function stepTable(steps: readonly EvidenceStep[]): SafeHtml {
  return html`<table>
    <thead>
      <tr>
        <th>步骤</th>
        <th>结果</th>
        <th>说明</th>
        <th>依据</th>
      </tr>
    </thead>
    <tbody>
      ${steps.map(
        ({ step, verdict, detail, clause }) =>
          html`<tr>
            <td>${STEP_WORDS[step]}</td>
            <td><b>${STEP_VERDICT_WORDS[verdict]}</b></td>
            <td>${detail}</td>
            <td>${clause}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function factList(facts: readonly Fact[]): SafeHtml {
  return html`<dl>
    ${facts.map(
      ([label, value]) =>
        html`<div>
          <dt>${label}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

const CSS = `
@page { margin: 14mm 16mm; }
body { font-size: 10.5pt; line-height: 1.5; }
h1 { font-size: 20pt; font-weight: bold; text-align: center; letter-spacing: .1em; margin-bottom: 5mm; }
h2 { font-family: ${FONTS.hei}; font-weight: bold; font-size: 12pt; margin: 5mm 0 1.5mm; break-after: avoid; }
.verdict { border: .4mm solid #000; padding: 2mm 4mm; font-size: 12.5pt; margin-bottom: 4mm; }
dl div { display: flex; break-inside: avoid; }
dt { flex: none; width: 36mm; font-family: ${FONTS.hei}; }
dd { flex: 1; min-width: 0; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; margin-top: 2mm; font-size: 9.5pt; }
th, td { border: .2mm solid #000; padding: .8mm 1.6mm; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { font-family: ${FONTS.hei}; font-weight: bold; }
th:nth-child(1) { width: 28mm; } th:nth-child(2) { width: 17mm; } th:nth-child(4) { width: 38mm; }
tr { break-inside: avoid; }
footer { margin-top: 6mm; break-inside: avoid; }
`;
