// The verdict of a verification for two seconds: picture, word, colour, and one line of why.
import { assertNever } from '#core/result';
import type { VerificationView } from '#shared/ipc/evidence-views';
import { Icon } from '../parts/icons';
import type { IconName } from '../parts/icons';
import { VERDICT_WORDS, verdictLine } from '../words/evidence-words';

export type VerdictTone = 'good' | 'warn' | 'bad';

export const TONE_ICON: Readonly<Record<VerdictTone, IconName>> = {
  good: 'check',
  warn: 'warn',
  bad: 'cross',
};

export function toneOf({ use }: VerificationView): VerdictTone {
  switch (use) {
    case 'accept':
      return 'good';
    case 'accept-with-reason':
      return 'warn';
    case 'refuse':
      return 'bad';
    default:
      return assertNever(use);
  }
}

/** A file looked at on its own: what it is worth at a counter stands behind the verdict. */
export function VerificationLine({ verification }: { readonly verification: VerificationView }) {
  const tone = toneOf(verification);
  return (
    <header
      className={`verdict verdict-${tone}`}
      data-testid="verification-verdict"
      data-verdict={verification.verdict}
    >
      <Icon name={TONE_ICON[tone]} />
      <div>
        <p className="verdict-word">
          <b>{VERDICT_WORDS[verification.verdict]}</b>
          <span>{USE[tone]}</span>
        </p>
        <p className="verdict-basis">{verdictLine(verification)}</p>
      </div>
    </header>
  );
}

const USE: Readonly<Record<VerdictTone, string>> = {
  good: '可以作为依据',
  warn: '用作依据时须写明原因',
  bad: '不可采用',
};
