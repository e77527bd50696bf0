// Keys are made of raw values for each call; OpenSSL speaks DER for signatures and cipher texts.
#include "sm2.h"

#include <openssl/asn1t.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <string.h>

typedef struct CipherText {
  ASN1_INTEGER *x;
  ASN1_INTEGER *y;
  ASN1_OCTET_STRING *hash;
  ASN1_OCTET_STRING *cipher;
} CipherText;

// GB/T 35276 clause 7.2
ASN1_SEQUENCE(CipherText) = {
    ASN1_SIMPLE(CipherText, x, ASN1_INTEGER),
    ASN1_SIMPLE(CipherText, y, ASN1_INTEGER),
    ASN1_SIMPLE(CipherText, hash, ASN1_OCTET_STRING),
    ASN1_SIMPLE(CipherText, cipher, ASN1_OCTET_STRING),
} static_ASN1_SEQUENCE_END(CipherText)
IMPLEMENT_STATIC_ASN1_ALLOC_FUNCTIONS(CipherText)

// GB/T 32918.5: a, b, x and y of the base point, as Z takes them.
static const BYTE CURVE[128] = {
    0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFC,
    0x28, 0xE9, 0xFA, 0x9E, 0x9D, 0x9F, 0x5E, 0x34, 0x4D, 0x5A, 0x9E, 0x4B, 0xCF, 0x65, 0x09, 0xA7,
    0xF3, 0x97, 0x89, 0xF5, 0x15, 0xAB, 0x8F, 0x92, 0xDD, 0xBC, 0xBD, 0x41, 0x4D, 0x94, 0x0E, 0x93,
    0x32, 0xC4, 0xAE, 0x2C, 0x1F, 0x19, 0x81, 0x19, 0x5F, 0x99, 0x04, 0x46, 0x6A, 0x39, 0xC9, 0x94,
    0x8F, 0xE3, 0x0B, 0xBF, 0xF2, 0x66, 0x0B, 0xE1, 0x71, 0x5A, 0x45, 0x89, 0x33, 0x4C, 0x74, 0xC7,
    0xBC, 0x37, 0x36, 0xA2, 0xF4, 0xF6, 0x77, 0x9C, 0x59, 0xBD, 0xCE, 0xE3, 0x6B, 0x69, 0x21, 0x53,
    0xD0, 0xA9, 0x87, 0x7C, 0xC6, 0x2A, 0x47, 0x40, 0x02, 0xDF, 0x32, 0xE5, 0x21, 0x39, 0xF0, 0xA0,
};

static int point_of(const BYTE private_key[32], BYTE point[65]) {
  EC_GROUP *group = EC_GROUP_new_by_curve_name(NID_sm2);
  EC_POINT *public = EC_POINT_new(group);
  BIGNUM *d = BN_bin2bn(private_key, 32, NULL);
  int done = EC_POINT_mul(group, public, d, NULL, NULL, NULL) == 1 &&
             EC_POINT_point2oct(group, public, POINT_CONVERSION_UNCOMPRESSED, point, 65, NULL) == 65;
  BN_clear_free(d);
  EC_POINT_free(public);
  EC_GROUP_free(group);
  return done;
}

static EVP_PKEY *key_of(const BYTE *private_key, const BYTE point[65]) {
  OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
  BIGNUM *d = private_key ? BN_bin2bn(private_key, 32, NULL) : NULL;
  OSSL_PARAM_BLD_push_utf8_string(build, OSSL_PKEY_PARAM_GROUP_NAME, "SM2", 0);
  OSSL_PARAM_BLD_push_octet_string(build, OSSL_PKEY_PARAM_PUB_KEY, point, 65);
  if (d) OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_PRIV_KEY, d);
  OSSL_PARAM *parameters = OSSL_PARAM_BLD_to_param(build);
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "SM2", NULL);
  EVP_PKEY *key = NULL;
  if (EVP_PKEY_fromdata_init(context) != 1 ||
      EVP_PKEY_fromdata(context, &key, d ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY, parameters) != 1)
    key = NULL;
  EVP_PKEY_CTX_free(context);
  OSSL_PARAM_free(parameters);
  OSSL_PARAM_BLD_free(build);
  BN_clear_free(d);
  return key;
}

