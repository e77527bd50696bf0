// What the clerk can do from here, in the order of the bottom bar: the first primary one is what Enter does.
import { assertNever } from '#core/result';
import type { CaseView, DeskView } from '#shared/ipc/views';
import { undoWord } from '../words/case-view-words';
import { candidatesOf, materialState } from './material-step';
import type { ScreenState } from './screen-state';
import { situationOf } from './situation';
import type { Situation } from './situation';

/** Every command of the desk. What each does stands in commands.ts. */
export type ActionId =
  | 'enter'
  | 'back'
  | 'pending.agent'
  | 'pending.resume'
  | 'unconfirmed.out'
  | 'unconfirmed.none'
  | 'keys'
  | 'manual'
  | 'find'
  | 'agent'
  | 'parked'
  | 'authorise'
  | 'print'
  | 'close'
  | 'about'
  | 'devices'
  | 'undo'
  | 'material.paper'
  | 'material.skip'
  | 'evidence.details'
  | 'evidence.compare'
  | 'evidence.zoom'
  | 'evidence.steps'
  | 'verify'
  | 'seal-desk'
  | 'scans'
  | 'sign-in'
  | 'citations';

export interface Action {
  readonly id: ActionId;
  readonly label: string;
  /** As printed on the keyboard. */
  readonly key: string;
  readonly primary?: boolean;
  readonly danger?: boolean;
}

/** The bar for one situation. */
export function actionsOf(desk: DeskView, screen: ScreenState, chosenMatter?: string): readonly Action[] {
  const situation = situationOf(desk, screen);
  return [...ownActions(situation, screen, chosenMatter), ...commonActions(desk, situation)];
}

function ownActions(situation: Situation, screen: ScreenState, chosenMatter?: string): Action[] {
  switch (situation.kind) {
    case 'pending-card':
      return pendingActions(situation);
    case 'unconfirmed-print':
      return [
        { id: 'unconfirmed.out', label: '已出纸', key: '1', primary: true },
        { id: 'unconfirmed.none', label: '没有出纸', key: '2' },
      ];
    case 'slip':
      return [
        { id: 'enter', label: '下一位', key: 'Enter', primary: true },
        ...issueActions(situation.closed),
        { id: 'print', label: '打印回执', key: 'F9' },
        { id: 'manual', label: '手工录入', key: 'F2' },
      ];
    case 'empty':
      // No default here: the card starts everything, and an Enter too many must not open a dialog.
      return [
        { id: 'manual', label: '手工录入', key: 'F2' },
        { id: 'seal-desk', label: '印章业务', key: 'F8' },
      ];
    case 'choose-matter': {
      const label = chosenMatter ? `选择：${chosenMatter}` : '没有匹配的事项';
      const actions: Action[] = [{ id: 'enter', label, key: 'Enter', primary: true }];
      if (situation.again) actions.push({ id: 'back', label: '保留原事项', key: 'Esc' });
      return actions;
    }
    case 'authorise':
      return [
        { id: 'enter', label: `办理授权（${situation.possible} 份证照）`, key: 'Enter', primary: true },
      ];
    case 'evidence':
      return evidenceActions(situation);
    case 'material':
      return materialActions(situation);
    case 'finish': {
      const actions: Action[] = [{ id: 'enter', label: '办结受理', key: 'Enter', primary: true }];
      const label = screen.evidence ? '打印证照' : '打印回执';
      actions.push({ id: 'print', label, key: 'F9' }, ...issueActions(situation.current));
      return actions;
    }
    default:
      return assertNever(situation);
  }
}

/** What the matter ends with can be made from the accepted case, and from one that has everything to be accepted. */
function issueActions({ matter, outcome }: CaseView): Action[] {
  const possible = matter?.produces !== undefined && (outcome === undefined || outcome === 'accepted');
  return possible ? [{ id: 'seal-desk', label: '制证签发', key: 'F8' }] : [];
}

function pendingActions({ card, current }: Extract<Situation, { kind: 'pending-card' }>): Action[] {
  const back: Action = { id: 'back', label: '不处理', key: 'Esc' };
  if (card.why === 'refused') return [{ ...back, label: '知道了，不处理', primary: true }];
  const actions: Action[] = [];
  if (card.parkedCaseId) {
    actions.push({ id: 'pending.resume', label: '恢复此人挂起的办件', key: 'Enter', primary: true });
  } else if (card.why === 'needs-confirmation') {
    actions.push({ id: 'enter', label: '已核对其他有效身份证明，继续', key: 'Enter', primary: true });
  } else {
    actions.push({ id: 'enter', label: '挂起当前办件，办理新申请人', key: 'Enter', primary: true });
  }
  if (current) actions.push({ id: 'pending.agent', label: '作为代办人', key: 'D' });
  return [...actions, back];
}

