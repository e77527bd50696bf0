// Whether a certificate is sealed by whoever issues it. The seal on it has to be its issuer's: 许政办〔2021〕13号 第十七条
// (证照签发单位…加盖电子印章), 渝府办发〔2023〕108号 第三条、第十三条 (制发单位), 沪府办规〔2022〕7号 第十二条 (发证单位); and an e-seal
// belongs to whoever holds the physical one: 川办规〔2022〕3号 印章 第五条.

import { err, ok, type Result } from '#core/result';
import type { IssuingError } from './issuing-error';

/** Names are all that a terminal can compare: two names may be one unit, which somebody has to say. */
export interface SealHolderFinding {
  readonly code: 'ISSUER_NOT_SEAL_HOLDER';
  readonly issuer: string;
  readonly holder: string;
}

/**
 * @param issuer 发证单位 as it will stand on the certificate
 * @param holder common name in the certificate of the seal's key
 */
export function sealHolderFinding(issuer: string, holder: string): SealHolderFinding | undefined {
  return comparable(issuer) === comparable(holder)
    ? undefined
    : { code: 'ISSUER_NOT_SEAL_HOLDER', issuer, holder };
}

/** What is said of a use before it. */
export interface SealingWords {
  readonly purpose: string;
  /** Why the seal of a unit of another name than 发证单位 is put. */
  readonly otherHolder?: string | undefined;
}

/** What the use record will say of what for: the seal of another name is put only with a word on it. */
export function recordedPurpose(
  issuer: string,
  holder: string,
  { purpose, otherHolder }: SealingWords,
): Result<string, IssuingError> {
  const finding = sealHolderFinding(issuer, holder);
  if (!finding) return ok(purpose);
  if (!otherHolder) return err({ ...finding, code: 'ISSUING_SEAL_OF_ANOTHER' });
  return ok(purposeWithHolder(purpose, otherHolder));
}

/** What the use record keeps: what for, and why the seal of another name. */
export function purposeWithHolder(purpose: string, reason: string): string {
  return `${purpose}（发证单位与印章持有主体名称不同：${reason}）`;
}

/** Full-width and half-width forms and blanks make no other unit. */
const comparable = (name: string): string => name.normalize('NFKC').replaceAll(/\s/g, '');
