// What is read before a PIN is typed: what will be sealed, by whom, with which seal, why; then the pad. Where the use has to be
// approved first, or somebody else seals, it says whose turn it is.
import { useEffect, useState } from 'react';
import type { WireError } from '#shared/ipc/contract';
import type { ConsentView, SealingSubject } from '#shared/ipc/issuing-views';
import { ErrorBanner } from '../actions/error-banner';
import { closeDialog, Frame } from '../dialogs/frame';
import { useKept } from '../dialogs/half-done';
import { KeyProblem } from '../seal-keys/pin-notices';
import { PinPad } from '../seal-keys/pin-pad';
import { useSealKeys } from '../seal-keys/seal-key-store';
import { useStaff } from '../staff/staff-store';
import { whoOf } from '../staff/connect-staff';
import { call, toast } from '../state/call';
import { setScreen } from '../state/store';
import { errorWords } from '../words/error-words';
import { ConsentFacts } from './consent-facts';
import { ConsentNext } from './consent-next';
import { proposedSeal, stageOf } from './consent-stage';
import { openIssuing, seal } from './issuing-commands';
import { OtherHolder } from './other-holder';
import { keyOf } from './seal-choice';

export function ConsentDialog({ subject }: { readonly subject: SealingSubject }) {
  const [consent, setConsent] = useState<ConsentView | null>(null);
  const [changes, setChanges] = useState(0);
  // A key that is plugged in, somebody who signs in, an approval: each may be what was missing.
  const keys = useSealKeys(({ view }) => view.keys.map((key) => `${key.keyId} ${key.state.kind}`).join());
  const staff = useStaff(({ view }) => view && `${view.session.kind} ${whoOf(view) ?? ''} ${view.waiting}`);
  useEffect(() => {
    let gone = false;
    // Asked beside the desk: what changed may change while something else is asked.
    void window.terminal.request['issuing.consent']({ subject }).then(
      (answer) => {
        if (gone) return;
        if (answer.ok) setConsent(answer.value);
        else setScreen({ error: answer.error });
      },
      () => setScreen({ error: { code: 'BRIDGE_FAILED' } }),
    );
    return () => void (gone = true);
  }, [subject, keys, staff, changes]);
  if (consent) return <Consenting consent={consent} onChanged={() => setChanges((before) => before + 1)} />;
  return (
    <Frame title="确认签章" testId="consent-dialog" wide focusKey="text">
      <ErrorBanner />
      <p className="vacant">正在核对…</p>
      <Leave subject={subject} />
    </Frame>
  );
}

interface Props {
  readonly consent: ConsentView;
  readonly onChanged: () => void;
}

function Consenting({ consent, onChanged }: Props) {
  const { subject, digest } = consent;
  const [chosen, setChosen] = useKept<string | null>('chosen', null);
  const [typed, setTyped] = useKept<string | null>('purpose', null);
  const [otherHolder, setOtherHolder] = useKept<string | null>('otherHolder', null);
  // Outlives the pad, which goes with its key when a library fails under it.
  const [last, setLast] = useState<WireError | null>(null);
  const stage = stageOf(consent);
  const usable = consent.seals.find((one) => keyOf(one) === chosen) ?? consent.seals[0];
  const proposed = consent.registered.find((one) => keyOf(one) === chosen) ?? proposedSeal(consent);
  const approved = consent.approval.kind === 'approved';
  const candidate =
    stage.kind === 'apply' ? proposed : stage.kind === 'seal' && !approved ? usable : undefined;
  const finding = candidate?.finding;
  const explained = finding === undefined || otherHolder !== null;
  const keeper = consent.sealProblem?.code !== 'STAFF_ROLE_MISSING';
  const free = stage.kind === 'apply' || (consent.approval.kind === 'not-needed' && keeper);
  const why = free ? (typed ?? consent.purpose).trim() : consent.purpose;
  const words = { purpose: why, ...(finding && otherHolder ? { otherHolder } : {}) };
  const apply = async (sealId: string): Promise<void> => {
    const { request } = window.terminal;
    const asked = { subject, digest, sealId, ...words };
    const told = await call('正在申请…', () => request['issuing.applyForApproval'](asked));
    if (!told) return;
    toast('已申请用章审批');
    onChanged();
  };
  // Choosing another seal leaves the hand where it is; the proposed one may ask for its word first.
  const first = stage.kind === 'apply' ? proposedSeal(consent) : approved ? undefined : consent.seals[0];
  const begins = first?.finding ? 'holder' : stage.kind;
  const focused = finding && otherHolder !== null ? 'told' : begins;
  return (
    <Frame title="确认签章" testId="consent-dialog" wide focusKey={focused}>
      <ErrorBanner />
      <ConsentFacts
        {...{ consent, stage, usable, proposed, otherHolder }}
        onChoose={(key) => {
          setChosen(key);
          // It was said of the other seal.
          setOtherHolder(null);
        }}
      />
      {free ? (
        <label className="issuing-why">
          <span>用章事由</span>
          <input
            className="field"
            data-testid="consent-purpose"
            name="purpose"
            data-autofocus={stage.kind === 'custodian' ? '' : undefined}
            maxLength={200}
            value={typed ?? consent.purpose}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
      ) : null}
      {finding && !explained ? <OtherHolder finding={finding} onReason={setOtherHolder} /> : null}
      {explained ? (
        <ConsentNext
          {...{ consent, stage, onChanged }}
          apply={proposed && why !== '' ? () => apply(proposed.sealId) : null}
        />
      ) : null}
      {stage.kind === 'custodian' ? <SealProblem consent={consent} /> : null}
      {last && stage.kind !== 'seal' ? <KeyProblem error={last} /> : null}
      {stage.kind === 'seal' && usable && explained && why !== '' ? (
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
            const refused = await seal(subject, { digest, keyId, fingerprint, ...words }, pin);
            setLast(refused);
            return refused;
          }}
        />
      ) : null}
      <Leave subject={subject} />
    </Frame>
  );
}

/** Why it is not theirs to seal now. That somebody is no custodian is no fault: whose turn it is is said already. */
function SealProblem({ consent: { sealProblem } }: { readonly consent: ConsentView }) {
  if (!sealProblem || sealProblem.code === 'STAFF_ROLE_MISSING') return null;
  const { what, todo } = errorWords(sealProblem);
  return (
    <p className="notice notice-bad" role="alert" data-testid="consent-problem">
      {what}
      {todo}
    </p>
  );
}

function Leave({ subject }: { readonly subject: SealingSubject }) {
  const back = (): void =>
    openIssuing(
      subject.kind === 'draft'
        ? { kind: 'draft', draftId: subject.draftId }
        : { kind: 'batch', batchId: subject.batchId },
    );
  return (
    <div className="dialog-actions">
      <button type="button" className="button" onClick={back}>
        回去修改
      </button>
      <button type="button" className="button" onClick={closeDialog}>
        不签章 <kbd>Esc</kbd>
      </button>
    </div>
  );
}
