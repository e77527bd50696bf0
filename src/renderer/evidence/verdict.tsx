// The verdict above a certificate: usable or not, in picture, word and colour; on what it rests and as of when.
import type { CertificateView } from '#shared/ipc/views';
import { Icon } from '../parts/icons';
import { markWord, usabilityText } from '../words/case-view-words';
import { chinaMoment, moment } from '../words/dates';
import { VERDICT_WORDS, verdictLine } from '../words/evidence-words';
import { TONE_ICON, toneOf } from './verification-line';
import type { VerdictTone } from './verification-line';

interface Props {
  readonly view: CertificateView;
  readonly accepted: boolean;
  readonly material: string | undefined;
}

export function Verdict({ view, accepted, material }: Props) {
  const { verification } = view;
  const usable = view.usability.kind === 'usable';
  const tone = usable ? toneOf(verification) : 'bad';
  const word = accepted ? '已采用' : WORD[tone];
  const verified = VERDICT_WORDS[verification.verdict];
  const seal = verification.signatures[0];
  return (
    <header
      className={`verdict verdict-${tone}`}
      data-testid="evidence-verdict"
      data-verdict={!usable ? view.usability.kind : tone === 'good' ? 'usable' : verification.verdict}
    >
      <Icon name={TONE_ICON[tone]} />
      <div>
        <p className="verdict-word">
          <b>{word}</b>
          <span>
            {[view.typeName, usabilityText(view.usability), verified === word ? '' : verified]
              .filter(Boolean)
              .join(' · ')}
          </span>
          {view.marks.map((mark) => (
            <span key={mark} className="certificate-mark">
              {markWord(mark)}
            </span>
          ))}
        </p>
        <p className="verdict-basis">
          {verdictLine(verification)}
          {!accepted && tone === 'bad' ? '请收取纸质材料（P）。' : ''}
          {!accepted && tone === 'warn' ? '采用须写明原因，或收取纸质材料（P）。' : ''}
        </p>
        <p className="verdict-basis soft">
          {material ? `用于：${material}。` : ''}
          {seal?.signer
            ? `签章：${seal.signer}${seal.signedAt ? `，${chinaMoment(seal.signedAt)}` : ''}。`
            : ''}
          数据截至 {moment(view.dataAsOf)}。
        </p>
      </div>
    </header>
  );
}

const WORD: Readonly<Record<VerdictTone, string>> = {
  good: '可以采用',
  warn: '无法确认',
  bad: '不可采用',
};
