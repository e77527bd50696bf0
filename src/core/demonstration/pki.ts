// A certification authority, a seal maker and a unit with its seal for demonstration: real structures, real signatures, no legal effect.
import { concatBytes, utf8 } from '../crypto/bytes';
import { sm3 } from '../crypto/sm3';
import { sm2PrivateKeyFrom, sm2PublicKey, sm2SignDigest } from '../crypto/sm2';
import type { KeyUsage } from '../crypto/x509';
import { makeCertificate, makeCrl, type Issuer, type SubjectName } from '../crypto/x509-write';
import { makeSeal } from '../eseal/make-seal';
import type { SealPicture } from '../eseal/seal-model';
import type { Signer } from '../eseal/sign';
import { makeTrust, type Trust } from '../eseal/trust';
import { ok } from '../result';

export interface DemonstrationOrder {
  /** 16 bytes or more; the same seed makes the same keys and certificates. */
  readonly seed: Uint8Array;
  /** Beginning of all periods; certificates are valid for ten years, the seal as long as its certificate (四川 印章 8). */
  readonly from: Date;
  /** The unit whose seal it is. */
  readonly unitName: string;
  readonly sealName: string;
  readonly picture: SealPicture;
  /** In front of the names of root, issuing authority and seal maker: 演示 unless told. */
  readonly authority?: string;
}

export interface DemonstrationPki {
  readonly rootCertificate: Uint8Array;
  readonly issuingCertificate: Uint8Array;
  readonly makerCertificate: Uint8Array;
  readonly unitCertificate: Uint8Array;
  /** Of root and issuing authority, empty. */
  readonly crls: readonly Uint8Array[];
  readonly trust: Trust;
  readonly seal: Uint8Array;
  readonly maker: Signer<never>;
  readonly unit: Signer<never>;
  /** For issuing more: other units, other seals, revocations. */
  readonly issuingAuthority: Issuer;
}

const YEARS = 10;
const ORGANIZATION = '证窗演示（不具法律效力）';

/** Makes everything that a demonstration seals and verifies with. */
export async function makeDemonstrationPki(order: DemonstrationOrder): Promise<DemonstrationPki> {
  const authority = order.authority ?? '演示';
  const root = party(order.seed, `${authority}根证书`);
  const issuing = party(order.seed, `${authority}签发机构`);
  const maker = party(order.seed, `${authority}制章机构`);
  const unit = party(order.seed, order.unitName);
  const rootCertificate = issue(order, root, root, CA, {});
  const issuingCertificate = issue(order, issuing, root, CA, { pathLength: 0 });
  const makerCertificate = issue(order, maker, issuing, SIGNING);
  const unitCertificate = issue(order, unit, issuing, SIGNING);
  const crls = [root, issuing].map((issuer) =>
    makeCrl({ number: 1, thisUpdate: order.from, nextUpdate: endOf(order.from), revoked: [] }, issuer),
  );
  const trust = makeTrust({
    roots: [rootCertificate],
    intermediates: [issuingCertificate],
    crls,
    sealMakers: [makerCertificate],
  });
  if (!trust.ok) throw new Error('demonstration certificates must parse');
  const makerSigner = softwareSigner(makerCertificate, maker.privateKey);
  const seal = await makeSeal(
    {
      sealId: sealIdFor(order),
      vendor: 'zhengchuang-demo',
      type: 1,
      name: order.sealName,
      signers: [unitCertificate],
      created: order.from,
      validFrom: order.from,
      validTo: endOf(order.from),
      picture: order.picture,
    },
    makerSigner,
  );
  if (!seal.ok) throw new Error(`demonstration seal: ${seal.error.code}`);
  return {
    rootCertificate,
    issuingCertificate,
    makerCertificate,
    unitCertificate,
    crls,
    trust: trust.value,
    seal: seal.value,
    maker: makerSigner,
    unit: softwareSigner(unitCertificate, unit.privateKey),
    issuingAuthority: issuing,
  };
}

/** A signer whose key is in memory: for demonstration and tests, never for a seal with legal effect. */
export function softwareSigner(certificate: Uint8Array, privateKey: Uint8Array): Signer<never> {
  return { certificate, sign: ({ digest }) => Promise.resolve(ok(sm2SignDigest(privateKey, digest))) };
}

const CA: readonly KeyUsage[] = ['keyCertSign', 'cRLSign'];
const SIGNING: readonly KeyUsage[] = ['digitalSignature', 'nonRepudiation'];

function party(seed: Uint8Array, commonName: string): Issuer {
  const subject: SubjectName = { commonName, organization: ORGANIZATION };
  return { subject, privateKey: sm2PrivateKeyFrom(concatBytes(seed, utf8(commonName))) };
}

function issue(
  order: DemonstrationOrder,
  subject: Issuer,
  issuer: Issuer,
  keyUsage: readonly KeyUsage[],
  ca?: { pathLength?: number },
): Uint8Array {
  const publicKey = sm2PublicKey(subject.privateKey);
  const serial = sm3(order.seed, publicKey, utf8(issuer.subject.commonName)).subarray(0, 16);
  const period = { notBefore: order.from, notAfter: endOf(order.from) };
  return makeCertificate(
    { serial, subject: subject.subject, publicKey, ...period, keyUsage, ...(ca ? { ca } : {}) },
    issuer,
  );
}

/** Fourteen digits as seal numbers have them; 89 belongs to no place. */
function sealIdFor(order: DemonstrationOrder): string {
  const digest = sm3(order.seed, utf8(order.sealName));
  return `89${[...digest.subarray(0, 12)].map((byte) => byte % 10).join('')}`;
}

function endOf(from: Date): Date {
  const end = new Date(from);
  end.setUTCFullYear(end.getUTCFullYear() + YEARS);
  return end;
}
