// A line of law: rule and article in one line, the words of the article when unfolded with L.
import { useTerminal } from '../state/store';

export function Citation({ id }: { readonly id: string }) {
  const citation = useTerminal((state) => state.citations[id]);
  const unfolded = useTerminal((state) => state.screen.citations);
  if (!citation) return null;
  // Some rules are cited together with their article already.
  const article = citation.rule.endsWith(citation.article) ? '' : ` ${citation.article}`;
  return (
    <p className="citation" data-testid="citation">
      <span>
        依据：{citation.rule}
        {article}
      </span>
      {unfolded ? <q>{citation.text}</q> : <kbd title="展开条文">L</kbd>}
    </p>
  );
}
