// The security module (SAM) of an emulated reader: knows which card lies on it and answers commands as one does.
import type { EmulatedCard } from './card-text';
import { encodeCardPhoto, encodeCardText } from './card-text';

/**
 * Readers differ in what they say about a card that was read and lies there still:
 * 'select-tells' selects and reads it again; 'select-blind' refuses to select it, but reads it again; 'single-read' neither.
 */
export type Habit = 'select-tells' | 'select-blind' | 'single-read';

export type CommandName = 'status' | 'sam-id' | 'find' | 'select' | 'read' | 'read-fingerprints' | 'unknown';

const NAMES: Readonly<Record<string, CommandName>> = {
  '11ff': 'status',
  '12ff': 'sam-id',
  '2001': 'find',
  '2002': 'select',
  '3001': 'read',
  '3010': 'read-fingerprints',
};

export function nameOf(request: Uint8Array): CommandName {
  return NAMES[Buffer.from(request.subarray(0, 2)).toString('hex')] ?? 'unknown';
}

export class Sam {
  readonly #habit: Habit;
  readonly #fingerprintBytes: number;
  #card: { text: Uint8Array; photo: Uint8Array; found: boolean; selected: boolean; read: boolean } | null =
    null;

  constructor(habit: Habit, fingerprintBytes: number) {
    this.#habit = habit;
    this.#fingerprintBytes = fingerprintBytes;
  }

  get hasCard(): boolean {
    return this.#card !== null;
  }

  lay(card: EmulatedCard): void {
    const [text, photo] = [encodeCardText(card), encodeCardPhoto(card)];
    this.#card = { text, photo, found: false, selected: false, read: false };
  }

  lift(): void {
    this.#card = null;
  }

  /** Power was off: a card that lies there is unread again. */
  powerCycle(): void {
    if (this.#card) this.#card = { ...this.#card, found: false, selected: false, read: false };
  }

  /** Answers with SW1 SW2 SW3 DATA. */
  answer(command: CommandName): Uint8Array {
    switch (command) {
      case 'status':
        return status(0x90);
      case 'sam-id':
        return status(0x90, SAM_ID);
      case 'find':
        return this.#find();
      case 'select':
        return this.#select();
      case 'read':
        return this.#read(null);
      case 'read-fingerprints':
        return this.#read(this.#fingerprintBytes);
      case 'unknown':
        return status(0x21);
    }
  }

  #find(): Uint8Array {
    if (!this.#card || this.#card.read) return status(0x80);
    this.#card.found = true;
    return status(0x9f, new Uint8Array(4));
  }

  #select(): Uint8Array {
    const card = this.#card;
    if (!card || (card.read ? this.#habit !== 'select-tells' : !card.found)) return status(0x81);
    card.selected = true;
    return status(0x90, new Uint8Array(8));
  }

  #read(fingerprintBytes: number | null): Uint8Array {
    const card = this.#card;
    if (!card?.selected || (card.read && this.#habit === 'single-read')) return status(0x41);
    card.read = true;
    const lengths = [256, 1024, ...(fingerprintBytes === null ? [] : [fingerprintBytes])];
    const head = lengths.flatMap((length) => [length >> 8, length & 0xff]);
    const fingerprints = new Uint8Array(fingerprintBytes ?? 0).fill(0x43);
    return status(0x90, Uint8Array.from([...head, ...card.text, ...card.photo, ...fingerprints]));
  }
}

// 05.03-20230517-0089000001-0012345678
const SAM_ID = (() => {
  const view = new DataView(new ArrayBuffer(16));
  view.setUint16(0, 5, true);
  view.setUint16(2, 3, true);
  view.setUint32(4, 20230517, true);
  view.setUint32(8, 89000001, true);
  view.setUint32(12, 12345678, true);
  return new Uint8Array(view.buffer);
})();

export function status(sw3: number, data: Uint8Array = new Uint8Array(0)): Uint8Array {
  return Uint8Array.from([0, 0, sw3, ...data]);
}
