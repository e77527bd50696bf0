// Forms of the register on paper: what they say and cite, their number, digest and code; the same form is the same page again.
import { beforeAll, describe, expect, it } from 'vitest';
import { initSm3 } from '#core/crypto/sm3';
import { custodyFormSchema, formDigest, formTitle } from '#core/custody/custody-form';
import type { CustodyForm, FormOf } from '#core/custody/custody-form';
import { custodyDocument } from '#core/print/documents/custody-document';
import { controlNumber } from '#core/print/control-number';
import { CUSTODY_FORM_KINDS, PRINTED_KINDS } from '#core/print/printed-kinds';
import { parseVerification, verificationText } from '#core/print/verification';
import { AT, sealFacts } from '#tests/support/custody-fixtures';
import { control as sample, counter } from '#tests/support/printing/samples';

beforeAll(() => initSm3());

const citation = {
  label: '川办规〔2022〕3号《办法》 第十条',
  article: '第十条',
  item: null,
  text: '指定专人妥善保管电子印章',
};
const control = {
  ...sample,
  number: controlNumber({ place: 'SICHUAN', window: 'W07', day: '20261121', serial: 123 }),
};
const by = { staffId: 'S-custodian', name: '演示保管人' };
const made = { at: AT, by, unit: '云州市政务服务管理局' };
const seal = sealFacts();

const register: FormOf<'seal-register'> = {
  kind: 'seal-register',
  ...made,
  citation,
  seals: [
    {
      number: seal.number,
      name: seal.name,
      holder: seal.holder,
      maker: seal.maker,
      validFrom: seal.validFrom,
      validTo: seal.validTo,
      custodian: by.name,
      inCustodySince: AT,
      key: '智能密码钥匙 单位印章钥匙（K0001）',
      status: '在用',
    },
  ],
};
const useRecord: FormOf<'seal-use-record'> = {
  kind: 'seal-use-record',
  ...made,
  citation,
  scope: ['2026-11-21'],
  uses: [
    {
      at: AT,
      staffName: by.name,
      sealName: seal.name,
      purpose: '制发食品经营许可证',
      caseNumber: 'B-20261121-0007',
      documentTitle: '食品经营许可证 JY189000001',
      documentDigest: 'd1'.repeat(32),
      state: 'sealed',
      approvalId: 'SP-1',
      applicant: '演示申请人',
      approver: '演示同意人',
    },
    {
      at: AT,
      staffName: '<b>坏</b>',
      sealName: seal.name,
      purpose: '制发',
      caseNumber: null,
      documentTitle: '道路运输证',
      documentDigest: 'd2'.repeat(32),
      state: 'interrupted',
      approvalId: null,
    },
  ],
};
const handover: FormOf<'seal-handover'> = {
  kind: 'seal-handover',
  ...made,
  citation,
  seal,
  from: by,
  to: { staffId: 'S-next', name: '演示接收人' },
  inAbsence: null,
  witness: { staffId: 'S-supervisor', name: '演示监交人' },
  handedOverAt: AT,
};
const replacement: FormOf<'seal-application'> = {
  kind: 'seal-application',
  ...made,
  application: 'replace',
  ground: 'lost',
  note: '外出办理时遗失',
  citations: [
    { ...citation, article: '第十三条', text: '应及时向印章制发单位申请更换并注销原电子印章' },
    { ...citation, article: '第十三条', item: '（四）', text: '电子印章存储设备损坏、被盗、遗失的' },
  ],
  seal,
  custodian: by,
  stoppedAt: AT,
};
const reset: FormOf<'pin-reset-application'> = {
  kind: 'pin-reset-application',
  ...made,
  ground: 'pin-forgotten',
  note: null,
  citation,
  seal,
  custodian: by,
  stoppedAt: AT,
};
const forms: readonly CustodyForm[] = [register, useRecord, handover, replacement, reset];
const page = (form: CustodyForm): string => custodyDocument(form, counter, control).html;
const plain = (form: CustodyForm): string => page(form).replaceAll(/\s+/g, ' ');

