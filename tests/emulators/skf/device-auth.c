// Clause 7.2: the device's own authentication, which making and deleting applications needs; and random numbers.
#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <string.h>

#include "call.h"
#include "skf.h"
#include "sm4.h"
#include "store.h"

// The challenge of SKF_DevAuth is the last random number, filled up with zeros to one block (GM/T 0016 clause 8.2.3).
static ULONG generate_random(Handle *device, BYTE *out, ULONG size) {
  if (!out || size == 0) return SAR_INVALIDPARAMERR;
  if (RAND_bytes(out, (int)size) != 1) return SAR_GENRANDERR;
  memset(device->challenge, 0, sizeof device->challenge);
  memcpy(device->challenge, out, size < sizeof device->challenge ? size : sizeof device->challenge);
  device->has_challenge = 1;
  return SAR_OK;
}

ULONG SKF_GenRandom(DEVHANDLE hDev, BYTE *pbRandom, ULONG ulRandomLen) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_GenRandom", hDev, HANDLE_DEVICE);
  if (result == SAR_OK) result = generate_random(call.handle, pbRandom, ulRandomLen);
  return call_leave(&call, result);
}

static ULONG authenticate(Handle *device, const BYTE *answer, ULONG size) {
  if (!answer) return SAR_INVALIDPARAMERR;
  if (size != 16) return SAR_INDATALENERR;
  if (!device->has_challenge) return SAR_FAIL;
  device->has_challenge = 0;
  Store *store = store_read(device->serial);
  if (!store) return SAR_FILEERR;
  BYTE expected[16];
  int done = sm4_block(store->auth_key, device->challenge, expected);
  store_free(store);
  device->authenticated = done && CRYPTO_memcmp(answer, expected, 16) == 0;
  return device->authenticated ? SAR_OK : SAR_FAIL;
}

ULONG SKF_DevAuth(DEVHANDLE hDev, BYTE *pbAuthData, ULONG ulLen) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_DevAuth", hDev, HANDLE_DEVICE);
  if (result == SAR_OK) result = authenticate(call.handle, pbAuthData, ulLen);
  return call_leave(&call, result);
}

static ULONG change_key(const Handle *device, const BYTE *key, ULONG size) {
  if (!key) return SAR_INVALIDPARAMERR;
  if (size != 16) return SAR_INDATALENERR;
  if (!device->authenticated) return SAR_USER_NOT_LOGGED_IN;
  Store *store = store_open(device->serial);
  if (!store) return SAR_FILEERR;
  memcpy(store->auth_key, key, 16);
  ULONG result = store_commit(store);
  store_free(store);
  return result;
}

ULONG SKF_ChangeDevAuthKey(DEVHANDLE hDev, BYTE *pbKeyValue, ULONG ulKeyLen) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_ChangeDevAuthKey", hDev, HANDLE_DEVICE);
  if (result == SAR_OK) result = change_key(call.handle, pbKeyValue, ulKeyLen);
  return call_leave(&call, result);
}
