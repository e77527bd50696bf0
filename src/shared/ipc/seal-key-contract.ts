// Seal keys (智能密码钥匙): what is plugged in, PIN, drivers.
// A part of the one contract (contract.ts).

export const sealKeyRequests = {} as const;

export const sealKeyEvents = {} as const;
