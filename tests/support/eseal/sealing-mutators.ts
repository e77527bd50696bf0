// Ways to tamper by sealing again: an attacker with an authority of the same names seals over what was changed.
import { utf8 } from '#core/crypto/bytes';
import { makeDemonstrationPki, type DemonstrationPki } from '#core/demonstration/pki';
import { signOfd } from '#core/eseal/sign-ofd';
import { writePackage, type NewFile } from '#core/ofd/package/zip-writer';
import type { Mutator } from '#tests/support/eseal/ofd-mutators';

export async function makeSealingMutators(): Promise<Record<string, Mutator>> {
  const attacker = await makeDemonstrationPki({
    seed: utf8('another authority of the attacker’s own'),
    from: new Date('2026-01-01T00:00:00Z'),
    unitName: '示例市政务服务中心',
    sealName: '示例市政务服务中心（演示）',
    picture: { type: 'SVG', data: utf8('<svg/>'), widthMm: 40, heightMm: 40 },
  });
  return {
    'seal again by an attacker': ({ files }) => sealedAgain(files, attacker),
    'change a page and seal again by an attacker': ({ files }) =>
      sealedAgain(
        files.map((file) => (file.name.includes('/Pages/') ? { ...file, data: spaced(file.data) } : file)),
        attacker,
      ),
    'take the seal off, change a page, seal by an attacker': ({ files }) =>
      sealedAgain(
        files
          .filter(({ name }) => !name.includes('/Signs/'))
          .map((file) => {
            if (file.name === 'OFD.xml') return { ...file, data: unlinked(file.data) };
            return file.name.includes('/Pages/') ? { ...file, data: spaced(file.data) } : file;
          }),
        attacker,
      ),
  };
}

/** A file whose list of signatures is locked stays as the change left it. */
async function sealedAgain(files: readonly NewFile[], attacker: DemonstrationPki): Promise<Uint8Array> {
  const bytes = writePackage(files);
  const stamps = [{ page: 1, x: 20, y: 20, width: 40, height: 40 }];
  const sealed = await signOfd(
    bytes,
    { seal: attacker.seal, time: new Date('2026-06-01T02:03:05Z'), stamps },
    attacker.unit,
  );
  return sealed.ok ? sealed.value : bytes;
}

function spaced(data: Uint8Array): Uint8Array {
  return utf8(new TextDecoder().decode(data).replace('</ofd:TextCode>', ' </ofd:TextCode>'));
}

function unlinked(data: Uint8Array): Uint8Array {
  return utf8(new TextDecoder().decode(data).replace(/<ofd:Signatures>[^<]*<\/ofd:Signatures>/, ''));
}
