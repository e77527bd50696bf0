// What the face says, as a list: for reading out, for comparing, for a clerk who needs larger letters.
import type { CertificateView } from '#shared/ipc/views';
import { statusWord } from '../words/case-view-words';
import { day } from '../words/dates';

export function Details({ view }: { readonly view: CertificateView }) {
  const rows: readonly (readonly [string, string])[] = [
    ['证照名称', view.typeName],
    ['证照编号', view.number],
    ['持证主体', view.holderName],
    ['发证单位', view.issuer],
    ['发证日期', day(view.issuedOn)],
    ['有效期', `${day(view.validFrom)} 至 ${day(view.validTo)}`],
    ['证照状态', statusWord(view.status)],
    ...view.fields.map((field) => [field.label, field.value] as const),
    ['内容摘要（SM3）', view.digest],
  ];
  return (
    <dl className="details" tabIndex={0} aria-label="证照详细信息" data-testid="evidence-details">
      {rows.map(([label, value], index) => (
        <div key={`${index}-${label}`}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
