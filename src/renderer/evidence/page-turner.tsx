// Which page of how many, and the keys that turn it; nothing where there is one page.
interface Props {
  readonly number: number;
  readonly count: number;
  readonly onTurn: (by: 1 | -1) => void;
}

export function PageTurner({ number, count, onTurn }: Props) {
  if (count < 2) return null;
  return (
    <div className="page-turner" data-testid="page-turner">
      <button type="button" className="button" disabled={number <= 1} onClick={() => onTurn(-1)}>
        上一页 <kbd>PgUp</kbd>
      </button>
      <span className="tabular" data-testid="page-number">
        第 {number} 页，共 {count} 页
      </span>
      <button type="button" className="button" disabled={number >= count} onClick={() => onTurn(1)}>
        下一页 <kbd>PgDn</kbd>
      </button>
    </div>
  );
}
