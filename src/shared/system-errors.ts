// Failures of the terminal itself, as closed unions: what keeps it from starting, and what stops a message or a write.

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

export type SettingsError =
  | { code: 'SETTINGS_MISSING'; file: string }
  | { code: 'SETTINGS_INVALID'; file: string; field: string }
  | { code: 'RULES_UNKNOWN_PLACE'; place: string };

/** `file` is relative to the resources folder; `field` is a path such as `materials.2.form`, '' for the whole file. */
export interface ResourceError {
  readonly code:
    | 'RESOURCE_UNREADABLE'
    | 'RESOURCE_NOT_JSON'
    | 'RESOURCE_INVALID'
    | 'RESOURCE_MISNAMED'
    | 'RESOURCE_BROKEN_REFERENCE';
  readonly file: string;
  readonly field: string;
  readonly detail: string;
}

/** A certificate or revocation list that the administrator put into a trust folder, and that cannot be read. */
export type TrustFileError = { code: 'TRUST_FILE_UNREADABLE'; file: string };

/** What keeps the terminal from starting; the window then shows only this. */
export type StartError = SettingsError | StoreError | ResourceError | TrustFileError;

export type BridgeErrorCode = 'IPC_INPUT_INVALID' | 'IPC_INTERNAL' | 'IPC_SENDER_REFUSED' | 'BRIDGE_FAILED';

export type DemonstrationErrorCode =
  'DEMONSTRATION_OFF' | 'DEMONSTRATION_PERSON_UNKNOWN' | 'DEMONSTRATION_EMULATOR_GONE';

export type SystemErrorCode = StartError['code'] | BridgeErrorCode | DemonstrationErrorCode;
