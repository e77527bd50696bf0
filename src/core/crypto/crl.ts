// Certificate revocation lists (GB/T 20518 clause 5.3, RFC 5280 clause 5): parsed, verified, looked up, offline, with their age.
import { type Result } from '../result';
import { equalBytes, toHex } from './bytes';
import { contextTag, decodeDer, TAG, type DerError, type DerReader } from './der';
import { signedBy } from './issued-by';
import { OID } from './oids';
import { type Verdict } from './verdict';
import {
  readAlgorithm,
  readExtensions,
  readName,
  type Certificate,
  type DistinguishedName,
  type Extension,
} from './x509';

export interface Crl {
  readonly raw: Uint8Array;
  readonly tbs: Uint8Array;
  readonly issuer: DistinguishedName;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  /** By the serial number's hex. `reason` is the CRLReason number (1: key compromise). */
  readonly revoked: ReadonlyMap<string, { readonly date: Date; readonly reason: number | undefined }>;
  readonly extensions: readonly Extension[];
  readonly signatureAlgorithm: string;
  readonly signature: Uint8Array;
}

export function parseCrl(bytes: Uint8Array): Result<Crl, DerError> {
  return decodeDer(bytes, (reader) =>
    reader.sequence((outer, whole) => {
      const body = outer.sequence(readTbs);
      if (readAlgorithm(outer).oid !== body.signatureAlgorithm)
        outer.fail('the two signature algorithms differ');
      return { ...body, raw: whole.raw, signature: outer.bitString() };
    }),
  );
}

export type RevocationReason =
  | 'NOT_REVOKED'
  | 'REVOKED_LATER'
  | 'REVOKED'
  | 'KEY_COMPROMISED'
  | 'NO_CRL'
  | 'CRL_STALE'
  | 'CRL_SIGNATURE_BAD'
  | 'CRL_UNSUPPORTED';

export interface Revocation {
  readonly verdict: Verdict;
  readonly reason: RevocationReason;
  /** Of the list that was used. */
  readonly thisUpdate: Date | undefined;
  readonly ageMs: number | undefined;
  readonly revokedAt: Date | undefined;
}

/**
 * Whether `certificate` had been revoked at `signedAt`, by the newest list of its issuer that verifies.
 * A list that is past its next update at `now` can still say "revoked" but never "not revoked".
 */
export function checkRevocation(
  certificate: Certificate,
  issuer: Certificate,
  crls: readonly Crl[],
  signedAt: Date,
  now: Date,
): Revocation {
  const named = crls
    .filter((crl) => equalBytes(crl.issuer.raw, issuer.subject.raw))
    .sort((a, b) => b.thisUpdate.getTime() - a.thisUpdate.getTime());
  if (named.length === 0) return without('NO_CRL');
  const signed = named.filter((crl) => mayIssueCrls(issuer) && verifies(crl, issuer) === 'ok');
  const crl = signed.find(isComplete);
  if (!crl) return without(signed.length > 0 ? 'CRL_UNSUPPORTED' : 'CRL_SIGNATURE_BAD');
  return lookUp(certificate, crl, signedAt, now);
}

/** Signature of the list under its issuer's key. */
export function verifies(crl: Crl, issuer: Certificate): Verdict {
  return signedBy(issuer, crl.signatureAlgorithm, crl.tbs, crl.signature);
}

function lookUp(certificate: Certificate, crl: Crl, signedAt: Date, now: Date): Revocation {
  const entry = crl.revoked.get(certificate.serial);
  const found = {
    thisUpdate: crl.thisUpdate,
    ageMs: now.getTime() - crl.thisUpdate.getTime(),
    revokedAt: entry?.date,
  };
  // A key that leaked can have signed with any date it liked, so the date of the entry does not help.
  if (entry?.reason === KEY_COMPROMISE) return { ...found, verdict: 'failed', reason: 'KEY_COMPROMISED' };
  if (entry && entry.date <= signedAt) return { ...found, verdict: 'failed', reason: 'REVOKED' };
  if (crl.thisUpdate > now || !crl.nextUpdate || crl.nextUpdate < now) {
    return { ...found, verdict: 'unknown', reason: 'CRL_STALE' };
  }
  return { ...found, verdict: 'ok', reason: entry ? 'REVOKED_LATER' : 'NOT_REVOKED' };
}

const KEY_COMPROMISE = 1;

function mayIssueCrls(issuer: Certificate): boolean {
  return issuer.keyUsage === undefined || issuer.keyUsage.has('cRLSign');
}

/** Delta lists, partitioned and indirect lists do not cover every certificate of their issuer. */
function isComplete(crl: Crl): boolean {
  return crl.extensions.every(({ oid, critical }) => oid !== OID.deltaCrl && !critical);
}

function without(reason: RevocationReason): Revocation {
  return { verdict: 'unknown', reason, thisUpdate: undefined, ageMs: undefined, revokedAt: undefined };
}

function readTbs(tbs: DerReader, whole: { raw: Uint8Array }): Omit<Crl, 'raw' | 'signature'> {
  tbs.optional(TAG.integer, (version) => version.integer());
  const signatureAlgorithm = readAlgorithm(tbs).oid;
  const issuer = readName(tbs);
  const thisUpdate = tbs.time();
  const isTime = tbs.peek() === TAG.utcTime || tbs.peek() === TAG.generalizedTime;
  const nextUpdate = isTime ? tbs.time() : undefined;
  const entries = tbs.optional(TAG.sequence, (list) => list.list(readEntry)) ?? [];
  const extensions =
    tbs.optional(contextTag(0), (wrapper) => wrapper.nested(contextTag(0), readExtensions)) ?? [];
  const revoked = new Map(entries.map(({ serial, date, reason }) => [serial, { date, reason }]));
  return { tbs: whole.raw, signatureAlgorithm, issuer, thisUpdate, nextUpdate, revoked, extensions };
}

function readEntry(reader: DerReader): { serial: string; date: Date; reason: number | undefined } {
  return reader.sequence((entry) => {
    const serial = toHex(entry.integerBytes());
    const date = entry.time();
    const extensions = entry.optional(TAG.sequence, readExtensions) ?? [];
    const code = extensions.find(({ oid }) => oid === OID.crlReason);
    const reason = code && decodeDer(code.value, (inner) => inner.integer(TAG.enumerated));
    return { serial, date, reason: reason?.ok ? reason.value : undefined };
  });
}
