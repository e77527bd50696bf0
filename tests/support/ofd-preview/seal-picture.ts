// Finds the picture inside a seal or a signed value by its shape in DER, for looking at stamps without verifying them.

interface Node {
  readonly tag: number;
  readonly content: Uint8Array;
}

/** The first SEQUENCE { IA5String type, OCTET STRING data, … }: SES_ESPictrueInfo of every version. */
export function findSealPicture(der: Uint8Array): { type: string; data: Uint8Array } | undefined {
  for (const node of nodesOf(der)) {
    if ((node.tag & 0x20) === 0) continue;
    const [type, data] = nodesOf(node.content);
    if (node.tag === 0x30 && type?.tag === 0x16 && data?.tag === 0x04 && type.content.length <= 8) {
      return { type: String.fromCharCode(...type.content), data: data.content };
    }
    const found = findSealPicture(node.content);
    if (found) return found;
  }
  return undefined;
}

function nodesOf(der: Uint8Array): Node[] {
  const nodes: Node[] = [];
  for (let at = 0; at + 2 <= der.length;) {
    const tag = der[at]!;
    let length = der[at + 1]!;
    let start = at + 2;
    if (length & 0x80) {
      const size = length & 0x7f;
      length = 0;
      for (let i = 0; i < size; i++) length = length * 256 + (der[start + i] ?? 0);
      start += size;
    }
    if (start + length > der.length) break;
    nodes.push({ tag, content: der.subarray(start, start + length) });
    at = start + length;
  }
  return nodes;
}
