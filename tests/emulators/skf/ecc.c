// Clause 7.6: SM2 keys and signatures.
#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>

#include "access.h"
#include "skf.h"
#include "sm2.h"
#include "sm4.h"

// Replacing a key leaves no certificate that speaks of the old one.
static ULONG generate(const Call *call, const Access *access, ECCPUBLICKEYBLOB *out) {
  if (!user_logged_in(call)) return SAR_USER_NOT_LOGGED_IN;
  if (store_free_space(access->store) < 32) return SAR_NO_ROOM;
  BYTE private_key[32];
  if (!sm2_generate(private_key) || !sm2_public_blob(private_key, out)) return SAR_FAIL;
  bytes_set(&access->container->sign_key, private_key, sizeof private_key);
  bytes_set(&access->container->sign_certificate, private_key, 0);
  OPENSSL_cleanse(private_key, sizeof private_key);
  return store_commit(access->store);
}

ULONG SKF_GenECCKeyPair(HCONTAINER hContainer, ULONG ulAlgId, ECCPUBLICKEYBLOB *pBlob) {
  Call call;
  Access access = {0};
  ULONG result = call_enter_on(&call, "SKF_GenECCKeyPair", hContainer, HANDLE_CONTAINER);
  if (result == SAR_OK && !pBlob) result = SAR_INVALIDPARAMERR;
  if (result == SAR_OK && ulAlgId != SGD_SM2_1) result = SAR_NOTSUPPORTYETERR;
  if (result == SAR_OK) result = access_open(&call, &access, 1);
  if (result == SAR_OK) result = generate(&call, &access, pBlob);
  access_close(&access);
  return call_leave(&call, result);
}

// The private key stands right-aligned in its 64 bytes, encrypted with a SM4 key that is encrypted to our signing key.
static ULONG unwrap(const BYTE sign_key[32], const ENVELOPEDKEYBLOB *blob, BYTE private_key[32]) {
  if (blob->ulSymmAlgID != SGD_SMS4_ECB || blob->ulBits != 256) return SAR_NOTSUPPORTYETERR;
  if (blob->ECCCipherBlob.CipherLen != 16) return SAR_INDATALENERR;
  BYTE symmetric[16], field[64];
  size_t size = sizeof symmetric;
  ECCPUBLICKEYBLOB public;
  if (!sm2_decrypt(sign_key, &blob->ECCCipherBlob, symmetric, &size) || size != 16) return SAR_INDATAERR;
  if (!sm4_ecb(symmetric, 0, blob->cbEncryptedPriKey, sizeof field, field)) return SAR_INDATAERR;
  memcpy(private_key, field + 32, 32);
  OPENSSL_cleanse(field, sizeof field);
  if (!sm2_public_blob(private_key, &public)) return SAR_INDATAERR;
  int same = !memcmp(public.XCoordinate, blob->PubKey.XCoordinate, 64) &&
             !memcmp(public.YCoordinate, blob->PubKey.YCoordinate, 64);
  return same ? SAR_OK : SAR_INDATAERR;
}

static ULONG import(const Call *call, const Access *access, const ENVELOPEDKEYBLOB *blob) {
  if (!user_logged_in(call)) return SAR_USER_NOT_LOGGED_IN;
  if (access->container->sign_key.size == 0) return SAR_KEYNOTFOUNTERR;
  if (store_free_space(access->store) < 32) return SAR_NO_ROOM;
  BYTE private_key[32];
  ULONG result = unwrap(access->container->sign_key.data, blob, private_key);
  if (result != SAR_OK) return result;
  bytes_set(&access->container->encrypt_key, private_key, sizeof private_key);
  OPENSSL_cleanse(private_key, sizeof private_key);
  return store_commit(access->store);
}

ULONG SKF_ImportECCKeyPair(HCONTAINER hContainer, PENVELOPEDKEYBLOB pEnvelopedKeyBlob) {
  Call call;
  Access access = {0};
  ULONG result = call_enter_on(&call, "SKF_ImportECCKeyPair", hContainer, HANDLE_CONTAINER);
  if (result == SAR_OK && !pEnvelopedKeyBlob) result = SAR_INVALIDPARAMERR;
  if (result == SAR_OK) result = access_open(&call, &access, 1);
  if (result == SAR_OK) result = import(&call, &access, pEnvelopedKeyBlob);
  access_close(&access);
  return call_leave(&call, result);
}

static void left_align(BYTE field[64]) {
  memmove(field, field + 32, 32);
  memset(field + 32, 0, 32);
}

// A lying key: the signature is of something else. A wrong size: the values stand at the wrong end of their fields.
static void falsify(const Faults *faults, ECCSIGNATUREBLOB *signature) {
  if (faults->wrong_signature) signature->s[63] ^= 1;
  if (!faults->wrong_size) return;
  left_align(signature->r);
  left_align(signature->s);
}

