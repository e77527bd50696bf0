// 更换、注销、续期申请表: what the unit applies for with the seal's maker. 川办规〔2022〕3号 印章 第八、十三、十四条.
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
  type SheetFact,
} from './custody-sheet';

type Form = FormOf<'seal-application'>;

const ASKS: Readonly<Record<Form['application'], string>> = {
  replace: '更换并注销下列电子印章',
  cancel: '注销下列电子印章',
  renew: '为下列电子印章及其数字证书办理续期',
};

export function sealApplication(form: Form, counter: PrintingCounter, control: PrintControl): PrintDocument {
  const facts: SheetFact[] = [
    ['申请理由', GROUND_WORDS[form.ground]],
    ['情况说明', form.note ?? '无'],
    ['停用时间', form.stoppedAt === null ? '未停用' : time(form.stoppedAt)],
    ['保管人', `${form.custodian.name}（${form.custodian.staffId}）`],
  ];
  const body = html`<p class="text">${form.seal.maker}：</p>
    <p class="text">${form.unit}申请${ASKS[form.application]}。</p>
    ${citationLines(form.citations)}
    <h2>印章</h2>
    ${factTable(sealFacts(form.seal))}
    <h2>申请</h2>
    ${factTable(facts)} ${signLines(['经办人（签字）', '单位负责人（签字）', '申请单位（盖章）'])}
    ${makersOpinion()}`;
  return custodySheet(form, body, counter, control);
}
