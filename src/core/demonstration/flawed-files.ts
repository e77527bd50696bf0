// Files that must be refused: one changed after it was sealed, one sealed with a seal whose period had passed.
import { fromUtf8, toBase64, utf8 } from '../crypto/bytes';
import { sm3 } from '../crypto/sm3';
import { makeSeal } from '../eseal/make-seal';
import { makeSealSignature } from '../eseal/sign';
import { openPackage, type OfdPackage } from '../ofd/package/zip-reader';
import { rewritePackage } from '../ofd/package/zip-writer';
import { sealPicture } from './seal-picture';
import type { DemonstrationPki } from './pki';

/** Puts the latest year on the page ten years later, as somebody would who wants a licence to last longer. */
export function withLaterDate(sealed: Uint8Array): Uint8Array {
  const files = open(sealed);
  const name = files.names().find((one) => one.endsWith('/Content.xml'));
  if (name === undefined) throw new Error('no page to change');
  const page = textOf(files, name);
  const years = [...page.matchAll(/20(\d\d)(?=年)/g)];
  const latest = years.sort((one, other) => Number(other[1]) - Number(one[1]))[0];
  if (!latest) throw new Error('no date to change');
  const later = `20${String((Number(latest[1]) + 10) % 100).padStart(2, '0')}`;
  const changed = page.slice(0, latest.index) + later + page.slice(latest.index + later.length);
  return rewritePackage(files, { replace: [{ name, data: utf8(changed) }] });
}

/** Puts a seal in place of the one used, made in the same way but ended before the sealing; everything else is right. */
export async function withExpiredSeal(
  sealed: Uint8Array,
  pki: DemonstrationPki,
  sealedAt: Date,
  from: Date,
): Promise<Uint8Array> {
  const files = open(sealed);
  const path = (ending: string): string => {
    const name = files.names().find((one) => one.endsWith(ending));
    if (name === undefined) throw new Error(`no ${ending}`);
    return name;
  };
  const [sealName, descriptionName, valueName] = [
    path('/Seal.esl'),
    path('/Signature.xml'),
    path('/SignedValue.dat'),
  ];
  const ended = new Date(sealedAt.getTime() - 7 * 86_400_000);
  const seal = await makeSeal(
    {
      sealId: '89000000000000',
      vendor: 'zhengchuang-demo',
      type: 1,
      name: '已到期的演示电子印章',
      signers: [pki.unitCertificate],
      created: from,
      validFrom: from,
      validTo: ended,
      picture: sealPicture('演示单位到期印章'),
    },
    pki.maker,
  );
  if (!seal.ok) throw new Error(seal.error.code);
  const before = toBase64(sm3(files.read(sealName)!));
  const xml = textOf(files, descriptionName).replace(before, toBase64(sm3(seal.value)));
  const value = await makeSealSignature(
    { seal: seal.value, time: sealedAt, description: utf8(xml), propertyInfo: `/${descriptionName}` },
    pki.unit,
  );
  if (!value.ok) throw new Error(value.error.code);
  return rewritePackage(files, {
    replace: [
      { name: sealName, data: seal.value },
      { name: descriptionName, data: utf8(xml) },
      { name: valueName, data: value.value },
    ],
  });
}

function open(bytes: Uint8Array): OfdPackage {
  const files = openPackage(bytes);
  if (!files.ok) throw new Error(files.error.code);
  return files.value;
}

function textOf(files: OfdPackage, name: string): string {
  const bytes = files.read(name);
  const text = bytes && fromUtf8(bytes);
  if (text === undefined) throw new Error(`no ${name}`);
  return text;
}
