// Listens to the whole window: a key is a command anywhere on the desk, unless a dialog or a text field owns it.
import { useEffect } from 'react';
import { chooseMatterAt, resumeCase, run } from '../state/commands';
import { openCandidate, turnPage } from '../state/evidence-commands';
import { findMatters } from '../state/matter-search';
import { hide, reveal } from '../state/reveal';
import { lockUnderDialog } from '../staff/staff-commands';
import { situationOf } from '../state/situation';
import { setScreen, terminalState } from '../state/store';
import { nextPlace } from './places';
import { commandOf } from './keymap';
import type { KeyCommand, KeyFocus } from './keymap';

export function useKeys(): void {
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('keyup', onKeyUp);
    window.addEventListener('blur', hide);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('keyup', onKeyUp);
      window.removeEventListener('blur', hide);
    };
  }, []);
}

function onKeyDown(event: KeyboardEvent): void {
  const { desk, screen } = terminalState();
  if (!desk) return;
  if (screen.dialog) {
    // An open dialog is modal: its own keys and the browser's (Esc closes it) are all there is, besides leaving the terminal.
    if (event.ctrlKey && event.key.toLowerCase() === 'l' && !event.repeat) lockUnderDialog();
    return;
  }
  const press = {
    key: event.key,
    ctrl: event.ctrlKey || event.metaKey,
    alt: event.altKey,
    repeat: event.repeat,
    composing: event.isComposing,
  };
  const command = commandOf(press, situationOf(desk, screen), focusOf(document.activeElement));
  if (!command) {
    // Keys of the browser that would leave the desk or scroll it away.
    if (/^F\d+$/u.test(event.key)) event.preventDefault();
    return;
  }
  event.preventDefault();
  obey(command);
}

function onKeyUp(event: KeyboardEvent): void {
  if (event.key.toLowerCase() === 's' || event.key === 'Alt') hide();
}

function obey(command: KeyCommand): void {
  switch (command.kind) {
    case 'action':
      return run(command.id);
    case 'next-place':
      return nextPlace();
    case 'choose':
      return choose(command.number);
    case 'move':
      return move(command.by);
    case 'pan':
      return scrollEvidence({ left: command.by * 120 });
    case 'page':
      return void turnPage(command.by);
    case 'reveal':
      return void reveal('applicant');
  }
}

function choose(number: number): void {
  const { desk, screen } = terminalState();
  if (!desk) return;
  const kind = situationOf(desk, screen).kind;
  if (kind === 'choose-matter') return void chooseMatterAt(number - 1);
  if (kind === 'empty') {
    const parked = desk.parked[number - 1];
    if (parked) void resumeCase(parked.id);
    return;
  }
  void openCandidate(number);
}

function move(by: 1 | -1): void {
  const { desk, screen, matters } = terminalState();
  if (!desk?.current) return;
  const situation = situationOf(desk, screen);
  if (situation.kind === 'choose-matter') {
    const count = findMatters(matters, screen.search).length;
    return setScreen({ searchAt: Math.min(Math.max(screen.searchAt + by, 0), Math.max(count - 1, 0)) });
  }
  if (screen.place === 'evidence') return scrollEvidence({ top: by * 120 });
  const items = desk.current.checklist;
  const shown = situation.kind === 'material' ? situation.item.materialId : screen.materialId;
  const at = items.findIndex((item) => item.materialId === shown);
  const next = items[at === -1 ? (by === 1 ? 0 : items.length - 1) : at + by];
  if (next) setScreen({ materialId: next.materialId, place: 'matter' });
}

/** A zoomed face and long details move under the arrow keys. */
function scrollEvidence(by: ScrollToOptions): void {
  document.querySelector('.face-frame.zoomed, .details, .steps')?.scrollBy(by);
}

export function focusOf(element: Element | null): KeyFocus {
  const isField = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
  const checkbox = element instanceof HTMLInputElement && element.type === 'checkbox';
  return {
    field:
      isField && !checkbox
        ? {
            kind: element.dataset['field'] === 'matter-search' ? 'matter-search' : 'other',
            text: element.value,
          }
        : null,
    ownEnter:
      element instanceof HTMLButtonElement || element instanceof HTMLAnchorElement
        ? element.dataset['roving'] === undefined
        : checkbox,
  };
}
