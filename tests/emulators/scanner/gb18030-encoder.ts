// Text to GB18030, two-byte part: the inverse of the decoder that every JavaScript host has.

let table: Map<string, readonly [number, number]> | null = null;

/** Throws where a character has no two-byte form. */
export function encodeGb18030(text: string): Uint8Array {
  table ??= invert();
  const bytes: number[] = [];
  for (const character of text) {
    if (character.charCodeAt(0) < 0x80) bytes.push(character.charCodeAt(0));
    else {
      const pair = table.get(character);
      if (!pair) throw new Error(`no two-byte form of ${character}`);
      bytes.push(...pair);
    }
  }
  return Uint8Array.from(bytes);
}

function invert(): Map<string, readonly [number, number]> {
  const decoder = new TextDecoder('gb18030');
  const inverse = new Map<string, readonly [number, number]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue;
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if ([...character].length === 1 && !inverse.has(character)) inverse.set(character, [lead, trail]);
    }
  }
  return inverse;
}