static ULONG sign(Call *call, const Access *access, const BYTE *digest, ECCSIGNATUREBLOB *out) {
  if (!user_logged_in(call)) return SAR_USER_NOT_LOGGED_IN;
  if (access->container->sign_key.size != 32) return SAR_KEYNOTFOUNTERR;
  ECCSIGNATUREBLOB signature;
  if (!sm2_sign(access->container->sign_key.data, digest, &signature)) return SAR_FAIL;
  call->note = "signed";
  falsify(&call->faults, &signature);
  if (!call->faults.unplug_after) *out = signature;
  return SAR_OK;
}

ULONG SKF_ECCSignData(HCONTAINER hContainer, BYTE *pbData, ULONG ulDataLen, PECCSIGNATUREBLOB pSignature) {
  Call call;
  Access access = {0};
  ULONG result = call_enter_on(&call, "SKF_ECCSignData", hContainer, HANDLE_CONTAINER);
  if (result == SAR_OK && (!pbData || !pSignature)) result = SAR_INVALIDPARAMERR;
  if (result == SAR_OK && ulDataLen != 32) result = SAR_INDATALENERR;
  if (result == SAR_OK) result = access_open(&call, &access, 0);
  if (result == SAR_OK) result = sign(&call, &access, pbData, pSignature);
  access_close(&access);
  return call_leave(&call, result);
}

static ULONG verify(const ECCPUBLICKEYBLOB *key, const BYTE *digest, ULONG size, const ECCSIGNATUREBLOB *signature) {
  if (!key || !digest || !signature) return SAR_INVALIDPARAMERR;
  if (size != 32) return SAR_INDATALENERR;
  return sm2_verify(key, digest, signature) ? SAR_OK : SAR_FAIL;
}

ULONG SKF_ECCVerify(DEVHANDLE hDev, ECCPUBLICKEYBLOB *pECCPubKeyBlob, BYTE *pbData, ULONG ulDataLen,
                    PECCSIGNATUREBLOB pSignature) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_ECCVerify", hDev, HANDLE_DEVICE);
  if (result == SAR_OK) result = verify(pECCPubKeyBlob, pbData, ulDataLen, pSignature);
  return call_leave(&call, result);
}

ULONG SKF_ExtECCVerify(DEVHANDLE hDev, ECCPUBLICKEYBLOB *pECCPubKeyBlob, BYTE *pbData, ULONG ulDataLen,
                       PECCSIGNATUREBLOB pSignature) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_ExtECCVerify", hDev, HANDLE_DEVICE);
  if (result == SAR_OK) result = verify(pECCPubKeyBlob, pbData, ulDataLen, pSignature);
  return call_leave(&call, result);
}

ULONG SKF_ExtECCEncrypt(DEVHANDLE hDev, ECCPUBLICKEYBLOB *pECCPubKeyBlob, BYTE *pbPlainText, ULONG ulPlainTextLen,
                        PECCCIPHERBLOB pCipherText) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_ExtECCEncrypt", hDev, HANDLE_DEVICE);
  if (result == SAR_OK && (!pECCPubKeyBlob || !pbPlainText || !pCipherText)) result = SAR_INVALIDPARAMERR;
  if (result == SAR_OK && (ulPlainTextLen == 0 || ulPlainTextLen > 256)) result = SAR_INDATALENERR;
  if (result == SAR_OK && !sm2_encrypt(pECCPubKeyBlob, pbPlainText, ulPlainTextLen, pCipherText)) result = SAR_FAIL;
  return call_leave(&call, result);
}

static ULONG export(Call *call, const Container *container, int sign, BYTE *out, ULONG *size) {
  const Bytes *key = sign ? &container->sign_key : &container->encrypt_key;
  if (key->size != 32) return SAR_KEYNOTFOUNTERR;
  ECCPUBLICKEYBLOB blob;
  return sm2_public_blob(key->data, &blob) ? call_answer(call, &blob, sizeof blob, out, size) : SAR_FAIL;
}

ULONG SKF_ExportPublicKey(HCONTAINER hContainer, BOOL bSignFlag, BYTE *pbBlob, ULONG *pulBlobLen) {
  Call call;
  Access access = {0};
  ULONG result = call_enter_on(&call, "SKF_ExportPublicKey", hContainer, HANDLE_CONTAINER);
  if (result == SAR_OK) result = access_open(&call, &access, 0);
  if (result == SAR_OK) result = export(&call, access.container, bSignFlag != 0, pbBlob, pulBlobLen);
  access_close(&access);
  return call_leave(&call, result);
}