static EVP_PKEY *private_of(const BYTE private_key[32]) {
  BYTE point[65];
  return point_of(private_key, point) ? key_of(private_key, point) : NULL;
}

static EVP_PKEY *public_of(const ECCPUBLICKEYBLOB *blob) {
  if (blob->BitLen != 256) return NULL;
  BYTE point[65] = {4};
  memcpy(point + 1, blob->XCoordinate + 32, 32);
  memcpy(point + 33, blob->YCoordinate + 32, 32);
  return key_of(NULL, point);
}

int sm2_generate(BYTE private_key[32]) {
  EVP_PKEY *key = EVP_EC_gen("SM2");
  BIGNUM *d = NULL;
  int done = key && EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_PRIV_KEY, &d) == 1 &&
             BN_bn2binpad(d, private_key, 32) == 32;
  BN_clear_free(d);
  EVP_PKEY_free(key);
  return done;
}

int sm2_public_blob(const BYTE private_key[32], ECCPUBLICKEYBLOB *blob) {
  BYTE point[65];
  if (!point_of(private_key, point)) return 0;
  memset(blob, 0, sizeof *blob);
  blob->BitLen = 256;
  memcpy(blob->XCoordinate + 32, point + 1, 32);
  memcpy(blob->YCoordinate + 32, point + 33, 32);
  return 1;
}

static int from_der(const BYTE *der, size_t size, ECCSIGNATUREBLOB *signature) {
  ECDSA_SIG *pair = d2i_ECDSA_SIG(NULL, &der, (long)size);
  memset(signature, 0, sizeof *signature);
  int done = pair && BN_bn2binpad(ECDSA_SIG_get0_r(pair), signature->r, 64) == 64 &&
             BN_bn2binpad(ECDSA_SIG_get0_s(pair), signature->s, 64) == 64;
  ECDSA_SIG_free(pair);
  return done;
}

int sm2_sign(const BYTE private_key[32], const BYTE digest[32], ECCSIGNATUREBLOB *signature) {
  EVP_PKEY *key = private_of(private_key);
  EVP_PKEY_CTX *context = key ? EVP_PKEY_CTX_new(key, NULL) : NULL;
  BYTE der[80];
  size_t size = sizeof der;
  int done = context && EVP_PKEY_sign_init(context) == 1 && EVP_PKEY_sign(context, der, &size, digest, 32) == 1 &&
             from_der(der, size, signature);
  EVP_PKEY_CTX_free(context);
  EVP_PKEY_free(key);
  return done;
}

int sm2_verify(const ECCPUBLICKEYBLOB *blob, const BYTE digest[32], const ECCSIGNATUREBLOB *signature) {
  ECDSA_SIG *pair = ECDSA_SIG_new();
  ECDSA_SIG_set0(pair, BN_bin2bn(signature->r, 64, NULL), BN_bin2bn(signature->s, 64, NULL));
  BYTE *der = NULL;
  int size = i2d_ECDSA_SIG(pair, &der);
  EVP_PKEY *key = public_of(blob);
  EVP_PKEY_CTX *context = key ? EVP_PKEY_CTX_new(key, NULL) : NULL;
  int done = size > 0 && context && EVP_PKEY_verify_init(context) == 1 &&
             EVP_PKEY_verify(context, der, (size_t)size, digest, 32) == 1;
  EVP_PKEY_CTX_free(context);
  EVP_PKEY_free(key);
  OPENSSL_free(der);
  ECDSA_SIG_free(pair);
  return done;
}

static int coordinate(const ASN1_INTEGER *value, BYTE field[64]) {
  BIGNUM *number = ASN1_INTEGER_to_BN(value, NULL);
  int done = number && BN_bn2binpad(number, field, 64) == 64;
  BN_free(number);
  return done;
}

