// What kept the terminal from starting: what happened, what to do, the code. Nothing else can be done here.
import { wordsFor } from '../words/error-words';

export function StartFailure({ code }: { readonly code: string }) {
  const { what, todo } = wordsFor(code);
  return (
    <main className="opening" role="alert" data-testid="start-failure">
      <h1>证窗没有启动</h1>
      <p>{what}</p>
      <p>{todo}</p>
      <p className="soft">({code})</p>
    </main>
  );
}
