// One line above the materials: whether the holder agreed to the use of certificates, and the key to change it.
import type { CaseView } from '#shared/ipc/views';
import { Icon } from '../parts/icons';
import { run } from '../state/commands';
import { clock } from '../words/dates';

export function AuthorisationLine({ current }: { readonly current: CaseView }) {
  const { authorisation } = current;
  if (authorisation.kind === 'none' && authorisation.possible === 0) return null;
  return (
    <div className={`authorisation authorisation-${authorisation.kind}`} data-testid="authorisation-line">
      <Icon name={authorisation.kind === 'signed-on-paper' ? 'check' : 'lock'} />
      <span>{text(authorisation)}</span>
      <button
        type="button"
        className="button small"
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => run('authorise')}
      >
        {authorisation.kind === 'none' ? '授权' : '更改'} <kbd>F7</kbd>
      </button>
    </div>
  );
}

function text(authorisation: CaseView['authorisation']): string {
  switch (authorisation.kind) {
    case 'none':
      return `可免交 ${authorisation.possible} 份证照，须持证人授权`;
    case 'signed-on-paper':
      return `已授权使用 ${authorisation.count} 份证照 · ${clock(authorisation.at)}`;
    case 'declined':
      return `持证人不授权，按传统方式办理 · ${clock(authorisation.at)}`;
  }
}
