// Diagnostics: exactly what will be saved, file by file, before it is.
import { useState } from 'react';
import { BackButton, Frame } from '../dialogs/frame';
import { CentreNotices } from './centre-notices';
import { openDeviceCentre, openDiagnostics, saveBundle } from './device-centre-commands';
import { useDeviceCentre } from './device-centre-store';

const WHAT: Readonly<Record<string, string>> = {
  'versions.json': '版本',
  'devices.json': '设备和状态',
  'terminal.log': '运行日志（已去掉姓名和号码）',
};

function whatIs(name: string): string {
  return WHAT[name] ?? `${name.includes('at-fault/') ? '上次出错时的' : ''}设备通信（已遮盖）`;
}

export function DiagnosticsDialog() {
  const { bundle } = useDeviceCentre();
  const [at, setAt] = useState(0);
  const files = bundle?.files ?? [];
  const file = files[at] ?? files[0];
  const back = (): void => openDeviceCentre(null);
  const save = (): void => {
    if (bundle) void saveBundle(bundle.id);
  };
  return (
    <Frame
      title="诊断信息"
      testId="diagnostics"
      wide="full"
      focusKey={bundle ? 'ready' : 'gathering'}
      onSubmit={save}
      onKey={(event) => {
        if (event.key === 'Escape') return (back(), true);
        if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return false;
        if (event.target instanceof HTMLPreElement) return false;
        setAt(Math.min(files.length - 1, Math.max(0, at + (event.key === 'ArrowDown' ? 1 : -1))));
        return true;
      }}
    >
      <p>
        下面就是将要保存的全部内容。设备通信里的姓名、号码、照片和扫码内容都已换成假数据；保存后可以发给维护人员。
      </p>
      <CentreNotices host="running" />
      {bundle ? (
        <div className="centre">
          <div
            className="centre-list"
            role="listbox"
            aria-label="文件"
            tabIndex={0}
            aria-activedescendant={file ? `bundle-${file.name}` : undefined}
          >
            {files.map(({ name, bytes }, index) => (
              <div
                key={name}
                id={`bundle-${name}`}
                role="option"
                aria-selected={index === at}
                className={index === at ? 'centre-device selected' : 'centre-device'}
                data-testid="bundle-file"
                data-name={name}
                onClick={() => setAt(index)}
              >
                <span className="centre-device-name">
                  {name}
                  <span className="soft">{whatIs(name)}</span>
                </span>
                <span className="soft tabular">{Math.ceil(bytes / 1024)} KB</span>
              </div>
            ))}
          </div>
          <pre className="bundle-text" tabIndex={0} aria-label={file?.name} data-testid="bundle-text">
            {file?.text}
          </pre>
        </div>
      ) : (
        <p className="vacant">正在收集诊断信息。</p>
      )}
      <div className="dialog-actions">
        <button
          type="submit"
          className="button primary"
          disabled={!bundle}
          data-autofocus=""
          data-testid="bundle-save"
        >
          保存为文件 <kbd>Enter</kbd>
        </button>
        <button type="button" className="button" onClick={() => void openDiagnostics()}>
          重新收集
        </button>
        <BackButton onBack={back} />
      </div>
    </Frame>
  );
}
