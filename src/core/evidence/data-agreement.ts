// Whether the cached data of a certificate say what its sealed file says (CustomDatas, GB/T 36903): matching and rules
// work on the data, the seal covers the file.
import type { Certificate } from '../catalogue/certificate';
import type { CertificateMetadata } from '../ofd/write/ofd-model';
import type { EvidenceStep } from './examination';

type CustomData = readonly { readonly name: string; readonly value: string }[];

/** The metadata of a certificate as they go into its file. */
export function metadataOf(certificate: Certificate, typeName: string): CertificateMetadata {
  const { number, holder, issuer, issuedOn, validFrom, validTo } = certificate;
  return {
    typeName,
    number,
    holder: holder.name,
    holderCode: holder.number,
    issuer,
    issuedOn,
    validFrom,
    validTo: validTo === 'long-term' ? LONG_TERM : validTo,
  };
}

const LONG_TERM = '长期';

/**
 * One check. Another number or holder in the file: failed, it is the file of another certificate. Another issuer or period:
 * unknown, data and file are of different times. A file without number and holder: unknown.
 */
export function dataAgreement(certificate: Certificate, stated: CustomData): EvidenceStep {
  const value = (name: string): string | undefined => stated.find((data) => data.name === name)?.value;
  const differs = (name: string, cached: string): boolean => {
    const sealed = value(name);
    return sealed !== undefined && plain(sealed) !== plain(cached);
  };
  const { number, holder, issuer, validFrom, validTo } = certificate;
  const identity: [string, string][] = [
    ['证照编号', number],
    ['持证主体', holder.name],
    ['持证主体代码', holder.number],
  ];
  const circumstances: [string, string][] = [
    ['证照颁发机构', issuer],
    ['证照有效期起始日期', validFrom],
    ['证照有效期截止日期', validTo === 'long-term' ? LONG_TERM : validTo],
  ];
  const wrong = identity.filter(([name, cached]) => differs(name, cached)).map(([name]) => name);
  if (wrong.length > 0) {
    return step('failed', `归集数据与证照文件写明的不一致：${wrong.join('、')}，不是同一份证照`);
  }
  if (value('证照编号') === undefined || value('持证主体') === undefined) {
    return step('unknown', '证照文件没有写明证照编号或持证主体，不能与归集数据核对');
  }
  const open = circumstances.filter(([name, cached]) => differs(name, cached)).map(([name]) => name);
  return open.length > 0
    ? step('unknown', `归集数据与证照文件写明的不一致：${open.join('、')}，以哪个为准需核实`)
    : step('ok', '归集数据与证照文件写明的编号、持证主体、颁发机构和有效期一致');
}

function step(verdict: EvidenceStep['verdict'], detail: string): EvidenceStep {
  return { step: 'data-agreement', clause: 'GB/T 36903', verdict, detail };
}

/** Full-width and half-width forms and blanks mean the same. */
function plain(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
}
