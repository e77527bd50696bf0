// Examines the bytes of a file: an OFD with all its signatures, a PDF by what it claims, anything else by name.
import { parseCertificate } from '../crypto/x509';
import { readSignatureDescription, type PackageFiles } from '../eseal/ofd-signatures';
import { parseSealSignature } from '../eseal/parse';
import type { SealSignature } from '../eseal/seal-model';
import type { Trust } from '../eseal/trust';
import { verifyOfd, type OfdVerification, type SignatureVerification } from '../eseal/verify-ofd';
import { OfdFile } from '../ofd/document/ofd-file';
import type { Box } from '../ofd/document/geometry';
import { openPackage } from '../ofd/package/zip-reader';
import type { StampPlacement } from '../ofd/render/page-drawer';
import { fileStep, type EvidenceVerdict, type Examination, type ExaminedSignature } from './examination';
import { fileKind, pdfSignatures } from './file-kind';

export interface ExaminedFile {
  readonly examination: Examination;
  /** Absent where there is no OFD that opens. */
  readonly ofd: { readonly file: OfdFile; readonly stamps: readonly StampPlacement[] } | undefined;
}

/** Never throws on what a file holds. `at` is the time of the question: revocation lists are judged by it. */
export function examineFile(bytes: Uint8Array, trust: Trust, at: Date): ExaminedFile {
  const kind = fileKind(bytes);
  if (kind === 'ofd') return examineOfd(bytes, trust, at);
  return { examination: kind === 'pdf' ? examinePdf(bytes, at) : examineOther(at), ofd: undefined };
}

function examineOfd(bytes: Uint8Array, trust: Trust, at: Date): ExaminedFile {
  const files = openPackage(bytes);
  if (!files.ok) return { examination: broken(files.error.code, at), ofd: undefined };
  const file = OfdFile.open(files.value);
  if (!file.ok) return { examination: broken(file.error.code, at), ofd: undefined };
  const verification = verifyOfd(files.value, trust, at);
  const described = verification.signatures.map((signature) => ({
    signature,
    value: sealValue(files.value, signature),
  }));
  const examination: Examination = {
    kind: 'ofd',
    verdict: verdictOf(verification),
    intact: verification.intact,
    at,
    checks: [wholeFileStep(verification)],
    signatures: described.map(({ signature, value }) => examined(signature, value)),
  };
  const stamps = described.flatMap(({ signature, value }) => (value ? stampsOf(signature, value) : []));
  return { examination, ofd: { file: file.value, stamps } };
}

/** `intact` with a failed trust means sealed out of period or by nobody who may: as little usable as a changed file. */
function verdictOf({ verdict, trust }: OfdVerification): EvidenceVerdict {
  if (verdict !== 'intact') return verdict;
  return trust === 'failed' ? 'invalid' : 'unknown';
}

function wholeFileStep({ verdict, signatures }: OfdVerification): Examination['checks'][number] {
  if (verdict === 'unsigned') return fileStep('failed', '文件没有电子签名或电子印章');
  return fileStep('ok', `版式文件可以打开，有 ${signatures.length} 个签名`);
}

function broken(code: string, at: Date): Examination {
  const checks = [fileStep('failed', `文件损坏或不符合 OFD 格式（${code}）`)];
  return { kind: 'ofd', verdict: 'invalid', intact: false, at, checks, signatures: [] };
}

function examinePdf(bytes: Uint8Array, at: Date): Examination {
  const kinds = pdfSignatures(bytes);
  const [verdict, detail] =
    kinds.length === 0
      ? (['unsigned', 'PDF 文件中没有找到电子签名'] as const)
      : (['unsupported', `PDF 电子签名（${kinds.join('、')}）不受支持，本机不能验证`] as const);
  const checks = [fileStep(verdict === 'unsigned' ? 'failed' : 'unknown', detail)];
  return { kind: 'pdf', verdict, intact: false, at, checks, signatures: [] };
}

function examineOther(at: Date): Examination {
  const checks = [fileStep('unknown', '不是 OFD 或 PDF 文件，本机不能验证')];
  return { kind: 'other', verdict: 'unsupported', intact: false, at, checks, signatures: [] };
}

function sealValue(files: PackageFiles, { path, type }: SignatureVerification): SealSignature | undefined {
  if (type !== 'seal') return undefined;
  const description = readSignatureDescription(files, path);
  const valuePath = description.ok ? description.value.valuePath : undefined;
  const bytes = valuePath === undefined ? undefined : files.read(valuePath);
  const value = bytes && parseSealSignature(bytes);
  return value?.ok ? value.value : undefined;
}

function examined(signature: SignatureVerification, value: SealSignature | undefined): ExaminedSignature {
  const { id, type, version, sealName, signedAt, verdict, trust, steps } = signature;
  return {
    id,
    kind: type,
    version,
    sealName,
    signer: value && nameIn(value.signer.certificate),
    maker: value && nameIn(value.seal.maker.certificate),
    signedAt,
    verdict,
    trust,
    steps,
  };
}

function nameIn(certificate: Uint8Array): string | undefined {
  const parsed = parseCertificate(certificate);
  return parsed.ok ? (parsed.value.subject.commonName ?? parsed.value.subject.text) : undefined;
}

/** What the seal shows where Signature.xml says, whether or not it is valid: a reader sees the page as it was handed in. */
function stampsOf({ stamps }: SignatureVerification, { seal }: SealSignature): StampPlacement[] {
  return stamps.flatMap(({ pageRef, boundary, clip }) => {
    const box = boxFrom(boundary);
    if (!box) return [];
    const { type, data } = seal.picture;
    return [
      {
        pageId: pageRef,
        boundary: box,
        clip: clip === undefined ? undefined : boxFrom(clip),
        picture: { type, data },
      },
    ];
  });
}

/** ST_Box (GB/T 33190-2016 7.3): four numbers, blanks between them. */
function boxFrom(text: string): Box | undefined {
  const [x, y, width, height] = text.trim().split(/\s+/).map(Number);
  const all = [x, y, width, height];
  return all.every((value) => value !== undefined && Number.isFinite(value))
    ? { x: x!, y: y!, width: width!, height: height! }
    : undefined;
}
