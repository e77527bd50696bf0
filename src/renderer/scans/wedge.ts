// Tells a scanner that types (keyboard wedge) from a person: a pure machine over key presses and their times. What a person
// types goes on its way, a few tens of milliseconds late where a key would be a command; what a scanner types never lands.

/** One key going down. Times are milliseconds of one clock, of the event itself and not of when it was handled. */
export interface WedgeKey {
  readonly key: string;
  readonly time: number;
  /** Held down: no scanner does that. */
  readonly repeat: boolean;
  /** With Ctrl, Alt or the system key. */
  readonly modified: boolean;
  /** Belongs to an input method. */
  readonly composing: boolean;
  /** Would act where the focus is (a letter or digit that is a command): it must not, before we know who types. */
  readonly acts: boolean;
}

export type WedgeState =
  | { readonly kind: 'quiet' }
  /** A few quick keys: `held` of them wait, the others went into their field. */
  | {
      readonly kind: 'watching';
      readonly text: string;
      readonly held: number;
      readonly last: number;
    }
  | { readonly kind: 'burst'; readonly text: string; readonly length: number; readonly last: number }
  /** Just over: a second line end (CR LF) still belongs to it. */
  | { readonly kind: 'over'; readonly last: number };

export interface WedgeScan {
  readonly text: string;
  readonly terminator: 'enter' | 'tab' | 'idle';
  /** More than any code holds: the rest was dropped. */
  readonly tooLong: boolean;
}

/** What to do, in this order: replay, remember, restore, then the key itself, then the scan. */
export interface WedgeStep {
  readonly state: WedgeState;
  /** Keys that were held and are a person's after all: they act now. */
  readonly replay: string;
  /** A possible burst begins with this key: remember the field as it is before it. */
  readonly remember: boolean;
  /** A scanner types: the field goes back to what was remembered. */
  readonly restore: boolean;
  readonly key: 'pass' | 'stop';
  readonly scan: WedgeScan | null;
  /** Milliseconds after this key until `wedgeTimeout` is due; null: not at all. */
  readonly wait: number | null;
}

export const QUIET: WedgeState = { kind: 'quiet' };

/** Scanners send a key every 1–30 ms; nobody types five keys in a row that fast. */
export const GAP_MS = 35;
export const RECOGNISED_KEYS = 5;
/** A recognised burst may stumble: USB hubs and busy machines. */
export const BURST_GAP_MS = 80;
/** Without a line end only so long a burst is a code; a shorter one is given back to the person. */
export const SHORTEST_WITHOUT_END = 8;
const MOST_CHARACTERS = 8_192;

export function wedgeKey(state: WedgeState, press: WedgeKey): WedgeStep {
  const gap = state.kind === 'quiet' ? Infinity : press.time - state.last;
  switch (state.kind) {
    case 'quiet':
      return begin(press, '');
    case 'over':
      if (gap <= BURST_GAP_MS && isLineEnd(press)) return step(state, 'stop');
      return begin(press, '');
    case 'watching':
      return gap <= GAP_MS ? watch(state, press) : begin(press, heldOf(state));
    case 'burst':
      if (gap <= BURST_GAP_MS) return burst(state, press);
      // The timer was late: what it would have done is done now, and this key begins anew.
      return merge(finish(state, 'idle'), begin(press, ''));
  }
}

/** The time that a step asked to wait is over. */
export function wedgeTimeout(state: WedgeState): WedgeStep {
  if (state.kind === 'watching') return { ...step(QUIET, 'pass'), replay: heldOf(state) };
  return state.kind === 'burst' ? finish(state, 'idle') : step(QUIET, 'pass');
}

function begin(press: WedgeKey, replay: string): WedgeStep {
  // A code does not begin with a blank, and Space is how a focused button is pressed.
  if (!isCharacter(press) || press.key === ' ') return { ...step(QUIET, 'pass'), replay };
  const held = press.acts ? 1 : 0;
  return {
    ...step({ kind: 'watching', text: press.key, held, last: press.time }, press.acts ? 'stop' : 'pass'),
    replay,
    remember: true,
    wait: press.acts ? GAP_MS : null,
  };
}

function watch(state: Extract<WedgeState, { kind: 'watching' }>, press: WedgeKey): WedgeStep {
  if (isModifierItself(press)) return { ...step(state, 'pass'), wait: state.held > 0 ? GAP_MS : null };
  if (!isCharacter(press)) return { ...step(QUIET, 'pass'), replay: heldOf(state) };
  const text = state.text + press.key;
  if (text.length >= RECOGNISED_KEYS) {
    const next: WedgeState = { kind: 'burst', text, length: text.length, last: press.time };
    return { ...step(next, 'stop'), restore: true, wait: BURST_GAP_MS };
  }
  // Behind a key that waits, the next one waits too: they act in the order of the fingers.
  const holds = state.held > 0 || press.acts;
  const held = holds ? state.held + 1 : 0;
  return {
    ...step({ kind: 'watching', text, held, last: press.time }, holds ? 'stop' : 'pass'),
    wait: holds ? GAP_MS : null,
  };
}

function burst(state: Extract<WedgeState, { kind: 'burst' }>, press: WedgeKey): WedgeStep {
  if (isLineEnd(press)) return finish(state, press.key === 'Tab' ? 'tab' : 'enter', press.time);
  const added = typedBy(press);
  const text = state.text.length < MOST_CHARACTERS ? state.text + added : state.text;
  const next: WedgeState = {
    kind: 'burst',
    text,
    length: state.length + added.length,
    last: press.time,
  };
  return { ...step(next, 'stop'), wait: BURST_GAP_MS };
}

function finish(
  state: Extract<WedgeState, { kind: 'burst' }>,
  terminator: WedgeScan['terminator'],
  time: number = state.last,
): WedgeStep {
  if (terminator === 'idle' && state.length < SHORTEST_WITHOUT_END) {
    return { ...step(QUIET, 'pass'), replay: state.text };
  }
  const { text, length } = state;
  const over: WedgeState = { kind: 'over', last: time };
  return { ...step(over, 'stop'), scan: { text, terminator, tooLong: length > text.length } };
}

function merge(ended: WedgeStep, begun: WedgeStep): WedgeStep {
  return { ...begun, replay: ended.replay + begun.replay, scan: ended.scan };
}

function step(state: WedgeState, key: WedgeStep['key']): WedgeStep {
  return { state, key, replay: '', remember: false, restore: false, scan: null, wait: null };
}

/** The keys that wait are the last ones: once one waits, all behind it do. */
function heldOf({ text, held }: Extract<WedgeState, { kind: 'watching' }>): string {
  return held === 0 ? '' : text.slice(-held);
}

function isCharacter({ key, repeat, modified, composing }: WedgeKey): boolean {
  return key.length === 1 && !repeat && !modified && !composing;
}

function isModifierItself({ key }: WedgeKey): boolean {
  return key === 'Shift' || key === 'CapsLock';
}

/** Enter or Tab, or Ctrl+J and Ctrl+M as scanners that send control characters type them. */
function isLineEnd({ key, modified }: WedgeKey): boolean {
  return modified ? /^[jm]$/i.test(key) : key === 'Enter' || key === 'Tab';
}

/** Inside a burst every key is the scanner's; Ctrl with a letter is how it types a control character (GS in GS1 codes). */
function typedBy({ key, modified }: WedgeKey): string {
  if (key.length !== 1) return '';
  if (!modified) return key;
  return /^[a-z[\\\]^_]$/i.test(key) ? String.fromCharCode(key.toUpperCase().charCodeAt(0) & 31) : '';
}
