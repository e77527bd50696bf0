// F1: the keys of this screen; those that work right now first.
import type { DeskView } from '#shared/ipc/views';
import { actionsOf } from '../state/actions';
import { terminalState } from '../state/store';
import { closeDialog, Frame } from './frame';

const ALWAYS: readonly (readonly [string, string])[] = [
  ['Enter', '做下一步（蓝色按钮写明）'],
  ['Esc', '退一步，不丢内容'],
  ['1–9', '选列表；0 或 / 开头是代码'],
  ['↑ ↓', '在列表中移动'],
  ['F1', '按键一览'],
  ['F2', '新申请人：手工录入'],
  ['F3', '查找、更换事项'],
  ['F4', '代办人'],
  ['F5', '挂起与恢复'],
  ['F6', '到屏幕的下一处'],
  ['F7', '持证人授权'],
  ['F8', '印章业务；办结后制证签发'],
  ['F9', '打印眼前的证照或回执'],
  ['F10', '结束办件'],
  ['F11', '验一验：验证文件、扫码'],
  ['F12', '关于本机'],
  ['Ctrl+F12', '设备中心'],
  ['Ctrl+B', '最近扫码'],
  ['Ctrl+L', '登录；锁屏、退出'],
  ['Ctrl+Z', '撤销上一步（办结前）'],
  ['Alt+S', '按住看完整号码，留记录'],
  ['P', '这份材料收纸质'],
  ['X', '这份可选材料不需要'],
  ['空格', '证照的详细信息'],
  ['V', '核验步骤；再按 F9 打印报告'],
  ['PgUp PgDn', '证照翻页'],
  ['Z', '证照放大、缩小'],
  ['C', '两份证照并排比较'],
  ['L', '展开法规条文'],
];

export function KeysDialog({ desk }: { readonly desk: DeskView }) {
  const now = actionsOf(desk, { ...terminalState().screen, dialog: null });
  return (
    <Frame title="这一屏的按键" testId="keys-dialog" wide onSubmit={closeDialog}>
      <h3>现在可以</h3>
      <ul className="keys">
        {now.map((action, index) => (
          <li key={`${action.id}-${index}`}>
            <kbd>{action.key}</kbd> {action.label}
          </li>
        ))}
      </ul>
      <h3>全部</h3>
      <ul className="keys">
        {ALWAYS.map(([key, what]) => (
          <li key={key}>
            <kbd>{key}</kbd> {what}
          </li>
        ))}
      </ul>
      <div className="dialog-actions">
        <button type="submit" className="button primary" data-autofocus="">
          返回 <kbd>Enter</kbd>
        </button>
      </div>
    </Frame>
  );
}
