// SignedData of GB/T 35275 (SM2 message syntax), as OFD files of Type=Sign carry it: detached, one signer.
import { contextTag, decodeDer, TAG, type DerError, type DerReader } from '../crypto/der';
import { derElement } from '../crypto/der-write';
import { OID } from '../crypto/oids';
import { readAlgorithm, readName } from '../crypto/x509';
import { concatBytes, toHex } from '../crypto/bytes';
import type { Result } from '../result';

export interface SignerInfo {
  readonly issuer: Uint8Array;
  readonly serial: string;
  readonly digestAlgorithm: string;
  readonly signatureAlgorithm: string;
  readonly signature: Uint8Array;
  /** Present where the signature covers attributes, which then hold the content's digest. */
  readonly attributes:
    | {
        /** The SET OF under the signature. */
        readonly signed: Uint8Array;
        readonly messageDigest: Uint8Array | undefined;
        readonly signingTime: Date | undefined;
      }
    | undefined;
}

export interface SignedData {
  readonly certificates: readonly Uint8Array[];
  readonly signers: readonly SignerInfo[];
  /** Where the content travels along. */
  readonly content: Uint8Array | undefined;
}

export function parseSignedData(bytes: Uint8Array): Result<SignedData, DerError> {
  return decodeDer(bytes, (reader) =>
    reader.sequence((info) => {
      const type = info.oid();
      if (type !== OID.gmSignedData && type !== OID.signedData) info.fail(`content type ${type}`);
      return info.nested(contextTag(0), (wrapper) => wrapper.sequence(readBody));
    }),
  );
}

function readBody(body: DerReader): SignedData {
  body.integer();
  body.list(readAlgorithm, TAG.set);
  const content = body.sequence(readContent);
  const certificates = body.optional(contextTag(0), (set) =>
    set.list((item) => item.element().raw, contextTag(0)),
  );
  body.optional(contextTag(1), (crls) => crls.element());
  return { certificates: certificates ?? [], signers: body.list(readSigner, TAG.set), content };
}

function readContent(content: DerReader): Uint8Array | undefined {
  content.oid();
  return content.optional(contextTag(0), (wrapper) =>
    wrapper.nested(contextTag(0), (inner) => inner.octetString()),
  );
}

function readSigner(reader: DerReader): SignerInfo {
  return reader.sequence((signer) => {
    signer.integer();
    const { issuer, serial } = signer.sequence((id) => ({
      issuer: readName(id).raw,
      serial: toHex(id.integerBytes()),
    }));
    const digestAlgorithm = readAlgorithm(signer).oid;
    const attributes = signer.optional(contextTag(0), readAttributes);
    const signatureAlgorithm = readAlgorithm(signer).oid;
    const signature = signer.octetString();
    signer.optional(contextTag(1), (unsigned) => unsigned.element());
    return { issuer, serial, digestAlgorithm, attributes, signatureAlgorithm, signature };
  });
}

function readAttributes(reader: DerReader): SignerInfo['attributes'] {
  return reader.nested(contextTag(0), (set, element) => {
    let messageDigest: Uint8Array | undefined;
    let signingTime: Date | undefined;
    while (set.more) {
      set.sequence((attribute) => {
        const oid = attribute.oid();
        const values = attribute.list((value) => value.element(), TAG.set);
        const only = values.length === 1 ? values[0] : undefined;
        if (oid === OID.messageDigest && only?.tag === TAG.octetString) messageDigest = only.content;
        if (oid === OID.signingTime && only) signingTime = attribute.inner(only, (inner) => inner.time());
      });
    }
    // RFC 5652 5.4: signed is the SET OF, not the [0] that it travels under.
    return { signed: derElement(TAG.set, concatBytes(element.content)), messageDigest, signingTime };
  });
}
