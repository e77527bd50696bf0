// PINs are kept as SM3(salt, PIN), so that a store file shows none.
#include "pin-check.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <string.h>

#include "hex.h"

static void digest_of(const char *salt, const char *value, char hash[65]) {
  BYTE digest[32] = {0};
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  EVP_DigestInit_ex(context, EVP_sm3(), NULL);
  EVP_DigestUpdate(context, salt, strlen(salt));
  EVP_DigestUpdate(context, value, strlen(value));
  EVP_DigestFinal_ex(context, digest, NULL);
  EVP_MD_CTX_free(context);
  hex_write(digest, sizeof digest, hash);
}

int pin_length_fits(const char *pin) {
  size_t length = strlen(pin);
  return length >= PIN_MIN && length <= PIN_MAX;
}

void pin_set(Pin *pin, const char *value) {
  BYTE salt[16];
  RAND_bytes(salt, sizeof salt);
  hex_write(salt, sizeof salt, pin->salt);
  digest_of(pin->salt, value, pin->hash);
  pin->left = pin->max;
}

ULONG pin_try(const Store *store, Pin *pin, const char *value) {
  if (pin->left == 0) return SAR_PIN_LOCKED;
  pin->left--;
  if (store_commit(store) != SAR_OK) return SAR_FILEERR;
  char hash[65];
  digest_of(pin->salt, value, hash);
  if (CRYPTO_memcmp(hash, pin->hash, 64)) return pin->left == 0 ? SAR_PIN_LOCKED : SAR_PIN_INCORRECT;
  pin->left = pin->max;
  return store_commit(store);
}
