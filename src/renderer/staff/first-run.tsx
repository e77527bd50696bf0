// The first start in production: nobody works here yet, so that the first administrator names themselves.
import { useState } from 'react';
import type { StaffView } from '#shared/ipc/staff-views';
import { NewPassword } from './new-password';
import { OwnKey } from './own-key';
import { firstAdministrator } from './staff-commands';

export function FirstRun({ view }: { readonly view: StaffView }) {
  const [name, setName] = useState('');
  const [step, setStep] = useState<'name' | 'key' | 'password'>('name');
  const named = name.trim() !== '';
  if (step === 'name') {
    return (
      <form
        className="sign-in-form"
        data-testid="first-run"
        onSubmit={(event) => {
          event.preventDefault();
          if (named) setStep('key');
        }}
      >
        <p>
          本机还没有人员。先设第一位管理员：由他添加窗口人员、印章保管人和审批人，并绑定各人的钥匙。管理员只管人员，不办件、不盖章。
        </p>
        <label className="labelled">
          管理员姓名
          <input
            className="field"
            data-testid="first-run-name"
            autoFocus
            autoComplete="off"
            maxLength={40}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <div className="dialog-actions">
          <button type="submit" className="button primary" data-testid="first-run-next" disabled={!named}>
            下一步：用钥匙 <kbd>Enter</kbd>
          </button>
          {view.passwordAllowed ? (
            <button
              type="button"
              className="button"
              data-testid="first-run-password"
              disabled={!named}
              onClick={() => setStep('password')}
            >
              没有钥匙，设口令
            </button>
          ) : null}
        </div>
      </form>
    );
  }
  return (
    <div
      className="sign-in-form"
      data-testid="first-run"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        setStep('name');
      }}
    >
      {step === 'key' ? (
        <OwnKey
          fits={() => true}
          purpose={() => `${name.trim()} 设为管理员。`}
          submitLabel="设为管理员并登录"
          empty="请插入管理员本人的智能密码钥匙，会自动识别。"
          onPin={(key, pin) => firstAdministrator(name, { kind: 'key', key, pin })}
        />
      ) : (
        <NewPassword
          submitLabel="设为管理员并登录"
          onPassword={(password) => firstAdministrator(name, { kind: 'password', password })}
        />
      )}
      <div className="dialog-actions">
        <button type="button" className="button" onClick={() => setStep('name')}>
          返回改姓名 <kbd>Esc</kbd>
        </button>
      </div>
    </div>
  );
}