function evidenceActions({
  item,
  evidence,
  acceptable,
  accepted,
}: Extract<Situation, { kind: 'evidence' }>): Action[] {
  const actions: Action[] = [];
  const needsReason = evidence.view?.verification.use === 'accept-with-reason';
  const accept = needsReason ? '写明原因再采用' : '采用这份证照';
  if (acceptable) actions.push({ id: 'enter', label: accept, key: 'Enter', primary: true });
  else if (accepted) actions.push({ id: 'back', label: '返回清单', key: 'Esc', primary: true });
  else actions.push({ id: 'material.paper', label: '改收纸质材料', key: 'P', primary: true });
  const refused = evidence.view?.verification.use === 'refuse';
  if (evidence.steps) actions.push({ id: 'print', label: '打印核验报告', key: 'F9' });
  else if (!refused) actions.push({ id: 'print', label: '打印证照', key: 'F9' });
  actions.push({ id: 'evidence.steps', label: evidence.steps ? '收起步骤' : '核验步骤', key: 'V' });
  actions.push({ id: 'evidence.details', label: '详情', key: '空格' });
  actions.push({ id: 'evidence.zoom', label: evidence.zoomed ? '缩小' : '放大', key: 'Z' });
  if (candidatesOf(item).length > 1) actions.push({ id: 'evidence.compare', label: '比较', key: 'C' });
  if (acceptable) actions.push({ id: 'material.paper', label: '改收纸质', key: 'P' });
  if (!accepted) actions.push({ id: 'back', label: '返回清单', key: 'Esc' });
  return actions;
}

function materialActions({ current, item }: Extract<Situation, { kind: 'material' }>): Action[] {
  const state = materialState(item, current.authorisation);
  const actions: Action[] = [];
  if (state === 'to-authorise') actions.push({ id: 'enter', label: '办理授权', key: 'Enter', primary: true });
  if (state === 'to-check') actions.push({ id: 'enter', label: '打开证照', key: 'Enter', primary: true });
  if (state === 'to-confirm-shared') {
    actions.push({ id: 'enter', label: '共享核实，确认', key: 'Enter', primary: true });
  }
  if (state === 'to-collect-paper') {
    actions.push({ id: 'enter', label: '已收取纸质材料', key: 'Enter', primary: true });
  }
  if (state === 'done-certificate') {
    actions.push({ id: 'enter', label: '再看这份证照', key: 'Enter', primary: true });
  } else if (item.decision) {
    const label = current.open.length > 0 ? '到下一项' : '回到办结';
    actions.push({ id: 'enter', label, key: 'Enter', primary: true });
  }
  if (state !== 'to-collect-paper' && state !== 'done-paper') {
    actions.push({ id: 'material.paper', label: '收取纸质', key: 'P' });
  }
  if (!item.required && !item.decision) actions.push({ id: 'material.skip', label: '不需要', key: 'X' });
  return actions;
}

function commonActions(desk: DeskView, situation: Situation): Action[] {
  if (situation.kind === 'pending-card' || situation.kind === 'unconfirmed-print') return [];
  const actions: Action[] = [];
  if (desk.current && situation.kind !== 'evidence') actions.push(...caseActions(desk.current, situation));
  if (situation.kind !== 'evidence' && (desk.current || desk.parked.length > 0)) {
    actions.push({ id: 'parked', label: desk.current ? '挂起/恢复' : '恢复挂起', key: 'F5' });
  }
  if (desk.current) actions.push({ id: 'close', label: '结束办件', key: 'F10', danger: true });
  if (situation.kind === 'empty' || situation.kind === 'slip') {
    actions.push({ id: 'verify', label: '验一验', key: 'F11' });
  }
  actions.push({ id: 'keys', label: '按键', key: 'F1' });
  return actions;
}

function caseActions(current: CaseView, situation: Situation): Action[] {
  const actions: Action[] = [];
  if (current.undoable && situation.kind !== 'choose-matter') {
    actions.push({ id: 'undo', label: `撤销${undoWord(current.undoable)}`, key: 'Ctrl+Z' });
  }
  const prompt = situation.kind === 'authorise' || situation.kind === 'choose-matter';
  if (current.matter && !prompt) actions.push({ id: 'find', label: '换事项', key: 'F3' });
  if (!current.agent) {
    actions.push({ id: 'agent', label: '代办人', key: 'F4' });
  }
  return actions;
}
