// 交接: the giver, the taker and, where the policy asks, a witness confirm one after the other, each by a key of their own.
import { useState } from 'react';
import type { WireError } from '#shared/ipc/contract';
import type { HandoverView } from '#shared/ipc/custody-views';
import { useKept } from '../dialogs/half-done';
import { KeyChooser } from '../seal-keys/key-chooser';
import { PinPad } from '../seal-keys/pin-pad';
import { usableCertificates, useSealKeys } from '../seal-keys/seal-key-store';
import type { UsableCertificate } from '../seal-keys/seal-key-store';
import { HANDOVER_STEP_WORDS } from '../words/custody-words';
import { clock } from '../words/dates';
import { showCustody } from './custody-commands';
import { CustodyFrame, isTyping } from './custody-frame';
import { useAnswer } from './custody-store';

type Step = 'give' | 'take' | 'witness';

export function HandoverDialog({ sealId }: { readonly sealId: string }) {
  const page = useAnswer(`seal ${sealId}`, () => window.terminal.request['custody.seal']({ sealId }));
  const register = useAnswer('register', () => window.terminal.request['custody.get']());
  const [reached, setReached] = useState<HandoverView | null>(null);
  // Confirmed steps are not kept: behind the lock a handover ends, and each confirms again.
  const [absent, setAbsent] = useKept('absent', false);
  const [absence, setAbsence] = useKept('absence', '');
  const [used, setUsed] = useState<readonly string[]>([]);
  const [key, setKey] = useState<UsableCertificate | null>(null);
  const sealKey = page?.facts.fingerprint;
  const keys = useSealKeys(({ view }) => view);
  const step: Step = reached === null ? 'give' : reached.kind === 'witness' ? 'witness' : 'take';
  const choices = usableCertificates(keys, (one) => one !== sealKey && !used.includes(one));
  const present = key && choices.some((one) => one.fingerprint === key.fingerprint) ? key : null;

  const confirm = async (chosen: UsableCertificate, pin: Uint8Array): Promise<WireError | null> => {
    const answer = await window.terminal.request['custody.handover']({
      sealId,
      step,
      keyId: chosen.key.keyId,
      fingerprint: chosen.fingerprint,
      pin,
      ...(step === 'give' && absent ? { absence } : {}),
    });
    if (!answer.ok) return answer.error;
    if (answer.value.kind === 'done') {
      showCustody({ kind: 'form', formId: answer.value.formId, sealId });
      return null;
    }
    setReached(answer.value);
    setUsed((before) => [...before, chosen.fingerprint]);
    setKey(null);
    return null;
  };

  const mayGo = step !== 'give' || !absent || absence.trim() !== '';
  const witness = register?.policy.handoverWitness ?? false;
  return (
    <CustodyFrame
      title={page ? `交接：${page.summary.name}` : '交接'}
      testId="custody-handover-dialog"
      wide
      focusKey={`${step} ${present?.fingerprint ?? ''} ${String(absent)}`}
      back={{ kind: 'seal', sealId }}
      onLeave={() => void window.terminal.request['custody.handoverStop']({ sealId })}
      onKey={(event) => {
        if (step !== 'give' || isTyping(event) || event.key !== 'F4') return false;
        setAbsent((before) => !before);
        return true;
      }}
    >
      <ol className="custody-steps-of-handover">
        {(witness ? (['give', 'take', 'witness'] as const) : (['give', 'take'] as const)).map((one) => (
          <li
            key={one}
            aria-current={one === step ? 'step' : undefined}
            className={one === step ? 'now' : ''}
          >
            {HANDOVER_STEP_WORDS[one]}
            {one === 'give' && reached && reached.kind !== 'done' ? `：${reached.giver}` : ''}
            {one === 'take' && reached?.kind === 'witness' ? `：${reached.taker}` : ''}
          </li>
        ))}
      </ol>
      {reached && reached.kind !== 'done' ? (
        <p className="soft">请在 {clock(reached.until)} 前完成，过时要从头再来。</p>
      ) : null}
      {step === 'give' ? (
        <>
          <label className="choice">
            <input
              type="checkbox"
              data-testid="custody-absent"
              checked={absent}
              onChange={(event) => setAbsent(event.target.checked)}
            />
            保管人不能到场，由审批人代交 <kbd>F4</kbd>
          </label>
          {absent ? (
            <label className="labelled">
              代交原因
              <input
                className="field"
                data-autofocus=""
                data-testid="custody-absence"
                name="absence"
                maxLength={200}
                value={absence}
                onChange={(event) => setAbsence(event.target.value)}
              />
            </label>
          ) : page ? (
            <p>
              现保管人 <b>{page.summary.custodian}</b>
            </p>
          ) : null}
        </>
      ) : null}
      {!mayGo ? null : present ? (
        <PinPad
          key={`${step} ${present.fingerprint}`}
          keyId={present.key.keyId}
          fingerprint={present.fingerprint}
          purpose={`${HANDOVER_STEP_WORDS[step]}（${step === 'give' && absent ? '代交' : '交接'}${page ? page.summary.name : '印章'}）`}
          submitLabel="确认"
          onPin={(pin) => confirm(present, pin)}
        />
      ) : (
        <>
          <p>{HANDOVER_STEP_WORDS[step]}请插入本人的钥匙。</p>
          <KeyChooser choices={choices} onChoose={setKey} />
        </>
      )}
    </CustodyFrame>
  );
}
