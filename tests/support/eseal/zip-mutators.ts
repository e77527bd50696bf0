// Ways to tamper with a sealed file's container: what two ZIP readers could read differently, and what no reader sees.
import { concatBytes, utf8 } from '#core/crypto/bytes';
import { crc32 } from '#core/ofd/package/crc32';
import { writePackage } from '#core/ofd/package/zip-writer';
import type { Mutator, Sealed } from '#tests/support/eseal/ofd-mutators';
import type { Random } from '#tests/support/random';

const CENTRAL = 0x02014b50;
const END_SIZE = 22;

/** Each leaves or changes what the package's readers find; the proof tells which by looking. */
export const zipMutators: Readonly<Record<string, Mutator>> = {
  'give an entry twice': ({ files }, random) => {
    const file = random.pick(files);
    const twin = { ...file, data: changedText(file.data, random) };
    return withNames(writePackage([...files, { ...twin, name: twinOf(file.name) }]), (name) =>
      name === twinOf(file.name) ? file.name : name,
    );
  },
  'give an entry again in other case': ({ files }, random) => {
    const file = random.pick(files);
    const name = file.name.replace(/[a-z]/, (letter) => letter.toUpperCase());
    return writePackage([...files.filter((one) => one.name !== name), { ...file, name }]);
  },
  'write a path with backslashes': ({ files }, random) => {
    const file = random.pick(files);
    return withNames(writePackage(files), (name) => (name === file.name ? name.replaceAll('/', '\\') : name));
  },
  'hide an entry from the directory': (sealed, random) => withoutRecord(sealed, random),
  'swap what the directory points at': ({ bytes }, random) => {
    const out = bytes.slice();
    const view = new DataView(out.buffer);
    const records = recordsOf(out);
    const [a, b] = [random.pick(records), random.pick(records)];
    const offset = view.getUint32(a + 42, true);
    view.setUint32(a + 42, view.getUint32(b + 42, true), true);
    view.setUint32(b + 42, offset, true);
    return out;
  },
  'put bytes in front': ({ bytes }, random) => concatBytes(noise(random, 1 + random.below(80)), bytes),
  'put bytes behind': ({ bytes }, random) => concatBytes(bytes, noise(random, 1 + random.below(80))),
  'put another package behind': ({ bytes, files }, random) =>
    concatBytes(
      bytes,
      writePackage(files.map((file) => ({ ...file, data: changedText(file.data, random) }))),
    ),
  'add a comment to the ZIP': ({ bytes }, random) => {
    const comment = noise(random, 1 + random.below(200));
    const out = concatBytes(bytes, comment);
    new DataView(out.buffer).setUint16(bytes.length - 2, comment.length, true);
    return out;
  },
  'change the ZIP’s dates': ({ bytes }, random) => {
    const out = bytes.slice();
    const view = new DataView(out.buffer);
    for (const record of recordsOf(out)) {
      const date = random.below(0xffffffff);
      view.setUint32(record + 12, date, true);
      view.setUint32(view.getUint32(record + 42, true) + 10, date, true);
    }
    return out;
  },
  'put the entries in another order': ({ files }, random) =>
    writePackage([...files].sort(() => random.next() - 0.5)),
  'compress otherwise': ({ files }, random) =>
    writePackage(files.map((file) => ({ ...file, store: random.below(2) === 0 }))),
};

/** Offsets of the directory's records. */
function recordsOf(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length - END_SIZE;
  const records: number[] = [];
  for (let at = view.getUint32(end + 16, true); at < end && view.getUint32(at, true) === CENTRAL;) {
    records.push(at);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return records;
}

function withoutRecord({ bytes }: Sealed, random: Random): Uint8Array {
  const records = recordsOf(bytes);
  const index = random.below(records.length);
  const end = bytes.length - END_SIZE;
  const from = records[index]!;
  const to = records[index + 1] ?? end;
  const out = concatBytes(bytes.subarray(0, from), bytes.subarray(to));
  const view = new DataView(out.buffer);
  const newEnd = out.length - END_SIZE;
  for (const at of [newEnd + 8, newEnd + 10]) view.setUint16(at, records.length - 1, true);
  view.setUint32(newEnd + 12, view.getUint32(newEnd + 12, true) - (to - from), true);
  return out;
}

/** Names of the same length in place of those written, in local headers and directory alike. */
function withNames(bytes: Uint8Array, rename: (name: string) => string): Uint8Array {
  const out = bytes.slice();
  const view = new DataView(out.buffer);
  for (const record of recordsOf(out)) {
    const length = view.getUint16(record + 28, true);
    const raw = utf8(rename(new TextDecoder().decode(out.subarray(record + 46, record + 46 + length))));
    if (raw.length !== length) continue;
    out.set(raw, record + 46);
    out.set(raw, view.getUint32(record + 42, true) + 30);
  }
  return out;
}

const twinOf = (name: string): string => `~${name.slice(1)}`;

function changedText(data: Uint8Array, random: Random): Uint8Array {
  const out = data.slice();
  const at = random.below(out.length);
  if (out.length > 0) out[at] = out[at]! ^ 1;
  // Whatever was changed must not be given away by its sum alone.
  return crc32(out) === crc32(data) ? concatBytes(data, Uint8Array.of(0x20)) : out;
}

function noise(random: Random, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => random.below(256));
}
