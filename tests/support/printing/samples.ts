// Documents of an invented holder for tests of the printed page. 89… belongs to no place.
import { authorisationForm, type AuthorisationForm } from '#core/print/documents/authorisation-form';
import { caseSlip, type CaseSlip } from '#core/print/documents/case-slip';
import { certificateCopy, type CertificateCopy } from '#core/print/documents/certificate-copy';
import type { PrintControl, PrintDocument } from '#core/print/page';

export const counter = { unit: '云州市政务服务中心', window: 'W07' };

export const holder = { name: '欧阳一用', idNumber: '890101198001010015' };

export const control: PrintControl = {
  number: 'XUCHANG-W07-20261121-000123-M',
  printedAt: new Date('2026-11-21T04:07:00Z'),
  reprintOf: null,
};

/** A stand-in for a drawn face: `width` × `height` mm with a border and a few words. */
export function face(
  widthMm: number,
  heightMm: number,
  words: readonly string[],
): CertificateCopy['faces'][number] {
  const lines = words.map(
    (text, index) =>
      `<text x="${widthMm / 2}" y="${heightMm * 0.25 + index * 12}" font-size="7" text-anchor="middle" font-family="Noto Serif CJK SC, serif">${text}</text>`,
  );
  return {
    widthMm,
    heightMm,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${widthMm}mm" height="${heightMm}mm" viewBox="0 0 ${widthMm} ${heightMm}"><rect width="${widthMm}" height="${heightMm}" fill="#fdf6e3"/><rect x="5" y="5" width="${widthMm - 10}" height="${heightMm - 10}" fill="none" stroke="#8a1c1c" stroke-width="0.8"/>${lines.join('')}</svg>`,
  };
}

export const copy: CertificateCopy = {
  certificateName: '中华人民共和国残疾人证',
  faces: [face(128, 88, ['中华人民共和国残疾人证', holder.name, '一用人大方子日月水火土'])],
  sourceDigest: 'ab'.repeat(32),
  counter,
  notice: '本件由电子证照打印，依据许政办〔2021〕13号第二十三条作为纸质存档材料。',
  purpose: '残疾人机动轮椅车燃油补贴申领',
};

export const form: AuthorisationForm = {
  caseNumber: 'BJ20261121-0042',
  matterName: '残疾人机动轮椅车燃油补贴申领',
  unit: '云州市残疾人联合会',
  holder,
  agent: { name: '欧阳小方', idNumber: '890101200502020027' },
  certificates: [
    { name: '中华人民共和国残疾人证', number: '89010119800101001541', issuer: '云州市残疾人联合会' },
    { name: '居民户口簿', number: '890101123456', issuer: '云州市公安局东城分局' },
  ],
  counter,
  notices: ['经授权使用的电子证照，与实体证照具有同等法律效力。'],
};

export const slip: CaseSlip = {
  caseNumber: 'BJ20261121-0042',
  matterName: '残疾人机动轮椅车燃油补贴申领',
  applicant: '欧阳＊＊（代办：欧＊＊）',
  outcome: '已受理',
  used: ['中华人民共和国残疾人证', '居民户口簿'],
  papers: ['机动轮椅车购车发票复印件', '银行卡复印件（本人名下）'],
  printed: ['电子证照使用授权书', '中华人民共和国残疾人证打印件 1 份'],
  toDo: ['补交《机动轮椅车行驶证》照片'],
  next: ['受理后 10 个工作日内办结，结果短信通知。', '咨询电话：12345'],
  counter,
};

/** Each document once, by a file name. */
export function sampleDocuments(): Record<string, PrintDocument> {
  const reprint = { ...control, reprintOf: 'XUCHANG-W07-20261121-000120-3' };
  const many = Array.from({ length: 22 }, (_, index) => ({
    name: `第${index + 1}种行业经营许可证`,
    number: `XK-2026-${1000 + index}`,
    issuer: '云州市市场监督管理局',
  }));
  return {
    copy: certificateCopy(copy, control),
    'copy-wide': certificateCopy(
      {
        ...copy,
        certificateName: '营业执照',
        faces: [face(420, 297, ['营业执照', '云州市一方水土商贸有限公司']), face(210, 297, ['副页'])],
      },
      reprint,
    ),
    form: authorisationForm(form, control),
    'form-many': authorisationForm({ ...form, agent: null, certificates: many }, control),
    'slip-roll': caseSlip(slip, 'roll-80', control),
    'slip-a5': caseSlip(slip, 'a5', reprint),
  };
}
