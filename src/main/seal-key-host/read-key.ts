// What a plugged key is and carries: its serial number, its certificates for signing, its PIN tries.
import { err, ok, type Result } from '#core/result';
import type { HostKey } from '#core/seal-keys/host-messages';
import type { PinInfo } from '#core/seal-keys/key-state';
import type { SealKeyError } from '#core/seal-keys/seal-key-error';
import { withHandles, type Handles } from './handles';
import type { Handle, SkfCalls } from './skf-calls';

type Certificates = Extract<HostKey['state'], { kind: 'ready' }>['certificates'];

/** Reads one key. `named` is told as soon as its label and serial number are known. */
export function readKey(
  calls: SkfCalls,
  device: Uint8Array,
  named: (key: HostKey) => void,
): Promise<HostKey> {
  return withHandles(calls, async (handles): Promise<HostKey> => {
    const connected = await handles.connect(device);
    const info = connected.ok ? await calls.deviceInfo(connected.value) : connected;
    if (!connected.ok || !info.ok) {
      const error = info.ok ? FAILED : info.error;
      return { device, label: '', serial: '', state: { kind: 'failed', error } };
    }
    const key = { device, label: info.value.label.slice(0, 80), serial: info.value.serial.slice(0, 80) };
    named({ ...key, state: { kind: 'reading' } });
    const content = await readContent(calls, handles, connected.value);
    return {
      ...key,
      state: content.ok ? { kind: 'ready', ...content.value } : { kind: 'failed', error: content.error },
    };
  });
}

const FAILED: SealKeyError = { code: 'SEAL_KEY_FAILED' };

async function readContent(
  calls: SkfCalls,
  handles: Handles,
  device: Handle,
): Promise<Result<{ certificates: Certificates; pin: PinInfo | null }, SealKeyError>> {
  const applications = await calls.applications(device);
  if (!applications.ok) return applications;
  const certificates: Certificates = [];
  let pin: PinInfo | null = null;
  let problem: SealKeyError | undefined;
  for (const { bytes: application } of applications.value) {
    const opened = await handles.openApplication(device, application);
    if (!opened.ok) {
      problem ??= opened.error;
      continue;
    }
    const info = await calls.pinInfo(opened.value);
    if (info.ok) pin ??= info.value;
    const containers = await calls.containers(opened.value);
    if (!containers.ok) {
      problem ??= containers.error;
      continue;
    }
    for (const { bytes: container } of containers.value) {
      const der = await readCertificate(calls, opened.value, container);
      if (der.ok) certificates.push({ application, container, der: der.value });
      // A container for encryption alone has no such certificate: nothing is wrong with it.
      else if (!EMPTY.has(der.error.code)) problem ??= der.error;
    }
  }
  return certificates.length === 0 && problem ? err(problem) : ok({ certificates, pin });
}

const EMPTY: ReadonlySet<string> = new Set(['SEAL_KEY_CERTIFICATE_MISSING', 'SEAL_KEY_KEY_MISSING']);

function readCertificate(
  calls: SkfCalls,
  application: Handle,
  container: Uint8Array,
): Promise<Result<Uint8Array, SealKeyError>> {
  return withHandles(calls, async (handles) => {
    const opened = await handles.openContainer(application, container);
    return opened.ok ? calls.signingCertificate(opened.value) : opened;
  });
}
