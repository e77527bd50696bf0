// Time-stamp tokens (GM/T 0033, RFC 3161) over a signature value.
import { equalBytes } from '../crypto/bytes';
import { checkChain } from '../crypto/chain';
import { decodeDer, type DerReader } from '../crypto/der';
import { OID } from '../crypto/oids';
import { signedBy } from '../crypto/issued-by';
import { sm3 } from '../crypto/sm3';
import { readAlgorithm } from '../crypto/x509';
import { parseSignedData } from './gbt35275';
import { signerCertificate } from './signer-certificate';
import type { TrustContext } from './trust-steps';
import { localTime, step, type Step } from './verdict';

/** The step for an optional token over `value`. */
export function timeStampStep(token: Uint8Array | undefined, value: Uint8Array, context: TrustContext): Step {
  if (token === undefined)
    return step('time-stamp', 'ok', '未附时间戳（标准中为可选），签章时间为签章人所称');
  const unknown = (why: string): Step => step('time-stamp', 'unknown', why);
  const signedData = parseSignedData(token);
  if (!signedData.ok || !signedData.value.content) return unknown('时间戳不是可识别的格式');
  const info = decodeDer(signedData.value.content, readTstInfo);
  const signer = signedData.value.signers[0];
  if (!info.ok || !signer?.attributes) return unknown('时间戳的内容不能读出');
  if (info.value.digestAlgorithm !== OID.sm3)
    return unknown(`时间戳使用的摘要算法 ${info.value.digestAlgorithm} 不支持`);
  if (!equalBytes(info.value.imprint, sm3(value)))
    return step('time-stamp', 'failed', '时间戳不是对本签名值加盖的');
  const certificate = signerCertificate(signedData.value, signer);
  if (!certificate) return unknown('时间戳中没有签发机构的证书');
  const content = sm3(signedData.value.content);
  const digestAgrees =
    signer.attributes.messageDigest && equalBytes(signer.attributes.messageDigest, content);
  if (!digestAgrees) return step('time-stamp', 'failed', '时间戳的内容被改动');
  const value2 = signedBy(certificate, OID.sm2Sign, signer.attributes.signed, signer.signature);
  if (value2 !== 'ok')
    return step('time-stamp', value2, value2 === 'failed' ? '时间戳的签名不正确' : '时间戳的签名算法不支持');
  const chain = checkChain(certificate, context.trust, info.value.time, context.now);
  const at = `时间戳时间 ${localTime(info.value.time)}`;
  return chain.verdict === 'ok'
    ? step('time-stamp', 'ok', at)
    : step('time-stamp', chain.verdict, `${at}，签发机构不在受信任之列`);
}

interface TstInfo {
  readonly digestAlgorithm: string;
  readonly imprint: Uint8Array;
  readonly time: Date;
}

function readTstInfo(reader: DerReader): TstInfo {
  return reader.sequence((info) => {
    info.integer();
    info.oid();
    const { digestAlgorithm, imprint } = info.sequence((message) => ({
      digestAlgorithm: readAlgorithm(message).oid,
      imprint: message.octetString(),
    }));
    info.integerBytes();
    const time = info.time();
    while (info.more) info.element();
    return { digestAlgorithm, imprint, time };
  });
}
