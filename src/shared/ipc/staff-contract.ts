// Who works here: signing in and out, people and their roles, approvals of seal use (用章审批).
// A part of the one contract (contract.ts).

export const staffRequests = {} as const;

export const staffEvents = {} as const;
