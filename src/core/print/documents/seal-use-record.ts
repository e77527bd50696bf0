// 用章记录: each use of a seal with who, what for, which document by its digest, and what came of it. 川办规〔2022〕3号 印章 第十条.
import type { FormOf } from '../../custody/custody-form';
import { USE_STATE_WORDS } from '../../custody/custody-words';
import { html } from '../html';
import type { PrintControl, PrintDocument } from '../page';
import type { PrintingCounter } from './control-strip';
import { citationLines, custodySheet, listTable, time, type SheetColumn } from './custody-sheet';

const COLUMNS: readonly SheetColumn[] = [
  { label: '序号', width: 8 },
  { label: '时间', width: 14 },
  { label: '用章人', width: 12 },
  { label: '印章', width: 12 },
  { label: '用途', width: 14 },
  { label: '文件及其摘要（SM3）', width: 30 },
  { label: '结果', width: 10 },
];

export function sealUseRecord(
  form: FormOf<'seal-use-record'>,
  counter: PrintingCounter,
  control: PrintControl,
): PrintDocument {
  const rows = form.uses.map(
    (use, index) =>
      html`<tr>
        <td>${index + 1}</td>
        <td>${time(use.at)}</td>
        <td>
          ${use.staffName}${use.applicant === undefined ? null : html`<br />申请 ${use.applicant}`}${
            use.approver === undefined ? null : html`<br />审批 ${use.approver}`
          }
        </td>
        <td>${use.sealName}</td>
        <td>${use.purpose}${use.caseNumber === null ? null : html`<br />办件 ${use.caseNumber}`}</td>
        <td>${use.documentTitle}<br /><span class="digest">${use.documentDigest}</span></td>
        <td>
          ${USE_STATE_WORDS[use.state]}${use.approvalId === null ? null : html`<br />审批 ${use.approvalId}`}
        </td>
      </tr>`,
  );
  const sealed = form.uses.filter(({ state }) => state === 'sealed').length;
  const body = html`${citationLines([form.citation])}
    <p class="text">
      范围：${form.scope.length === 0 ? '全部记录' : form.scope.join('；')}。共 ${form.uses.length}
      条，其中已盖章 ${sealed} 条。
    </p>
    ${listTable(COLUMNS, rows, control)}`;
  return custodySheet(form, body, counter, control);
}
