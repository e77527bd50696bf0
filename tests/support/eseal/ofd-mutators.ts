// Ways to tamper with a sealed OFD file: bytes, entries, XML, and structures signed anew by the wrong hands.
import { toBase64, utf8 } from '#core/crypto/bytes';
import { sm3 } from '#core/crypto/sm3';
import { sm2PrivateKeyFrom, sm2PublicKey } from '#core/crypto/sm2';
import { makeCertificate } from '#core/crypto/x509-write';
import { makeDemonstrationPki, softwareSigner, type DemonstrationPki } from '#core/demonstration/pki';
import { makeSealSignature, type Signer } from '#core/eseal/sign';
import { makeSeal } from '#core/eseal/make-seal';
import { openPackage } from '#core/ofd/package/zip-reader';
import { writePackage, type NewFile } from '#core/ofd/package/zip-writer';
import type { Random } from '#tests/support/random';

/** A sealed file and what is needed to tamper with it knowingly. */
export interface Sealed {
  readonly bytes: Uint8Array;
  readonly files: readonly NewFile[];
  /** Folder of the signature under attack. */
  readonly folder: string;
}

export type Mutator = (sealed: Sealed, random: Random) => Uint8Array | Promise<Uint8Array>;

export function sealedFrom(bytes: Uint8Array, folder: string): Sealed {
  const opened = openPackage(bytes);
  if (!opened.ok) throw new Error(opened.error.code);
  const files = opened.value.names().map((name) => ({ name, data: opened.value.read(name)! }));
  return { bytes, files, folder };
}

/** Mutators by name. `others` are sealed files to take parts from; `attacker` has an authority of its own. */
export async function makeMutators(
  pki: DemonstrationPki,
  others: readonly Sealed[],
): Promise<Record<string, Mutator>> {
  const forging = await forgers(pki);
  return { ...byteMutators, ...entryMutators(others), ...xmlMutators, ...forging };
}

const byteMutators: Record<string, Mutator> = {
  'flip a bit of the file': ({ bytes }, random) => flipped(bytes, random, 1),
  'flip some bits of the file': ({ bytes }, random) => flipped(bytes, random, 2 + random.below(20)),
  'cut the file': ({ bytes }, random) => bytes.slice(0, random.below(bytes.length)),
  'put bytes in': ({ bytes }, random) => {
    const at = random.below(bytes.length);
    const noise = Uint8Array.from({ length: 1 + random.below(40) }, () => random.below(256));
    return Uint8Array.from([...bytes.subarray(0, at), ...noise, ...bytes.subarray(at)]);
  },
};

function entryMutators(others: readonly Sealed[]): Record<string, Mutator> {
  return {
    'flip a bit of an entry': ({ files }, random) => {
      const index = random.below(files.length);
      return writePackage(
        files.map((file, i) => (i === index ? { ...file, data: flipped(file.data, random, 1) } : file)),
      );
    },
    'flip a bit of the signed value': (sealed, random) =>
      changed(sealed, 'SignedValue.dat', (data) => flipped(data, random, 1)),
    'cut or lengthen the signed value': (sealed, random) =>
      changed(sealed, 'SignedValue.dat', (data) =>
        random.below(2) === 0
          ? data.slice(0, random.below(data.length))
          : Uint8Array.from([...data, random.below(256)]),
      ),
    'flip a bit of the seal file': (sealed, random) =>
      changed(sealed, 'Seal.esl', (data) => flipped(data, random, 1)),
    'swap two entries': ({ files }, random) => {
      const [a, b] = [random.below(files.length), random.below(files.length)];
      return writePackage(
        files.map((file, i) => ({ ...file, data: files[i === a ? b : i === b ? a : i]!.data })),
      );
    },
    'add a file': ({ files }, random) => {
      const folder = random.pick([
        '',
        'Doc_0/',
        'Doc_0/Pages/',
        'Doc_0/Res/',
        'Doc_0/Signs/',
        'Doc_0/Signs/Sign_0/',
        'Doc_1/',
      ]);
      const added = { name: `${folder}added_${random.below(1000)}.xml`, data: random.pick(files).data };
      return writePackage([...files, added]);
    },
    'remove a file': ({ files }, random) => {
      const index = random.below(files.length);
      return writePackage(files.filter((_, i) => i !== index));
    },
    'rename a file': ({ files }, random) => {
      const index = random.below(files.length);
      return writePackage(files.map((file, i) => (i === index ? { ...file, name: `${file.name}_` } : file)));
    },
    'take an entry of another sealed file': ({ files }, random) => {
      const other = random.pick(random.pick(others).files);
      return writePackage(files.map((file) => (file.name === other.name ? other : file)));
    },
    'take the signature of another sealed file': ({ files }, random) => {
      const donor = random.pick(others).files.filter(({ name }) => name.includes('/Signs/'));
      return writePackage([...files.filter(({ name }) => !name.includes('/Signs/')), ...donor]);
    },
  };
}

