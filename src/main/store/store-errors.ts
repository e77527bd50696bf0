// Why the terminal's own database cannot be used. Closed; each stops the start with words for the administrator.
export type StoreError =
  | { code: 'STORE_NEWER'; found: number; known: number }
  | { code: 'STORE_OTHER_PROFILE'; found: string; wanted: string }
  | { code: 'STORE_CORRUPT' }
  | { code: 'STORE_NOT_OURS' }
  | { code: 'STORE_DISK_FULL' }
  | { code: 'STORE_UNAVAILABLE'; reason: string }
  | { code: 'VAULT_KEY_MISSING' }
  | { code: 'VAULT_KEY_WRONG' }
  | { code: 'VAULT_LOCKED' }
  | { code: 'VAULT_UNAVAILABLE'; reason: string };
