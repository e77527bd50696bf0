// The verification code of a printed page: what its QR says, and the QR itself as an SVG path.
import { encode } from 'uqr';
import { err, ok, type Result } from '../result';
import { parseControlNumber } from './control-number';
import { SafeHtml } from './html';
import { compactTime } from './page';
import { PRINTED_KINDS } from './printed-kinds';
import type { PrintedKind } from './printed-kinds';

export type { PrintedKind } from './printed-kinds';

/**
 * What the code binds together. `sourceDigest` is the SM3 (64 hex digits) of what the page was made from: the electronic
 * certificate, or the data of a form.
 */
export interface Verification {
  readonly controlNumber: string;
  readonly sourceDigest: string;
  readonly kind: PrintedKind;
  readonly printedAt: Date;
}

/** As read back from a code; the digest is shortened, the time is to the minute. */
export interface ReadVerification {
  readonly controlNumber: string;
  readonly digestStart: string;
  readonly kind: PrintedKind;
  /** `YYYYMMDDHHMM` in China. */
  readonly printedAt: string;
  /** Empty as long as the place's seal key does not sign prints. */
  readonly signature: string;
}

export type VerificationError =
  { readonly code: 'VERIFICATION_FORM' } | { readonly code: 'VERIFICATION_NUMBER' };

const LETTER_OF_KIND = {
  'certificate-copy': 'C',
  'authorisation-form': 'A',
  'case-slip': 'S',
  'verification-report': 'V',
  'seal-register': 'R',
  'seal-use-record': 'U',
  'seal-handover': 'H',
  'seal-application': 'P',
  'pin-reset-application': 'N',
  'device-test-page': 'T',
} as const satisfies Record<PrintedKind, string>;
const LETTERS = Object.values(LETTER_OF_KIND).join('');
const DIGEST_DIGITS = 24;
const FORM = new RegExp(
  `^ZC1\\|([A-Z0-9-]{1,60})\\|([0-9A-F]{${DIGEST_DIGITS}})\\|([${LETTERS}])\\|(\\d{12})\\|([A-Za-z0-9+/=_-]{0,200})$`,
);

/** `ZC1|number|24 digest digits|kind|YYYYMMDDHHMM|signature`, the signature empty. */
export function verificationText(verification: Verification): string {
  const { controlNumber, sourceDigest, kind, printedAt } = verification;
  if (!/^[0-9a-f]{64}$/i.test(sourceDigest)) throw new Error('source digest is not an SM3');
  const digest = sourceDigest.slice(0, DIGEST_DIGITS).toUpperCase();
  return ['ZC1', controlNumber, digest, LETTER_OF_KIND[kind], compactTime(printedAt), ''].join('|');
}

export function parseVerification(text: string): Result<ReadVerification, VerificationError> {
  const match = FORM.exec(text);
  if (!match) return err({ code: 'VERIFICATION_FORM' });
  const [, controlNumber, digestStart, letter, printedAt, signature] = match as unknown as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  if (!parseControlNumber(controlNumber).ok) return err({ code: 'VERIFICATION_NUMBER' });
  const kind = PRINTED_KINDS.find((each) => LETTER_OF_KIND[each] === letter)!;
  return ok({ controlNumber, digestStart, kind, printedAt, signature });
}

/** One black path on white with the quiet zone of four modules that GB/T 18284 6.3.8 asks for. */
export function qrSvg(text: string): SafeHtml {
  const code = encode(text, { ecc: 'M', border: 0 });
  const rows = code.data.flatMap((row, y) =>
    runs(row).map(([x, length]) => `M${x + 4} ${y + 4}h${length}v1h-${length}z`),
  );
  const side = code.size + 8;
  return new SafeHtml(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges">` +
      `<rect width="${side}" height="${side}" fill="#fff"/><path d="${rows.join('')}" fill="#000"/></svg>`,
  );
}

/** Starts and lengths of the dark stretches of a row. */
function runs(row: readonly boolean[]): [start: number, length: number][] {
  const found: [number, number][] = [];
  row.forEach((dark, x) => {
    const last = found.at(-1);
    if (!dark) return;
    if (last && last[0] + last[1] === x) last[1] += 1;
    else found.push([x, 1]);
  });
  return found;
}
