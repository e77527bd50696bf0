// Seals and seal signatures from bytes, by the revision that they declare.
import { decodeDer, type DerError, type DerReader } from '../crypto/der';
import type { Result } from '../result';
import { revisionOf } from './asn1-common';
import { readSealV1, readSignatureV1 } from './asn1-v1';
import { readSealV4, readSignatureV4 } from './asn1-v4';
import type { ElectronicSeal, SealSignature } from './seal-model';

/** A seal file (.esl). */
export function parseSeal(bytes: Uint8Array): Result<ElectronicSeal, DerError> {
  return decodeDer(bytes, (reader) =>
    sealVersion(bytes) === 'v1' ? readSealV1(reader) : readSealV4(reader),
  );
}

/** A signed value of Type=Seal (SES_Signature). */
export function parseSealSignature(bytes: Uint8Array): Result<SealSignature, DerError> {
  return decodeDer(bytes, (reader) =>
    signatureVersion(bytes) === 'v1' ? readSignatureV1(reader) : readSignatureV4(reader),
  );
}

/** The version that a signed value declares, where its beginning reads as one. */
export function declaredVersion(bytes: Uint8Array): number | undefined {
  const version = decodeDer(bytes, (reader) =>
    firstOf(reader, (signature) => firstOf(signature, (toSign) => toSign.integer())),
  );
  return version.ok ? version.value : undefined;
}

export function isKnownVersion(version: number): boolean {
  return revisionOf(version) !== undefined;
}

function sealVersion(bytes: Uint8Array): ReturnType<typeof revisionOf> {
  return peekVersion(bytes, (seal) =>
    firstOf(seal, (info) =>
      firstOf(info, (header) => {
        header.element();
        return header.integer();
      }),
    ),
  );
}

function signatureVersion(bytes: Uint8Array): ReturnType<typeof revisionOf> {
  const version = declaredVersion(bytes);
  return version === undefined ? undefined : revisionOf(version);
}

function peekVersion(bytes: Uint8Array, read: (outer: DerReader) => number): ReturnType<typeof revisionOf> {
  const version = decodeDer(bytes, (reader) => firstOf(reader, read));
  return version.ok ? revisionOf(version.value) : undefined;
}

/** Reads into the first member and passes by the rest. */
function firstOf(reader: DerReader, read: (inner: DerReader) => number): number {
  const value = reader.sequence((inner) => {
    const first = read(inner);
    while (inner.more) inner.element();
    return first;
  });
  return value;
}
