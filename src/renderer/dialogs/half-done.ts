// What is typed or chosen in an open dialog and not yet told to main. It belongs to that opening of the dialog: closing ends
// it, behind the lock it waits with it (docs/staff.md). Never PINs and passwords: they stand in a pad's buffer.
import { useLayoutEffect, useState } from 'react';
import type { Dispatch, SetStateAction } from 'react';
import type { DialogState } from '../state/screen-state';
import { terminalState } from '../state/store';

interface HalfDone {
  readonly values: Map<string, unknown>;
  /** `name` of the field that has the focus. */
  hand: string | undefined;
}

/** Gone with the dialog's state, which nothing holds once it is closed. */
const begun = new WeakMap<DialogState, HalfDone>();

function beginningOf(dialog: DialogState): HalfDone {
  const known = begun.get(dialog);
  if (known) return known;
  const fresh: HalfDone = { values: new Map(), hand: undefined };
  begun.set(dialog, fresh);
  return fresh;
}

/** As `useState`; a dialog that comes back from behind the lock begins with what it had. @param name one in its dialog */
export function useKept<T>(name: string, initial: T | (() => T)): [T, Dispatch<SetStateAction<T>>] {
  const [value, setValue] = useState<T>(() => keptOf<T>(name) ?? begin(initial));
  useLayoutEffect(() => keep(name, value));
  return [value, setValue];
}

/** Of the dialog that is open. */
export function keep(name: string, value: unknown): void {
  const { dialog } = terminalState().screen;
  if (dialog) beginningOf(dialog).values.set(name, value);
}

export function keptOf<T>(name: string): T | undefined {
  const { dialog } = terminalState().screen;
  return dialog ? (begun.get(dialog)?.values.get(name) as T | undefined) : undefined;
}

/** The `name` of the field in the open dialog where the next key goes; undefined: it is no field of ours. */
export function keepHand(name: string | undefined): void {
  const { dialog } = terminalState().screen;
  if (dialog) beginningOf(dialog).hand = name;
}

export function handAt(): string | undefined {
  const { dialog } = terminalState().screen;
  return dialog ? begun.get(dialog)?.hand : undefined;
}

function begin<T>(initial: T | (() => T)): T {
  return typeof initial === 'function' ? (initial as () => T)() : initial;
}
