// What the screen is given of seal keys.
import {
  maskedSerial,
  type CertificateOnKey,
  type PresentKey,
  type SealKeyState,
} from '#core/seal-keys/key-state';
import type {
  KeyCertificateView,
  SealKeyStateView,
  SealKeysView,
  SealKeyView,
} from '#shared/ipc/seal-key-views';
import type { SealKeyService } from './seal-key-service';

export function sealKeysView(service: SealKeyService, now: Date): SealKeysView {
  const lastError = service.lastError();
  return {
    keys: service.keys().map((key) => keyView(key, service, now)),
    libraries: service
      .libraries()
      .map(({ profile: { id, vendor, name }, state }) => ({ id, vendor, name, state })),
    missing: service
      .missing()
      .map(({ vendor, name, product, installHint }) => ({ vendor, name, product, installHint })),
    profileErrors: [...service.profileErrors()],
    lastError: lastError && { ...lastError, at: lastError.at.toISOString() },
  };
}

function keyView(key: PresentKey, service: SealKeyService, now: Date): SealKeyView {
  const { keyId, vendor, label, serial, state } = key;
  const { minLength, maxLength } = service.pinLength(key.libraryId);
  return {
    keyId,
    vendor,
    label,
    serial: maskedSerial(serial),
    state: stateView(state, now),
    inUse: service.inUse(keyId),
    pinLength: { min: minLength, max: maxLength },
  };
}

function stateView(state: SealKeyState, now: Date): SealKeyStateView {
  if (state.kind !== 'ready') return state;
  return { ...state, certificates: state.certificates.map((one) => certificateView(one, now)) };
}

function certificateView(certificate: CertificateOnKey, now: Date): KeyCertificateView {
  const { fingerprint, subject, issuer, notBefore, notAfter } = certificate;
  return {
    fingerprint,
    subject,
    issuer,
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
    period: now < notBefore ? 'not-yet' : now > notAfter ? 'expired' : 'valid',
  };
}
