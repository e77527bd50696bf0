// Certificates and revocation lists as they are made for the demonstration and the tests. Pure: keys, serials and times are given.
import { concatBytes } from './bytes';
import {
  derBits,
  derBoolean,
  derElement,
  derExplicit,
  derInteger,
  derNamedBits,
  derOctets,
  derOid,
  derPrintable,
  derSequence,
  derSet,
  derUtf8,
  derX509Time,
} from './der-write';
import { contextTag, TAG } from './der';
import { OID } from './oids';
import { sm2Digest, sm2PublicKey, sm2SignDigest } from './sm2';
import { sm3 } from './sm3';
import { KEY_USAGES, type KeyUsage } from './x509';

export interface SubjectName {
  readonly commonName: string;
  readonly organization?: string;
  readonly organizationalUnit?: string;
  readonly province?: string;
  readonly locality?: string;
}

export interface CertificateRequest {
  /** 1 to 20 bytes, big-endian, not zero. */
  readonly serial: Uint8Array;
  readonly subject: SubjectName;
  /** 04 ‖ x ‖ y. */
  readonly publicKey: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly keyUsage: readonly KeyUsage[];
  /** Present for a CA. */
  readonly ca?: { readonly pathLength?: number };
}

export interface Issuer {
  readonly subject: SubjectName;
  readonly privateKey: Uint8Array;
}

/** A v3 certificate signed SM2 with SM3. A self-signed one has its own subject as the issuer's. */
export function makeCertificate(request: CertificateRequest, issuer: Issuer): Uint8Array {
  const extensions = [
    extension(
      OID.authorityKeyId,
      false,
      derSequence(derElement(contextTag(0, false), keyId(sm2PublicKey(issuer.privateKey)))),
    ),
    extension(OID.subjectKeyId, false, derOctets(keyId(request.publicKey))),
    extension(OID.keyUsage, true, derNamedBits(request.keyUsage.map((usage) => KEY_USAGES.indexOf(usage)))),
  ];
  if (request.ca)
    extensions.push(extension(OID.basicConstraints, true, caConstraints(request.ca.pathLength)));
  const tbs = derSequence(
    derExplicit(0, derInteger(2)),
    derInteger(request.serial),
    SM2_WITH_SM3,
    nameDer(issuer.subject),
    derSequence(derX509Time(request.notBefore), derX509Time(request.notAfter)),
    nameDer(request.subject),
    derSequence(derSequence(derOid(OID.ecPublicKey), derOid(OID.sm2Curve)), derBits(request.publicKey)),
    derExplicit(3, derSequence(...extensions)),
  );
  return signed(tbs, issuer);
}

export interface CrlRequest {
  readonly number: number;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  /** `reason` is a CRLReason: 1 key compromise, 4 superseded, 5 cessation. */
  readonly revoked: readonly { readonly serial: Uint8Array; readonly date: Date; readonly reason?: number }[];
}

/** A v2 revocation list, complete for its issuer. */
export function makeCrl(request: CrlRequest, issuer: Issuer): Uint8Array {
  const entries = request.revoked.map(({ serial, date, reason }) => {
    const reasonDer = derElement(TAG.enumerated, Uint8Array.of(reason ?? 0));
    const extensions = reason === undefined ? [] : [derSequence(extension(OID.crlReason, false, reasonDer))];
    return derSequence(derInteger(serial), derX509Time(date), ...extensions);
  });
  const tbs = derSequence(
    derInteger(1),
    SM2_WITH_SM3,
    nameDer(issuer.subject),
    derX509Time(request.thisUpdate),
    derX509Time(request.nextUpdate),
    ...(entries.length > 0 ? [derSequence(...entries)] : []),
    derExplicit(0, derSequence(extension(OID.crlNumber, false, derInteger(request.number)))),
  );
  return signed(tbs, issuer);
}

const SM2_WITH_SM3 = derSequence(derOid(OID.sm2Sign));

function signed(tbs: Uint8Array, issuer: Issuer): Uint8Array {
  const digest = sm2Digest(sm2PublicKey(issuer.privateKey), tbs);
  return derSequence(tbs, SM2_WITH_SM3, derBits(sm2SignDigest(issuer.privateKey, digest)));
}

function nameDer(name: SubjectName): Uint8Array {
  const attribute = (oid: string, value: Uint8Array): Uint8Array => derSet(derSequence(derOid(oid), value));
  const optional = (oid: string, text: string | undefined): Uint8Array[] =>
    text === undefined ? [] : [attribute(oid, derUtf8(text))];
  return derSequence(
    attribute(OID.country, derPrintable('CN')),
    ...optional(OID.province, name.province),
    ...optional(OID.locality, name.locality),
    ...optional(OID.organization, name.organization),
    ...optional(OID.organizationalUnit, name.organizationalUnit),
    attribute(OID.commonName, derUtf8(name.commonName)),
  );
}

function caConstraints(pathLength: number | undefined): Uint8Array {
  return derSequence(derBoolean(true), ...(pathLength === undefined ? [] : [derInteger(pathLength)]));
}

function extension(oid: string, critical: boolean, value: Uint8Array): Uint8Array {
  return derSequence(derOid(oid), ...(critical ? [derBoolean(true)] : []), derOctets(value));
}

/** RFC 5280 clause 4.2.1.2 with SM3: 20 bytes of the key's digest. */
function keyId(publicKey: Uint8Array): Uint8Array {
  return sm3(concatBytes(publicKey)).subarray(0, 20);
}
