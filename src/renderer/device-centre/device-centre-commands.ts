// What the device centre asks of main; a refusal becomes the line above the buttons.
import type { Answer } from '#shared/ipc/contract';
import type { CentreKind, DeviceView, LiveTest } from '#shared/ipc/device-views';
import { setScreen } from '../state/store';
import {
  deviceCentreState,
  firstOf,
  receiveDevices,
  setDeviceCentre,
  type WizardTarget,
} from './device-centre-store';

const request = () => window.terminal.request;

/** Opens the centre with a device of this kind in view; null: the first that needs a hand. */
export function openDeviceCentre(first: CentreKind | null): void {
  const { view } = deviceCentreState();
  setDeviceCentre({ selected: firstOf(view, first), asked: null, typing: false, error: null, note: null });
  setScreen({ dialog: { kind: 'device-centre', view: { kind: 'centre', first } } });
  // The first picture may have been refused: nobody was signed in then.
  void request()
    ['devices.get']()
    .then((answer) => {
      if (!answer.ok || !answer.value) return;
      receiveDevices(answer.value);
      if (deviceCentreState().selected === null) setDeviceCentre({ selected: firstOf(answer.value, first) });
    })
    .catch(() => setDeviceCentre({ error: { code: 'BRIDGE_FAILED' } }));
}

export function select(deviceId: string): void {
  setDeviceCentre({ selected: deviceId, error: null, note: null, asked: null, typing: false });
}

export function move(devices: readonly DeviceView[], from: string | null, by: 1 | -1): void {
  const at = devices.findIndex(({ id }) => id === from);
  const next = devices[Math.min(devices.length - 1, Math.max(0, at + by))];
  if (next) select(next.id);
}

export async function assign({ id, role }: DeviceView): Promise<void> {
  await ask(() =>
    request()['devices.assign']({ deviceId: id, role: role === 'clerk' ? 'applicant' : 'clerk' }),
  );
}

export async function rename(deviceId: string, label: string): Promise<void> {
  await ask(() => request()['devices.rename']({ deviceId, label }));
}

export async function enable({ id, state }: DeviceView): Promise<void> {
  await ask(() => request()['devices.enable']({ deviceId: id, enabled: state.kind === 'switched-off' }));
}

export async function forget({ id }: DeviceView): Promise<void> {
  await ask(() => request()['devices.forget']({ deviceId: id }), '已忘记这台设备。');
}

export async function restartHost(): Promise<void> {
  await ask(() => request()['devices.restartHost'](), '设备程序正在重新启动。');
}

/** A test that still takes cards or scans, also after one that failed. */
export function isWaiting(test: LiveTest | null): boolean {
  return test !== null && ['card-awaited', 'card-failed', 'scan-awaited', 'scan-failed'].includes(test.kind);
}

export async function toggleTest({ id, test }: DeviceView): Promise<void> {
  const what = isWaiting(test) ? 'devices.endTest' : 'devices.startTest';
  await ask(() => request()[what]({ deviceId: id }));
}

export async function toggleRecorder({ id, recording }: DeviceView): Promise<void> {
  await ask(() => request()['devices.record']({ deviceId: id, on: recording === null }));
}

export async function saveRecording({ id }: DeviceView): Promise<void> {
  const saved = await ask(() => request()['devices.saveRecording']({ deviceId: id }));
  if (saved?.value) setDeviceCentre({ note: `已保存：${saved.value.file}` });
}

export async function startWizard(target: WizardTarget, agreed = false): Promise<void> {
  setDeviceCentre({ error: null, note: null, asked: null });
  const answer = await request()
    ['devices.wizardStart']({ target, agreed })
    .catch(() => null);
  if (answer?.ok) return setDeviceCentre({ typing: false });
  if (answer?.error.code === 'DEVICE_WIZARD_ASK') {
    return setDeviceCentre({
      asked: { target, belongsTo: String(answer.error['belongsTo']) },
      typing: false,
    });
  }
  setDeviceCentre({ error: answer?.error ?? { code: 'BRIDGE_FAILED' } });
}

export async function stopWizard(): Promise<void> {
  await ask(() => request()['devices.wizardStop']());
}

export async function acceptWizard(role: 'clerk' | 'applicant'): Promise<void> {
  await ask(() => request()['devices.wizardAccept']({ role }), '已记住这台设备，现在就可以使用。');
}

export async function openDiagnostics(): Promise<void> {
  setDeviceCentre({ bundle: null, note: null, error: null });
  setScreen({ dialog: { kind: 'device-centre', view: { kind: 'diagnostics' } } });
  const bundle = await ask(() => request()['devices.bundle']());
  if (bundle) setDeviceCentre({ bundle: bundle.value });
}

export async function saveBundle(bundleId: string): Promise<void> {
  const saved = await ask(() => request()['devices.saveBundle']({ bundleId }));
  if (saved?.value) setDeviceCentre({ note: `已保存：${saved.value.file}` });
}

/** Tells main that somebody looks: traffic is kept (masked) meanwhile. */
export function watch(on: boolean): void {
  void request()
    ['devices.watch']({ on })
    .catch(() => undefined);
}

async function ask<T>(question: () => Promise<Answer<T>>, note?: string): Promise<{ value: T } | undefined> {
  setDeviceCentre({ error: null, note: null });
  try {
    const answer = await question();
    if (!answer.ok) {
      setDeviceCentre({ error: answer.error });
      return undefined;
    }
    if (note) setDeviceCentre({ note });
    return { value: answer.value };
  } catch {
    setDeviceCentre({ error: { code: 'BRIDGE_FAILED' } });
    return undefined;
  }
}
