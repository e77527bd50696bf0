// Whether the files that a signature protects are unchanged, and whether it protects all that is shown (GB/T 33190-2016 18.2.2).
import { equalBytes } from '../crypto/bytes';
import { OID } from '../crypto/oids';
import { sm3 } from '../crypto/sm3';
import { leadsTo } from './reachable';
import type { PackageFiles, PackageOutline, SignatureDescription } from './ofd-signatures';
import { step, type Step } from './verdict';

/** Digest names as they are written in files. MD5 is the schema's default; none but SM3 is accepted as proof. */
const SM3_NAMES: ReadonlySet<string> = new Set([OID.sm3, 'SM3', 'sm3']);
const OTHER_NAMES: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.5': 'MD5',
  MD5: 'MD5',
  '1.3.14.3.2.26': 'SHA-1',
  SHA1: 'SHA-1',
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  SHA256: 'SHA-256',
};

export function isSm3(method: string | undefined): boolean {
  return method !== undefined && SM3_NAMES.has(method);
}

/** Digests of the package's files, computed once for all signatures. */
export class FileDigests {
  readonly #digests = new Map<string, Uint8Array | undefined>();

  constructor(private readonly files: PackageFiles) {}

  of(path: string): Uint8Array | undefined {
    if (!this.#digests.has(path)) {
      const bytes = this.files.read(path);
      this.#digests.set(path, bytes && sm3(bytes));
    }
    return this.#digests.get(path);
  }
}

export function referencesStep(description: SignatureDescription, digests: FileDigests): Step {
  const { checkMethod, references } = description;
  if (!isSm3(checkMethod)) {
    const name = checkMethod === undefined ? '未写明' : (OTHER_NAMES[checkMethod] ?? checkMethod);
    return step('references', 'unknown', `文件摘要算法 ${name} 不受支持，不能比对`);
  }
  if (references.length === 0) return step('references', 'failed', '签名没有保护任何文件');
  const problems: string[] = [];
  for (const { path, written, checkValue } of references) {
    const digest = path === undefined ? undefined : digests.of(path);
    if (digest === undefined) problems.push(`${written} 缺失或损坏`);
    else if (checkValue === undefined) problems.push(`${written} 的摘要写法错误`);
    else if (!equalBytes(digest, checkValue)) problems.push(`${written} 被改动`);
  }
  return problems.length === 0
    ? step('references', 'ok', `${references.length} 个文件的摘要全部一致`)
    : step('references', 'failed', someOf(problems));
}

export interface CoverageInput {
  readonly files: PackageFiles;
  readonly outline: PackageOutline;
  readonly description: SignatureDescription;
  /** All signatures of the package, this one among them. */
  readonly all: readonly SignatureDescription[];
}

/**
 * No file left out, none added. A signature cannot cover itself, nor what a later signature brought; a file that a later
 * signature covers together with this one is protected by that. What remains was either left out by the signer (a covered
 * file leads to it: unknown whether it was changed) or put in afterwards (failed).
 */
export function coverageStep({ files, outline, description, all }: CoverageInput): Step {
  const covered = coveredBy(description, all);
  const ownToSigning = signingFiles(outline, all);
  const foreignRoot = outline.documentRoots.find((root) => !covered.has(root) && !coveredByAny(root, all));
  if (foreignRoot !== undefined)
    return step('coverage', 'failed', `显示的文档 ${foreignRoot} 不在签名保护范围内`);
  const open = files
    .names()
    .filter((name) => !name.endsWith('/') && !covered.has(name) && !ownToSigning.has(name));
  const rest = open.filter((name) => name !== 'OFD.xml');
  if (rest.length > 0) {
    const leftOut = leadsTo(files, covered, rest);
    const added = rest.filter((name) => !leftOut.has(name));
    if (added.length > 0) return step('coverage', 'failed', `签名之外多出文件：${someOf(added)}`);
    return step('coverage', 'unknown', `签名时未保护这些文件，其内容是否改动无从得知：${someOf(rest)}`);
  }
  return open.length > 0
    ? step('coverage', 'unknown', '签名未保护 OFD.xml，其中的文件基本信息是否改动无从得知')
    : step('coverage', 'ok', '包内文件全部在签名保护范围内');
}

function coveredBy(description: SignatureDescription, all: readonly SignatureDescription[]): Set<string> {
  const own = pathsOf(description);
  const later = all.filter((other) => other !== description && pathsOf(other).has(description.path));
  return new Set([...own, ...later.flatMap((other) => [...pathsOf(other)])]);
}

function coveredByAny(path: string, all: readonly SignatureDescription[]): boolean {
  return all.some((description) => pathsOf(description).has(path));
}

function pathsOf(description: SignatureDescription): Set<string> {
  return new Set(description.references.flatMap(({ path }) => (path === undefined ? [] : [path])));
}

function signingFiles(outline: PackageOutline, all: readonly SignatureDescription[]): Set<string> {
  const lists = outline.lists.map(({ path }) => path);
  const own = all.flatMap(({ path, valuePath, sealPath }) => [path, valuePath, sealPath]);
  return new Set([...lists, ...own].filter((path) => path !== undefined));
}

function someOf(items: readonly string[]): string {
  const shown = items.slice(0, 5).join('、');
  return items.length > 5 ? `${shown} 等 ${items.length} 个` : shown;
}
