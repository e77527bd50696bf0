// From a key to a command: pure, from the key and from where the focus is. docs/screens.md explains the choices.
import type { ActionId } from '../state/actions';
import type { Situation } from '../state/situation';

export interface KeyPress {
  readonly key: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly repeat: boolean;
  /** An input method is composing: every key belongs to it. */
  readonly composing: boolean;
}

/** Where the focus is, as far as keys care. */
export interface KeyFocus {
  /** A field that takes text, and what stands in it; null elsewhere. */
  readonly field: { readonly kind: 'matter-search' | 'other'; readonly text: string } | null;
  /** A control with an Enter and a Space of its own (a button reached by Tab, a link). */
  readonly ownEnter: boolean;
}

export type KeyCommand =
  | { readonly kind: 'action'; readonly id: ActionId }
  | { readonly kind: 'next-place' }
  | { readonly kind: 'choose'; readonly number: number }
  | { readonly kind: 'move'; readonly by: 1 | -1 }
  | { readonly kind: 'pan'; readonly by: 1 | -1 }
  | { readonly kind: 'page'; readonly by: 1 | -1 }
  | { readonly kind: 'reveal' };

const FUNCTION_KEYS: Readonly<Record<string, ActionId>> = {
  F1: 'keys',
  F2: 'manual',
  F3: 'find',
  F4: 'agent',
  F5: 'parked',
  F7: 'authorise',
  F8: 'seal-desk',
  F9: 'print',
  F10: 'close',
  F11: 'verify',
  F12: 'about',
};

export function commandOf(press: KeyPress, situation: Situation, focus: KeyFocus): KeyCommand | null {
  if (press.composing) return null;
  const { key } = press;
  if (key === 'F6') return { kind: 'next-place' };
  if (press.ctrl && key === 'F12') return press.repeat ? null : action('devices');
  const byFunction = FUNCTION_KEYS[key];
  if (byFunction) return press.repeat ? null : whileAsked(situation, byFunction);
  if (press.alt) return key.toLowerCase() === 's' && !press.repeat ? { kind: 'reveal' } : null;
  if (press.ctrl && key.toLowerCase() === 'l') return press.repeat ? null : action('sign-in');
  if (press.ctrl) return key.toLowerCase() === 'b' ? whileAsked(situation, 'scans') : undoKey(press, focus);
  if (key === 'Escape') return press.repeat ? null : action('back');
  if (key === 'Enter') {
    if (press.repeat || focus.ownEnter || focus.field?.kind === 'other') return null;
    return action(situation.kind === 'pending-card' && situation.card.why === 'refused' ? 'back' : 'enter');
  }
  if (focus.field?.kind === 'other') return null;
  if (key === 'ArrowDown' || key === 'ArrowUp') return { kind: 'move', by: key === 'ArrowDown' ? 1 : -1 };
  if (situation.kind === 'evidence' && (key === 'ArrowRight' || key === 'ArrowLeft')) {
    return { kind: 'pan', by: key === 'ArrowRight' ? 1 : -1 };
  }
  if (situation.kind === 'evidence' && (key === 'PageDown' || key === 'PageUp')) {
    return { kind: 'page', by: key === 'PageDown' ? 1 : -1 };
  }
  if (/^[1-9]$/u.test(key)) return digit(Number(key), situation, focus);
  return focus.field ? null : letter(press, situation, focus);
}

/** A question on the screen is answered first; help stays reachable. */
function whileAsked(situation: Situation, id: ActionId): KeyCommand | null {
  const asked = situation.kind === 'pending-card' || situation.kind === 'unconfirmed-print';
  return asked && id !== 'keys' && id !== 'about' ? null : action(id);
}

/** Ctrl+Z inside a field with text belongs to the text. */
function undoKey({ key }: KeyPress, { field }: KeyFocus): KeyCommand | null {
  return key.toLowerCase() === 'z' && !field?.text ? action('undo') : null;
}

/**
 * Digits choose. In the search field they choose too, as long as the text is not a code: one that begins with 0 or with
 * "/" is, and takes the digits as text.
 */
function digit(number: number, situation: Situation, { field }: KeyFocus): KeyCommand | null {
  if (situation.kind === 'unconfirmed-print') {
    if (number === 1) return action('unconfirmed.out');
    return number === 2 ? action('unconfirmed.none') : null;
  }
  if (situation.kind === 'choose-matter') {
    return field && /[\d/]/u.test(field.text) ? null : { kind: 'choose', number };
  }
  if (situation.kind === 'material' || situation.kind === 'evidence' || situation.kind === 'empty') {
    return { kind: 'choose', number };
  }
  return null;
}

function letter({ key }: KeyPress, situation: Situation, focus: KeyFocus): KeyCommand | null {
  const pressed = key.toLowerCase();
  if (pressed === 'l' || pressed === '?') return action('citations');
  if (situation.kind === 'pending-card') return pressed === 'd' ? action('pending.agent') : null;
  if (situation.kind !== 'material' && situation.kind !== 'evidence') return null;
  if (pressed === 'p') return action('material.paper');
  if (situation.kind === 'material') return pressed === 'x' ? action('material.skip') : null;
  if (pressed === 'c') return action('evidence.compare');
  if (pressed === 'v') return action('evidence.steps');
  if (pressed === 'z') return action('evidence.zoom');
  return pressed === ' ' && !focus.ownEnter ? action('evidence.details') : null;
}

function action(id: ActionId): KeyCommand {
  return { kind: 'action', id };
}
