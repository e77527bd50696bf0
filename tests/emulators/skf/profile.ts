// The software key's library as the terminal's catalogue of SKF libraries knows any vendor's (library-profile.ts).
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { libraryProfileSchema } from '#core/seal-keys/library-profile';
import { DEFAULT_VARIANT, type SoftwareKeyVariant } from './build';

export type LibraryProfileInput = z.input<typeof libraryProfileSchema>;

/** @param given the variant that `library` was built as, and members of the profile to be otherwise */
export function profileFor(
  library: string,
  given: Partial<SoftwareKeyVariant> = {},
  otherwise: Partial<LibraryProfileInput> = {},
): LibraryProfileInput {
  const { vendor, packing, boolBytes, ulongBytes } = { ...DEFAULT_VARIANT, ...given };
  return {
    id: vendor,
    vendor: '证窗演示',
    name: '软件密码钥匙',
    libraries: { linux: [library] },
    packing,
    boolBytes,
    ulongBytes,
    installHint: '这是演示用的软件钥匙，由 npm start 编译，需要 gcc 与 libssl-dev。',
    ...otherwise,
  };
}

/** Writes it where an administrator's profiles are read from; gives the file. */
export function writeProfile(profileDir: string, profile: LibraryProfileInput): string {
  const folder = join(profileDir, 'devices', 'seal-keys');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${profile.id}.json`);
  writeFileSync(file, `${JSON.stringify(profile, null, 2)}\n`);
  return file;
}
