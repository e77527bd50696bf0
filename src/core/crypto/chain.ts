// From a certificate up to a configured root: each link is verified, and each thing that is not known is said to be so.
import { equalBytes } from './bytes';
import { checkRevocation, type Crl, type Revocation } from './crl';
import { signedBy } from './issued-by';
import { OID } from './oids';
import { worst, type Verdict } from './verdict';
import { type Certificate, type KeyUsage } from './x509';

/** What a verifier is told to believe. Nothing in a file adds to `roots`. */
export interface TrustAnchors {
  readonly roots: readonly Certificate[];
  /** Certificates that may stand between; they are believed no further than their own chain. */
  readonly intermediates: readonly Certificate[];
  readonly crls: readonly Crl[];
}

export type LinkReason =
  | 'LINKED'
  | 'ISSUER_UNKNOWN'
  | 'ALGORITHM_UNKNOWN'
  | 'SIGNATURE_BAD'
  | 'NOT_A_CA'
  | 'PATH_TOO_LONG'
  | 'ISSUER_NOT_VALID_THEN'
  | 'CRITICAL_EXTENSION_UNKNOWN'
  | 'TOO_MANY_LINKS';

export interface ChainReport {
  /** From the certificate up, as far as it went; the last one is the root where `verdict` is ok. */
  readonly path: readonly Certificate[];
  readonly verdict: Verdict;
  readonly reason: LinkReason;
  /** Where the chain broke: index into `path` of the certificate that has the problem. */
  readonly at: number;
  /** One for each certificate below the root, in the order of `path`. */
  readonly revocation: readonly Revocation[];
}

const MAX_LINKS = 8;

/** Builds and checks the chain of `leaf` as of `at`; `now` is for the age of revocation lists. */
export function checkChain(leaf: Certificate, anchors: TrustAnchors, at: Date, now: Date): ChainReport {
  const path = [leaf];
  const revocation: Revocation[] = [];
  const stop = (verdict: Verdict, reason: LinkReason, where = path.length - 1): ChainReport => ({
    path,
    verdict,
    reason,
    at: where,
    revocation,
  });
  for (;;) {
    const current = path.at(-1)!;
    if (hasUnknownCriticalExtension(current)) return stop('unknown', 'CRITICAL_EXTENSION_UNKNOWN');
    if (isRoot(current, anchors)) return stop('ok', 'LINKED');
    if (path.length > MAX_LINKS) return stop('unknown', 'TOO_MANY_LINKS');
    const found = findIssuer(current, anchors);
    if (found.kind === 'none') return stop(found.verdict, found.reason);
    const issuer = found.issuer;
    path.push(issuer);
    revocation.push(checkRevocation(current, issuer, anchors.crls, at, now));
    if (!mayIssueCertificates(issuer)) return stop('failed', 'NOT_A_CA');
    if (issuer.pathLength !== undefined && path.length - 2 > issuer.pathLength)
      return stop('failed', 'PATH_TOO_LONG');
    if (!isValidAt(issuer, at)) return stop('failed', 'ISSUER_NOT_VALID_THEN');
  }
}

/** Revocation of the whole path: one revoked link revokes what hangs below it. No link checked is unknown. */
export function chainRevocation(report: ChainReport): Verdict {
  return report.revocation.length === 0 ? 'unknown' : worst(report.revocation.map(({ verdict }) => verdict));
}

export function isValidAt(certificate: Certificate, at: Date): boolean {
  return certificate.notBefore <= at && at <= certificate.notAfter;
}

/** Whether the certificate lets its key be used so; without the extension every use is allowed (RFC 5280 4.2.1.3). */
export function allowsUsage(certificate: Certificate, ...anyOf: KeyUsage[]): boolean {
  return certificate.keyUsage === undefined || anyOf.some((usage) => certificate.keyUsage!.has(usage));
}

type IssuerSearch =
  { kind: 'found'; issuer: Certificate } | { kind: 'none'; verdict: Verdict; reason: LinkReason };

function findIssuer(certificate: Certificate, anchors: TrustAnchors): IssuerSearch {
  const candidates = [...anchors.roots, ...anchors.intermediates].filter((issuer) =>
    mayHaveIssued(issuer, certificate),
  );
  let reason: LinkReason = 'ISSUER_UNKNOWN';
  for (const issuer of candidates) {
    const verdict = signedBy(issuer, certificate.signatureAlgorithm, certificate.tbs, certificate.signature);
    if (verdict === 'ok') return { kind: 'found', issuer };
    reason =
      verdict === 'failed' ? 'SIGNATURE_BAD' : reason === 'SIGNATURE_BAD' ? reason : 'ALGORITHM_UNKNOWN';
  }
  // The named issuer is at hand and did not sign this: that is a forgery, not a lack of knowledge.
  return { kind: 'none', verdict: reason === 'SIGNATURE_BAD' ? 'failed' : 'unknown', reason };
}

function mayHaveIssued(issuer: Certificate, certificate: Certificate): boolean {
  const sameName = equalBytes(issuer.subject.raw, certificate.issuer.raw) && issuer.raw !== certificate.raw;
  const keyDiffers =
    certificate.authorityKeyId !== undefined &&
    issuer.subjectKeyId !== undefined &&
    certificate.authorityKeyId !== issuer.subjectKeyId;
  return sameName && !keyDiffers;
}

function isRoot(certificate: Certificate, { roots }: TrustAnchors): boolean {
  return roots.some((root) => equalBytes(root.raw, certificate.raw));
}

function mayIssueCertificates(issuer: Certificate): boolean {
  return issuer.isCa && allowsUsage(issuer, 'keyCertSign');
}

const KNOWN_EXTENSIONS: ReadonlySet<string> = new Set([
  OID.basicConstraints,
  OID.keyUsage,
  OID.extendedKeyUsage,
  OID.subjectKeyId,
  OID.authorityKeyId,
  OID.certificatePolicies,
  OID.subjectAltName,
  OID.crlDistributionPoints,
  OID.authorityInfoAccess,
]);

function hasUnknownCriticalExtension(certificate: Certificate): boolean {
  return certificate.extensions.some(({ oid, critical }) => critical && !KNOWN_EXTENSIONS.has(oid));
}
