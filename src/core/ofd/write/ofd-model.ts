// What the writer is given: faces as display lists, pictures at their places, metadata, attachments.
import type { DisplayList, FontRole } from '../../faces/display-list';
import type { Box } from '../document/geometry';

export interface OfdInput {
  /** 32 hexadecimal digits (GB/T 33190-2016 table 3: a UUID without hyphens). */
  readonly docId: string;
  readonly title: string;
  readonly author?: string;
  readonly subject?: string;
  readonly creator: string;
  readonly creatorVersion?: string;
  /** `YYYY-MM-DD` */
  readonly creationDate: string;
  readonly customData: readonly { readonly name: string; readonly value: string }[];
  readonly pages: readonly OfdInputPage[];
  readonly attachments?: readonly {
    readonly name: string;
    readonly format: string;
    readonly data: Uint8Array;
  }[];
  /** Font files to put into the package, cut to size by the caller; without one the role's standard name is used. */
  readonly embeddedFonts?: Partial<Record<FontRole, Uint8Array>>;
}

export interface OfdInputPage {
  readonly face: DisplayList;
  /** PNG or JPEG pictures, mm on the page, over the face. The same bytes are kept once. */
  readonly pictures?: readonly { readonly data: Uint8Array; readonly box: Box }[];
}

/** What the law and GB/T 36905 want to be found without drawing the page. Dates `YYYY-MM-DD`; empty members are left out. */
export interface CertificateMetadata {
  readonly typeName: string;
  readonly typeCode?: string;
  readonly number: string;
  readonly identifier?: string;
  readonly holder: string;
  readonly holderCode?: string;
  readonly issuer: string;
  readonly issuerCode?: string;
  readonly issuedOn?: string;
  readonly validFrom?: string;
  readonly validTo?: string;
}

/** CustomDatas under the names of GB/T 36903 (元数据规范), in its order. */
export function certificateCustomData(data: CertificateMetadata): OfdInput['customData'] {
  const named: readonly (readonly [string, string | undefined])[] = [
    ['证照类型名称', data.typeName],
    ['证照类型代码', data.typeCode],
    ['证照编号', data.number],
    ['证照标识', data.identifier],
    ['证照颁发机构', data.issuer],
    ['证照颁发机构代码', data.issuerCode],
    ['证照颁发日期', data.issuedOn],
    ['持证主体', data.holder],
    ['持证主体代码', data.holderCode],
    ['证照有效期起始日期', data.validFrom],
    ['证照有效期截止日期', data.validTo],
  ];
  return named.flatMap(([name, value]) => (value ? [{ name, value }] : []));
}
