// Demonstration only: invented people whose card can be laid on the emulated reader. Docked right, folds away by itself.
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Tag from 'antd/es/tag';
import { useDeferredValue, useEffect, useState } from 'react';
import type { RequestInput } from '#shared/ipc/contract';
import type { DemonstrationPerson } from '#shared/ipc/views';
import { AntdFrame } from '../parts/antd-frame';
import { call } from '../state/call';
import { setScreen, useTerminal } from '../state/store';
import { findPeople } from './find-people';
import '../styles/demonstration.css';

export default function DemonstrationPanel() {
  const chosen = useTerminal((state) => state.screen.demonstrationOpen);
  const busy = useTerminal(
    ({ desk }) => (desk?.current ?? desk?.closed ?? null) !== null || (desk?.pendingCard ?? null) !== null,
  );
  const open = chosen ?? !busy;
  return (
    <aside className={open ? 'demo open' : 'demo'} aria-label="演示面板" data-testid="demo-panel">
      <button
        type="button"
        className="demo-tab"
        aria-expanded={open}
        data-testid="demo-toggle"
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => setScreen({ demonstrationOpen: !open })}
      >
        {open ? '收起演示面板' : '演示'}
      </button>
      {open ? <People /> : null}
    </aside>
  );
}

function People() {
  const [people, setPeople] = useState<readonly DemonstrationPerson[]>([]);
  const [typed, setTyped] = useState('');
  const query = useDeferredValue(typed);
  useEffect(() => {
    void window.terminal.request['demonstration.people']().then(
      (answer) => answer.ok && setPeople(answer.value),
    );
  }, []);
  return (
    <AntdFrame>
      <Device />
      <Codes />
      <Input
        aria-label="查找演示人物"
        autoComplete="off"
        data-testid="demo-search"
        placeholder="姓名、年龄或情形"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <ul className="demo-people">
        {findPeople(people, query).map((person) => (
          <li key={person.id}>
            <Button
              block
              htmlType="button"
              data-testid="demo-person"
              data-person-id={person.id}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => void lay(person.id)}
            >
              <span className="demo-name">
                <b>{person.name}</b> {person.age} 岁
              </span>
              {person.kind === 'resident' ? null : (
                <Tag>{person.kind === 'hmt-residence-permit' ? '港澳台' : '外国人'}</Tag>
              )}
              {person.story ? <span className="demo-story">{person.story}</span> : null}
            </Button>
          </li>
        ))}
      </ul>
    </AntdFrame>
  );
}

function Device() {
  const { request } = window.terminal;
  const steps = [
    ['取走卡片', 'demo-lift', request['demonstration.lift']],
    ['拔掉读卡器', 'demo-unplug', request['demonstration.unplug']],
    ['插回读卡器', 'demo-replug', request['demonstration.replug']],
  ] as const;
  return (
    <div className="demo-device" role="group" aria-label="演示读卡器">
      {steps.map(([label, testId, ask]) => (
        <Button
          key={testId}
          htmlType="button"
          data-testid={testId}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => void call(`${label}…`, () => ask())}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}

/** Codes held before the scanner. */
function Codes() {
  const codes = [
    ['亮码', 'holder-code'],
    ['证照码', 'certificate'],
    ['过期的证照码', 'expired-certificate'],
    ['网址', 'unknown-address'],
  ] as const;
  return (
    <div className="demo-device" role="group" aria-label="演示扫码器">
      {codes.map(([label, what]) => (
        <Button
          key={what}
          htmlType="button"
          data-testid={`demo-scan-${what}`}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => void scan(what)}
        >
          扫{label}
        </Button>
      ))}
    </div>
  );
}

async function scan(what: RequestInput<'scan.demonstrate'>['what']): Promise<void> {
  await call('正在扫码…', () => window.terminal.request['scan.demonstrate']({ what }));
  setScreen({ demonstrationOpen: null });
}

async function lay(personId: string): Promise<void> {
  await call('正在放卡…', () => window.terminal.request['demonstration.lay']({ personId }));
  // The clerk's own choice ends with the card: the panel folds away by itself again.
  setScreen({ demonstrationOpen: null });
}
