// Reading and writing files whole, with named errors; what is written is there entirely or not at all.
import { closeSync, fstatSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { DEFAULT_LIMITS } from '#core/ofd/package/limits';
import { err, ok, type Result } from '#core/result';

export type FileError = {
  readonly code: 'FILE_NOT_FOUND' | 'FILE_UNREADABLE' | 'FILE_TOO_LARGE' | 'FILE_NOT_WRITTEN';
  /** The path, with the system's own code where there is one. */
  readonly where: string;
};

export function readWhole(path: string): Result<Uint8Array, FileError> {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'r');
    const stat = fstatSync(descriptor);
    // A device or a pipe has no end that could be waited for.
    if (!stat.isFile()) return err({ code: 'FILE_UNREADABLE', where: path });
    if (stat.size > DEFAULT_LIMITS.maxPackageBytes) return err({ code: 'FILE_TOO_LARGE', where: path });
    const { buffer, byteOffset, byteLength } = readFileSync(descriptor);
    return ok(new Uint8Array(buffer, byteOffset, byteLength));
  } catch (error) {
    const system = codeOf(error);
    return err(
      system === 'ENOENT'
        ? { code: 'FILE_NOT_FOUND', where: path }
        : { code: 'FILE_UNREADABLE', where: `${path}（${system}）` },
    );
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

export function writeWhole(path: string, bytes: Uint8Array): Result<void, FileError> {
  const beside = `${path}.${process.pid}.part`;
  try {
    writeFileSync(beside, bytes);
    renameSync(beside, path);
    return ok();
  } catch (error) {
    rmSync(beside, { force: true });
    return err({ code: 'FILE_NOT_WRITTEN', where: `${path}（${codeOf(error)}）` });
  }
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