int sm2_encrypt(const ECCPUBLICKEYBLOB *blob, const BYTE *plain, size_t size, ECCCIPHERBLOB *out) {
  EVP_PKEY *key = public_of(blob);
  EVP_PKEY_CTX *context = key ? EVP_PKEY_CTX_new(key, NULL) : NULL;
  size_t length = size + 256;
  BYTE *der = malloc(length);
  const BYTE *at = der;
  int done = context && EVP_PKEY_encrypt_init(context) == 1 &&
             EVP_PKEY_encrypt(context, der, &length, plain, size) == 1;
  CipherText *text =
      done ? (CipherText *)ASN1_item_d2i(NULL, &at, (long)length, ASN1_ITEM_rptr(CipherText)) : NULL;
  done = text && coordinate(text->x, out->XCoordinate) && coordinate(text->y, out->YCoordinate) &&
         ASN1_STRING_length(text->hash) == 32 && ASN1_STRING_length(text->cipher) == (int)size;
  if (done) {
    memcpy(out->HASH, ASN1_STRING_get0_data(text->hash), 32);
    out->CipherLen = (ULONG)size;
    memcpy(out->Cipher, ASN1_STRING_get0_data(text->cipher), size);
  }
  CipherText_free(text);
  free(der);
  EVP_PKEY_CTX_free(context);
  EVP_PKEY_free(key);
  return done;
}

static int cipher_der(const ECCCIPHERBLOB *blob, BYTE **der) {
  CipherText *text = CipherText_new();
  BIGNUM *x = BN_bin2bn(blob->XCoordinate, 64, NULL), *y = BN_bin2bn(blob->YCoordinate, 64, NULL);
  BN_to_ASN1_INTEGER(x, text->x);
  BN_to_ASN1_INTEGER(y, text->y);
  ASN1_OCTET_STRING_set(text->hash, blob->HASH, 32);
  ASN1_OCTET_STRING_set(text->cipher, blob->Cipher, (int)blob->CipherLen);
  int size = ASN1_item_i2d((ASN1_VALUE *)text, der, ASN1_ITEM_rptr(CipherText));
  BN_free(x);
  BN_free(y);
  CipherText_free(text);
  return size;
}

int sm2_decrypt(const BYTE private_key[32], const ECCCIPHERBLOB *blob, BYTE *plain, size_t *size) {
  BYTE *der = NULL;
  int length = cipher_der(blob, &der);
  EVP_PKEY *key = private_of(private_key);
  EVP_PKEY_CTX *context = key ? EVP_PKEY_CTX_new(key, NULL) : NULL;
  int done = length > 0 && context && EVP_PKEY_decrypt_init(context) == 1 &&
             EVP_PKEY_decrypt(context, plain, size, der, (size_t)length) == 1;
  EVP_PKEY_CTX_free(context);
  EVP_PKEY_free(key);
  OPENSSL_free(der);
  return done;
}

int sm2_z(const ECCPUBLICKEYBLOB *key, const BYTE *id, size_t id_size, BYTE z[32]) {
  BYTE bits[2] = {(BYTE)(id_size * 8 >> 8), (BYTE)(id_size * 8)};
  EVP_MD_CTX *digest = EVP_MD_CTX_new();
  int done = EVP_DigestInit_ex(digest, EVP_sm3(), NULL) && EVP_DigestUpdate(digest, bits, 2) &&
             EVP_DigestUpdate(digest, id, id_size) && EVP_DigestUpdate(digest, CURVE, sizeof CURVE) &&
             EVP_DigestUpdate(digest, key->XCoordinate + 32, 32) && EVP_DigestUpdate(digest, key->YCoordinate + 32, 32) &&
             EVP_DigestFinal_ex(digest, z, NULL);
  EVP_MD_CTX_free(digest);
  return done;
}
