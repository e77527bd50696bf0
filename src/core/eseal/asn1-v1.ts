// SESeal and SES_Signature of GM/T 0031-2014: read only, for files that were sealed before GB/T 38540.
import { TAG, type DerReader } from '../crypto/der';
import { derSequence } from '../crypto/der-write';
import { readSealInfo, revisionOf, sealingTimeFrom } from './asn1-common';
import type { ElectronicSeal, SealSignature, SignerList } from './seal-model';

/** SESeal ::= SEQUENCE { eSealInfo, signInfo SEQUENCE { cert, signatureAlgorithm, signData } }. */
export function readSealV1(reader: DerReader): ElectronicSeal {
  return reader.sequence((seal, whole) => {
    const { infoRaw, ...fields } = seal.sequence((info, element) =>
      readSealInfo(info, element, (revision) => revision === 'v1', readSignerList),
    );
    const maker = seal.sequence((signInfo) => {
      const certificate = signInfo.element(TAG.octetString);
      const algorithm = signInfo.element(TAG.oid);
      return {
        signed: [derSequence(infoRaw, certificate.raw, algorithm.raw), infoRaw],
        certificate: certificate.content,
        algorithm: signInfo.inner(algorithm, (inner) => inner.oid()),
        value: signInfo.bitString(),
      };
    });
    return { ...fields, raw: whole.raw, maker, timeStamp: undefined };
  });
}

/** SES_Signature ::= SEQUENCE { toSign SEQUENCE { …, cert, signatureAlgorithm }, signature BIT STRING }. */
export function readSignatureV1(reader: DerReader): SealSignature {
  return reader.sequence((signature, whole) => {
    const toSign = signature.sequence((tbs, element) => {
      const version = tbs.integer();
      if (revisionOf(version) !== 'v1') tbs.fail(`version ${version} of SES_Signature`);
      return {
        signed: element.raw,
        version,
        seal: readSealV1(tbs),
        time: sealingTimeFrom(tbs.bitString()),
        dataHash: tbs.bitString(),
        propertyInfo: tbs.text(),
        certificate: tbs.octetString(),
        algorithm: tbs.oid(),
      };
    });
    const { signed, certificate, algorithm, ...fields } = toSign;
    return {
      ...fields,
      revision: 'v1',
      raw: whole.raw,
      extensions: [],
      signer: { signed: [signed], certificate, algorithm, value: signature.bitString() },
      timeStamp: undefined,
    };
  });
}

/** Some makers put something else where the certificates belong; the seal is still readable, the list is not. */
function readSignerList(fields: DerReader): SignerList {
  const items = fields.list((item) => item.element());
  if (items.some(({ tag }) => tag !== TAG.octetString)) return { kind: 'unreadable' };
  return { kind: 'certificates', certificates: items.map(({ content }) => content) };
}
