// A seal as its maker issues it: SESeal of GB/T 38540-2020 6.1, version 4.
import {
  derBits,
  derIa5,
  derInteger,
  derOctets,
  derOid,
  derSequence,
  derTime,
  derUtf8,
} from '../crypto/der-write';
import { OID } from '../crypto/oids';
import { ok, type Result } from '../result';
import { signChecked, type Signer, type SigningError } from './sign';
import type { SealPicture } from './seal-model';

export interface SealOrder {
  readonly sealId: string;
  /** Vendor of the seal, in the header: ASCII. */
  readonly vendor: string;
  /** 1 unit's seal, 2 person's seal (6.1.3). */
  readonly type: number;
  readonly name: string;
  /** DER certificates of those who may use it. */
  readonly signers: readonly Uint8Array[];
  readonly created: Date;
  readonly validFrom: Date;
  readonly validTo: Date;
  readonly picture: SealPicture;
}

/** Makes the seal and has the maker sign it. */
export async function makeSeal<E>(
  order: SealOrder,
  maker: Signer<E>,
): Promise<Result<Uint8Array, SigningError<E>>> {
  const info = derSequence(
    derSequence(derIa5('ES'), derInteger(4), derIa5(order.vendor)),
    derIa5(order.sealId),
    derSequence(
      derInteger(order.type),
      derUtf8(order.name),
      derInteger(1),
      derSequence(...order.signers.map(derOctets)),
      derTime(order.created),
      derTime(order.validFrom),
      derTime(order.validTo),
    ),
    derSequence(
      derIa5(order.picture.type),
      derOctets(order.picture.data),
      derInteger(order.picture.widthMm),
      derInteger(order.picture.heightMm),
    ),
  );
  const signature = await signChecked(maker, info);
  if (!signature.ok) return signature;
  return ok(derSequence(info, derOctets(maker.certificate), derOid(OID.sm2Sign), derBits(signature.value)));
}
