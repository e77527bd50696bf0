// What a file is by its first bytes, and which signatures a PDF claims to carry. Names and endings are not believed.

export type FileKind = 'ofd' | 'pdf' | 'other';

export function fileKind(bytes: Uint8Array): FileKind {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return 'ofd';
  // ISO 32000-1 7.5.2 wants the header first; readers accept it within the first kilobyte.
  return latin1(bytes.subarray(0, 1024)).includes('%PDF-') ? 'pdf' : 'other';
}

/**
 * The /SubFilter names of a PDF's signature dictionaries (ISO 32000-1 12.8.1), in order of first appearance; `未写明` for a
 * dictionary that names none. They are found by their keys: a signed range has to lie outside compressed streams.
 */
export function pdfSignatures(bytes: Uint8Array): string[] {
  const found = new Set<string>();
  const text = latin1(bytes);
  for (let at = text.indexOf('/ByteRange'); at >= 0; at = text.indexOf('/ByteRange', at + 1)) {
    const around = text.slice(Math.max(0, at - DICTIONARY_BYTES), at + DICTIONARY_BYTES);
    found.add(/\/SubFilter\s*\/([A-Za-z0-9.]{1,40})/.exec(around)?.[1] ?? '未写明');
  }
  return [...found];
}

/** Keys stand near each other; /Contents between them may be long. */
const DICTIONARY_BYTES = 2048;

function latin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  }
  return parts.join('');
}
