// The demonstration authority of this user: made at the first seal, kept for the next, believed only here.
// A key in the sources would be everybody's: whoever has them could seal what every other copy then finds valid.
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fromBase64, toBase64 } from '#core/crypto/bytes';
import { makeDemonstrationPki, type DemonstrationPki } from '#core/demonstration/pki';
import { sealPicture } from '#core/demonstration/seal-picture';
import { err, ok, type Result } from '#core/result';
import { codeOf } from './files';

export type AuthorityError = {
  readonly code: 'DEMONSTRATION_KEY_UNREADABLE' | 'DEMONSTRATION_KEY_NOT_KEPT';
  readonly where: string;
};

interface Kept {
  readonly seed: Uint8Array;
  readonly from: Date;
}

/** The authority, if one was made before; verifying makes none. */
export async function existingAuthority(): Promise<Result<DemonstrationPki | undefined, AuthorityError>> {
  const kept = read();
  if (!kept.ok) return kept;
  return ok(kept.value && (await authorityOf(kept.value)));
}

/** The authority, made now where there was none. */
export async function ownAuthority(): Promise<Result<DemonstrationPki, AuthorityError>> {
  const kept = read();
  if (!kept.ok) return kept;
  const usable = kept.value ? ok(kept.value) : make();
  return usable.ok ? ok(await authorityOf(usable.value)) : usable;
}

function authorityOf({ seed, from }: Kept): Promise<DemonstrationPki> {
  return makeDemonstrationPki({
    seed,
    from,
    unitName: '证窗演示单位',
    sealName: '证窗演示专用章（不具法律效力）',
    picture: sealPicture('证窗演示单位'),
  });
}

const folder = (): string =>
  join(process.env.XDG_STATE_HOME || join(homedir(), '.local', 'state'), 'zhengchuang');
const keyFile = (): string => join(folder(), 'demonstration-authority.json');

function read(): Result<Kept | undefined, AuthorityError> {
  const file = keyFile();
  try {
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isKept(kept) ? decode(kept, file) : err({ code: 'DEMONSTRATION_KEY_UNREADABLE', where: file });
  } catch (error) {
    const code = codeOf(error);
    // A path through something that is no folder: nothing can have been kept there.
    if (code === 'ENOENT' || code === 'ENOTDIR') return ok(undefined);
    return err({ code: 'DEMONSTRATION_KEY_UNREADABLE', where: file });
  }
}

function isKept(value: unknown): value is { seed: string; from: string } {
  if (typeof value !== 'object' || value === null) return false;
  const { seed, from } = value as Record<string, unknown>;
  return typeof seed === 'string' && typeof from === 'string';
}

function decode(kept: { seed: string; from: string }, file: string): Result<Kept, AuthorityError> {
  const seed = fromBase64(kept.seed);
  const from = new Date(kept.from);
  return seed?.length === 32 && !Number.isNaN(from.getTime())
    ? ok({ seed, from })
    : err({ code: 'DEMONSTRATION_KEY_UNREADABLE', where: file });
}

/** Two runs at once must end with one key: the file appears whole, and whoever comes second takes the first's. */
function make(): Result<Kept, AuthorityError> {
  const file = keyFile();
  const beside = `${file}.${process.pid}.part`;
  const today = new Date(new Date().toISOString().slice(0, 10));
  const text = JSON.stringify({ seed: toBase64(new Uint8Array(randomBytes(32))), from: today.toISOString() });
  try {
    mkdirSync(folder(), { recursive: true, mode: 0o700 });
    writeFileSync(beside, `${text}\n`, { mode: 0o600, flag: 'wx' });
    linkSync(beside, file);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST')
      return err({ code: 'DEMONSTRATION_KEY_NOT_KEPT', where: `${file}（${codeOf(error)}）` });
  } finally {
    rmSync(beside, { force: true });
  }
  const kept = read();
  if (!kept.ok) return kept;
  return kept.value ? ok(kept.value) : err({ code: 'DEMONSTRATION_KEY_NOT_KEPT', where: file });
}
