// Hears every key before anything else does, and keeps what a scanner types out of the window: fields, commands, buttons.
import { commandOf } from '../keys/keymap';
import { focusOf } from '../keys/use-keys';
import { situationOf } from '../state/situation';
import { terminalState } from '../state/store';
import { rememberField, type RememberedField } from './remembered-field';
import { QUIET, wedgeKey, wedgeTimeout, type WedgeScan, type WedgeState, type WedgeStep } from './wedge';

export interface WedgeSinks {
  scanned(scan: WedgeScan): void;
  /** A scanner typed into a place of secrets (a PIN pad): what it typed was not kept. */
  refused(): void;
}

/** A character of a place of secrets, as the machine counts it. */
const UNKEPT = '•';

/** Starts listening; the answer stops. */
export function listenForWedge(sinks: WedgeSinks): () => void {
  let state: WedgeState = QUIET;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let field: RememberedField | undefined;
  let secret: Element | null = null;
  const replayed = new WeakSet<Event>();

  const replay = (keys: string): void => {
    // In a place of secrets nothing is held, so nothing is given back.
    if (secret) return;
    for (const key of keys) {
      const target = document.activeElement ?? document.body;
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, composed: true });
      replayed.add(event);
      // Typed into the field as a person's key would be, with its undo and its input event, unless it was a command.
      if (target.dispatchEvent(event) && isTextField(target)) document.execCommand('insertText', false, key);
    }
  };
  const due = (): void => {
    // Keys that were pressed while this window was busy are handled first: they tell whether this is a scanner.
    timer = setTimeout(() => {
      timer = undefined;
      obey(wedgeTimeout(state));
    });
  };
  const obey = (step: WedgeStep): void => {
    state = step.state;
    if (step.replay !== '') replay(step.replay);
    if (step.remember) field = rememberField(document.activeElement);
    if (step.restore) {
      field?.restore();
      secret?.dispatchEvent(new CustomEvent('scan-burst', { bubbles: true }));
    }
    if (timer !== undefined) clearTimeout(timer);
    timer = step.wait === null ? undefined : setTimeout(due, step.wait);
    if (step.scan) (secret ? sinks.refused : () => sinks.scanned(step.scan!))();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (replayed.has(event)) return;
    const { activeElement } = document;
    // The one field that is meant for codes takes what is typed into it, by whomever.
    if (state.kind !== 'burst' && isCodeField(activeElement)) return;
    const place = secretPlace(activeElement);
    if (state.kind !== 'burst' && place !== secret) {
      // Whatever was being watched was of another place.
      obey(wedgeTimeout(state));
      secret = place;
    }
    const step = wedgeKey(state, {
      key: secret && event.key.length === 1 ? UNKEPT : event.key,
      time: event.timeStamp,
      repeat: event.repeat,
      modified: event.ctrlKey || event.altKey || event.metaKey,
      composing: event.isComposing || event.key === 'Process',
      acts: secret === null && actsAsCommand(event, activeElement),
    });
    obey(step);
    if (step.key === 'pass') return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  window.addEventListener('keydown', onKeyDown, { capture: true });
  return () => {
    window.removeEventListener('keydown', onKeyDown, { capture: true });
    clearTimeout(timer);
  };
}

/** Outside text every letter and digit may be a command; in the search for matters, digits choose. */
function actsAsCommand(event: KeyboardEvent, element: Element | null): boolean {
  if (!isTextField(element)) return true;
  const { desk, screen } = terminalState();
  if (!desk || screen.dialog) return false;
  const press = { key: event.key, ctrl: false, alt: false, repeat: false, composing: false };
  return commandOf(press, situationOf(desk, screen), focusOf(element)) !== null;
}

/** PIN pads and password fields: characters typed there are not even held. */
function secretPlace(element: Element | null): Element | null {
  return element?.closest('[data-secret], input[type="password"]') ?? null;
}

function isCodeField(element: Element | null): boolean {
  return element instanceof HTMLElement && element.dataset['field'] === 'code';
}

function isTextField(element: Element | null): element is HTMLInputElement | HTMLTextAreaElement {
  if (element instanceof HTMLTextAreaElement) return true;
  return element instanceof HTMLInputElement && !NOT_TEXT.has(element.type);
}

const NOT_TEXT = new Set(['checkbox', 'radio', 'button', 'submit', 'reset', 'range', 'file', 'color']);
