// What a scanned text means: one exclusive answer, from its form and its check digits alone. Nothing is fetched.
import { parseCertificateCode, type CertificateCode } from '../evidence/certificate-code';
import { parseCreditCode } from '../identity/credit-code';
import { parseIdNumber } from '../identity/id-number';
import { parseControlNumber } from '../print/control-number';
import { parseVerification, type ReadVerification } from '../print/verification';
import { isHolderCode, type HolderCodeShape } from './holder-code';
import { stockShapeOf, type StockShape } from './stock-number';
import { lengthOf, shortVisibleText } from './visible-text';

export type ScanMeaning =
  /** Its window is read, not judged: whether it may be used now depends on the moment it is taken. */
  | { readonly kind: 'certificate-code'; readonly code: CertificateCode }
  | { readonly kind: 'holder-code'; readonly token: string }
  /** `verification` where the page's whole code was read; null for the number alone (a bar code). */
  | {
      readonly kind: 'control-number';
      readonly controlNumber: string;
      readonly verification: ReadVerification | null;
    }
  | { readonly kind: 'id-number'; readonly number: string }
  | { readonly kind: 'credit-code'; readonly creditCode: string }
  | { readonly kind: 'stock-number'; readonly name: string; readonly number: string }
  | { readonly kind: 'matter-code'; readonly matterId: string }
  | {
      readonly kind: 'unknown';
      /** Shortened, with everything invisible made visible. */
      readonly text: string;
      readonly length: number;
      readonly resembles: Resemblance | null;
    };

/** What an unknown text looks like without being it: worth a word to the clerk, never acted upon. */
export type Resemblance = 'address' | 'certificate-code' | 'control-number' | 'id-number' | 'credit-code';

/** What is peculiar to this terminal and its place. */
export interface ScanKnowledge {
  /** Null where the place's rule knows no holder's code. */
  readonly holderCode: HolderCodeShape | null;
  readonly stockShapes: readonly StockShape[];
  /** A matter's code to its id. */
  readonly matterIds: ReadonlyMap<string, string>;
}

/** No code with a meaning is longer; what is longer is not looked into. */
const LONGEST_MEANINGFUL = 600;
/** AIM symbology identifier (ISO/IEC 15424) that a typing scanner may put first: `]Q1`. */
const AIM_PREFIX = /^\][A-Za-z][0-9A-Za-z]/;

export function classifyScan(scanned: string, knowledge: ScanKnowledge): ScanMeaning {
  const text = scanned.trim().replace(AIM_PREFIX, '');
  if (text.length === 0 || text.length > LONGEST_MEANINGFUL) return unknown(scanned);
  return ownCode(text) ?? placeCode(text, knowledge) ?? numberCode(text) ?? unknown(scanned);
}

function ownCode(text: string): ScanMeaning | undefined {
  const certificate = parseCertificateCode(text);
  if (certificate.ok) return { kind: 'certificate-code', code: certificate.value };
  const verification = parseVerification(text);
  if (verification.ok) {
    const { controlNumber } = verification.value;
    return { kind: 'control-number', controlNumber, verification: verification.value };
  }
  return parseControlNumber(text).ok
    ? { kind: 'control-number', controlNumber: text.toUpperCase(), verification: null }
    : undefined;
}

function placeCode(
  text: string,
  { holderCode, matterIds, stockShapes }: ScanKnowledge,
): ScanMeaning | undefined {
  if (holderCode && isHolderCode(text, holderCode)) return { kind: 'holder-code', token: text };
  const matterId = matterIds.get(text);
  if (matterId !== undefined) return { kind: 'matter-code', matterId };
  const stock = stockShapeOf(text, stockShapes);
  return stock && { kind: 'stock-number', name: stock.name, number: text };
}

/** Both check digits right is possible (a code of 12… with a birth date inside): then it is neither, rather than the wrong one. */
function numberCode(text: string): ScanMeaning | undefined {
  const id = parseIdNumber(text);
  const credit = parseCreditCode(text);
  if (id.ok && credit.ok) return undefined;
  if (id.ok) return { kind: 'id-number', number: id.value.number };
  return credit.ok ? { kind: 'credit-code', creditCode: credit.value.code } : undefined;
}

function unknown(text: string): ScanMeaning {
  return {
    kind: 'unknown',
    text: shortVisibleText(text),
    length: lengthOf(text),
    resembles: resemblance(text.slice(0, LONGEST_MEANINGFUL).trim()),
  };
}

function resemblance(text: string): Resemblance | null {
  if (
    /^(?:[a-z][a-z0-9+.-]{0,30}:\/\/|www\.|(?:javascript|data|mailto|tel|file|intent|weixin|alipays):)/i.test(
      text,
    )
  ) {
    return 'address';
  }
  if (text.startsWith('ZC1:')) return 'certificate-code';
  if (text.startsWith('ZC1|')) return 'control-number';
  // A 15-digit number lost its validity, but it is still somebody's: it is treated as one when it is shown.
  if (/^(?:\d{15}|\d{17}[\dXx])$/.test(text)) return 'id-number';
  return /^[0-9A-Z]{2}\d{6}[0-9A-Z]{10}$/i.test(text) ? 'credit-code' : null;
}
