// Making certificates (制发): drafts, preview, sealing one or a batch, what waits for collection (归集).
// A part of the one contract (contract.ts).

export const issuingRequests = {} as const;

export const issuingEvents = {} as const;
