// One device: its state in a sentence, what it is and where, its last error, its live test, and what can be done.
import type { DeviceView } from '#shared/ipc/device-views';
import { useKept } from '../dialogs/half-done';
import { Icon } from '../parts/icons';
import { moment } from '../words/dates';
import { wordsFor } from '../words/error-words';
import { deviceName, KIND, REMEMBERED, ROLE, stateSentence, stateWords } from '../words/device-state-words';
import { sentence } from '../words/words';
import {
  assign,
  enable,
  forget,
  isWaiting,
  rename,
  saveRecording,
  startWizard,
  toggleRecorder,
  toggleTest,
} from './device-centre-commands';
import { LiveTestResult } from './live-test-result';

export function DevicePanel({ device }: { readonly device: DeviceView }) {
  const words = stateWords(device);
  return (
    <section className="centre-panel" data-testid="device-panel" data-device={device.id} aria-live="polite">
      <h3 className="centre-title">
        {deviceName(device)} <span className="soft">{KIND[device.kind]}</span>
      </h3>
      <p className={`notice notice-${words.tone}`} data-testid="device-state" data-state={device.state.kind}>
        <Icon name={words.tone === 'good' ? 'check' : words.tone === 'busy' ? 'dot' : 'warn'} />
        <span>
          <b>{words.short}</b> {stateSentence(device)}
        </span>
      </p>
      <Remedy device={device} />
      {device.recording ? (
        <p className="notice recording" data-testid="recording-mark">
          <Icon name="dot" />
          <span>
            <b>正在录制</b> 从 {moment(device.recording.since)} 起，{device.recording.entries}{' '}
            段。个人信息已换成假数据。
          </span>
        </p>
      ) : null}
      <LiveTestResult test={device.test} />
      <Deeds device={device} />
      <Facts device={device} />
    </section>
  );
}

/** What an administrator has to do, word for word; what the catalogue adds. */
function Remedy({ device: { state, hint } }: { readonly device: DeviceView }) {
  const rule = state.kind === 'no-permission' ? state.rule : null;
  return (
    <>
      {rule ? (
        <p className="centre-rule">
          请管理员把这一行写进 /etc/udev/rules.d/70-zhengchuang.rules，再重新插拔设备：
          <code data-testid="udev-rule">{rule}</code>
        </p>
      ) : null}
      {state.kind === 'no-permission' && rule === null ? (
        <p className="soft">请管理员把当前用户加入串口所在的用户组，然后重新登录系统。</p>
      ) : null}
      {state.kind === 'driver-missing' && state.driver ? <p className="soft">缺少：{state.driver}</p> : null}
      {hint ? <p className="soft">{hint}</p> : null}
    </>
  );
}

function Facts({ device }: { readonly device: DeviceView }) {
  const { lastError, lastSeen, catalogue, vendor, model, driver, place } = device;
  return (
    <dl className="centre-facts">
      {vendor || model ? <Fact name="型号" value={[vendor, model].filter(Boolean).join(' ')} /> : null}
      {place ? <Fact name="位置" value={place} /> : null}
      {driver ? <Fact name="驱动" value={driver} /> : null}
      {device.role ? <Fact name="用在" value={ROLE[device.role]} /> : null}
      <Fact name="记住方式" value={REMEMBERED[device.rememberedBy]} />
      {lastSeen ? <Fact name="最近在线" value={moment(lastSeen)} /> : null}
      {catalogue ? (
        <Fact
          name="设备目录"
          value={catalogue.tried ? '在窗口用过的型号' : '按公开资料收录，还没有在窗口用过'}
        />
      ) : null}
      {lastError ? (
        <Fact
          name="最近一次问题"
          testId="last-error"
          value={`${moment(lastError.at)} ${sentence(wordsFor(lastError.code), lastError.code)}${statusText(lastError.status)}`}
        />
      ) : null}
    </dl>
  );
}

function Fact({
  name,
  value,
  testId,
}: {
  readonly name: string;
  readonly value: string;
  readonly testId?: string;
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd data-testid={testId}>{value}</dd>
    </div>
  );
}

function statusText(status: number | undefined): string {
  return status === undefined ? '' : ` 状态字 ${status.toString(16).toUpperCase().padStart(2, '0')}`;
}

const TEST_LABEL = { card: '放卡测试', scan: '扫码测试', page: '打印测试页', key: '查看证书' } as const;

function Deeds({ device }: { readonly device: DeviceView }) {
  const { testable, test, role, changeable, state, wizard, recording, recorded } = device;
  const waits = isWaiting(test);
  const driven = device.kind === 'id-card-reader' || device.kind === 'scanner';
  const unknown = state.kind === 'unknown';
  return (
    <div className="centre-deeds">
      {testable ? (
        <button
          type="button"
          className="button primary"
          data-testid="device-test"
          onClick={() => void toggleTest(device)}
        >
          {waits ? '结束测试' : TEST_LABEL[testable]} <kbd>T</kbd>
        </button>
      ) : null}
      {wizard ? (
        <button
          type="button"
          className={unknown ? 'button primary' : 'button'}
          data-testid="device-wizard"
          onClick={() => void startWizard({ kind: 'device', deviceId: device.id })}
        >
          {unknown ? '查找设备' : '重新查找端口和速率'} <kbd>W</kbd>
        </button>
      ) : null}
      {role && changeable && state.kind !== 'switched-off' ? (
        <button
          type="button"
          className="button"
          data-testid="device-role"
          onClick={() => void assign(device)}
        >
          改到{role === 'clerk' ? ROLE.applicant : ROLE.clerk}
        </button>
      ) : null}
      {changeable ? (
        <>
          <button
            type="button"
            className="button"
            data-testid="device-enable"
            onClick={() => void enable(device)}
          >
            {state.kind === 'switched-off' ? '启用' : '停用'}
          </button>
          <button
            type="button"
            className="button"
            data-testid="device-forget"
            onClick={() => void forget(device)}
          >
            忘记这台设备
          </button>
        </>
      ) : null}
      {driven && state.kind !== 'switched-off' ? (
        <button
          type="button"
          className="button"
          data-testid="device-record"
          onClick={() => void toggleRecorder(device)}
        >
          {recording ? '停止录制' : '录制通信'}
        </button>
      ) : null}
      {recorded ? (
        <button
          type="button"
          className="button"
          data-testid="device-save-recording"
          onClick={() => void saveRecording(device)}
        >
          保存录制
        </button>
      ) : null}
      {changeable ? <Rename key={device.id} device={device} /> : null}
    </div>
  );
}

function Rename({ device }: { readonly device: DeviceView }) {
  const [label, setLabel] = useKept<string | null>(`name ${device.id}`, null);
  if (label === null) {
    return (
      <button type="button" className="button" data-testid="device-rename" onClick={() => setLabel('')}>
        起名
      </button>
    );
  }
  const done = (): void => {
    void rename(device.id, label);
    setLabel(null);
  };
  return (
    <span className="centre-rename">
      <input
        className="field"
        aria-label="设备的名称"
        placeholder="例如：左手边的读卡器"
        maxLength={40}
        value={label}
        ref={(field) => field?.focus()}
        onChange={(event) => setLabel(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') {
            event.preventDefault();
            event.stopPropagation();
            done();
          } else if (event.key === 'Escape') {
            event.preventDefault();
            event.stopPropagation();
            setLabel(null);
          }
        }}
      />
      <button type="button" className="button" onClick={done}>
        确定
      </button>
    </span>
  );
}
