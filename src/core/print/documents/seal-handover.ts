// 交接单: a seal goes from one custodian to another, each confirmed by a key of their own. 川办规〔2022〕3号 印章 第十条（人员变更）.
import type { FormOf } from '../../custody/custody-form';
import type { PrintControl, PrintDocument } from '../page';
import { html } from '../html';
import type { PrintingCounter } from './control-strip';
import {
  citationLines,
  custodySheet,
  factTable,
  sealFacts,
  signLines,
  time,
  type SheetFact,
} from './custody-sheet';

export function sealHandover(
  form: FormOf<'seal-handover'>,
  counter: PrintingCounter,
  control: PrintControl,
): PrintDocument {
  const { from, to, witness, inAbsence } = form;
  const facts: SheetFact[] = [
    ['移交人', inAbsence ? `${named(from)}，由 ${named(inAbsence.giver)} 代交` : named(from)],
    ...(inAbsence ? ([['代交原因', inAbsence.reason]] as SheetFact[]) : []),
    ['接收人', named(to)],
    ['监交人', witness ? named(witness) : '未要求监交'],
    ['交接时间', time(form.handedOverAt)],
  ];
  const body = html`${citationLines([form.citation])}
    <h2>印章</h2>
    ${factTable(sealFacts(form.seal))}
    <h2>交接</h2>
    ${factTable(facts)}
    <p class="text">
      以上各人均已用本人的智能密码钥匙在本机确认。接收人接收后应立即修改智能密码钥匙的保护口令，原保管人不再知悉。
    </p>
    ${signLines([
      `${inAbsence ? '代交人' : '移交人'}（签字）`,
      '接收人（签字）',
      ...(witness ? ['监交人（签字）'] : []),
    ])}`;
  return custodySheet(form, body, counter, control);
}

function named({ name, staffId }: { readonly name: string; readonly staffId: string }): string {
  return `${name}（${staffId}）`;
}
