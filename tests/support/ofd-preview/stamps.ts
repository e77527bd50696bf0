// Stamps of a file's signatures, read without verifying anything: for pictures in tests only.
import type { OfdFile } from '#core/ofd/document/ofd-file';
import { resolvePath } from '#core/ofd/document/part-path';
import type { StampPlacement } from '#core/ofd/render/page-drawer';
import { parseXml } from '#core/ofd/xml/xml-parser';
import type { Box } from '#core/ofd/document/geometry';
import { findSealPicture } from './seal-picture';

/** Every stamp of every signature of the first document that has a picture. */
export function stampsOf(file: OfdFile): StampPlacement[] {
  const list = file.bodies[0]?.signatures;
  const root = list === undefined ? undefined : xmlOf(file, list);
  if (!root || list === undefined) return [];
  return root.all('Signature').flatMap((entry) => {
    const part = resolvePath(list, entry.attribute('BaseLoc') ?? '');
    const signature = part === undefined ? undefined : xmlOf(file, part);
    const info = signature?.child('SignedInfo');
    const valuePart =
      part === undefined ? undefined : resolvePath(part, signature?.textOf('SignedValue') ?? '');
    const value = valuePart === undefined ? undefined : file.files.read(valuePart);
    const picture = value && findSealPicture(value);
    if (!info || !picture) return [];
    return info.all('StampAnnot').map((stamp) => ({
      pageId: stamp.attribute('PageRef') ?? '',
      boundary: boxFrom(stamp.attribute('Boundary') ?? '')!,
      clip: boxFrom(stamp.attribute('Clip') ?? ''),
      picture,
    }));
  });
}

function xmlOf(file: OfdFile, part: string) {
  const bytes = file.files.read(part);
  const root = bytes && parseXml(bytes, part);
  return root?.ok ? root.value : undefined;
}

function boxFrom(text: string): Box | undefined {
  const [x, y, width, height] = text.trim().split(/\s+/).map(Number);
  return height === undefined ? undefined : { x: x!, y: y!, width: width!, height };
}
