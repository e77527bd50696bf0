// Electronic seals and seal signatures as data, whichever revision of the standard they were written to.
// Names are those of GB/T 38540-2020; `raw` and `signed` are views into the received bytes.

/** v1: GM/T 0031-2014; v4: GB/T 38540-2020; v5: GM/T 0031-2025. */
export type SealRevision = 'v1' | 'v4' | 'v5';

/** Who may use the seal: whole certificates, or their digests (certListType 2). */
export type SignerList =
  | { readonly kind: 'certificates'; readonly certificates: readonly Uint8Array[] }
  | {
      readonly kind: 'digests';
      readonly digests: readonly { readonly type: string; readonly value: Uint8Array }[];
    }
  | { readonly kind: 'unreadable' };

export interface SealPicture {
  /** As written: `PNG`, `png`, `ofd`, `SVG` … */
  readonly type: string;
  readonly data: Uint8Array;
  readonly widthMm: number;
  readonly heightMm: number;
}

export interface SealExtension {
  readonly oid: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

/** Bytes under a signature, the algorithm, the signer's certificate and the value. */
export interface SignedPart {
  /** More than one where makers read the standard differently; one of them must verify. */
  readonly signed: readonly Uint8Array[];
  readonly certificate: Uint8Array;
  readonly algorithm: string;
  readonly value: Uint8Array;
}

export interface ElectronicSeal {
  readonly revision: SealRevision;
  readonly raw: Uint8Array;
  readonly header: { readonly id: string; readonly version: number; readonly vendor: string };
  readonly sealId: string;
  readonly type: number;
  readonly name: string;
  readonly signers: SignerList;
  readonly created: Date;
  readonly validFrom: Date;
  readonly validTo: Date;
  readonly picture: SealPicture;
  readonly extensions: readonly SealExtension[];
  /** The maker's signature (制章人) over the seal. */
  readonly maker: SignedPart;
  readonly timeStamp: Uint8Array | undefined;
}

/** When the seal was put: a plain time, or a time-stamp token that stands in its place (v1). */
export type SealingTime =
  | { readonly kind: 'time'; readonly time: Date }
  | { readonly kind: 'token'; readonly token: Uint8Array }
  | { readonly kind: 'unreadable' };

export interface SealSignature {
  readonly revision: SealRevision;
  readonly raw: Uint8Array;
  readonly version: number;
  readonly seal: ElectronicSeal;
  readonly time: SealingTime;
  /** Digest of Signature.xml. */
  readonly dataHash: Uint8Array;
  /** Path of Signature.xml inside the package. */
  readonly propertyInfo: string;
  readonly extensions: readonly SealExtension[];
  readonly signer: SignedPart;
  readonly timeStamp: Uint8Array | undefined;
}
