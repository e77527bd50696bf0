// The wizard under way: which speed is tried, when to scan, what was found; it can be stopped at any time.
import { assertNever } from '#core/result';
import type { DeviceView, WizardView } from '#shared/ipc/device-views';
import { Icon } from '../parts/icons';
import { wordsFor } from '../words/error-words';
import { deviceName, KIND } from '../words/device-state-words';
import { sentence } from '../words/words';
import { acceptWizard, startWizard, stopWizard } from './device-centre-commands';

interface Props {
  readonly wizard: WizardView;
  readonly devices: readonly DeviceView[];
}

export function WizardPanel({ wizard, devices }: Props) {
  const device = devices.find(({ id }) => id === wizard.deviceId);
  return (
    <section className="centre-panel" data-testid="wizard" data-wizard={wizard.kind} aria-live="polite">
      <h3 className="centre-title">查找设备{device ? `：${deviceName(device)}` : ''}</h3>
      <Stage wizard={wizard} listed={device !== undefined} />
    </section>
  );
}

function Stage({ wizard, listed }: { readonly wizard: WizardView; readonly listed: boolean }) {
  switch (wizard.kind) {
    case 'trying':
      return (
        <>
          <p>
            正在询问是不是身份证读卡器{wizard.baud === null ? '' : `，速率 ${wizard.baud}`}
            。这种询问不会改变设备。
          </p>
          <progress className="centre-progress" max={wizard.of} value={wizard.done} aria-label="进度" />
          <p className="soft">
            已试 {wizard.done} 种，共 {wizard.of} 种
          </p>
          <Stop />
        </>
      );
    case 'listening':
      return (
        <>
          <p className="notice notice-busy">
            <Icon name="dot" />
            <span>没有读卡器应答。如果是扫码枪，请现在扫任意一个码。</span>
          </p>
          <p className="soft">
            正在按速率 {wizard.baud} 等待
            {wizard.unreadable > 0
              ? `；有 ${wizard.unreadable} 次收到的内容不可读，已换速率，请再扫一次`
              : ''}
          </p>
          <Stop />
        </>
      );
    case 'found':
      return (
        <>
          <p className="notice notice-good">
            <Icon name="check" />
            <span>
              找到了：{KIND[wizard.what]}
              {wizard.baud === null ? '' : `，速率 ${wizard.baud}`}。它给谁用？
            </span>
          </p>
          <div className="centre-deeds">
            <button
              type="button"
              className="button primary"
              data-autofocus=""
              data-testid="wizard-accept"
              onClick={() => void acceptWizard('clerk')}
            >
              窗口侧使用 <kbd>Enter</kbd>
            </button>
            <button
              type="button"
              className="button"
              data-testid="wizard-accept-applicant"
              onClick={() => void acceptWizard('applicant')}
            >
              申请人侧使用
            </button>
            <button type="button" className="button" onClick={() => void stopWizard()}>
              不使用 <kbd>Esc</kbd>
            </button>
          </div>
        </>
      );
    case 'nothing':
      return (
        <>
          <p className="notice notice-bad">
            <Icon name="warn" />
            <span>没有找到读卡器或扫码枪。请检查电源和线；扫码枪请确认已设成串口方式。</span>
          </p>
          <Again wizard={wizard} listed={listed} />
        </>
      );
    case 'failed':
      return (
        <>
          <p className="notice notice-bad" data-code={wizard.error}>
            <Icon name="warn" />
            <span>{sentence(wordsFor(wizard.error), wizard.error)}</span>
          </p>
          <Again wizard={wizard} listed={listed} />
        </>
      );
    default:
      return assertNever(wizard);
  }
}

function Stop() {
  return (
    <div className="centre-deeds">
      <button
        type="button"
        className="button"
        data-autofocus=""
        data-testid="wizard-stop"
        onClick={() => void stopWizard()}
      >
        停止 <kbd>Esc</kbd>
      </button>
    </div>
  );
}

function Again({ wizard, listed }: { readonly wizard: WizardView; readonly listed: boolean }) {
  return (
    <div className="centre-deeds">
      {listed ? (
        <button
          type="button"
          className="button primary"
          data-autofocus=""
          onClick={() => void startWizard({ kind: 'device', deviceId: wizard.deviceId })}
        >
          再找一次 <kbd>Enter</kbd>
        </button>
      ) : null}
      <button
        type="button"
        className="button"
        data-autofocus={listed ? undefined : ''}
        data-testid="wizard-leave"
        onClick={() => void stopWizard()}
      >
        知道了 <kbd>Esc</kbd>
      </button>
    </div>
  );
}
