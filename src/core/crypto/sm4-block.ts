// The SM4 block cipher (GB/T 32907-2016): key schedule and one block, by four 1 kB tables.
// The tables are indexed by secret bytes: this protects data at rest on one machine, it is not for answering strangers.

export const SM4_BLOCK_BYTES = 16;
export const SM4_KEY_BYTES = 16;

/** The 32 round keys of a 16-byte key, in the order of encryption. */
export function sm4ExpandKey(key: Uint8Array): Uint32Array {
  if (key.length !== SM4_KEY_BYTES) throw new Error('an SM4 key has 16 bytes');
  const k = [0, 1, 2, 3].map((i) => (readWord(key, 4 * i) ^ FK[i]!) >>> 0);
  const roundKeys = new Uint32Array(32);
  for (let i = 0; i < 32; i += 1) {
    const mixed = substitute(k[1]! ^ k[2]! ^ k[3]! ^ roundConstant(i));
    const next = (k[0]! ^ mixed ^ rotateLeft(mixed, 13) ^ rotateLeft(mixed, 23)) >>> 0;
    k.shift();
    k.push(next);
    roundKeys[i] = next;
  }
  return roundKeys;
}

/** Round keys for decryption: the same, backwards (GB/T 32907 clause 7.2). */
export function sm4DecryptionKeys(roundKeys: Uint32Array): Uint32Array {
  return roundKeys.slice().reverse();
}

/** One block in place: `block` holds four big-endian words. */
export function sm4Block(roundKeys: Uint32Array, block: Uint32Array): void {
  let a = block[0]!;
  let b = block[1]!;
  let c = block[2]!;
  let d = block[3]!;
  for (let i = 0; i < 32; i += 4) {
    let x = b ^ c ^ d ^ roundKeys[i]!;
    a ^= T0[x >>> 24]! ^ T1[(x >>> 16) & 255]! ^ T2[(x >>> 8) & 255]! ^ T3[x & 255]!;
    x = c ^ d ^ a ^ roundKeys[i + 1]!;
    b ^= T0[x >>> 24]! ^ T1[(x >>> 16) & 255]! ^ T2[(x >>> 8) & 255]! ^ T3[x & 255]!;
    x = d ^ a ^ b ^ roundKeys[i + 2]!;
    c ^= T0[x >>> 24]! ^ T1[(x >>> 16) & 255]! ^ T2[(x >>> 8) & 255]! ^ T3[x & 255]!;
    x = a ^ b ^ c ^ roundKeys[i + 3]!;
    d ^= T0[x >>> 24]! ^ T1[(x >>> 16) & 255]! ^ T2[(x >>> 8) & 255]! ^ T3[x & 255]!;
  }
  block[0] = d;
  block[1] = c;
  block[2] = b;
  block[3] = a;
}

export function readWord(bytes: Uint8Array, at: number): number {
  return ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0;
}

export function writeWord(bytes: Uint8Array, at: number, word: number): void {
  bytes[at] = word >>> 24;
  bytes[at + 1] = word >>> 16;
  bytes[at + 2] = word >>> 8;
  bytes[at + 3] = word;
}

const FK = [0xa3b1bac6, 0x56aa3350, 0x677d9197, 0xb27022dc];

/** CK_i of GB/T 32907 clause 7.3: byte j is (4i + j) × 7 mod 256. */
function roundConstant(i: number): number {
  let word = 0;
  for (let j = 0; j < 4; j += 1) word = (word << 8) | (((4 * i + j) * 7) & 255);
  return word;
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

// GB/T 32907 clause 6.2, read row by row.
const SBOX_HEX =
  'd690e9fecce13db716b614c228fb2c052b679a762abe04c3aa441326498606999c4250f491ef987a33540b43edcfac62' +
  'e4b31ca9c908e89580df94fa758f3fa64707a7fcf37317ba83593c19e6854fa8686b81b27164da8bf8eb0f4b70569d35' +
  '1e240e5e6358d1a225227c3b01217887d40046579fd327524c3602e7a0c4c89eeabf8ad240c738b5a3f7f2cef96115a1' +
  'e0ae5da49b341a55ad933230f58cb1e31df6e22e8266ca60c02923ab0d534e6fd5db3745defd8e2f03ff6a726d6c5b51' +
  '8d1baf92bbddbc7f11d95c411f105ad80ac13188a5cd7bbd2d74d012b8e5b4b08969974a0c96777e65b9f109c56ec684' +
  '18f07dec3adc4d2079ee5f3ed7cb3948';
const SBOX = Uint8Array.from({ length: 256 }, (_, i) =>
  Number.parseInt(SBOX_HEX.slice(2 * i, 2 * i + 2), 16),
);

function substitute(word: number): number {
  return (
    (SBOX[word >>> 24]! << 24) |
    (SBOX[(word >>> 16) & 255]! << 16) |
    (SBOX[(word >>> 8) & 255]! << 8) |
    SBOX[word & 255]!
  );
}

/** L(τ(byte << shift)): substitution and linear transform of one byte of the word in one look-up. */
function roundTable(shift: number): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    const s = SBOX[byte]! << shift;
    return s ^ rotateLeft(s, 2) ^ rotateLeft(s, 10) ^ rotateLeft(s, 18) ^ rotateLeft(s, 24);
  });
}
const T0 = roundTable(24);
const T1 = roundTable(16);
const T2 = roundTable(8);
const T3 = roundTable(0);
