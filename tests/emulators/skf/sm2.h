// SM2 by OpenSSL, between the standard's structures and raw values.
#ifndef ZC_SKF_SM2_H
#define ZC_SKF_SM2_H

#include <stddef.h>

#include "types.h"

/** A new private key, 32 bytes. Whether it worked, as all of these. */
int sm2_generate(BYTE private_key[32]);

int sm2_public_blob(const BYTE private_key[32], ECCPUBLICKEYBLOB *blob);

/** Signs the 32 bytes e = SM3(Z ‖ M). */
int sm2_sign(const BYTE private_key[32], const BYTE digest[32], ECCSIGNATUREBLOB *signature);
int sm2_verify(const ECCPUBLICKEYBLOB *key, const BYTE digest[32], const ECCSIGNATUREBLOB *signature);

/** `blob` has room for `size` bytes of cipher text, as many as `plain` has. */
int sm2_encrypt(const ECCPUBLICKEYBLOB *key, const BYTE *plain, size_t size, ECCCIPHERBLOB *blob);

/** `plain` has room for `*size` bytes, which becomes what was written. */
int sm2_decrypt(const BYTE private_key[32], const ECCCIPHERBLOB *blob, BYTE *plain, size_t *size);

/** Z of GB/T 32918.2 clause 5.5. */
int sm2_z(const ECCPUBLICKEYBLOB *key, const BYTE *id, size_t id_size, BYTE z[32]);

#endif
