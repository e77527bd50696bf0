// One seal: picture, what it is, what happened to it, its forms, and what may be done with it by a letter each.
import type { SealAction } from '#core/custody/seal-actions';
import type { SealPageView } from '#shared/ipc/custody-views';
import { chinaDate, chinaMoment } from '../words/dates';
import {
  ACTION_WORDS,
  formLine,
  historyLine,
  periodWords,
  sealTypeWords,
  statusLine,
  statusTone,
} from '../words/custody-words';
import { printForm, showCustody } from './custody-commands';
import type { CustodyDialog } from './custody-dialog-state';
import { CustodyFrame } from './custody-frame';
import { useAnswer } from './custody-store';
import { SealFacts, type SealFact } from './seal-facts';

export function SealDialog({ sealId }: { readonly sealId: string }) {
  const page = useAnswer(`seal ${sealId}`, () => window.terminal.request['custody.seal']({ sealId }));
  const actions = page?.actions ?? [];
  const run = (action: SealAction): void => showCustody(leadsTo(action, sealId));
  return (
    <CustodyFrame
      title={page ? page.summary.name : '印章'}
      testId="custody-seal-page"
      wide="full"
      back={{ kind: 'register' }}
      onKey={(event) => {
        const action = actions.find((one) => ACTION_WORDS[one].key === event.key.toUpperCase());
        if (action) return (run(action), true);
        const form = page?.forms[Number(event.key) - 1];
        if (form) return (void printForm(form.formId, { kind: 'seal', sealId }), true);
        return false;
      }}
      actions={actions.map((action) => (
        <button
          key={action}
          type="button"
          className="button"
          data-testid={`custody-${action}`}
          onClick={() => run(action)}
        >
          {ACTION_WORDS[action].label} <kbd>{ACTION_WORDS[action].key}</kbd>
        </button>
      ))}
    >
      {page ? <SealPage page={page} /> : <p className="vacant">正在读取…</p>}
    </CustodyFrame>
  );
}

function leadsTo(action: SealAction, sealId: string): CustodyDialog {
  switch (action) {
    case 'report':
      return { kind: 'report', sealId };
    case 'hand-over':
      return { kind: 'handover', sealId };
    case 'apply-renew':
      return { kind: 'apply', sealId, application: 'renew' };
    case 'apply-reset-pin':
      return { kind: 'apply', sealId, application: 'reset-pin' };
    case 'apply-replace':
      return { kind: 'apply', sealId, application: 'replace' };
    case 'apply-cancel':
      return { kind: 'apply', sealId, application: 'cancel' };
    case 'succeed':
      return { kind: 'import', replaces: sealId };
    case 'pin-changed':
    case 'resume':
    case 'withdraw-renewal':
    case 'cancel':
    case 'archive':
      return { kind: 'deed', sealId, deed: action };
  }
}

function SealPage({ page }: { readonly page: SealPageView }) {
  const { summary, picture } = page;
  return (
    <div className="custody-columns">
      <section className="custody-scroll" tabIndex={0} aria-label="印章信息">
        <p
          className={`custody-status tone-${statusTone(summary)}`}
          data-testid="custody-status"
          data-state={summary.status.kind}
        >
          {statusLine(summary.status)} · {periodWords(summary)} · 保管人 {summary.custodian}
        </p>
        {summary.pinChangeDue ? (
          <p className="notice notice-busy" data-testid="custody-pin-due">
            交接或重置后口令还没有修改，请保管人插上钥匙修改口令。
          </p>
        ) : null}
        <SealFacts name={summary.name} picture={picture} facts={factsOf(page)} />
      </section>
      <section className="custody-scroll" tabIndex={0} aria-label="经过和表单">
        <h3>经过</h3>
        <ol className="custody-history">
          {page.history.map((line) => (
            <li key={line.seq} data-testid="custody-history" data-kind={line.kind}>
              <span className="soft tabular">{chinaMoment(line.at)}</span>
              <span>{historyLine(line)}</span>
            </li>
          ))}
        </ol>
        <h3>表单</h3>
        {page.forms.length === 0 ? <p className="soft">还没有表单。</p> : null}
        <ul className="lines">
          {page.forms.map((form, index) => (
            <li key={form.formId}>
              <button
                type="button"
                className="line"
                data-testid="custody-form"
                data-kind={form.kind}
                onClick={() => void printForm(form.formId, { kind: 'seal', sealId: summary.id })}
              >
                {index < 9 ? <kbd>{index + 1}</kbd> : null}
                <span className="line-main">
                  {form.title}
                  <span className="soft">{formLine(form)}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function factsOf({ summary, facts, registeredAt, inCustodySince }: SealPageView): readonly SealFact[] {
  return [
    ['印章编号', summary.number],
    ['类型', sealTypeWords(facts.type)],
    ['持有主体', facts.holder],
    ['制章单位', facts.maker],
    ['印章有效期', `${chinaDate(summary.validFrom)} 至 ${chinaDate(summary.validTo)}`],
    ['数字证书', facts.certificateSubject],
    ['证书有效期', `${chinaDate(facts.certificateFrom)} 至 ${chinaDate(facts.certificateTo)}`],
    ['钥匙', facts.keySerial === null ? '登记时未插入' : `${facts.keyLabel ?? ''} ${facts.keySerial}`],
    ['登记时间', chinaMoment(registeredAt)],
    ['保管始于', chinaMoment(inCustodySince)],
    ['证书指纹', facts.fingerprint],
    ['印章文件摘要', facts.eslDigest],
  ];
}
