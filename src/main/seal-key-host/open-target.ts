// From "this certificate on that key" to open handles: what stands in the slot now is checked before anything is done.
import { equalBytes } from '#core/crypto/bytes';
import { err, ok, type Result } from '#core/result';
import type { MainToSealKeyHost } from '#core/seal-keys/host-messages';
import type { SealKeyError } from '#core/seal-keys/seal-key-error';
import type { Handles } from './handles';
import type { Handle, SkfCalls } from './skf-calls';

export type Target = Pick<
  Extract<MainToSealKeyHost, { kind: 'pin-info' }>,
  'device' | 'serial' | 'application' | 'container' | 'certificate'
>;

export interface Opened {
  readonly device: Handle;
  readonly application: Handle;
  readonly container: Handle;
}

/** SEAL_KEY_REMOVED where another key stands in the slot, SEAL_KEY_CERTIFICATE_MISSING where it carries another one. */
export async function openTarget(
  calls: SkfCalls,
  handles: Handles,
  target: Target,
): Promise<Result<Opened, SealKeyError>> {
  const device = await handles.connect(target.device);
  if (!device.ok) return device;
  const info = await calls.deviceInfo(device.value);
  if (!info.ok) return info;
  if (info.value.serial.slice(0, 80) !== target.serial) return err({ code: 'SEAL_KEY_REMOVED' });
  const application = await handles.openApplication(device.value, target.application);
  if (!application.ok) return application;
  const container = await handles.openContainer(application.value, target.container);
  if (!container.ok) return container;
  const certificate = await calls.signingCertificate(container.value);
  if (!certificate.ok) return certificate;
  if (!equalBytes(certificate.value, target.certificate))
    return err({ code: 'SEAL_KEY_CERTIFICATE_MISSING' });
  return ok({ device: device.value, application: application.value, container: container.value });
}
