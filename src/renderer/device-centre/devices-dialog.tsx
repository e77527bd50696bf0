// The device centre: every device at the left with its state, one device at the right with what it does, what is wrong and
// what to do.
import { useEffect } from 'react';
import type { KeyboardEvent } from 'react';
import type { DeviceView } from '#shared/ipc/device-views';
import { closeDialog, Frame, inTextField } from '../dialogs/frame';
import { CatalogueProblems } from './catalogue-problems';
import { CentreNotices } from './centre-notices';
import {
  move,
  openDiagnostics,
  restartHost,
  select,
  startWizard,
  stopWizard,
  toggleTest,
  watch,
} from './device-centre-commands';
import { setDeviceCentre, shownDevice, useDeviceCentre } from './device-centre-store';
import { DeviceList } from './device-list';
import { DevicePanel } from './device-panel';
import { WizardPanel } from './wizard-panel';
import { WizardQuestion, TypedAddress } from './wizard-question';

export function DevicesDialog() {
  const { view, selected, asked, typing } = useDeviceCentre();
  useEffect(() => {
    watch(true);
    return () => watch(false);
  }, []);
  const devices = view?.devices ?? [];
  const device = shownDevice({ view, selected });
  const wizard = view?.wizard ?? null;
  const back = (): boolean => {
    if (asked || typing) return (setDeviceCentre({ asked: null, typing: false }), true);
    if (wizard) return (void stopWizard(), true);
    return false;
  };
  const onKey = (event: KeyboardEvent<HTMLDialogElement>): boolean => {
    if (event.key === 'Escape') return back();
    if (inTextField(event) || asked || typing || event.repeat) return moveKey(event, devices, device);
    switch (event.key.toLowerCase()) {
      case 't':
        return device?.testable && !wizard ? (void toggleTest(device), true) : false;
      case 'w':
        return device?.wizard && !wizard
          ? (void startWizard({ kind: 'device', deviceId: device.id }), true)
          : false;
      case 'n':
        return wizard ? false : (setDeviceCentre({ typing: true }), true);
      case 'd':
        return (void openDiagnostics(), true);
      default:
        return moveKey(event, devices, device);
    }
  };
  return (
    <Frame
      title="设备中心"
      testId="device-centre"
      wide="full"
      focusKey={asked ? 'asked' : typing ? 'typing' : wizard ? `wizard-${wizard.kind}` : 'devices'}
      onKey={onKey}
    >
      <div className="centre">
        <DeviceList
          devices={devices}
          shown={device?.id ?? null}
          focus={!asked && !typing && !wizard}
          onSelect={select}
        />
        <div className="centre-side">
          <CentreNotices host={view?.host ?? 'running'} />
          <CatalogueProblems problems={view?.catalogue.problems ?? []} />
          {asked ? (
            <WizardQuestion asked={asked} />
          ) : typing ? (
            <TypedAddress />
          ) : wizard ? (
            <WizardPanel wizard={wizard} devices={devices} />
          ) : device ? (
            <DevicePanel device={device} />
          ) : (
            <p className="vacant">正在查看设备。</p>
          )}
        </div>
      </div>
      <div className="dialog-actions">
        <button type="button" className="button" onClick={closeDialog}>
          返回 {asked || typing || wizard ? null : <kbd>Esc</kbd>}
        </button>
        <button
          type="button"
          className="button"
          data-testid="centre-typed"
          disabled={wizard !== null}
          onClick={() => setDeviceCentre({ typing: true, asked: null })}
        >
          按地址查找 <kbd>N</kbd>
        </button>
        <button
          type="button"
          className="button"
          data-testid="centre-restart"
          onClick={() => void restartHost()}
        >
          重启设备程序
        </button>
        <button
          type="button"
          className="button"
          data-testid="centre-diagnostics"
          onClick={() => void openDiagnostics()}
        >
          诊断信息 <kbd>D</kbd>
        </button>
        <span className="soft centre-catalogue">设备目录 {view?.catalogue.entries ?? 0} 种</span>
      </div>
    </Frame>
  );
}

/** The list is walked from anywhere but a field: the arrow keys belong to it. */
function moveKey(
  event: KeyboardEvent<HTMLDialogElement>,
  devices: readonly DeviceView[],
  device: DeviceView | null,
): boolean {
  if (inTextField(event) || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return false;
  move(devices, device?.id ?? null, event.key === 'ArrowDown' ? 1 : -1);
  return true;
}
