// The certificate that a SignerInfo names by issuer and serial number.
import { equalBytes } from '../crypto/bytes';
import { parseCertificate, type Certificate } from '../crypto/x509';
import type { SignedData, SignerInfo } from './gbt35275';

export function signerCertificate(data: SignedData, signer: SignerInfo): Certificate | undefined {
  for (const bytes of data.certificates) {
    const parsed = parseCertificate(bytes);
    if (!parsed.ok) continue;
    const named = equalBytes(parsed.value.issuer.raw, signer.issuer) && parsed.value.serial === signer.serial;
    if (named) return parsed.value;
  }
  return undefined;
}
