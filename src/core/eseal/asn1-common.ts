// What the revisions of SES structures share: header, picture, extensions, times in bit strings.
import { contextTag, TAG, type DerElement, type DerReader } from '../crypto/der';
import { parseAsn1Time } from '../crypto/der-time';
import { fromUtf8 } from '../crypto/bytes';
import type {
  ElectronicSeal,
  SealExtension,
  SealingTime,
  SealPicture,
  SealRevision,
  SignerList,
} from './seal-model';

type SealInfo = Omit<ElectronicSeal, 'raw' | 'maker' | 'timeStamp'> & { infoRaw: Uint8Array };

/**
 * SES_SealInfo: the same in every revision but for its list of signers.
 * @param accepts the revisions that this reading is for; another one fails
 */
export function readSealInfo(
  info: DerReader,
  element: DerElement,
  accepts: (revision: SealRevision) => boolean,
  readSignerList: (fields: DerReader) => SignerList,
): SealInfo {
  const header = readHeader(info);
  const revision = revisionOf(header.version);
  if (revision === undefined || !accepts(revision)) info.fail(`version ${header.version} of SES_Header`);
  const sealId = info.text();
  const property = info.sequence((fields) => ({
    type: fields.integer(),
    name: fields.text(),
    signers: readSignerList(fields),
    created: fields.time(),
    validFrom: fields.time(),
    validTo: fields.time(),
  }));
  return {
    infoRaw: element.raw,
    revision,
    header,
    sealId,
    ...property,
    picture: readPicture(info),
    extensions: readExtensionDatas(info),
  };
}

function readHeader(reader: DerReader): ElectronicSeal['header'] {
  return reader.sequence((header) => {
    const id = header.text(TAG.ia5String);
    if (id !== 'ES') header.fail('a seal begins with "ES"');
    return { id, version: header.integer(), vendor: header.text() };
  });
}

function readPicture(reader: DerReader): SealPicture {
  return reader.sequence((picture) => ({
    type: picture.text(),
    data: picture.octetString(),
    widthMm: picture.integer(),
    heightMm: picture.integer(),
  }));
}

/**
 * ExtensionDatas, untagged as every file seen has it, or under [0] as the standard's text can be read.
 * `critical` is DEFAULT FALSE in some writers and written out in others.
 */
export function readExtensionDatas(reader: DerReader): SealExtension[] {
  if (reader.peek() === contextTag(0)) return reader.nested(contextTag(0), readUntagged);
  return reader.peek() === TAG.sequence ? readUntagged(reader) : [];
}

function readUntagged(reader: DerReader): SealExtension[] {
  return reader.list((item) =>
    item.sequence((extension) => ({
      oid: extension.oid(),
      critical: extension.optional(TAG.boolean, (flag) => flag.boolean()) ?? false,
      value: extension.octetString(),
    })),
  );
}

export function revisionOf(version: number): SealRevision | undefined {
  if (version >= 1 && version <= 3) return 'v1';
  if (version === 4) return 'v4';
  return version === 5 ? 'v5' : undefined;
}

/** The time of a v1 signature: text in a BIT STRING (three notations are in use), or a time-stamp token. */
export function sealingTimeFrom(bytes: Uint8Array): SealingTime {
  if (bytes[0] === TAG.sequence) return { kind: 'token', token: bytes };
  const text = fromUtf8(bytes);
  const time = text === undefined ? undefined : parseLooseTime(text);
  return time ? { kind: 'time', time } : { kind: 'unreadable' };
}

/** `20200817111329Z`, `200817111329Z`, `2020-01-25 15:31:56` (China's time, as no zone is given) and ISO 8601. */
export function parseLooseTime(text: string): Date | undefined {
  const trimmed = text.trim();
  const compact = parseAsn1Time(trimmed, /^\d{12}Z$/.test(trimmed));
  if (compact) return compact;
  const match =
    /^(\d{4})[-/](\d{2})[-/](\d{2})(?:[ T](\d{2}):(\d{2}):(\d{2})(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/.exec(
      trimmed,
    );
  if (!match) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = '+08:00'] =
    match;
  const time = new Date(
    `${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}${zone.replace(/(\d{2})(\d{2})$/, '$1:$2')}`,
  );
  return Number.isNaN(time.getTime()) ? undefined : time;
}
