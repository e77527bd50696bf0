// The register of seals and keys (电子印章), their custody, and what is printed about them.
// A part of the one contract (contract.ts).

export const custodyRequests = {} as const;

export const custodyEvents = {} as const;
