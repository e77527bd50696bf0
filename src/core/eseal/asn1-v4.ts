// SESeal and SES_Signature of GB/T 38540-2020 (v4), and of GM/T 0031-2025 (v5), which adds a time-stamp to the seal.
import { contextTag, TAG, type DerElement, type DerReader } from '../crypto/der';
import { derSequence } from '../crypto/der-write';
import { readExtensionDatas, readSealInfo, revisionOf } from './asn1-common';
import type { ElectronicSeal, SealSignature, SignerList } from './seal-model';

/** SESeal ::= SEQUENCE { eSealInfo, cert, signAlgID, signedValue, timeStamp [0] OPTIONAL } (GB/T 38540-2020 6.1.1). */
export function readSealV4(reader: DerReader): ElectronicSeal {
  return reader.sequence((seal, whole) => {
    const info = seal.sequence((info, element) =>
      readSealInfo(info, element, (revision) => revision !== 'v1', readSignerList),
    );
    const certificate = seal.element(TAG.octetString);
    const algorithm = seal.element(TAG.oid);
    const value = seal.bitString();
    const { infoRaw, ...fields } = info;
    return {
      ...fields,
      raw: whole.raw,
      maker: {
        // Every v4 seal seen signs the information alone; GM/T 0031-2014 had certificate and algorithm signed with it.
        signed: [infoRaw, derSequence(infoRaw, certificate.raw, algorithm.raw)],
        certificate: certificate.content,
        algorithm: oidOf(seal, algorithm),
        value,
      },
      timeStamp: readTimeStamp(seal),
    };
  });
}

/** SES_Signature ::= SEQUENCE { toSign, cert, signatureAlgID, signature, timeStamp [0] OPTIONAL } (7.1.1). */
export function readSignatureV4(reader: DerReader): SealSignature {
  return reader.sequence((signature, whole) => {
    const toSign = signature.sequence((tbs, element) => ({
      raw: element.raw,
      version: tbs.integer(),
      seal: readSealV4(tbs),
      time: { kind: 'time', time: tbs.time() } as const,
      dataHash: tbs.bitString(),
      propertyInfo: tbs.text(),
      extensions: readExtensionDatas(tbs),
    }));
    const revision = revisionOf(toSign.version);
    if (revision === undefined || revision === 'v1')
      return signature.fail(`version ${toSign.version} of SES_Signature`);
    const { raw: signed, ...fields } = toSign;
    return {
      ...fields,
      revision,
      raw: whole.raw,
      signer: {
        signed: [signed],
        certificate: signature.octetString(),
        algorithm: signature.oid(),
        value: signature.bitString(),
      },
      timeStamp: readTimeStamp(signature),
    };
  });
}

/** certListType 1: certificates; 2: digests of certificates (6.1.3). */
function readSignerList(fields: DerReader): SignerList {
  const type = fields.integer();
  if (type === 1) return { kind: 'certificates', certificates: fields.list((item) => item.octetString()) };
  if (type === 2) return { kind: 'digests', digests: fields.list(readDigestEntry) };
  fields.element();
  return { kind: 'unreadable' };
}

function readDigestEntry(reader: DerReader): { type: string; value: Uint8Array } {
  return reader.sequence((entry) => ({ type: entry.text(), value: entry.octetString() }));
}

function readTimeStamp(reader: DerReader): Uint8Array | undefined {
  return reader.optional(contextTag(0), (wrapper) =>
    wrapper.nested(contextTag(0), (inner) => inner.bitString()),
  );
}

function oidOf(reader: DerReader, element: DerElement): string {
  return reader.inner(element, (inner) => inner.oid());
}
