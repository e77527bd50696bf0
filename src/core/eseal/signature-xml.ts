// The XML of signing as it is written: Signature.xml, Signatures.xml, and what is put into existing parts (GB/T 33190-2016 18).
import type { Stamp } from './sign-ofd';

export interface PlacedStamp {
  readonly id: string;
  /** ID of the page in Document.xml. */
  readonly pageRef: string;
  readonly stamp: Stamp;
}

export interface SignatureXmlContent {
  readonly method: string;
  readonly checkMethod: string;
  readonly time: string;
  readonly references: readonly { readonly path: string; readonly checkValue: string }[];
  readonly stamps: readonly PlacedStamp[];
  readonly sealPath: string;
  readonly valuePath: string;
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"';

export function signatureXml(content: SignatureXmlContent): string {
  const references = content.references.map(
    ({ path, checkValue }) =>
      `<ofd:Reference FileRef="${escape(path)}"><ofd:CheckValue>${checkValue}</ofd:CheckValue></ofd:Reference>`,
  );
  return [
    `${DECLARATION}<ofd:Signature ${NAMESPACE}><ofd:SignedInfo>`,
    '<ofd:Provider ProviderName="zhengchuang" Version="1.0" Company="zhengchuang"/>',
    `<ofd:SignatureMethod>${content.method}</ofd:SignatureMethod>`,
    `<ofd:SignatureDateTime>${content.time}</ofd:SignatureDateTime>`,
    `<ofd:References CheckMethod="${content.checkMethod}">${references.join('')}</ofd:References>`,
    ...content.stamps.map(stampXml),
    `<ofd:Seal><ofd:BaseLoc>${escape(content.sealPath)}</ofd:BaseLoc></ofd:Seal>`,
    `</ofd:SignedInfo><ofd:SignedValue>${escape(content.valuePath)}</ofd:SignedValue></ofd:Signature>`,
  ].join('');
}

export function signaturesXml(entry: { id: string; path: string }, maxId: string): string {
  return `${DECLARATION}<ofd:Signatures ${NAMESPACE}><ofd:MaxSignId>${maxId}</ofd:MaxSignId>${entryXml('ofd:', entry)}</ofd:Signatures>`;
}

/** A Signatures.xml with one more entry, all else as it stands; undefined where its shape is not understood. */
export function withListedSignature(
  text: string | undefined,
  entry: { id: string; path: string },
  maxId: string,
): string | undefined {
  const end = text === undefined ? null : /<\/([A-Za-z_][\w.-]*:)?Signatures\s*>\s*$/.exec(markupOf(text));
  if (text === undefined || !end) return undefined;
  const body = text
    .slice(0, end.index)
    .replace(/(<(?:[A-Za-z_][\w.-]*:)?MaxSignId\s*>)[^<]*/, (_, tag: string) => tag + maxId);
  return body + entryXml(end[1] ?? '', entry) + text.slice(end.index);
}

/** OFD.xml with its first document leading to a list of signatures; undefined where its shape is not understood. */
export function withSignaturesLink(text: string | undefined, path: string): string | undefined {
  const end = text === undefined ? null : /<\/([A-Za-z_][\w.-]*:)?DocBody\s*>/.exec(markupOf(text));
  if (text === undefined || !end) return undefined;
  const prefix = end[1] ?? '';
  const link = `<${prefix}Signatures>${escape(path)}</${prefix}Signatures>`;
  return text.slice(0, end.index) + link + text.slice(end.index);
}

/** The text with comments, CDATA and instructions blanked out, which could hold what looks like a tag; same length. */
function markupOf(text: string): string {
  return text.replace(/<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>/g, (other) => ' '.repeat(other.length));
}

function entryXml(prefix: string, { id, path }: { id: string; path: string }): string {
  return `<${prefix}Signature ID="${id}" Type="Seal" BaseLoc="${escape(path)}"/>`;
}

function stampXml({ id, pageRef, stamp }: PlacedStamp): string {
  const { x, y, width, height, clip } = stamp;
  const clipped = clip ? ` Clip="${box(clip.x, clip.y, clip.width, clip.height)}"` : '';
  return `<ofd:StampAnnot ID="${id}" PageRef="${escape(pageRef)}" Boundary="${box(x, y, width, height)}"${clipped}/>`;
}

/** Millimetres, three decimals at most, never in exponents. */
function box(...numbers: number[]): string {
  return numbers.map((number) => String(Number(number.toFixed(3)))).join(' ');
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
