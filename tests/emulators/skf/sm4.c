// Clause 7.6: symmetric keys of a session, SM4 in ECB and CBC, with or without PKCS#5 padding.
#include "sm4.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

#include "call.h"
#include "skf.h"

typedef struct Work {
  const EVP_CIPHER *cipher;
  const BYTE *key, *iv;
  int padding, encrypt;
} Work;

// `out` has room for size + 16 bytes.
static int run(const Work *work, const BYTE *in, size_t size, BYTE *out, size_t *out_size) {
  EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
  int first = 0, last = 0;
  int done = EVP_CipherInit_ex(context, work->cipher, NULL, work->key, work->iv, work->encrypt) == 1 &&
             EVP_CIPHER_CTX_set_padding(context, work->padding) == 1 &&
             EVP_CipherUpdate(context, out, &first, in, (int)size) == 1 &&
             EVP_CipherFinal_ex(context, out + first, &last) == 1;
  EVP_CIPHER_CTX_free(context);
  *out_size = (size_t)(first + last);
  return done;
}

int sm4_ecb(const BYTE key[16], int encrypt, const BYTE *in, size_t size, BYTE *out) {
  Work work = {EVP_sm4_ecb(), key, NULL, 0, encrypt};
  BYTE *room = malloc(size + 16);
  size_t done_size;
  int done = run(&work, in, size, room, &done_size) && done_size == size;
  if (done) memcpy(out, room, size);
  free(room);
  return done;
}

int sm4_block(const BYTE key[16], const BYTE in[16], BYTE out[16]) {
  return sm4_ecb(key, 1, in, 16, out);
}

static ULONG set_key(Handle *device, const BYTE *key, ULONG algorithm, HANDLE *out) {
  if (!key || !out) return SAR_INVALIDPARAMERR;
  if (algorithm != SGD_SMS4_ECB && algorithm != SGD_SMS4_CBC) return SAR_NOTSUPPORTYETERR;
  Handle *handle = handle_new(HANDLE_SYMMETRIC, device);
  if (!handle) return SAR_MEMORYERR;
  memcpy(handle->key, key, 16);
  handle->algorithm = algorithm;
  *out = handle_number(handle);
  return SAR_OK;
}

ULONG SKF_SetSymmKey(DEVHANDLE hDev, BYTE *pbKey, ULONG ulAlgID, HANDLE *phKey) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_SetSymmKey", hDev, HANDLE_DEVICE);
  if (result == SAR_OK) result = set_key(call.handle, pbKey, ulAlgID, phKey);
  return call_leave(&call, result);
}

static ULONG init(Handle *handle, const BLOCKCIPHERPARAM *parameters, int encrypting) {
  if (handle->algorithm == SGD_SMS4_CBC && parameters->IVLen != 16) return SAR_INVALIDPARAMERR;
  if (parameters->PaddingType > 1) return SAR_INVALIDPARAMERR;
  memcpy(handle->iv, parameters->IV, 16);
  handle->padding = (int)parameters->PaddingType;
  handle->encrypting = encrypting;
  return SAR_OK;
}

ULONG SKF_EncryptInit(HANDLE hKey, BLOCKCIPHERPARAM EncryptParam) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_EncryptInit", hKey, HANDLE_SYMMETRIC);
  if (result == SAR_OK) result = init(call.handle, &EncryptParam, 1);
  return call_leave(&call, result);
}

ULONG SKF_DecryptInit(HANDLE hKey, BLOCKCIPHERPARAM DecryptParam) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_DecryptInit", hKey, HANDLE_SYMMETRIC);
  if (result == SAR_OK) result = init(call.handle, &DecryptParam, 0);
  return call_leave(&call, result);
}

static ULONG whole(Call *call, int encrypting, const BYTE *in, ULONG size, BYTE *out, ULONG *out_size) {
  const Handle *handle = call->handle;
  if (!in || !out_size) return SAR_INVALIDPARAMERR;
  if (handle->encrypting != encrypting) return SAR_NOTINITIALIZEERR;
  if (size % 16 && !(encrypting && handle->padding)) return SAR_INDATALENERR;
  const EVP_CIPHER *cipher = handle->algorithm == SGD_SMS4_CBC ? EVP_sm4_cbc() : EVP_sm4_ecb();
  Work work = {cipher, handle->key, handle->iv, handle->padding, encrypting};
  BYTE *room = malloc((size_t)size + 32);
  size_t done_size;
  ULONG result = run(&work, in, size, room, &done_size) ? call_answer(call, room, done_size, out, out_size)
                                                        : SAR_DECRYPTPADERR;
  free(room);
  return result;
}

ULONG SKF_Encrypt(HANDLE hKey, BYTE *pbData, ULONG ulDataLen, BYTE *pbEncryptedData, ULONG *pulEncryptedLen) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_Encrypt", hKey, HANDLE_SYMMETRIC);
  if (result == SAR_OK) result = whole(&call, 1, pbData, ulDataLen, pbEncryptedData, pulEncryptedLen);
  return call_leave(&call, result);
}

ULONG SKF_Decrypt(HANDLE hKey, BYTE *pbEncryptedData, ULONG ulEncryptedLen, BYTE *pbData, ULONG *pulDataLen) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_Decrypt", hKey, HANDLE_SYMMETRIC);
  if (result == SAR_OK) result = whole(&call, 0, pbEncryptedData, ulEncryptedLen, pbData, pulDataLen);
  return call_leave(&call, result);
}
