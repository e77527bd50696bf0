// Clause 7.6: digests; with a public key and an ID, SM3 begins with Z.
#include <openssl/evp.h>

#include "call.h"
#include "skf.h"
#include "sm2.h"

static const EVP_MD *digest_of(ULONG algorithm) {
  if (algorithm == SGD_SM3) return EVP_sm3();
  if (algorithm == SGD_SHA1) return EVP_sha1();
  return algorithm == SGD_SHA256 ? EVP_sha256() : NULL;
}

static int begin(Handle *handle, const EVP_MD *digest, const ECCPUBLICKEYBLOB *key, const BYTE *id, ULONG id_size) {
  BYTE z[32];
  handle->digest = EVP_MD_CTX_new();
  if (!handle->digest || EVP_DigestInit_ex(handle->digest, digest, NULL) != 1) return 0;
  if (!key || !id || id_size == 0) return 1;
  return sm2_z(key, id, id_size, z) && EVP_DigestUpdate(handle->digest, z, sizeof z) == 1;
}

static ULONG init(Handle *device, ULONG algorithm, const ECCPUBLICKEYBLOB *key, const BYTE *id, ULONG id_size,
                  HANDLE *out) {
  if (!out || id_size > 0x1FFF) return SAR_INVALIDPARAMERR;
  const EVP_MD *digest = digest_of(algorithm);
  if (!digest) return SAR_NOTSUPPORTYETERR;
  Handle *handle = handle_new(HANDLE_DIGEST, device);
  if (!handle) return SAR_MEMORYERR;
  if (!begin(handle, digest, key, id, id_size)) {
    handle_close(handle);
    return SAR_HASHERR;
  }
  *out = handle_number(handle);
  return SAR_OK;
}

ULONG SKF_DigestInit(DEVHANDLE hDev, ULONG ulAlgID, ECCPUBLICKEYBLOB *pPubKey, unsigned char *pucID, ULONG ulIDLen,
                     HANDLE *phHash) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_DigestInit", hDev, HANDLE_DEVICE);
  if (result == SAR_OK) result = init(call.handle, ulAlgID, pPubKey, pucID, ulIDLen, phHash);
  return call_leave(&call, result);
}

static ULONG update(const Handle *handle, const BYTE *data, ULONG size) {
  if (!data) return SAR_INVALIDPARAMERR;
  return EVP_DigestUpdate(handle->digest, data, size) == 1 ? SAR_OK : SAR_HASHERR;
}

// Asking for the size, or with too little room, leaves the digest as it is.
static ULONG finish(Call *call, BYTE *out, ULONG *out_size) {
  if (!out_size) return SAR_INVALIDPARAMERR;
  BYTE value[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_MD_CTX *copy = EVP_MD_CTX_new();
  int done = EVP_MD_CTX_copy_ex(copy, call->handle->digest) == 1 && EVP_DigestFinal_ex(copy, value, &size) == 1;
  EVP_MD_CTX_free(copy);
  return done ? call_answer(call, value, size, out, out_size) : SAR_HASHERR;
}

// In one step. With no room for the value nothing is digested yet, so that the caller can ask again.
static ULONG whole(Call *call, const BYTE *data, ULONG size, BYTE *out, ULONG *out_size) {
  if (!out_size) return SAR_INVALIDPARAMERR;
  int enough = out && *out_size >= (ULONG)EVP_MD_CTX_get_size(call->handle->digest);
  ULONG result = enough ? update(call->handle, data, size) : SAR_OK;
  return result == SAR_OK ? finish(call, out, out_size) : result;
}

ULONG SKF_Digest(HANDLE hHash, BYTE *pbData, ULONG ulDataLen, BYTE *pbHashData, ULONG *pulHashLen) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_Digest", hHash, HANDLE_DIGEST);
  if (result == SAR_OK) result = whole(&call, pbData, ulDataLen, pbHashData, pulHashLen);
  return call_leave(&call, result);
}

ULONG SKF_DigestUpdate(HANDLE hHash, BYTE *pbData, ULONG ulDataLen) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_DigestUpdate", hHash, HANDLE_DIGEST);
  if (result == SAR_OK) result = update(call.handle, pbData, ulDataLen);
  return call_leave(&call, result);
}

ULONG SKF_DigestFinal(HANDLE hHash, BYTE *pHashData, ULONG *pulHashLen) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_DigestFinal", hHash, HANDLE_DIGEST);
  if (result == SAR_OK) result = finish(&call, pHashData, pulHashLen);
  return call_leave(&call, result);
}

// Digests and keys of a session; other handles have closing functions of their own, but vendors take them here too.
ULONG SKF_CloseHandle(HANDLE hHandle) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_CloseHandle", hHandle, HANDLE_FREE);
  if (call.handle) handle_close(call.handle);
  return call_leave(&call, result);
}
