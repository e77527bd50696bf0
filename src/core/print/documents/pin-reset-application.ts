// 口令重置申请表: the PIN leaked or was forgotten, the maker is asked to reset it. 川办规〔2022〕3号 印章 第十二条.
import type { FormOf } from '../../custody/custody-form';
import { GROUND_WORDS } from '../../custody/custody-words';
import { html } from '../html';
import type { PrintControl, PrintDocument } from '../page';
import type { PrintingCounter } from './control-strip';
import {
  citationLines,
  custodySheet,
  factTable,
  makersOpinion,
  sealFacts,
  signLines,
  time,
} from './custody-sheet';

export function pinResetApplication(
  form: FormOf<'pin-reset-application'>,
  counter: PrintingCounter,
  control: PrintControl,
): PrintDocument {
  const body = html`<p class="text">${form.seal.maker}：</p>
    <p class="text">${form.unit}申请重置下列电子印章的保护口令。</p>
    ${citationLines([form.citation])}
    <h2>印章</h2>
    ${factTable(sealFacts(form.seal))}
    <h2>申请</h2>
    ${factTable([
      ['申请理由', GROUND_WORDS[form.ground]],
      ['情况说明', form.note ?? '无'],
      ['停用时间', form.stoppedAt === null ? '未停用' : time(form.stoppedAt)],
      ['保管人', `${form.custodian.name}（${form.custodian.staffId}）`],
    ])}
    <p class="text">本表不填写任何口令。重置后保管人应立即修改口令，印章经负责人确认后恢复使用。</p>
    ${signLines(['保管人（签字）', '单位负责人（签字）', '申请单位（盖章）'])} ${makersOpinion()}`;
  return custodySheet(form, body, counter, control);
}
