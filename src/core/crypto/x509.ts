// X.509 certificates (GB/T 20518, RFC 5280) as data; `tbs` is kept as received, so the issuer's signature covers what came.
import { type Result } from '../result';
import { toHex } from './bytes';
import { contextTag, decodeDer, TAG, type DerError, type DerReader } from './der';
import { OID } from './oids';

/** RFC 5280 clause 4.2.1.3, by bit number. */
export const KEY_USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;
export type KeyUsage = (typeof KEY_USAGES)[number];

export interface DistinguishedName {
  /** DER as received; names are compared by it. */
  readonly raw: Uint8Array;
  /** `CN=…, O=…, C=…`, most specific first. */
  readonly text: string;
  readonly commonName: string | undefined;
}

export interface Extension {
  readonly oid: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

export interface Certificate {
  readonly raw: Uint8Array;
  readonly tbs: Uint8Array;
  /** Lower-case hex of the INTEGER's content. */
  readonly serial: string;
  readonly signatureAlgorithm: string;
  readonly signature: Uint8Array;
  readonly issuer: DistinguishedName;
  readonly subject: DistinguishedName;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** `curve` is the named curve's OID where the key is an EC key; `bits` the key as it stands in the BIT STRING. */
  readonly publicKey: {
    readonly algorithm: string;
    readonly curve: string | undefined;
    readonly bits: Uint8Array;
  };
  readonly extensions: readonly Extension[];
  readonly isCa: boolean;
  readonly pathLength: number | undefined;
  /** Absent where the certificate does not restrict its key. */
  readonly keyUsage: ReadonlySet<KeyUsage> | undefined;
  readonly subjectKeyId: string | undefined;
  readonly authorityKeyId: string | undefined;
}

/** Parses one DER certificate. */
export function parseCertificate(bytes: Uint8Array): Result<Certificate, DerError> {
  return decodeDer(bytes, readCertificate);
}

/** Reads one certificate where it stands inside another structure. */
export function readCertificate(reader: DerReader): Certificate {
  return reader.sequence((outer, whole) => {
    const body = outer.sequence(readTbs);
    const signatureAlgorithm = readAlgorithm(outer).oid;
    // RFC 5280 clause 4.1.1.2: the algorithm inside the signed part has the last word.
    if (signatureAlgorithm !== body.signatureAlgorithm) outer.fail('the two signature algorithms differ');
    return { ...body, raw: whole.raw, signature: outer.bitString() };
  });
}

/** Whether the key is an SM2 key (GM/T 0015 table 5). */
export function hasSm2Key(certificate: Certificate): boolean {
  return certificate.publicKey.algorithm === OID.ecPublicKey && certificate.publicKey.curve === OID.sm2Curve;
}

export function readAlgorithm(reader: DerReader): { oid: string; curve: string | undefined } {
  return reader.sequence((algorithm) => {
    const oid = algorithm.oid();
    const curve = algorithm.peek() === TAG.oid ? algorithm.oid() : undefined;
    while (algorithm.more) algorithm.element();
    return { oid, curve };
  });
}

/** Name ::= SEQUENCE OF SET OF { type, value }. */
export function readName(reader: DerReader): DistinguishedName {
  return reader.sequence((rdns, whole) => {
    const parts: { oid: string; text: string }[] = [];
    while (rdns.more) parts.push(...rdns.list(readAttribute, TAG.set));
    return {
      raw: whole.raw,
      text: parts
        .map(({ oid, text }) => `${SHORT_NAMES[oid] ?? oid}=${text}`)
        .reverse()
        .join(', '),
      commonName: parts.findLast(({ oid }) => oid === OID.commonName)?.text,
    };
  });
}

export function readExtensions(reader: DerReader): Extension[] {
  const extensions = reader.list((item) =>
    item.sequence((extension) => ({
      oid: extension.oid(),
      critical: extension.optional(TAG.boolean, (flag) => flag.boolean()) ?? false,
      value: extension.octetString(),
    })),
  );
  if (new Set(extensions.map(({ oid }) => oid)).size !== extensions.length)
    reader.fail('an extension comes twice');
  return extensions;
}

function readTbs(tbs: DerReader, whole: { raw: Uint8Array }): Omit<Certificate, 'raw' | 'signature'> {
  tbs.optional(contextTag(0), (version) => version.nested(contextTag(0), (inner) => inner.integer()));
  const serial = toHex(tbs.integerBytes());
  const signatureAlgorithm = readAlgorithm(tbs).oid;
  const issuer = readName(tbs);
  const [notBefore, notAfter] = tbs.sequence((validity) => [validity.time(), validity.time()] as const);
  const subject = readName(tbs);
  const publicKey = tbs.sequence((spki) => {
    const { oid, curve } = readAlgorithm(spki);
    return { algorithm: oid, curve, bits: spki.bitString() };
  });
  for (const uniqueId of [contextTag(1, false), contextTag(2, false)])
    tbs.optional(uniqueId, (id) => id.element());
  const extensions =
    tbs.optional(contextTag(3), (wrapper) => wrapper.nested(contextTag(3), readExtensions)) ?? [];
  const constraints = extensionValue(tbs, extensions, OID.basicConstraints, readBasicConstraints);
  return {
    tbs: whole.raw,
    serial,
    signatureAlgorithm,
    issuer,
    subject,
    notBefore,
    notAfter,
    publicKey,
    extensions,
    isCa: constraints?.ca ?? false,
    pathLength: constraints?.pathLength,
    keyUsage: extensionValue(tbs, extensions, OID.keyUsage, readKeyUsage),
    subjectKeyId: extensionValue(tbs, extensions, OID.subjectKeyId, (reader) => toHex(reader.octetString())),
    authorityKeyId: extensionValue(tbs, extensions, OID.authorityKeyId, readAuthorityKeyId),
  };
}

function extensionValue<T>(
  reader: DerReader,
  extensions: readonly Extension[],
  oid: string,
  schema: (reader: DerReader) => T,
): T | undefined {
  const extension = extensions.find((candidate) => candidate.oid === oid);
  if (!extension) return undefined;
  const decoded = decodeDer(extension.value, schema);
  return decoded.ok ? decoded.value : reader.fail(`extension ${oid}: ${decoded.error.reason}`);
}

function readBasicConstraints(reader: DerReader): { ca: boolean; pathLength: number | undefined } {
  return reader.sequence((constraints) => ({
    ca: constraints.optional(TAG.boolean, (flag) => flag.boolean()) ?? false,
    pathLength: constraints.optional(TAG.integer, (length) => length.integer()),
  }));
}

function readKeyUsage(reader: DerReader): ReadonlySet<KeyUsage> {
  const bits = reader.namedBits();
  return new Set(KEY_USAGES.filter((_, bit) => bits.has(bit)));
}

function readAuthorityKeyId(reader: DerReader): string | undefined {
  return reader.sequence((id) => {
    const keyId = id.optional(contextTag(0, false), (inner) => toHex(inner.element().content));
    while (id.more) id.element();
    return keyId;
  });
}

function readAttribute(reader: DerReader): { oid: string; text: string } {
  return reader.sequence((attribute) => {
    const oid = attribute.oid();
    const element = attribute.element();
    const text = decodeDer(element.raw, (inner) => inner.text());
    return { oid, text: text.ok ? text.value : toHex(element.content) };
  });
}

const SHORT_NAMES: Readonly<Record<string, string>> = {
  [OID.commonName]: 'CN',
  [OID.country]: 'C',
  [OID.locality]: 'L',
  [OID.province]: 'ST',
  [OID.organization]: 'O',
  [OID.organizationalUnit]: 'OU',
};
