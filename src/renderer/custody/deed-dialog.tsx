// A deed that needs a word: resuming with its reason, the maker's cancellation, the archive's number, a PIN that is changed.
import { useKept } from '../dialogs/half-done';
import { usableCertificates, useSealKeys } from '../seal-keys/seal-key-store';
import { setScreen } from '../state/store';
import { DEED_WORDS } from '../words/custody-words';
import { deed } from './custody-commands';
import type { CustodyDeed } from './custody-dialog-state';
import { CustodyFrame } from './custody-frame';
import { useAnswer } from './custody-store';

interface Props {
  readonly sealId: string;
  readonly which: CustodyDeed;
}

export function DeedDialog({ sealId, which }: Props) {
  const page = useAnswer(`seal ${sealId}`, () => window.terminal.request['custody.seal']({ sealId }));
  const [words, setWords] = useKept('words', '');
  const { title, label, submit, needed } = DEED_WORDS[which];
  const ready = !needed || words.trim() !== '';
  return (
    <CustodyFrame
      title={title}
      testId="custody-deed-dialog"
      back={{ kind: 'seal', sealId }}
      onSubmit={() => {
        if (ready) void deed(sealId, which, words.trim());
      }}
      onKey={(event) =>
        event.key === 'F2' && which === 'pin-changed' && page !== null && changePin(page.facts.fingerprint)
      }
      actions={
        <>
          {which === 'pin-changed' ? <ChangePin fingerprint={page?.facts.fingerprint} /> : null}
          <button
            type="submit"
            className="button primary"
            data-testid="custody-deed-submit"
            data-autofocus={label === null ? '' : undefined}
            disabled={!ready}
          >
            {submit} <kbd>Enter</kbd>
          </button>
        </>
      }
    >
      {page ? (
        <p>
          <b>{page.summary.name}</b> <span className="soft tabular">{page.summary.number}</span>
        </p>
      ) : null}
      {label === null ? (
        <p>请保管人插上印章的钥匙，修改口令后再确认。原保管人不应再知道口令。</p>
      ) : (
        <label className="labelled">
          {label}
          <input
            className="field"
            data-autofocus=""
            data-testid="custody-words"
            name="words"
            maxLength={200}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </label>
      )}
    </CustodyFrame>
  );
}

function ChangePin({ fingerprint }: { readonly fingerprint: string | undefined }) {
  const plugged = useSealKeys(
    ({ view }) => usableCertificates(view, (one) => one === fingerprint).length > 0,
  );
  return (
    <button
      type="button"
      className="button"
      disabled={!plugged || fingerprint === undefined}
      onClick={() => fingerprint !== undefined && changePin(fingerprint)}
    >
      {plugged ? '修改口令' : '钥匙未插入'} <kbd>F2</kbd>
    </button>
  );
}

function changePin(fingerprint: string): boolean {
  const [found] = usableCertificates(useSealKeys.getState().view, (one) => one === fingerprint);
  if (!found) return false;
  const view = { kind: 'change-pin', keyId: found.key.keyId, fingerprint } as const;
  setScreen({ dialog: { kind: 'seal-keys', view } });
  return true;
}
