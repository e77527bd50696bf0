// The top strip: where we stand, as of when the data is, the devices, the work waiting, and the demonstration mark.
import type { DeskView } from '#shared/ipc/views';
import { CustodyReminder } from '../custody/custody-reminder';
import { Collection } from '../issuing/collection-count';
import { openDeviceCentre } from '../device-centre/device-centre-commands';
import { useDeviceCentre } from '../device-centre/device-centre-store';
import { Icon } from '../parts/icons';
import type { IconName } from '../parts/icons';
import { useSealKeys } from '../seal-keys/seal-key-store';
import { signInOrOut } from '../staff/staff-commands';
import { useStaff } from '../staff/staff-store';
import { setScreen } from '../state/store';
import { printerWord, readerWord } from '../words/device-words';
import type { DeviceWord } from '../words/device-words';
import { stateSentence, stateWords } from '../words/device-state-words';
import { moment } from '../words/dates';
import { sealKeysWord } from '../words/seal-key-state-words';
import { rolesWord } from '../words/staff-words';

export function Strip({ desk }: { readonly desk: DeskView }) {
  const { dataAsOf } = desk.connection;
  const keys = useSealKeys(({ view }) => view);
  const keysWord = sealKeysWord(keys);
  const reader = desk.readers.find((one) => one.role === 'clerk') ?? desk.readers[0];
  return (
    <header>
      {desk.profile === 'demonstration' ? (
        <div className="demonstration-band" data-testid="demonstration-band">
          <strong>演示模式 · 数据均为虚构</strong>
        </div>
      ) : null}
      <div className="strip">
        <h1 className="strip-unit">
          {desk.unit} <span className="strip-window">{desk.window}</span>
        </h1>
        <span className="strip-place" title={`${desk.place.name} ${desk.place.documentNumber}`}>
          {desk.place.name} · {desk.place.documentNumber}
        </span>
        <span className="strip-fill" />
        <span className="strip-fact" data-testid="data-as-of">
          <b>离线</b> {dataAsOf ? `数据截至 ${moment(dataAsOf)}` : '尚无数据'}
        </span>
        <Device
          testId="reader-state"
          focus
          icon="reader"
          name="读卡器"
          word={readerWord(reader?.state ?? { kind: 'absent' })}
          onOpen={() => openDeviceCentre('id-card-reader')}
        />
        <ScannerDevice />
        <Device
          testId="printer-state"
          icon="printer"
          name="打印机"
          word={printerWord(desk.printer)}
          onOpen={() => openDeviceCentre('printer')}
        />
        {keysWord ? (
          <Device
            testId="seal-key-state"
            icon="key"
            name="智能密码钥匙"
            word={keysWord}
            onOpen={() => setScreen({ dialog: { kind: 'seal-keys', view: { kind: 'panel' } } })}
          />
        ) : null}
        <CustodyReminder />
        <Collection />
        <span className="strip-fact tabular">
          今日办结 <b>{desk.closedToday}</b>
          {desk.parked.length > 0 ? (
            <>
              {' '}
              挂起 <b>{desk.parked.length}</b>
            </>
          ) : null}
        </span>
        <Person clerk={desk.clerk} />
      </div>
    </header>
  );
}

/** Who is signed in; a click is Ctrl+L. */
function Person({ clerk }: { readonly clerk: string }) {
  const view = useStaff((state) => state.view);
  const who = view?.session.kind === 'signed-in' ? view.session.who : null;
  return (
    <button
      type="button"
      className="strip-person"
      data-testid="signed-in"
      data-state={who ? 'signed-in' : 'signed-out'}
      title={who ? `${rolesWord(who.roles)}，Ctrl+L 锁屏或退出` : 'Ctrl+L 登录'}
      onMouseDown={(event) => event.preventDefault()}
      onClick={signInOrOut}
    >
      {who?.name ?? clerk}
      {who && view && view.waiting > 0 ? <b>待审批 {view.waiting}</b> : null}
    </button>
  );
}

/** Scanners of their own ports; one that types needs no sign. The one that needs a hand stands for all. */
function ScannerDevice() {
  const { view } = useDeviceCentre();
  const scanners = view?.devices.filter(
    ({ kind, state }) => kind === 'scanner' && state.kind !== 'switched-off',
  );
  const scanner = scanners?.find(({ state }) => state.kind !== 'ready') ?? scanners?.[0];
  if (!scanner) return null;
  const { tone, short } = stateWords(scanner);
  return (
    <Device
      testId="scanner-state"
      icon="scanner"
      name="扫码枪"
      word={{ state: scanner.state.kind, tone, short, long: stateSentence(scanner) }}
      onOpen={() => openDeviceCentre('scanner')}
    />
  );
}

interface DeviceProps {
  readonly testId: string;
  readonly icon: IconName;
  readonly name: string;
  readonly word: DeviceWord;
  readonly focus?: boolean;
  readonly onOpen: () => void;
}

function Device({ testId, icon, name, word, focus, onOpen }: DeviceProps) {
  return (
    <button
      type="button"
      className={`device device-${word.tone}`}
      data-testid={testId}
      data-state={word.state}
      data-focus={focus ? 'strip' : undefined}
      aria-label={`${name}：${word.short}`}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onOpen}
    >
      <Icon name={icon} />
      <span>{word.short}</span>
      <Icon name={word.tone === 'good' ? 'check' : word.tone === 'busy' ? 'dot' : 'warn'} />
    </button>
  );
}
