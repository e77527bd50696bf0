// A whole OFD file: every signature it lists, step by step, and the file's verdict.
import type { Verdict } from '../crypto/verdict';
import { worst } from '../crypto/verdict';
import {
  readOutline,
  readSignatureDescription,
  type ListedSignature,
  type PackageFiles,
  type PackageOutline,
  type SignatureDescription,
} from './ofd-signatures';
import { declaredVersion, isKnownVersion, parseSealSignature } from './parse';
import { coverageStep, FileDigests, referencesStep } from './references';
import type { SealSignature } from './seal-model';
import type { Trust } from './trust';
import type { TrustContext } from './trust-steps';
import {
  fileVerdict,
  signatureVerdict,
  step,
  trustVerdict,
  type FileVerdict,
  type SignatureVerdict,
  type Step,
} from './verdict';
import { plainKind, plainSteps } from './verify-plain';
import { sealSignatureSteps } from './verify-signature';

/** What kind of signed value was met. */
export type SignatureType = 'seal' | 'gbt35275' | 'bare-sm2' | 'unrecognised';

export interface SignatureVerification {
  readonly id: string;
  readonly path: string;
  readonly type: SignatureType;
  /** `v1`, `v4`, `v5` for seals; undefined for other containers. */
  readonly version: SealSignature['revision'] | undefined;
  readonly sealName: string | undefined;
  readonly signedAt: Date | undefined;
  readonly stamps: SignatureDescription['stamps'];
  readonly steps: readonly Step[];
  readonly verdict: SignatureVerdict;
  readonly trust: Verdict;
}

export interface OfdVerification {
  readonly verdict: FileVerdict;
  /** Nothing protected was changed, and it could be established: verdict valid or intact. */
  readonly intact: boolean;
  /** Of all signatures together; unknown where there is none. */
  readonly trust: Verdict;
  readonly at: Date;
  readonly signatures: readonly SignatureVerification[];
}

/** Verifies every signature of a package as of `at`. Never throws on what a file holds. */
export function verifyOfd(files: PackageFiles, trust: Trust, at: Date): OfdVerification {
  const outline = readOutline(files);
  if (!outline.ok) return result([unreadable({ id: '', type: '', path: outline.error.where })], at);
  const listed = outline.value.lists.flatMap(({ signatures }) => signatures);
  const tooMany = refuseFlood(files, listed);
  if (tooMany) return result([unreadable(tooMany)], at);
  const described = listed.map((entry) => ({
    entry,
    description: readSignatureDescription(files, entry.path),
  }));
  const all = described.flatMap(({ description }) => (description.ok ? [description.value] : []));
  const shared = {
    files,
    outline: outline.value,
    all,
    digests: new FileDigests(files),
    context: { trust, now: at },
  };
  return result(
    described.map(({ entry, description }) =>
      description.ok ? verifyOne(entry, description.value, shared) : unreadable(entry),
    ),
    at,
  );
}

/** More than any document has: what a clerk waits for is bounded, whoever sent the file. */
const MOST_SIGNATURES = 64;
const MOST_DESCRIPTION_BYTES = 8 << 20;

function refuseFlood(files: PackageFiles, listed: readonly ListedSignature[]): ListedSignature | undefined {
  if (listed.length > MOST_SIGNATURES) return listed[MOST_SIGNATURES];
  let bytes = 0;
  return listed.find(({ path }) => (bytes += files.read(path)?.length ?? 0) > MOST_DESCRIPTION_BYTES);
}

interface Shared {
  readonly files: PackageFiles;
  readonly outline: PackageOutline;
  readonly all: readonly SignatureDescription[];
  readonly digests: FileDigests;
  readonly context: TrustContext;
}

function verifyOne(
  entry: ListedSignature,
  description: SignatureDescription,
  shared: Shared,
): SignatureVerification {
  const packageSteps = [
    step('structure', 'ok', `签名文件 ${description.path}，提供者 ${description.provider || '未写明'}`),
    referencesStep(description, shared.digests),
    coverageStep({ ...shared, description }),
  ];
  const value = description.valuePath === undefined ? undefined : shared.files.read(description.valuePath);
  if (!value) {
    return finish(entry, description, 'unrecognised', undefined, [
      ...packageSteps,
      step('signature-value', 'failed', '签名值文件缺失或损坏'),
    ]);
  }
  const seal = parseSealSignature(value);
  if (seal.ok) {
    const steps = sealSignatureSteps(seal.value, description, shared.files, shared.context);
    return finish(entry, description, 'seal', seal.value, [...packageSteps, ...steps]);
  }
  const version = declaredVersion(value);
  if (version !== undefined && !isKnownVersion(version)) {
    const steps = [...packageSteps, step('signature-value', 'unknown', `签章数据的版本 ${version} 不支持`)];
    return finish(entry, description, 'unrecognised', undefined, steps);
  }
  const kind = plainKind(value);
  if (entry.type === 'Seal' && kind === 'unrecognised') {
    const reason = `签章数据不符合格式（第 ${seal.error.at} 字节：${seal.error.reason}）`;
    return finish(entry, description, 'unrecognised', undefined, [
      ...packageSteps,
      step('signature-value', 'failed', reason),
    ]);
  }
  const steps = plainSteps(value, description, shared.context);
  return finish(entry, description, kind, undefined, [...packageSteps, ...steps]);
}

function finish(
  entry: ListedSignature,
  description: SignatureDescription,
  type: SignatureType,
  seal: SealSignature | undefined,
  steps: readonly Step[],
): SignatureVerification {
  return {
    id: entry.id,
    path: entry.path,
    type,
    version: seal?.revision,
    sealName: seal?.seal.name,
    signedAt: seal?.time.kind === 'time' ? seal.time.time : description.time,
    stamps: description.stamps,
    steps,
    verdict: signatureVerdict(steps),
    trust: trustVerdict(steps),
  };
}

function unreadable(entry: ListedSignature): SignatureVerification {
  const steps = [step('structure', 'failed', `签名文件 ${entry.path} 缺失、损坏或不符合格式`)];
  return {
    id: entry.id,
    path: entry.path,
    type: 'unrecognised',
    version: undefined,
    sealName: undefined,
    signedAt: undefined,
    stamps: [],
    steps,
    verdict: signatureVerdict(steps),
    trust: 'unknown',
  };
}

function result(signatures: readonly SignatureVerification[], at: Date): OfdVerification {
  const verdict = fileVerdict(signatures.map((signature) => signature.verdict));
  const trust = signatures.length === 0 ? 'unknown' : worst(signatures.map((signature) => signature.trust));
  return { verdict, intact: verdict === 'valid' || verdict === 'intact', trust, at, signatures };
}
