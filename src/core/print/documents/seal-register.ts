// 印章台账: every seal of the unit with its period, its custodian and its state. 川办规〔2022〕3号 印章 第十条.
import type { FormOf } from '../../custody/custody-form';
import { html } from '../html';
import type { PrintControl, PrintDocument } from '../page';
import type { PrintingCounter } from './control-strip';
import { citationLines, custodySheet, day, listTable, type SheetColumn } from './custody-sheet';

const COLUMNS: readonly SheetColumn[] = [
  { label: '序号', width: 8 },
  { label: '印章名称、编号', width: 20 },
  { label: '制章单位', width: 12 },
  { label: '有效期', width: 16 },
  { label: '保管人', width: 14 },
  { label: '存储设备', width: 14 },
  { label: '状态', width: 16 },
];

export function sealRegister(
  form: FormOf<'seal-register'>,
  counter: PrintingCounter,
  control: PrintControl,
): PrintDocument {
  const rows = form.seals.map(
    (seal, index) =>
      html`<tr>
        <td>${index + 1}</td>
        <td>${seal.name}<br />${seal.number}</td>
        <td>${seal.maker}</td>
        <td>${day(seal.validFrom)}<br />至 ${day(seal.validTo)}</td>
        <td>${seal.custodian}<br />${day(seal.inCustodySince)} 起</td>
        <td>${seal.key}</td>
        <td>${seal.status}</td>
      </tr>`,
  );
  const body = html`${citationLines([form.citation])}
    <p class="text">截至制表时，共登记电子印章 ${form.seals.length} 枚。</p>
    ${listTable(COLUMNS, rows, control)}`;
  return custodySheet(form, body, counter, control);
}
