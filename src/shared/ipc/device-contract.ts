// The device centre: what is plugged in, roles, live tests, the wizard, diagnostics.
// A part of the one contract (contract.ts).

export const deviceRequests = {} as const;

export const deviceEvents = {} as const;
