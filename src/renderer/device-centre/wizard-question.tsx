// Before the wizard touches a port: whose it may be, and the clerk's word; or where to look, typed.
import { useState } from 'react';
import { Icon } from '../parts/icons';
import { ASKED } from '../words/device-state-words';
import { startWizard } from './device-centre-commands';
import { setDeviceCentre, type WizardTarget } from './device-centre-store';

export function WizardQuestion({
  asked,
}: {
  readonly asked: { readonly target: WizardTarget; readonly belongsTo: string };
}) {
  const known = ASKED as Readonly<Record<string, string>>;
  return (
    <section className="centre-panel" data-testid="wizard-question" data-belongs-to={asked.belongsTo}>
      <h3 className="centre-title">要在这个端口上查找吗？</h3>
      <p className="notice notice-busy">
        <Icon name="warn" />
        <span>{known[asked.belongsTo] ?? ASKED['unnamed-device']}</span>
      </p>
      <div className="centre-deeds">
        <button
          type="button"
          className="button"
          data-testid="wizard-agree"
          onClick={() => void startWizard(asked.target, true)}
        >
          可以，开始查找
        </button>
        <button
          type="button"
          className="button primary"
          data-autofocus=""
          onClick={() => setDeviceCentre({ asked: null })}
        >
          不查找 <kbd>Enter</kbd>
        </button>
      </div>
    </section>
  );
}

export function TypedAddress() {
  const [text, setText] = useState('');
  const begin = (): void => {
    if (text.trim() !== '') void startWizard({ kind: 'typed', text });
  };
  return (
    <section className="centre-panel" data-testid="typed-address">
      <h3 className="centre-title">按地址查找</h3>
      <label className="labelled">
        串口或网络地址
        <input
          className="field"
          data-autofocus=""
          data-testid="typed-field"
          maxLength={200}
          placeholder="COM3、/dev/ttyS1 或 192.0.2.7:4001"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            event.stopPropagation();
            begin();
          }}
        />
      </label>
      <div className="centre-deeds">
        <button type="button" className="button primary" data-testid="typed-begin" onClick={begin}>
          查找 <kbd>Enter</kbd>
        </button>
        <button type="button" className="button" onClick={() => setDeviceCentre({ typing: false })}>
          不查找 <kbd>Esc</kbd>
        </button>
      </div>
    </section>
  );
}
