// A seal enters the register: its file, what verification found, whose key, who keeps it.
import { useState } from 'react';
import type { CustodyView, SealCandidateView, SealCertificateView } from '#shared/ipc/custody-views';
import { Icon } from '../parts/icons';
import { call } from '../state/call';
import { sealTypeWords } from '../words/custody-words';
import { chinaDate } from '../words/dates';
import { STEP_VERDICT_WORDS, stepWord } from '../words/evidence-words';
import { registerSeal } from './custody-commands';
import { CustodyFrame, isTyping } from './custody-frame';
import { useAnswer } from './custody-store';
import { SealFacts, type SealFact } from './seal-facts';

export function ImportDialog({ replaces }: { readonly replaces: string | null }) {
  const view = useAnswer('register', () => window.terminal.request['custody.get']());
  const [candidate, setCandidate] = useState<SealCandidateView | null>(null);
  const [chosen, setChosen] = useState(0);
  const [custodianId, setCustodian] = useState('');
  const [reason, setReason] = useState('');
  const certificate = candidate?.certificates[chosen];
  const keeper = custodianId === '' ? (view?.custodians[0]?.staffId ?? '') : custodianId;
  const needsReason = certificate?.use === 'accept-with-reason';
  const ready =
    certificate !== undefined &&
    certificate.use !== 'refuse' &&
    keeper !== '' &&
    (!needsReason || reason.trim() !== '');
  const chooseFile = async (): Promise<void> => {
    const answer = await call('正在验证印章…', () => window.terminal.request['custody.chooseFile']());
    if (!answer?.value) return;
    setCandidate(answer.value);
    setChosen(0);
    setReason('');
  };
  const submit = (): void => {
    if (!candidate) return void chooseFile();
    if (!ready) return;
    void registerSeal({
      candidateId: candidate.candidateId,
      fingerprint: certificate.fingerprint,
      custodianId: keeper,
      ...(needsReason ? { reason: reason.trim() } : {}),
      ...(replaces === null ? {} : { replaces }),
    });
  };
  return (
    <CustodyFrame
      title={replaces === null ? '登记印章' : '登记接替的新印章'}
      testId="custody-import-dialog"
      wide="full"
      focusKey={candidate ? candidate.candidateId : 'choose'}
      back={replaces === null ? { kind: 'register' } : { kind: 'seal', sealId: replaces }}
      onSubmit={submit}
      onKey={(event) => {
        if (event.key === 'F3') return (void chooseFile(), true);
        if (isTyping(event) || !candidate?.certificates[Number(event.key) - 1]) return false;
        setChosen(Number(event.key) - 1);
        return true;
      }}
      actions={
        candidate ? (
          <>
            <button
              type="submit"
              className="button primary"
              data-testid="custody-register-submit"
              data-autofocus={certificate?.use === 'accept' ? '' : undefined}
              disabled={!ready}
            >
              登记 <kbd>Enter</kbd>
            </button>
            <button
              type="button"
              className="button"
              data-autofocus={certificate?.use === 'refuse' ? '' : undefined}
              onClick={() => void chooseFile()}
            >
              换一个文件 <kbd>F3</kbd>
            </button>
          </>
        ) : (
          <button type="submit" className="button primary" data-testid="custody-choose" data-autofocus="">
            选择印章文件 <kbd>Enter</kbd>
          </button>
        )
      }
    >
      {candidate && certificate ? (
        <div className="custody-columns">
          <section className="custody-scroll" tabIndex={0} aria-label="印章">
            <SealFacts name={candidate.name} picture={candidate.picture} facts={factsOf(candidate)} />
          </section>
          <section className="custody-scroll" tabIndex={0} aria-label="验证结果和保管人">
            <Certificates candidate={candidate} chosen={chosen} onChoose={setChosen} />
            <Findings certificate={certificate} view={view} />
            {certificate.use === 'refuse' ? null : (
              <label className="labelled">
                保管人
                <select
                  className="field"
                  data-testid="custody-custodian"
                  value={keeper}
                  onChange={(event) => setCustodian(event.target.value)}
                >
                  {(view?.custodians ?? []).map(({ staffId, name }) => (
                    <option key={staffId} value={staffId}>
                      {name}（{staffId}）
                    </option>
                  ))}
                </select>
              </label>
            )}
            {needsReason ? (
              <label className="labelled">
                仍然登记的原因
                <input
                  className="field"
                  data-autofocus=""
                  data-testid="custody-reason"
                  maxLength={200}
                  value={reason}
                  onChange={(event) => setReason(event.target.value)}
                />
              </label>
            ) : null}
          </section>
        </div>
      ) : (
        <p className="vacant">选择制章单位交付的印章文件（ESL）。印章的钥匙请先插好，以便核对。</p>
      )}
    </CustodyFrame>
  );
}

function factsOf(candidate: SealCandidateView): readonly SealFact[] {
  return [
    ['文件', candidate.fileName],
    ['名称', candidate.name],
    ['编号', candidate.number],
    ['类型', sealTypeWords(candidate.type)],
    ['制章单位', candidate.maker],
    ['制作日期', chinaDate(candidate.created)],
    ['有效期', `${chinaDate(candidate.validFrom)} 至 ${chinaDate(candidate.validTo)}`],
  ];
}

function Certificates(props: {
  readonly candidate: SealCandidateView;
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}) {
  const { candidate, chosen, onChoose } = props;
  return (
    <div className="lines" role="radiogroup" aria-label="用哪把钥匙">
      {candidate.certificates.map((certificate, index) => (
        <button
          key={certificate.fingerprint}
          type="button"
          role="radio"
          aria-checked={index === chosen}
          className={index === chosen ? 'line selected' : 'line'}
          onClick={() => onChoose(index)}
        >
          <kbd>{index + 1}</kbd>
          <span className="line-main">
            {certificate.subject}
            <span className="soft">
              {certificate.key ? `钥匙 ${certificate.key.label} ${certificate.key.serial}` : '钥匙未插入'}
            </span>
          </span>
        </button>
      ))}
    </div>
  );
}

const USE_WORDS = {
  accept: { tone: 'good', words: '验证通过，可以登记。' },
  'accept-with-reason': { tone: 'busy', words: '有事项未能确认，写明原因后可以登记。' },
  refuse: { tone: 'bad', words: '验证失败，不能登记。请向制章单位核对。' },
} as const;

function Findings(props: { readonly certificate: SealCertificateView; readonly view: CustodyView | null }) {
  const { certificate, view } = props;
  const { tone, words } = USE_WORDS[certificate.use];
  const renewal = view?.citations['renewal'];
  return (
    <>
      <p className={`notice notice-${tone}`} data-testid="custody-use" data-use={certificate.use}>
        {words}
      </p>
      {certificate.periodDiffers ? (
        <p className="finding finding-warn" data-testid="custody-period-differs">
          印章有效期与证书有效期（{chinaDate(certificate.notBefore)} 至 {chinaDate(certificate.notAfter)}
          ）不一致。
          {renewal ? `依据：${renewal.rule}。` : ''}
        </p>
      ) : null}
      <ol className="custody-steps">
        {certificate.steps.map((step) => (
          <li
            key={step.step}
            className={`step-${step.verdict}`}
            data-testid="custody-step"
            data-step={step.step}
            data-verdict={step.verdict}
          >
            <Icon name={step.verdict === 'ok' ? 'check' : step.verdict === 'failed' ? 'cross' : 'warn'} />
            <b>{stepWord(step.step)}</b> {STEP_VERDICT_WORDS[step.verdict]}
            <span className="soft">{step.detail}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
