// All devices, one line each: what it is, which side it serves, its state in a word and a sign.
import { useEffect, useRef } from 'react';
import type { DeviceView } from '#shared/ipc/device-views';
import { Icon, type IconName } from '../parts/icons';
import { deviceName, KIND, ROLE, stateWords } from '../words/device-state-words';

interface Props {
  readonly devices: readonly DeviceView[];
  readonly shown: string | null;
  /** The hands belong here unless a question or the wizard is open. */
  readonly focus: boolean;
  readonly onSelect: (deviceId: string) => void;
}

const ICON: Readonly<Record<DeviceView['kind'], IconName>> = {
  'id-card-reader': 'reader',
  scanner: 'scanner',
  'keyboard-scanner': 'scanner',
  printer: 'printer',
  'seal-key': 'key',
  unknown: 'dot',
};

export function DeviceList({ devices, shown, focus, onSelect }: Props) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [shown]);
  return (
    <div
      ref={list}
      className="centre-list"
      role="listbox"
      aria-label="设备"
      tabIndex={0}
      data-autofocus={focus ? '' : undefined}
      aria-activedescendant={shown ? `device-${shown}` : undefined}
    >
      {devices.map((device) => {
        const words = stateWords(device);
        return (
          <div
            key={device.id}
            id={`device-${device.id}`}
            role="option"
            aria-selected={device.id === shown}
            className={device.id === shown ? 'centre-device selected' : 'centre-device'}
            data-testid="centre-device"
            data-device={device.id}
            data-kind={device.kind}
            data-state={device.state.kind}
            onClick={() => onSelect(device.id)}
          >
            <Icon name={ICON[device.kind]} />
            <span className="centre-device-name">
              <span title={deviceName(device)}>{deviceName(device)}</span>
              <span className="soft">
                {[
                  deviceName(device) === KIND[device.kind] ? device.place : KIND[device.kind],
                  device.role ? ROLE[device.role] : '',
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            <span className={`centre-state tone-${words.tone}`}>
              {device.recording ? <b className="recording-mark">录制中</b> : null}
              {words.short}
              <Icon name={words.tone === 'good' ? 'check' : words.tone === 'busy' ? 'dot' : 'warn'} />
            </span>
          </div>
        );
      })}
    </div>
  );
}
