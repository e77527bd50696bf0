// The verdict above a face: usable or not, in picture, word and colour; on what it rests and as of when.
import type { CertificateView } from '#shared/ipc/views';
import { Icon } from '../parts/icons';
import { markWord, usabilityText } from '../words/case-view-words';
import { moment } from '../words/dates';

interface Props {
  readonly view: CertificateView;
  readonly accepted: boolean;
  readonly material: string | undefined;
}

export function Verdict({ view, accepted, material }: Props) {
  const usable = view.usability.kind === 'usable';
  const word = usable ? (accepted ? '已采用' : '可以采用') : '不可采用';
  return (
    <header
      className={`verdict ${usable ? 'verdict-good' : 'verdict-bad'}`}
      data-testid="evidence-verdict"
      data-verdict={usable ? 'usable' : view.usability.kind}
    >
      <Icon name={usable ? 'check' : 'cross'} />
      <div>
        <p className="verdict-word">
          <b>{word}</b>
          <span>
            {view.typeName} · {usabilityText(view.usability)}
          </span>
          {view.marks.map((mark) => (
            <span key={mark} className="certificate-mark">
              {markWord(mark)}
            </span>
          ))}
        </p>
        <p className="verdict-basis">
          {usable ? null : '请收取纸质材料（P）。'}
          {material ? `用于：${material}。` : ''}
          依据本地归集数据，截至 {moment(view.dataAsOf)}；核对了有效期和证照状态，电子印章未验证。
        </p>
      </div>
    </header>
  );
}