const xmlMutators: Record<string, Mutator> = {
  'change a check value': (sealed, random) =>
    edited(sealed, 'Signature.xml', (text) =>
      replaceNth(
        text,
        /<ofd:CheckValue>(.)/g,
        random,
        () => `<ofd:CheckValue>${random.pick(['A', 'B', 'z'])}`,
      ),
    ),
  'point a reference elsewhere': (sealed, random) =>
    edited(sealed, 'Signature.xml', (text) =>
      replaceNth(text, /FileRef="[^"]*"/g, random, () => `FileRef="/${random.pick(sealed.files).name}"`),
    ),
  'drop a reference': (sealed, random) =>
    edited(sealed, 'Signature.xml', (text) =>
      replaceNth(text, /<ofd:Reference .*?<\/ofd:Reference>/g, random, () => ''),
    ),
  'move a stamp': (sealed, random) =>
    edited(sealed, 'Signature.xml', (text) =>
      replaceNth(
        text,
        /Boundary="[^"]*"/g,
        random,
        () => `Boundary="${random.below(200)} ${random.below(280)} 40 40"`,
      ),
    ),
  'move a stamp to another page': (sealed, random) =>
    edited(sealed, 'Signature.xml', (text) =>
      replaceNth(text, /PageRef="\d+"/g, random, () => `PageRef="${random.below(9)}"`),
    ),
  'change the signing time': (sealed, random) =>
    edited(sealed, 'Signature.xml', (text) =>
      text.replace(/DateTime>\d{4}/, () => `DateTime>${2000 + random.below(100)}`),
    ),
  'change the digest’s name': (sealed, random) =>
    edited(sealed, 'Signature.xml', (text) =>
      text.replace(
        /CheckMethod="[^"]*"/,
        () => `CheckMethod="${random.pick(['MD5', 'SHA1', 'SM3', '', '1.2.156.10197.1.401.2'])}"`,
      ),
    ),
  'lead to another document': (sealed, random) =>
    edited(sealed, 'OFD.xml', (text) =>
      text.replace(/<ofd:DocRoot>[^<]*/, () => `<ofd:DocRoot>${random.pick(sealed.files).name}`),
    ),
  'list another signature': (sealed, random) =>
    edited(sealed, 'Signatures.xml', (text) =>
      text.replace(/BaseLoc="[^"]*"/, () => `BaseLoc="/${random.pick(sealed.files).name}"`),
    ),
  'drop a listed signature': (sealed, random) =>
    edited(sealed, 'Signatures.xml', (text) =>
      replaceNth(text, /<ofd:Signature [^>]*\/>/g, random, () => ''),
    ),
  'declare a document type': (sealed, random) => {
    const name = random.pick(sealed.files.filter((file) => file.name.endsWith('.xml'))).name;
    return edited(sealed, name, (text) =>
      text.replace('?>', '?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
    );
  },
  'change a word on a page': (sealed, random) => {
    const pages = sealed.files.filter(({ name }) => name.includes('/Pages/'));
    return edited(sealed, random.pick(pages).name, (text) =>
      text.replace(/>([^<]+)<\/ofd:TextCode>/, () => `>${random.below(1e9)}</ofd:TextCode>`),
    );
  },
};

/** The signature made anew over the same Signature.xml by somebody or at some time that it must not be. */
async function forgers(pki: DemonstrationPki): Promise<Record<string, Mutator>> {
  const strangerKey = sm2PrivateKeyFrom(utf8('stranger'));
  const stranger = softwareSigner(certificateFor(strangerKey, pki, {}), strangerKey);
  const expired = softwareSigner(
    certificateFor(strangerKey, pki, { notAfter: new Date('2026-02-01T00:00:00Z') }),
    strangerKey,
  );
  const unusable = softwareSigner(
    certificateFor(strangerKey, pki, { keyUsage: ['keyEncipherment'] }),
    strangerKey,
  );
  const attacker = await makeDemonstrationPki({
    seed: utf8('an authority of the attacker’s own'),
    from: new Date('2026-01-01T00:00:00Z'),
    unitName: '示例市政务服务中心',
    sealName: '示例市政务服务中心（演示）',
    picture: { type: 'SVG', data: utf8('<svg/>'), widthMm: 40, heightMm: 40 },
  });
  const selfMade = await sealFor(stranger, stranger);
  const expiredSeal = await sealFor(expired, pki.maker);
  const unusableSeal = await sealFor(unusable, pki.maker);
  const inTime = new Date('2026-06-01T02:03:04Z');
  const resign =
    (seal: Uint8Array, signer: Signer<never>, time = inTime): Mutator =>
    (sealed) =>
      forged(sealed, seal, signer, time);
  return {
    'signed by somebody whom the seal does not list': resign(pki.seal, stranger),
    'sealed with a seal that its owner made': resign(selfMade, stranger),
    'sealed by an attacker’s authority of the same names': resign(attacker.seal, attacker.unit),
    'sealed under an expired certificate': resign(expiredSeal, expired),
    'sealed under a certificate for encryption': resign(unusableSeal, unusable),
    'sealed before the seal began': resign(pki.seal, pki.unit, new Date('2025-06-01T00:00:00Z')),
    'sealed after the seal ended': resign(pki.seal, pki.unit, new Date('2036-06-01T00:00:00Z')),
    'sealed in the future': resign(pki.seal, pki.unit, new Date('2027-06-01T00:00:00Z')),
  };
}

