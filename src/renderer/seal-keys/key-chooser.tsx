// Which key: shown only where several fit. A digit or a click chooses.
import { useEffect, useEffectEvent } from 'react';
import { chinaDate } from '../words/dates';
import type { UsableCertificate } from './seal-key-store';

interface Props {
  readonly choices: readonly UsableCertificate[];
  readonly onChoose: (choice: UsableCertificate) => void;
}

/** Chooses by itself where there is only one. */
export function KeyChooser({ choices, onChoose }: Props) {
  const only = choices.length === 1 ? choices[0] : undefined;
  const name = only && `${only.key.keyId} ${only.fingerprint}`;
  const chooseOnly = useEffectEvent(() => {
    if (only) onChoose(only);
  });
  useEffect(() => {
    if (name !== undefined) chooseOnly();
  }, [name]);
  if (only) return null;
  if (choices.length === 0)
    return (
      <p className="notice notice-busy" role="status" data-testid="key-chooser-empty">
        请插好要用的智能密码钥匙，会自动识别。
      </p>
    );
  return (
    <div
      className="lines"
      data-testid="key-chooser"
      onKeyDown={(event) => {
        const chosen = choices[Number(event.key) - 1];
        if (!chosen) return;
        event.preventDefault();
        event.stopPropagation();
        onChoose(chosen);
      }}
    >
      {choices.map((choice, index) => (
        <button
          key={`${choice.key.keyId} ${choice.fingerprint}`}
          type="button"
          className="line"
          data-autofocus={index === 0 ? '' : undefined}
          onClick={() => onChoose(choice)}
        >
          <kbd>{index + 1}</kbd>
          <span className="line-main">
            {choice.subject}
            <span className="soft">
              {choice.key.vendor} {choice.key.label} {choice.key.serial} · 有效至 {chinaDate(choice.notAfter)}
            </span>
          </span>
        </button>
      ))}
    </div>
  );
}
