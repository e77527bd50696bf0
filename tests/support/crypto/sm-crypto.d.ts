// The part of sm-crypto that tests use as a second opinion; the package has no types.
declare module 'sm-crypto' {
  interface SignatureOptions {
    hash?: boolean;
    der?: boolean;
    publicKey?: string;
    userId?: string;
  }
  export const sm2: {
    doSignature(message: number[], privateKey: string, options: SignatureOptions): string;
    doVerifySignature(
      message: number[],
      signature: string,
      publicKey: string,
      options: SignatureOptions,
    ): boolean;
  };
}
