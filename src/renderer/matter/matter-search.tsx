// Finding the matter: initials, code or words; the frequent ones of this counter before anything is typed.
import { chooseMatterAt } from '../state/commands';
import { findMatters } from '../state/matter-search';
import { setScreen, useTerminal } from '../state/store';

export function MatterSearch() {
  const { search, searchAt } = useTerminal((state) => state.screen);
  const matters = useTerminal((state) => state.matters);
  const found = findMatters(matters, search);
  return (
    <div className="matter-search">
      <h2>选择事项</h2>
      <input
        className="field"
        type="text"
        role="combobox"
        aria-label="查找事项"
        aria-expanded={found.length > 0}
        aria-controls="matter-options"
        aria-activedescendant={found[searchAt] ? `matter-option-${searchAt}` : undefined}
        autoComplete="off"
        spellCheck={false}
        data-testid="matter-search"
        data-field="matter-search"
        data-focus="matter-search"
        placeholder="拼音首字母、名称；/ 开头输代码"
        value={search}
        onChange={(event) => setScreen({ search: event.target.value, searchAt: 0 })}
        onFocus={() => setScreen({ place: 'matter' })}
      />
      <p className="soft hint">
        {search ? `找到 ${found.length} 项` : '本窗口常办事项'}，数字直接选，↑↓ 移动，回车选中
      </p>
      <ul id="matter-options" className="lines" role="listbox" aria-label="事项">
        {found.map((matter, index) => (
          <li
            key={matter.id}
            id={`matter-option-${index}`}
            role="option"
            aria-selected={index === searchAt}
            className={`line ${index === searchAt ? 'selected' : ''}`}
            data-testid="matter-option"
            data-matter-id={matter.id}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => void chooseMatterAt(index)}
          >
            <kbd>{index + 1}</kbd>
            <span className="line-main">
              <b>{matter.name}</b>
              <span className="soft">
                {matter.department} · {matter.materialCount} 份材料
              </span>
            </span>
            <span className="soft tabular">
              {matter.promisedDays === 0 ? '当场办' : `${matter.promisedDays} 个工作日`}
            </span>
          </li>
        ))}
      </ul>
      {found.length === 0 ? (
        <p className="notice notice-busy" role="status">
          没有匹配“{search}”的事项。请换几个字或拼音首字母，Esc 清空。
        </p>
      ) : null}
    </div>
  );
}
