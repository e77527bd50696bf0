// The software key (tests/emulators/skf) for tests: its library, its store, and the profile that makes a terminal use it.
export {
  buildSoftwareKey,
  installLibrary,
  SoftwareKeyUnavailable,
  type SoftwareKeyVariant,
} from '#emulators/skf/build';
export type { LoggedCall } from '#emulators/skf/call-log';
export { addDemonstrationKeys, prepareDemonstration, softwareKeyOf } from '#emulators/skf/demonstration-keys';
export type { FaultKind, SoftwareKeyFault } from '#emulators/skf/fault-script';
export { createKeyStore, type KeyStore, type SoftwareKeyCounters } from '#emulators/skf/key-store';
export { type SoftwareKey, type SoftwareKeyContainer } from '#emulators/skf/key-text';
export { profileFor, writeProfile } from '#emulators/skf/profile';
