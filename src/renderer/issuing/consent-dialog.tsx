// What is read before a PIN is typed: what will be sealed, by whom, with which seal, why; then the pad.
import { useEffect, useState } from 'react';
import type { WireError } from '#shared/ipc/contract';
import type { ConsentView, SealingSubject, UsableSealView } from '#shared/ipc/issuing-views';
import { ErrorBanner } from '../actions/error-banner';
import { closeDialog, Frame } from '../dialogs/frame';
import { KeyProblem } from '../seal-keys/pin-notices';
import { PinPad } from '../seal-keys/pin-pad';
import { useSealKeys } from '../seal-keys/seal-key-store';
import { useStaff } from '../staff/staff-store';
import { call, toast } from '../state/call';
import { setScreen } from '../state/store';
import { day } from '../words/dates';
import { errorWords } from '../words/error-words';
import { openIssuing, seal } from './issuing-commands';
import type { Consent } from './issuing-commands';
import { OtherHolder } from './other-holder';

export function ConsentDialog({ subject }: { readonly subject: SealingSubject }) {
  const [consent, setConsent] = useState<ConsentView | null>(null);
  const [chosen, setChosen] = useState(0);
  const [purpose, setPurpose] = useState<string | null>(null);
  const [otherHolder, setOtherHolder] = useState<string | null>(null);
  // Outlives the pad, which goes with its key when a library fails under it.
  const [last, setLast] = useState<WireError | null>(null);
  // A key that is plugged in, somebody who signs in, an approval: each may be what was missing.
  const keys = useSealKeys(({ view }) => view.keys.map((key) => `${key.keyId} ${key.state.kind}`).join());
  const staff = useStaff(({ view }) => `${view?.session.kind} ${view?.waiting}`);
  useEffect(() => {
    void call('正在核对…', () => window.terminal.request['issuing.consent']({ subject })).then(
      (answer) => answer && setConsent(answer.value),
    );
  }, [subject, keys, staff]);
  const back = (): void =>
    openIssuing(
      subject.kind === 'draft'
        ? { kind: 'draft', draftId: subject.draftId }
        : { kind: 'batch', batchId: subject.batchId },
    );
  const usable = consent?.seals[chosen] ?? consent?.seals[0];
  const why = purpose ?? consent?.purpose ?? '';
  const finding = usable?.finding;
  const explained = finding === undefined || otherHolder !== null;
  const words = { purpose: why.trim(), ...(finding && otherHolder ? { otherHolder } : {}) };
  const approved = consent?.approval.kind === 'not-needed' || consent?.approval.kind === 'approved';
  const focused = !explained ? 'holder' : usable && approved ? 'pad' : (consent?.approval.kind ?? 'text');
  return (
    <Frame title="确认签章" testId="consent-dialog" wide focusKey={focused}>
      <ErrorBanner />
      {consent ? (
        <>
          <dl className="issuing-facts">
            <dt>盖什么</dt>
            <dd data-testid="consent-what">
              《{consent.typeName}》{consent.count} 份{consent.holderName ? `，${consent.holderName}` : ''}
              {consent.sealedAlready > 0 ? `；已签发 ${consent.sealedAlready} 份，不再重复` : ''}
            </dd>
            <dt>谁来盖</dt>
            <dd>{consent.by ? consent.by.name : '尚未登录'}</dd>
            <dt>用哪枚章</dt>
            <dd>{usable ? <Seals seals={consent.seals} chosen={usable} onChoose={setChosen} /> : '—'}</dd>
            <dt>发证单位</dt>
            <dd>
              {consent.issuer}
              {usable && !finding ? <span className="soft">，与印章持有主体一致</span> : null}
              {finding && otherHolder ? (
                <span className="soft" data-testid="consent-other-told">
                  ，印章持有主体是{finding.holder}；原因：{otherHolder}
                </span>
              ) : null}
            </dd>
            {consent.approval.kind === 'approved' ? (
              <>
                <dt>用章审批</dt>
                <dd data-testid="consent-approved">已同意，审批人：{consent.approval.approver}</dd>
              </>
            ) : null}
          </dl>
          <label className="issuing-why">
            <span>用章事由</span>
            <input
              className="field"
              data-testid="consent-purpose"
              data-autofocus={!usable && approved ? '' : undefined}
              maxLength={200}
              value={why}
              onChange={(event) => setPurpose(event.target.value)}
            />
          </label>
          {finding && !explained ? <OtherHolder finding={finding} onReason={setOtherHolder} /> : null}
          {explained ? (
            <Approval consent={consent} words={words} sealId={usable?.sealId} onTold={setConsent} />
          ) : null}
          {consent.sealProblem ? (
            <p className="notice notice-bad" role="alert" data-testid="consent-problem">
              {errorWords(consent.sealProblem).what}
              {errorWords(consent.sealProblem).todo}
            </p>
          ) : null}
          {last && !usable ? <KeyProblem error={last} /> : null}
          {usable && approved && explained && why.trim() !== '' ? (
            <PinPad
              key={usable.fingerprint}
              keyId={usable.keyId}
              fingerprint={usable.fingerprint}
              purpose={`盖章签发《${consent.typeName}》${consent.count} 份`}
              submitLabel={consent.count > 1 ? `签发 ${consent.count} 份` : '盖章签发'}
              before={last}
              onPin={async (pin) => {
                setLast(null);
                const { keyId, fingerprint } = usable;
                const asked = { digest: consent.digest, keyId, fingerprint, ...words };
                const refused = await seal(subject, asked, pin);
                setLast(refused);
                return refused;
              }}
            />
          ) : null}
        </>
      ) : (
        <p className="vacant">正在核对…</p>
      )}
      <div className="dialog-actions">
        <button type="button" className="button" onClick={back}>
          回去修改
        </button>
        <button type="button" className="button" onClick={closeDialog}>
          不签章 <kbd>Esc</kbd>
        </button>
      </div>
    </Frame>
  );
}

