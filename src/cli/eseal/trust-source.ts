// Whom a verification believes: this user's demonstration authority, nobody, or a folder of certificates and lists.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fromBase64, fromUtf8 } from '#core/crypto/bytes';
import { makeTrust, NO_TRUST, type Trust } from '#core/eseal/trust';
import { err, ok, type Result } from '#core/result';
import { existingAuthority, type AuthorityError } from './demonstration-authority';
import { codeOf, readWhole, type FileError } from './files';

export interface TrustSource {
  readonly trust: Trust;
  /** Said with every result: a demonstration's word is not an authority's. */
  readonly anchors: string;
}

export type TrustSourceError =
  AuthorityError | FileError | { readonly code: 'TRUST_FOLDER_UNREADABLE'; readonly where: string };

const LISTS = {
  roots: 'roots',
  intermediates: 'intermediates',
  crls: 'crls',
  sealMakers: 'seal-makers',
} as const;

export async function trustSource(name: string): Promise<Result<TrustSource, TrustSourceError>> {
  if (name === 'none') return ok({ trust: NO_TRUST, anchors: 'none' });
  if (name !== 'demonstration') return fromFolder(name);
  const authority = await existingAuthority();
  if (!authority.ok) return authority;
  return ok(
    authority.value
      ? { trust: authority.value.trust, anchors: 'demonstration' }
      : { trust: NO_TRUST, anchors: 'none' },
  );
}

/** FOLDER/roots, /intermediates, /crls, /seal-makers: one DER or PEM object a file. Only roots must be there. */
function fromFolder(folder: string): Result<TrustSource, TrustSourceError> {
  const lists: Record<keyof typeof LISTS, Uint8Array[]> = {
    roots: [],
    intermediates: [],
    crls: [],
    sealMakers: [],
  };
  for (const [list, name] of Object.entries(LISTS) as [keyof typeof LISTS, string][]) {
    const files = filesIn(join(folder, name));
    if (!files.ok) {
      if (list === 'roots') return files;
      continue;
    }
    for (const file of files.value) {
      const bytes = readWhole(file);
      if (!bytes.ok) return bytes;
      lists[list].push(derOf(bytes.value));
    }
  }
  const trust = makeTrust(lists);
  if (trust.ok) return ok({ trust: trust.value, anchors: folder });
  const { list, index } = trust.error;
  return err({
    code: 'TRUST_FOLDER_UNREADABLE',
    where: `${join(folder, LISTS[list])} 第 ${index + 1} 个文件`,
  });
}

function filesIn(folder: string): Result<string[], TrustSourceError> {
  try {
    return ok(
      readdirSync(folder)
        .sort()
        .map((name) => join(folder, name)),
    );
  } catch (error) {
    return err({ code: 'TRUST_FOLDER_UNREADABLE', where: `${folder}（${codeOf(error)}）` });
  }
}

function derOf(bytes: Uint8Array): Uint8Array {
  const body = /-----BEGIN [^-]+-----([^-]+)-----END/.exec(fromUtf8(bytes) ?? '')?.[1];
  return (body === undefined ? undefined : fromBase64(body.replace(/\s+/g, ''))) ?? bytes;
}
