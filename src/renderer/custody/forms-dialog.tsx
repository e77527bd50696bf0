// The archive of forms: what was made and printed, and each again.
import { chinaMoment } from '../words/dates';
import { formLine } from '../words/custody-words';
import { printForm } from './custody-commands';
import { CustodyFrame } from './custody-frame';
import { useAnswer } from './custody-store';
import { moveInList } from './register-dialog';

export function FormsDialog() {
  const forms = useAnswer('forms', () => window.terminal.request['custody.forms']({}));
  return (
    <CustodyFrame
      title="表单存档"
      testId="custody-forms"
      wide="full"
      focusKey={forms ? 'list' : 'loading'}
      back={{ kind: 'register' }}
      onKey={moveInList}
    >
      <p className="soft">选中一张表按 Enter 打印；打印过的要写明重打原因。</p>
      <div className="custody-scroll">
        {forms?.length === 0 ? <p className="vacant">还没有表单。</p> : null}
        <ul className="lines">
          {(forms ?? []).map((form, index) => (
            <li key={form.formId}>
              <button
                type="button"
                className="line"
                data-testid="custody-form"
                data-kind={form.kind}
                data-autofocus={index === 0 ? '' : undefined}
                onClick={() => void printForm(form.formId, { kind: 'forms' })}
              >
                <span className="line-main">
                  {form.title}
                  <span className="soft">
                    {chinaMoment(form.at)} {form.by} · {formLine(form)}
                  </span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </CustodyFrame>
  );
}
