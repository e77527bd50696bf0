// SM4 by OpenSSL.
#ifndef ZC_SKF_SM4_H
#define ZC_SKF_SM4_H

#include <stddef.h>

#include "types.h"

/** One block, encrypted. Whether it worked, as all of these. */
int sm4_block(const BYTE key[16], const BYTE in[16], BYTE out[16]);

/** Whole blocks without padding. */
int sm4_ecb(const BYTE key[16], int encrypt, const BYTE *in, size_t size, BYTE *out);

#endif
