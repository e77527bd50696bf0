// Files of the device catalogue that could not be used, by name.
import type { CatalogueProblemView } from '#shared/ipc/device-views';
import { Icon } from '../parts/icons';
import { wordsFor } from '../words/error-words';
import { sentence } from '../words/words';

export function CatalogueProblems({ problems }: { readonly problems: readonly CatalogueProblemView[] }) {
  return problems.map(({ code, file, field, origin }) => (
    <p
      key={`${origin}/${file}`}
      className="notice notice-busy"
      data-testid="catalogue-problem"
      data-code={code}
    >
      <Icon name="warn" />
      <span>
        {sentence(wordsFor(code), code)} 文件 {file}
        {field ? `，位置 ${field}` : ''}
        {origin === 'shipped' ? '（随程序安装）' : ''}
      </span>
    </p>
  ));
}
