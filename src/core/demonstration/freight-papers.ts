// Certificates of a freight firm: transport licence and permit, vehicle, driver.
import type { Certificate } from '../catalogue/certificate';
import { makeCertificate, naturalHolder, period, sexName } from './certificate-maker';
import { addDays } from './dates';
import { makeForEnterprise, type Enterprise } from './enterprise';
import { CITY } from './invented-words';

export function freightPapers(enterprise: Enterprise, today: string): Certificate[] {
  const { position, address } = enterprise;
  const plate = `演A·D${8900 + position}`;
  const businessNumber = `8901${String(position).padStart(8, '0')}`;
  const issuer = `${CITY}交通运输局`;
  return [
    makeForEnterprise(enterprise, today, {
      typeId: 'road-transport-business-licence',
      number: businessNumber,
      issuer,
      ...period(addDays(today, -900), 4),
      fields: {
        creditCode: enterprise.creditCode,
        address,
        scope: '道路普通货物运输',
        nature: '有限责任公司',
      },
    }),
    makeForEnterprise(enterprise, today, {
      typeId: 'road-transport-permit',
      number: `${businessNumber}01`,
      issuer,
      ...period(addDays(today, position === 11 ? -1470 : -1300), 4),
      marks: position === 11 ? [] : ['annual-review-due'],
      fields: {
        plate,
        businessLicenceNumber: businessNumber,
        address,
        vehicleType: '重型厢式货车',
        capacity: '12.5吨',
        dimensions: '9000×2550×3990毫米',
        scope: '道路普通货物运输',
        annualReview: `${Number(today.slice(0, 4)) - 1}年度审验合格`,
      },
    }),
    makeForEnterprise(enterprise, today, {
      typeId: 'vehicle-licence',
      number: `8901${String(position).padStart(6, '0')}`,
      issuer: `${CITY}公安局交通警察支队`,
      issuedOn: addDays(today, -1310),
      validTo: 'long-term',
      fields: {
        plate,
        vehicleType: '重型厢式货车',
        address,
        useCharacter: '货运',
        model: '示范牌SF5180XXY',
        vin: `LDEM0CARX890${String(position).padStart(5, '0')}`,
        engine: `DEMO89${String(position).padStart(4, '0')}`,
        registeredOn: addDays(today, -1310),
        inspection: `检验有效期至${addDays(today, 120).slice(0, 7).replace('-', '年')}月`,
      },
    }),
    freightDriver(enterprise, today),
  ];
}

function freightDriver(enterprise: Enterprise, today: string): Certificate {
  const { representative, position } = enterprise;
  return makeCertificate(
    {
      typeId: 'driving-licence',
      number: `${representative.number}-A2`,
      holder: naturalHolder(representative),
      accessibleBy: [representative.number],
      issuer: `${CITY}公安局交通警察支队`,
      ...period(addDays(today, -1500), 10),
      fields: {
        sex: sexName(representative.sex),
        nationality: '中国',
        address: representative.address ?? '',
        birth: representative.birth,
        firstIssue: addDays(today, -1500 - 6 * 365),
        class: 'A2',
        fileNumber: `8902${String(position).padStart(8, '0')}`,
      },
    },
    today,
  );
}
