// 批量签发: which certificate, then its list. The columns are told, so that a list can be made for them.
import { useEffect, useState } from 'react';
import type { IssuableTypeView } from '#shared/ipc/issuing-views';
import { ErrorBanner } from '../actions/error-banner';
import { BackButton, Frame } from '../dialogs/frame';
import { call } from '../state/call';
import { chooseList, dropList } from './issuing-commands';

export function ImportDialog() {
  const [types, setTypes] = useState<readonly IssuableTypeView[]>([]);
  const [chosen, setChosen] = useState(0);
  useEffect(() => {
    void call('正在读取…', () => window.terminal.request['issuing.types']()).then(
      (answer) => answer && setTypes(answer.value),
    );
  }, []);
  const type = types[chosen];
  return (
    <Frame
      title="批量签发"
      testId="import-dialog"
      wide
      focusKey={types.length > 0 ? 'there' : 'waiting'}
      onSubmit={() => {
        if (type) void chooseList(type.typeId);
      }}
    >
      <div
        className="issuing-drop"
        data-testid="import-drop"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          event.stopPropagation();
          const file = event.dataTransfer.files[0];
          if (file && type) void dropList(type.typeId, file);
        }}
      >
        <label className="labelled">
          证照类型
          <select
            className="field"
            data-testid="import-type"
            data-autofocus=""
            value={chosen}
            onChange={(event) => setChosen(Number(event.target.value))}
          >
            {types.map((one, index) => (
              <option key={one.typeId} value={index}>
                {one.typeName}
              </option>
            ))}
          </select>
        </label>
        {type ? (
          <>
            <h3>清单的栏名</h3>
            <p>
              {type.columns.map(({ label, required }) => (
                <span key={label} className={required ? 'issuing-column' : 'issuing-column soft'}>
                  {label}
                  {required ? ' *' : ''}
                </span>
              ))}
            </p>
            <p className="soft">
              逗号分隔，第一行写栏名，带 * 的必填；一次最多五百行。也可以把清单拖到这里。
            </p>
          </>
        ) : null}
      </div>
      <ErrorBanner />
      <div className="dialog-actions">
        <button type="submit" className="button primary" data-testid="import-choose" disabled={!type}>
          选择清单 <kbd>Enter</kbd>
        </button>
        <BackButton />
      </div>
    </Frame>
  );
}
