// F2 and F4: a person typed from another document. A warning is answered by Enter once more; a refusal says which digit.
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useEffect, useEffectEvent, useState } from 'react';
import type { DeskView } from '#shared/ipc/views';
import type { WireError } from '#shared/ipc/contract';
import { ErrorBanner } from '../actions/error-banner';
import { AntdFrame } from '../parts/antd-frame';
import { call } from '../state/call';
import { errorWords } from '../words/error-words';
import { BackButton, closeDialog, Frame } from './frame';
import { useKept } from './half-done';

const DOCUMENTS = [
  '临时居民身份证',
  '户口簿',
  '护照',
  '社会保障卡',
  '机动车驾驶证',
  '派出所身份证明',
] as const;

interface Props {
  readonly desk: DeskView;
  readonly who: 'applicant' | 'agent';
  /** A scan that named the person. */
  readonly scanId?: string | undefined;
}

export default function ManualDialog({ desk, who, scanId }: Props) {
  const [name, setName] = useKept('name', '');
  const [number, setNumber] = useKept('number', '');
  const [otherDocument, setOtherDocument] = useKept<string>('document', DOCUMENTS[0]);
  const [asked, setAsked] = useKept<string | undefined>('asked', undefined);
  const [warning, setWarning] = useState<WireError | null>(null);
  const { current } = desk;
  const askForScan = useEffectEvent((): void => {
    // Back from behind the lock: what was scanned has been typed on.
    if (scanId === undefined || asked === scanId) return;
    void call('正在取扫到的号码…', () => window.terminal.request['scan.person']({ scanId })).then(
      (answer) => {
        if (!answer) return;
        setAsked(scanId);
        setNumber(answer.value.number);
        setName((typed) => typed || (answer.value.name ?? ''));
      },
    );
  });
  useEffect(() => askForScan(), [scanId]);
  const complete = name.trim() !== '' && number.trim() !== '' && otherDocument.trim() !== '';

  const submit = async (): Promise<void> => {
    if (!complete) return;
    const person = {
      name: name.trim(),
      number: number.trim().toUpperCase(),
      otherDocument: otherDocument.trim(),
    };
    const acknowledged = Array.isArray(warning?.['findings']) ? warning['findings'].map(String) : [];
    const heed = (error: WireError): boolean => {
      if (error.code !== 'CASE_IDENTITY_NEEDS_CONFIRMATION') return false;
      setWarning(error);
      return true;
    };
    const ask = () =>
      who === 'agent' && current
        ? window.terminal.request['people.agentManually']({ caseId: current.id, person, acknowledged })
        : window.terminal.request['people.openManually']({
            person,
            acknowledged,
            parkCurrent: current !== null,
          });
    if (await call('正在核对…', ask, heed)) closeDialog();
  };
  const changed = (set: (text: string) => void) => (event: { target: { value: string } }) => {
    set(event.target.value);
    setWarning(null);
  };

  return (
    <Frame
      title={who === 'agent' ? '代办人' : '手工录入申请人'}
      testId="manual-dialog"
      onSubmit={() => void submit()}
    >
      <AntdFrame>
        {scanId === undefined ? null : (
          <p className="notice notice-busy" data-testid="manual-scanned">
            号码是扫到的，不能证明身份：请看本人的有效证件，核对姓名和号码，再选看过的证件。
          </p>
        )}
        {who === 'agent' ? (
          <p className="notice notice-busy">
            代办人带了身份证：直接放在读卡器上，读到后按 D。没有带，请在下面录入。
          </p>
        ) : null}
        {who === 'applicant' && current ? (
          <p className="notice notice-busy">
            挂起当前办件？录入后，{current.applicant.name} 的办件会先挂起，可按 F5 恢复。
          </p>
        ) : null}
        <label className="labelled">
          姓名
          <Input
            autoComplete="off"
            data-autofocus=""
            data-testid="manual-name"
            name="name"
            maxLength={60}
            value={name}
            onChange={changed(setName)}
          />
        </label>
        <label className="labelled">
          公民身份号码
          <Input
            autoComplete="off"
            className="tabular"
            data-testid="manual-number"
            name="number"
            maxLength={18}
            value={number}
            onChange={changed(setNumber)}
          />
        </label>
        <label className="labelled">
          看过的证件
          <Input
            autoComplete="off"
            data-testid="manual-document"
            name="document"
            maxLength={60}
            value={otherDocument}
            onChange={changed(setOtherDocument)}
          />
        </label>
        <div className="chips" role="group" aria-label="常用证件">
          {DOCUMENTS.map((one) => (
            <Button
              key={one}
              htmlType="button"
              type={one === otherDocument ? 'primary' : 'default'}
              aria-pressed={one === otherDocument}
              onClick={() => setOtherDocument(one)}
            >
              {one}
            </Button>
          ))}
        </div>
        {warning ? (
          <p className="notice notice-busy" role="alert">
            {errorWords(warning).what}
            {errorWords(warning).todo}
          </p>
        ) : null}
        <ErrorBanner />
        <div className="dialog-actions">
          <button type="submit" className="button primary" data-testid="manual-submit" disabled={!complete}>
            {warning ? '已核对，继续' : current && who === 'applicant' ? '挂起并开办件' : '确定'}{' '}
            <kbd>Enter</kbd>
          </button>
          <BackButton />
        </div>
      </AntdFrame>
    </Frame>
  );
}