/** Seal file, its digest in Signature.xml and the signed value, all of one piece: nothing but the trust is wrong. */
async function forged(
  { files, folder }: Sealed,
  seal: Uint8Array,
  signer: Signer<never>,
  time: Date,
): Promise<Uint8Array> {
  const sealPath = `/${folder}/Seal.esl`;
  const before = new TextDecoder().decode(files.find(({ name }) => name === `${folder}/Signature.xml`)!.data);
  const pattern = new RegExp(`(FileRef="${sealPath}"><ofd:CheckValue>)[^<]*`);
  const description = utf8(before.replace(pattern, (_, head: string) => head + toBase64(sm3(seal))));
  const value = await makeSealSignature(
    { seal, time, description, propertyInfo: `/${folder}/Signature.xml` },
    signer,
  );
  if (!value.ok) throw new Error(value.error.code);
  const fresh: Record<string, Uint8Array> = {
    [`${folder}/Seal.esl`]: seal,
    [`${folder}/Signature.xml`]: description,
    [`${folder}/SignedValue.dat`]: value.value,
  };
  return writePackage(files.map((file) => ({ ...file, data: fresh[file.name] ?? file.data })));
}

function certificateFor(privateKey: Uint8Array, pki: DemonstrationPki, changes: object): Uint8Array {
  return makeCertificate(
    {
      serial: Uint8Array.of(9, 9),
      subject: { commonName: '示例市政务服务中心' },
      publicKey: sm2PublicKey(privateKey),
      notBefore: new Date('2026-01-01T00:00:00Z'),
      notAfter: new Date('2035-01-01T00:00:00Z'),
      keyUsage: ['digitalSignature'],
      ...changes,
    },
    pki.issuingAuthority,
  );
}

async function sealFor(signer: Signer<never>, maker: Signer<never>): Promise<Uint8Array> {
  const seal = await makeSeal(
    {
      sealId: '89000000000001',
      vendor: 'other',
      type: 1,
      name: '示例市政务服务中心',
      signers: [signer.certificate],
      created: new Date('2026-01-01T00:00:00Z'),
      validFrom: new Date('2026-01-01T00:00:00Z'),
      validTo: new Date('2035-01-01T00:00:00Z'),
      picture: { type: 'SVG', data: utf8('<svg/>'), widthMm: 40, heightMm: 40 },
    },
    maker,
  );
  if (!seal.ok) throw new Error(seal.error.code);
  return seal.value;
}

function changed(
  { files, folder }: Sealed,
  name: string,
  change: (data: Uint8Array) => Uint8Array,
): Uint8Array {
  const path = files.some((file) => file.name === name) ? name : pathIn(files, folder, name);
  return writePackage(
    files.map((file) => (file.name === path ? { ...file, data: change(file.data) } : file)),
  );
}

function pathIn(files: readonly NewFile[], folder: string, name: string): string {
  const inFolder = `${folder}/${name}`;
  return files.some((file) => file.name === inFolder)
    ? inFolder
    : `${folder.slice(0, folder.lastIndexOf('/'))}/${name}`;
}

function edited(sealed: Sealed, name: string, edit: (text: string) => string): Uint8Array {
  return changed(sealed, name, (data) => utf8(edit(new TextDecoder().decode(data))));
}

function replaceNth(text: string, pattern: RegExp, random: Random, replacement: () => string): string {
  const matches = [...text.matchAll(pattern)];
  if (matches.length === 0) return text;
  const match = random.pick(matches);
  return text.slice(0, match.index) + replacement() + text.slice(match.index + match[0].length);
}

function flipped(bytes: Uint8Array, random: Random, times: number): Uint8Array {
  const copy = bytes.slice();
  for (let i = 0; i < times && copy.length > 0; i += 1) {
    const at = random.below(copy.length);
    copy[at] = copy[at]! ^ (1 << random.below(8));
  }
  return copy;
}
