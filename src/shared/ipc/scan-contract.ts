// What scanners and typing wedges read, and where it leads.
// A part of the one contract (contract.ts).

export const scanRequests = {} as const;

export const scanEvents = {} as const;
