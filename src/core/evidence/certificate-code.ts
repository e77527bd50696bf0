// The QR code on a certificate: which certificate it names, and within which time it may be used.
// `ZC1:type:number`, or `ZC1:type:number:issued:until` with both instants as YYYYMMDDTHHMM in China (许政办〔2021〕13号
// 第十三条: 二维码生成有效时限). The code is not signed: it is a pointer. What it points to is fetched and verified.
import { err, ok, type Result } from '../result';

export interface CertificateCode {
  readonly typeId: string;
  readonly number: string;
  readonly window: { readonly from: Date; readonly until: Date } | undefined;
}

export type CertificateCodeError =
  | { readonly code: 'CODE_NOT_READABLE' }
  | { readonly code: 'CODE_WINDOW_MISSING' }
  | { readonly code: 'CODE_NOT_YET'; readonly from: string }
  | { readonly code: 'CODE_EXPIRED'; readonly until: string };

const FORM = /^ZC1:([a-z][a-z-]{0,60}):([^\s:]{1,80})(?::(\d{8}T\d{4}):(\d{8}T\d{4}))?$/u;

export function certificateCodeText({ typeId, number, window }: CertificateCode): string {
  const text = `ZC1:${typeId}:${number}`;
  return window ? `${text}:${compact(window.from)}:${compact(window.until)}` : text;
}

/** Reads what a scanner typed: blanks and line ends around it are forgiven, nothing else is. */
export function parseCertificateCode(text: string): Result<CertificateCode, CertificateCodeError> {
  const match = FORM.exec(text.trim());
  if (!match) return err({ code: 'CODE_NOT_READABLE' });
  const [, typeId, number, fromText, untilText] = match as unknown as [
    string,
    string,
    string,
    string?,
    string?,
  ];
  if (fromText === undefined || untilText === undefined) return ok({ typeId, number, window: undefined });
  const [from, until] = [instant(fromText), instant(untilText)];
  if (!from || !until || from > until) return err({ code: 'CODE_NOT_READABLE' });
  return ok({ typeId, number, window: { from, until } });
}

/**
 * Whether the code may be used now. A stated window is honoured everywhere; a missing one is an error only where the place's
 * rule wants codes to state one.
 */
export function checkCodeWindow(
  { window }: CertificateCode,
  now: Date,
  windowRequired: boolean,
): Result<void, CertificateCodeError> {
  if (!window) return windowRequired ? err({ code: 'CODE_WINDOW_MISSING' }) : ok();
  if (now < window.from) return err({ code: 'CODE_NOT_YET', from: window.from.toISOString() });
  // The last minute counts whole.
  return now.getTime() < window.until.getTime() + 60_000
    ? ok()
    : err({ code: 'CODE_EXPIRED', until: window.until.toISOString() });
}

const CHINA_MS = 8 * 3_600_000;

function compact(time: Date): string {
  const local = new Date(time.getTime() + CHINA_MS).toISOString();
  return local.slice(0, 16).replaceAll(/[-:]/g, '');
}

function instant(text: string): Date | undefined {
  const iso = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}T${text.slice(9, 11)}:${text.slice(11)}:00Z`;
  const local = new Date(iso);
  const isReal = !Number.isNaN(local.getTime()) && local.toISOString().startsWith(iso.slice(0, 16));
  return isReal ? new Date(local.getTime() - CHINA_MS) : undefined;
}
