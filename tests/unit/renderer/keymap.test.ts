// Keys: commands on the desk, text in fields, and nothing stray between the two.
import { describe, expect, it } from 'vitest';
import { commandOf } from '../../../src/renderer/keys/keymap';
import type { KeyFocus, KeyPress } from '../../../src/renderer/keys/keymap';
import { situationOf } from '../../../src/renderer/state/situation';
import { candidate, caseOf, deskOf, item, person, screenOf, withCertificate } from './desk-fixtures';

const press = (key: string, change: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrl: false,
  alt: false,
  repeat: false,
  composing: false,
  ...change,
});
const nowhere: KeyFocus = { field: null, ownEnter: false };
const search = (text: string): KeyFocus => ({ field: { kind: 'matter-search', text }, ownEnter: false });
const otherField: KeyFocus = { field: { kind: 'other', text: '' }, ownEnter: false };

const empty = situationOf(deskOf(), screenOf());
const choosing = situationOf(deskOf({ current: caseOf([], { matter: undefined }) }), screenOf());
const material = situationOf(
  deskOf({ current: caseOf([withCertificate('a', candidate()), item('b')]) }),
  screenOf(),
);
const pending = situationOf(
  deskOf({ current: caseOf([item('a')]), pendingCard: { readingId: 'r', person, why: 'another-case-open' } }),
  screenOf(),
);

describe('keys', () => {
  it('gives every function key its command, also while the search field has the focus', () => {
    const expected = { F1: 'keys', F2: 'manual', F3: 'find', F4: 'agent', F5: 'parked', F7: 'authorise' };
    const later = { F9: 'print', F10: 'close', F11: 'verify', F12: 'about' };
    for (const [key, id] of Object.entries({ ...expected, ...later })) {
      expect(commandOf(press(key), choosing, search('sp'))).toEqual({ kind: 'action', id });
    }
    expect(commandOf(press('F6'), choosing, search(''))).toEqual({ kind: 'next-place' });
    const lastScans = commandOf(press('b', { ctrl: true }), choosing, search('sp'));
    expect(lastScans).toEqual({ kind: 'action', id: 'scans' });
    expect(commandOf(press('F8'), choosing, search(''))).toEqual({ kind: 'action', id: 'seal-desk' });
  });

  it('chooses by digit before and after letters, and leaves digits to a code', () => {
    expect(commandOf(press('3'), choosing, search(''))).toEqual({ kind: 'choose', number: 3 });
    expect(commandOf(press('3'), choosing, search('spjy'))).toEqual({ kind: 'choose', number: 3 });
    expect(commandOf(press('3'), choosing, search('0001'))).toBeNull();
    expect(commandOf(press('3'), choosing, search('/'))).toBeNull();
    expect(commandOf(press('0'), choosing, search(''))).toBeNull();
  });

  it('leaves letters to the search field and everything to an input method', () => {
    expect(commandOf(press('p'), choosing, search(''))).toBeNull();
    expect(commandOf(press('2', { composing: true }), choosing, search('ying'))).toBeNull();
    expect(commandOf(press('Enter', { composing: true }), choosing, search('ying'))).toBeNull();
    expect(commandOf(press('Enter'), choosing, search('sp'))).toEqual({ kind: 'action', id: 'enter' });
  });

  it('leaves other fields and reached buttons alone', () => {
    expect(commandOf(press('Enter'), empty, otherField)).toBeNull();
    expect(commandOf(press('1'), empty, otherField)).toBeNull();
    expect(commandOf(press('Enter'), material, { field: null, ownEnter: true })).toBeNull();
  });

  it('ignores a held Enter: a bounce must not close a case', () => {
    expect(commandOf(press('Enter', { repeat: true }), material, nowhere)).toBeNull();
  });

  it('leaves the terminal from anywhere, also from a field and beside a question', () => {
    const ctrlL = press('l', { ctrl: true });
    for (const situation of [choosing, pending, empty])
      expect(commandOf(ctrlL, situation, search('sp'))).toEqual({ kind: 'action', id: 'sign-in' });
    expect(commandOf(press('l', { ctrl: true, repeat: true }), empty, nowhere)).toBeNull();
  });

  it('undoes outside of text and not inside', () => {
    const ctrlZ = press('z', { ctrl: true });
    expect(commandOf(ctrlZ, material, nowhere)).toEqual({ kind: 'action', id: 'undo' });
    expect(commandOf(ctrlZ, choosing, search(''))).toEqual({ kind: 'action', id: 'undo' });
    expect(commandOf(ctrlZ, choosing, search('sp'))).toBeNull();
  });

  it('takes letters on a material, D on a second card, and holds other commands back until it is answered', () => {
    expect(commandOf(press('p'), material, nowhere)).toEqual({ kind: 'action', id: 'material.paper' });
    expect(commandOf(press('d'), pending, nowhere)).toEqual({ kind: 'action', id: 'pending.agent' });
    expect(commandOf(press('F9'), pending, nowhere)).toBeNull();
    expect(commandOf(press('F1'), pending, nowhere)).toEqual({ kind: 'action', id: 'keys' });
    expect(commandOf(press('s', { alt: true }), material, nowhere)).toEqual({ kind: 'reveal' });
  });

  it('says no to a refused card by Enter as by Esc', () => {
    const refused = situationOf(
      deskOf({ pendingCard: { readingId: 'r', person, why: 'refused' } }),
      screenOf(),
    );
    expect(commandOf(press('Enter'), refused, nowhere)).toEqual({ kind: 'action', id: 'back' });
    expect(commandOf(press('Escape'), refused, nowhere)).toEqual({ kind: 'action', id: 'back' });
  });

  it('turns pages and opens the steps of what is being read', () => {
    const evidence = {
      kind: 'evidence',
      current: caseOf([withCertificate('a', candidate())]),
      item: withCertificate('a', candidate()),
      evidence: {
        materialId: 'a',
        certificateId: 'c1',
        view: null,
        details: false,
        steps: false,
        page: null,
        zoomed: false,
        beside: null,
      },
      acceptable: true,
      accepted: false,
    } as const;
    expect(commandOf(press('PageDown'), evidence, nowhere)).toEqual({ kind: 'page', by: 1 });
    expect(commandOf(press('PageUp'), evidence, nowhere)).toEqual({ kind: 'page', by: -1 });
    expect(commandOf(press('v'), evidence, nowhere)).toEqual({ kind: 'action', id: 'evidence.steps' });
    expect(commandOf(press('v'), evidence, otherField)).toBeNull();
    expect(commandOf(press('PageDown'), material, nowhere)).toBeNull();
  });
});
