// `eseal sign`: puts the demonstration seal on a file, and verifies what it made before it is written.
import { signOfd, type SealOfdError, type Stamp } from '#core/eseal/sign-ofd';
import { verifyOfd } from '#core/eseal/verify-ofd';
import type { OfdError } from '#core/ofd/errors';
import type { Box } from '#core/ofd/document/geometry';
import { openOfd } from '#core/ofd/document/ofd-file';
import { openPackage } from '#core/ofd/package/zip-reader';
import { err, ok, type Result } from '#core/result';
import type { Place, SignCommand } from './command-line';
import { ownAuthority, type AuthorityError } from './demonstration-authority';
import { readWhole, writeWhole, type FileError } from './files';
import { errorObject, type ErrorObject } from './words';

export interface SignReport {
  readonly file: string;
  readonly signed: boolean;
  readonly seal?: string;
  readonly signedAt?: string;
  readonly page?: number;
  readonly at?: Place;
  readonly anchors?: 'demonstration';
  readonly error?: ErrorObject;
}

type SignFailure =
  | FileError
  | AuthorityError
  | OfdError
  | SealOfdError<never>
  | { code: 'STAMP_OUTSIDE_PAGE'; where: string }
  | { code: 'SEALED_FILE_NOT_VALID'; where: string };

export async function signFile(command: SignCommand, time: Date): Promise<SignReport> {
  const made = await make(command, time);
  if (made.ok) {
    const written = writeWhole(command.output, made.value.bytes);
    if (written.ok) return { file: command.output, signed: true, ...made.value.report };
    return { file: command.output, signed: false, error: errorObject(written.error) };
  }
  return { file: command.input, signed: false, error: errorObject(made.error) };
}

interface Made {
  readonly bytes: Uint8Array;
  readonly report: Omit<SignReport, 'file' | 'signed' | 'error'>;
}

async function make(command: SignCommand, time: Date): Promise<Result<Made, SignFailure>> {
  const input = readWhole(command.input);
  if (!input.ok) return input;
  const stamp = placeStamp(input.value, command);
  if (!stamp.ok) return stamp;
  const authority = await ownAuthority();
  if (!authority.ok) return authority;
  const { seal, unit, trust } = authority.value;
  const sealed = await signOfd(input.value, { seal, time, stamps: [stamp.value], lock: !command.open }, unit);
  if (!sealed.ok) return sealed;
  const files = openPackage(sealed.value);
  if (!files.ok) return files;
  const own = verifyOfd(files.value, trust, time).signatures.at(-1);
  if (own?.verdict !== 'valid')
    return err({
      code: 'SEALED_FILE_NOT_VALID',
      where: own?.steps.find(({ verdict }) => verdict !== 'ok')?.detail ?? '',
    });
  const { page, x, y, width, height } = stamp.value;
  return ok({
    bytes: sealed.value,
    report: {
      seal: own.sealName ?? '',
      signedAt: time.toISOString(),
      page,
      at: { x, y, width, height },
      anchors: 'demonstration',
    },
  });
}

const SEAL_MM = 40;
const MARGIN_MM = 15;

function placeStamp(bytes: Uint8Array, { page, at }: SignCommand): Result<Stamp, SignFailure> {
  const file = openOfd(bytes);
  const document = file.ok ? file.value.document(0) : file;
  if (!document.ok) return document;
  const { pages } = document.value;
  const number = page ?? pages.length;
  if (pages[number - 1] === undefined)
    return err({ code: 'NO_SUCH_PAGE', page: number, pages: pages.length });
  const content = document.value.page(number - 1);
  if (!content.ok) return content;
  const box = content.value.area.physical;
  const place = at ?? lowerRight(box);
  const overlaps =
    place.x < box.width && place.y < box.height && place.x + place.width > 0 && place.y + place.height > 0;
  if (!overlaps) return err({ code: 'STAMP_OUTSIDE_PAGE', where: `${box.width} × ${box.height} mm` });
  return ok({
    page: number,
    x: box.x + place.x,
    y: box.y + place.y,
    width: place.width,
    height: place.height,
  });
}

/** 40 mm with a margin; on cards as large as they allow. */
function lowerRight({ width, height }: Box): Place {
  const size = Math.min(SEAL_MM, width, height);
  const left = Math.max(0, width - size - Math.min(MARGIN_MM, (width - size) / 2));
  const top = Math.max(0, height - size - Math.min(MARGIN_MM, (height - size) / 2));
  return { x: left, y: top, width: size, height: size };
}