interface SealsProps {
  readonly seals: readonly UsableSealView[];
  readonly chosen: UsableSealView;
  readonly onChoose: (index: number) => void;
}

function Seals({ seals, chosen, onChoose }: SealsProps) {
  const named = (one: UsableSealView) => (
    <>
      {one.sealName} <span className="soft">有效期至 {day(one.validTo)}</span>
    </>
  );
  if (seals.length === 1) return named(chosen);
  return (
    <fieldset className="issuing-seals">
      <legend className="soft">有 {seals.length} 枚可用，请选择</legend>
      {seals.map((one, index) => (
        <label key={one.sealId + one.keyId} className="choice">
          <input type="radio" name="seal" checked={one === chosen} onChange={() => onChoose(index)} />
          {named(one)}
        </label>
      ))}
    </fieldset>
  );
}

interface ApprovalProps {
  readonly consent: ConsentView;
  readonly words: Pick<Consent, 'purpose' | 'otherHolder'>;
  readonly sealId: string | undefined;
  readonly onTold: (consent: ConsentView) => void;
}

/** 用章审批, 川办规〔2022〕3号 印章 第十条. */
function Approval({ consent, words, sealId, onTold }: ApprovalProps) {
  const { approval, subject, digest } = consent;
  const apply = async (): Promise<void> => {
    if (sealId === undefined || words.purpose === '') return;
    const { request } = window.terminal;
    const asked = { subject, digest, sealId, ...words };
    const told = await call('正在申请…', () => request['issuing.applyForApproval'](asked));
    if (!told) return;
    toast('已申请用章审批');
    onTold({ ...consent, approval: told.value });
  };
  const toApprovals = (): void => setScreen({ dialog: { kind: 'staff', view: { kind: 'approvals' } } });
  switch (approval.kind) {
    case 'not-needed':
    case 'approved':
      return null;
    case 'waiting':
      return (
        <div className="notice notice-busy issuing-approval">
          <span>已申请，等审批人用本人的钥匙审批；在本机审批不用换人登录。</span>
          <button
            type="button"
            className="button primary"
            data-testid="consent-approvals"
            data-autofocus=""
            onClick={toApprovals}
          >
            去审批
          </button>
        </div>
      );
    case 'none':
    case 'refused':
      return (
        <div className="notice notice-busy issuing-approval">
          <span>
            {approval.kind === 'refused' ? '上次用章审批不同意。' : '这次用章要先审批，同意后才能盖章。'}
          </span>
          <button
            type="button"
            className="button primary"
            data-testid="consent-apply"
            data-autofocus=""
            disabled={sealId === undefined || words.purpose === ''}
            onClick={() => void apply()}
          >
            申请用章审批
          </button>
        </div>
      );
  }
}
