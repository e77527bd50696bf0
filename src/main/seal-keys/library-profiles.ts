// Library profiles from resources/ and from the administrator's folder: a bad file is left out and named, the rest is used.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { libraryProfileSchema, type LibraryProfile } from '#core/seal-keys/library-profile';
import type { SealKeyProfileError } from '#core/seal-keys/seal-key-error';
import { err, ok, type Result } from '#core/result';

export interface LoadedProfiles {
  readonly profiles: readonly LibraryProfile[];
  readonly errors: readonly SealKeyProfileError[];
}

const MOST_BYTES = 64 * 1024;

/** Reads `*.json` of each folder in turn; a later folder's profile takes the place of one with the same id. */
export function loadProfiles(folders: readonly string[]): LoadedProfiles {
  const profiles = new Map<string, LibraryProfile>();
  const errors: SealKeyProfileError[] = [];
  for (const folder of folders) {
    const listed = listFiles(folder);
    if (!listed.ok) {
      errors.push(listed.error);
      continue;
    }
    for (const file of listed.value) {
      const profile = readProfile(folder, file);
      if (profile.ok) profiles.set(profile.value.id, profile.value);
      else errors.push(profile.error);
    }
  }
  return { profiles: [...profiles.values()], errors };
}

/** A folder that is not there is empty: most administrators add nothing. */
function listFiles(folder: string): Result<string[], SealKeyProfileError> {
  try {
    return ok(
      readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .sort(),
    );
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return ok([]);
    return err({ code: 'SEAL_KEY_PROFILE_UNREADABLE', file: '', field: '' });
  }
}

function readProfile(folder: string, file: string): Result<LibraryProfile, SealKeyProfileError> {
  let text: string;
  try {
    text = readFileSync(join(folder, file), 'utf8');
  } catch {
    return err({ code: 'SEAL_KEY_PROFILE_UNREADABLE', file, field: '' });
  }
  if (text.length > MOST_BYTES) return err({ code: 'SEAL_KEY_PROFILE_INVALID', file, field: '' });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return err({ code: 'SEAL_KEY_PROFILE_NOT_JSON', file, field: '' });
  }
  const parsed = libraryProfileSchema.safeParse(json, { jitless: true });
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const unknown = issue?.code === 'unrecognized_keys' ? issue.keys : [];
    const field = [...(issue?.path ?? []), ...unknown.slice(0, 1)].map(String).join('.');
    return err({ code: 'SEAL_KEY_PROFILE_INVALID', file, field: field.slice(0, 80) });
  }
  if (`${parsed.data.id}.json` !== file) return err({ code: 'SEAL_KEY_PROFILE_MISNAMED', file, field: 'id' });
  return ok(parsed.data);
}
