// Whom this terminal believes: DER or PEM files that an administrator puts into folders, the program's and the profile's.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTrust } from '#core/eseal/trust';
import type { Trust, TrustFiles } from '#core/eseal/trust';
import { err, ok } from '#core/result';
import type { Result } from '#core/result';
import type { TrustFileError } from '#shared/system-errors';

const FOLDERS = {
  roots: 'roots',
  intermediates: 'intermediates',
  crls: 'crls',
  sealMakers: 'seal-makers',
} as const satisfies Record<keyof TrustFiles, string>;
const ENDINGS = /\.(cer|crt|der|pem|crl)$/i;

/**
 * Reads `roots`, `intermediates`, `crls` and `seal-makers` of each folder that exists. With none nothing is believed and
 * every seal is "unknown"; a file that cannot be read is an error, not a seal silently less.
 */
export function readTrust(folders: readonly string[]): Result<Trust, TrustFileError> {
  const lists = { roots: [], intermediates: [], crls: [], sealMakers: [] } as Record<
    keyof TrustFiles,
    { file: string; bytes: Uint8Array }[]
  >;
  for (const folder of folders) {
    for (const list of Object.keys(FOLDERS) as (keyof TrustFiles)[]) {
      const found = readFolder(folder, FOLDERS[list]);
      if (!found.ok) return found;
      lists[list].push(...found.value);
    }
  }
  const bytesOf = (list: keyof TrustFiles): Uint8Array[] => lists[list].map(({ bytes }) => bytes);
  const trust = makeTrust({
    roots: bytesOf('roots'),
    intermediates: bytesOf('intermediates'),
    crls: bytesOf('crls'),
    sealMakers: bytesOf('sealMakers'),
  });
  if (trust.ok) return trust;
  const { list, index } = trust.error;
  return err({ code: 'TRUST_FILE_UNREADABLE', file: lists[list][index]?.file ?? FOLDERS[list] });
}

/** What is configured, and what the demonstration adds for itself. */
export function joinTrust(configured: Trust, demonstration: Trust | undefined): Trust {
  if (!demonstration) return configured;
  return {
    roots: [...configured.roots, ...demonstration.roots],
    intermediates: [...configured.intermediates, ...demonstration.intermediates],
    crls: [...configured.crls, ...demonstration.crls],
    sealMakers: [...configured.sealMakers, ...demonstration.sealMakers],
  };
}

function readFolder(
  folder: string,
  name: string,
): Result<{ file: string; bytes: Uint8Array }[], TrustFileError> {
  const path = join(folder, name);
  if (!existsSync(path)) return ok([]);
  const found: { file: string; bytes: Uint8Array }[] = [];
  for (const entry of readdirSync(path)
    .filter((one) => ENDINGS.test(one))
    .sort()) {
    const file = `${name}/${entry}`;
    try {
      found.push({ file, bytes: derOf(readFileSync(join(path, entry))) });
    } catch {
      return err({ code: 'TRUST_FILE_UNREADABLE', file });
    }
  }
  return ok(found);
}

/** PEM armour is taken off; anything else is DER already. */
function derOf(bytes: Buffer): Uint8Array {
  const armoured = /-----BEGIN [^-]+-----([A-Za-z0-9+/=\s]+)-----END/.exec(bytes.toString('latin1'));
  return armoured?.[1] === undefined ? bytes : new Uint8Array(Buffer.from(armoured[1], 'base64'));
}