describe('every form', () => {
  it('is one of each kind', () => {
    expect(forms.map(({ kind }) => kind)).toEqual([...CUSTODY_FORM_KINDS]);
  });

  it.each(forms.map((form) => [form.kind, form] as const))(
    '%s bears number, unit, maker and code',
    (kind, form) => {
      const document = custodyDocument(form, counter, control);
      for (const words of [control.number, made.unit, formTitle(form), by.name, '扫码核验', counter.unit]) {
        expect(document.html).toContain(words);
      }
      expect(document.html).not.toContain(' style=');
      expect(document.sourceDigest).toBe(formDigest(form));
      const text = verificationText({
        controlNumber: control.number,
        sourceDigest: formDigest(form),
        kind,
        printedAt: control.printedAt,
      });
      const read = parseVerification(text);
      expect(read).toMatchObject({
        ok: true,
        value: { kind, digestStart: formDigest(form).slice(0, 24).toUpperCase() },
      });
    },
  );

  it.each(forms.map((form) => [form.kind, form] as const))(
    '%s is the same page from what is kept',
    (_kind, form) => {
      const kept = custodyFormSchema.parse(JSON.parse(JSON.stringify(form)));
      expect(formDigest(kept)).toBe(formDigest(form));
      expect(page(kept)).toBe(page(form));
    },
  );

  it('has a letter of its own in the code', () => {
    const letters = PRINTED_KINDS.map(
      (kind) =>
        verificationText({
          controlNumber: control.number,
          sourceDigest: 'ab'.repeat(32),
          kind,
          printedAt: control.printedAt,
        }).split('|')[3],
    );
    expect(new Set(letters).size).toBe(PRINTED_KINDS.length);
  });

  it('cites what it is given and nothing where the rule is silent', () => {
    expect(page(register)).toContain(citation.text);
    const silent: CustodyForm[] = [
      { ...register, citation: null },
      { ...useRecord, citation: null },
      { ...handover, citation: null },
      { ...replacement, citations: [] },
      { ...reset, citation: null },
    ];
    for (const form of silent) expect(page(form)).not.toContain('依据');
  });

  it('a hostile name stays text', () => {
    expect(page(useRecord)).not.toContain('<b>坏');
    expect(page(useRecord)).toContain('&lt;b&gt;坏');
  });
});

describe('what each says', () => {
  it('台账: period, custodian, key, state', () => {
    for (const words of [
      '共登记电子印章 1 枚',
      seal.number,
      '2026年1月1日',
      '2027年12月31日',
      '2026年11月21日 起',
      'K0001',
      '在用',
    ])
      expect(plain(register)).toContain(words);
  });

  it('用章记录: who, what for, which document by its whole digest, what came of it', () => {
    for (const words of [
      '共 2 条，其中已盖章',
      '制发食品经营许可证',
      'B-20261121-0007',
      'd1'.repeat(32),
      'd2'.repeat(32),
      '已盖章',
      '中断',
      '审批 SP-1',
      '申请 演示申请人',
      '审批 演示同意人',
      '范围：2026-11-21',
    ])
      expect(plain(useRecord)).toContain(words);
  });

  it('every page of a list begins with the number', () => {
    expect(page(useRecord)).toMatch(/<thead>\s*<tr>\s*<td class="repeat" colspan="7">/);
  });

  it('交接单: who gave, who took, who witnessed, that the PIN is to be changed', () => {
    for (const words of [
      '演示接收人（S-next）',
      '演示监交人',
      '修改智能密码钥匙的保护口令',
      '移交人（签字）',
      '监交人（签字）',
    ])
      expect(plain(handover)).toContain(words);
    const absent: CustodyForm = {
      ...handover,
      witness: null,
      inAbsence: { giver: { staffId: 'S-supervisor', name: '演示负责人' }, reason: '保管人住院' },
    };
    expect(plain(absent)).toContain('由 演示负责人（S-supervisor） 代交');
    expect(plain(absent)).toContain('保管人住院');
    expect(plain(absent)).not.toContain('监交人（签字）');
  });

  it('申请表: to the maker, the ground with article and item, since when it is stopped', () => {
    for (const words of [
      '云州制章机构：',
      '更换并注销下列电子印章',
      '存储设备遗失',
      '（四）',
      '外出办理时遗失',
      '2026年11月21日 09:00',
      '经办人（签字）',
      '制章单位意见',
    ])
      expect(plain(replacement)).toContain(words);
    expect(formTitle({ ...replacement, application: 'cancel' })).toBe('电子印章注销申请表');
    expect(formTitle({ ...replacement, application: 'renew' })).toBe('电子印章续期申请表');
    expect(plain({ ...replacement, stoppedAt: null })).toContain('未停用');
  });

  it('口令重置申请表: never a PIN', () => {
    for (const words of ['重置下列电子印章的保护口令', '保护口令遗忘或锁死', '不填写任何口令'])
      expect(plain(reset)).toContain(words);
  });
});
