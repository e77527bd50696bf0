// Seal keys at a glance: what is plugged in, its certificates, what is wrong and what to do.
import { useState } from 'react';
import { assertNever } from '#core/result';
import type { KeyCertificateView, SealKeysView, SealKeyView } from '#shared/ipc/seal-key-views';
import { closeDialog, Frame } from '../dialogs/frame';
import { setScreen } from '../state/store';
import { chinaDate, moment } from '../words/dates';
import { errorWords } from '../words/error-words';
import { missingText, sealKeyWord } from '../words/seal-key-state-words';
import { sentence } from '../words/words';
import { useSealKeys } from './seal-key-store';

export function KeyPanelDialog() {
  const { view } = useSealKeys();
  const [looking, setLooking] = useState(false);
  const rescan = async (): Promise<void> => {
    setLooking(true);
    await window.terminal.request['sealKeys.rescan']().catch(() => undefined);
    setLooking(false);
  };
  return (
    <Frame title="智能密码钥匙" testId="seal-keys-dialog" wide onSubmit={closeDialog}>
      {view.keys.length === 0 && view.missing.length === 0 ? (
        <p className="soft">没有插智能密码钥匙。插好后会自动识别。</p>
      ) : null}
      <ul className="key-cards">
        {view.keys.map((key) => (
          <KeyCard key={key.keyId} of={key} />
        ))}
        {view.missing.map((driver, index) => (
          <li
            key={`${driver.vendor} ${driver.product} ${index}`}
            className="key-card key-bad"
            data-testid="key-missing"
          >
            <h3>
              {driver.vendor} {driver.product} <span className="key-state">缺驱动程序</span>
            </h3>
            <p className="bad-text">{missingText(driver)}</p>
          </li>
        ))}
      </ul>
      <Libraries view={view} />
      <div className="dialog-actions">
        {/* Not focused by itself: many keys would be scrolled away to show it. Enter means it all the same. */}
        <button type="submit" className="button primary">
          知道了 <kbd>Enter</kbd>
        </button>
        <button type="button" className="button" disabled={looking} onClick={() => void rescan()}>
          {looking ? '正在检测…' : '重新检测'}
        </button>
      </div>
    </Frame>
  );
}

function KeyCard({ of: key }: { readonly of: SealKeyView }) {
  const word = sealKeyWord(key);
  const { state } = key;
  const certificates = state.kind === 'ready' ? state.certificates : [];
  const first = certificates[0];
  const locked = state.kind === 'ready' && state.pin?.left === 0 && state.pin.max > 0;
  const change = (fingerprint: string): void =>
    setScreen({
      dialog: { kind: 'seal-keys', view: { kind: 'change-pin', keyId: key.keyId, fingerprint } },
    });
  return (
    <li className={`key-card key-${word.tone}`} data-testid="key-card" data-state={word.state}>
      <h3>
        {key.label} <span className="soft">{key.vendor}</span>{' '}
        <span className="soft tabular">编号 {key.serial}</span>
        <span className="key-state">{word.short}</span>
      </h3>
      {word.tone === 'good' ? null : <p className={word.tone === 'bad' ? 'bad-text' : 'soft'}>{word.long}</p>}
      <ul className="facts">
        {certificates.map((certificate) => (
          <CertificateLine key={certificate.fingerprint} of={certificate} />
        ))}
      </ul>
      {state.kind === 'ready' && state.pin ? (
        <p className="soft">
          口令还可以试 <b className="tabular">{state.pin.left}</b> 次（共 {state.pin.max} 次）
        </p>
      ) : null}
      {first && !locked ? (
        <button
          type="button"
          className="button small"
          data-testid="key-change-pin"
          disabled={key.inUse}
          onClick={() => change(first.fingerprint)}
        >
          修改口令
        </button>
      ) : null}
    </li>
  );
}

function CertificateLine({ of: certificate }: { readonly of: KeyCertificateView }) {
  const { subject, issuer, notBefore, notAfter, period } = certificate;
  return (
    <li data-testid="key-certificate" data-period={period}>
      <span>
        <b>{subject}</b> <span className="soft">{issuer} 签发</span>
      </span>
      <span className={period === 'valid' ? 'soft' : 'bad-text'}>
        {chinaDate(notBefore)}至{chinaDate(notAfter)} {periodWord(period)}
      </span>
    </li>
  );
}

function periodWord(period: KeyCertificateView['period']): string {
  switch (period) {
    case 'valid':
      return '有效';
    case 'not-yet':
      return '尚未生效';
    case 'expired':
      return '已过期';
    default:
      return assertNever(period);
  }
}

function Libraries({ view }: { readonly view: SealKeysView }) {
  const { libraries, profileErrors, lastError } = view;
  return (
    <>
      <ul className="facts" data-testid="key-libraries">
        {libraries.map(({ id, vendor, name, state }) => (
          <li key={id}>
            <span>
              驱动程序 <b>{name}</b> <span className="soft">{vendor}</span>
            </span>
            <span className={state.kind === 'restarting' ? 'bad-text' : 'soft'}>
              {state.kind === 'running' ? '正常' : state.kind === 'starting' ? '正在启动' : '正在恢复'}
            </span>
          </li>
        ))}
        {libraries.length === 0 ? <li className="soft">本机没有安装任何钥匙的驱动程序。</li> : null}
      </ul>
      {profileErrors.map(({ code, file, field }) => (
        <p key={file} className="bad-text" data-testid="key-profile-error">
          {sentence(errorWords({ code }), code)} {file}
          {field ? ` · ${field}` : ''}
        </p>
      ))}
      {lastError ? (
        <p className="soft" data-testid="key-last-error" data-code={lastError.error.code}>
          最近一次问题（{moment(lastError.at)}
          {lastError.label ? `，${lastError.label}` : ''}）：
          {sentence(errorWords({ ...lastError.error }), lastError.error.code)}
        </p>
      ) : null}
    </>
  );
}
