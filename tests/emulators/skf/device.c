// Clause 7.1: enumerate, connect, describe, lock.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "call.h"
#include "names.h"
#include "presence.h"
#include "skf.h"
#include "store.h"

#define LOCK_PAUSE_MS 10

static ULONG enumerate(Call *call, int present, char *out, ULONG *size) {
  size_t count, chosen = 0;
  char **serials = folder_names("keys", ".key", &count);
  char **names = calloc(count ? count : 1, sizeof *names);
  char nonce[NONCE_SIZE];
  for (size_t i = 0; i < count; i++) {
    if ((present && !folder_plugged(serials[i], nonce)) || !presence_ours(serials[i])) continue;
    if (asprintf(&names[chosen], "%s#%s", ZC_VENDOR, serials[i]) > 0) chosen++;
  }
  ULONG result = call_answer_names(call, names, chosen, out, size);
  folder_free_names(names, chosen);
  folder_free_names(serials, count);
  return result;
}

ULONG SKF_EnumDev(BOOL bPresent, LPSTR szNameList, ULONG *pulSize) {
  Call call;
  ULONG result = call_enter(&call, "SKF_EnumDev", "");
  if (result == SAR_OK) result = enumerate(&call, bPresent != 0, szNameList, pulSize);
  return call_leave(&call, result);
}

static const char *serial_or_none(const char *name) {
  const char *serial = serial_in(name);
  return serial && strlen(serial) < SERIAL_SIZE ? serial : "";
}

static ULONG connect_device(Call *call, DEVHANDLE *out) {
  char nonce[NONCE_SIZE];
  if (!out || !call->serial[0]) return SAR_INVALIDPARAMERR;
  if (!folder_plugged(call->serial, nonce) || !presence_ours(call->serial)) return SAR_DEVICE_REMOVED;
  Handle *device = handle_new(HANDLE_DEVICE, NULL);
  if (!device) return SAR_MEMORYERR;
  memcpy(device->serial, call->serial, sizeof device->serial);
  memcpy(device->nonce, nonce, sizeof device->nonce);
  *out = handle_number(device);
  return SAR_OK;
}

ULONG SKF_ConnectDev(LPSTR szName, DEVHANDLE *phDev) {
  Call call;
  ULONG result = call_enter(&call, "SKF_ConnectDev", serial_or_none(szName));
  if (result == SAR_OK) result = connect_device(&call, phDev);
  return call_leave(&call, result);
}

// A handle is given back even when its key is gone.
ULONG SKF_DisConnectDev(DEVHANDLE hDev) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_DisConnectDev", hDev, HANDLE_DEVICE);
  if (call.handle) handle_close(call.handle);
  return call_leave(&call, result);
}

static ULONG state_of(const Call *call, ULONG *state) {
  char nonce[NONCE_SIZE];
  if (!state || !call->serial[0]) return SAR_INVALIDPARAMERR;
  if (!presence_ours(call->serial)) *state = DEV_UNKNOW_STATE;
  else *state = folder_plugged(call->serial, nonce) ? DEV_PRESENT_STATE : DEV_ABSENT_STATE;
  return SAR_OK;
}

ULONG SKF_GetDevState(LPSTR szDevName, ULONG *pulDevState) {
  Call call;
  ULONG result = call_enter(&call, "SKF_GetDevState", serial_or_none(szDevName));
  if (result == SAR_OK) result = state_of(&call, pulDevState);
  return call_leave(&call, result);
}

static ULONG set_label(const Call *call, const char *label) {
  if (!name_fits(label, sizeof ((Store *)0)->label - 1)) return SAR_NAMELENERR;
  Store *store = store_open(call->serial);
  if (!store) return SAR_FILEERR;
  snprintf(store->label, sizeof store->label, "%s", label);
  ULONG result = store_commit(store);
  store_free(store);
  return result;
}

ULONG SKF_SetLabel(DEVHANDLE hDev, LPSTR szLabel) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_SetLabel", hDev, HANDLE_DEVICE);
  if (result == SAR_OK) result = set_label(&call, szLabel);
  return call_leave(&call, result);
}

static void describe(const Store *store, DEVINFO *info) {
  memset(info, 0, sizeof *info);
  info->Version = (VERSION){1, 0};
  info->HWVersion = (VERSION){1, 2};
  info->FirmwareVersion = (VERSION){3, 4};
  memcpy(info->Manufacturer, store->manufacturer, strlen(store->manufacturer));
  memcpy(info->Issuer, store->issuer, strlen(store->issuer));
  memcpy(info->Label, store->label, strlen(store->label));
  memcpy(info->SerialNumber, store->serial, strlen(store->serial));
  info->AlgSymCap = SGD_SMS4_ECB | SGD_SMS4_CBC;
  info->AlgAsymCap = SGD_SM2_1 | SGD_SM2_3;
  info->AlgHashCap = SGD_SM3 | SGD_SHA1 | SGD_SHA256;
  info->DevAuthAlgId = SGD_SMS4_ECB;
  info->TotalSpace = store->total_space;
  info->FreeSpace = store_free_space(store);
  info->MaxECCBufferSize = 256;
  info->MaxBufferSize = 4096;
}

static ULONG device_info(const Call *call, DEVINFO *info) {
  if (!info) return SAR_INVALIDPARAMERR;
  Store *store = store_read(call->serial);
  if (!store) return SAR_FILEERR;
  describe(store, info);
  store_free(store);
  return SAR_OK;
}

ULONG SKF_GetDevInfo(DEVHANDLE hDev, DEVINFO *pDevInfo) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_GetDevInfo", hDev, HANDLE_DEVICE);
  if (result == SAR_OK) result = device_info(&call, pDevInfo);
  return call_leave(&call, result);
}

// Against other processes; 0xFFFFFFFF waits for ever.
static ULONG lock_device(Handle *device, ULONG timeout) {
  if (device->exclusive >= 0) return SAR_OK;
  char path[PATH_SIZE];
  folder_path(path, "keys", device->serial, ".exclusive");
  int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return SAR_FILEERR;
  for (ULONG waited = 0; flock(file, LOCK_EX | LOCK_NB); waited += LOCK_PAUSE_MS) {
    if (timeout != 0xFFFFFFFF && waited >= timeout) {
      close(file);
      return SAR_TIMEOUTERR;
    }
    usleep(LOCK_PAUSE_MS * 1000);
  }
  device->exclusive = file;
  return SAR_OK;
}

ULONG SKF_LockDev(DEVHANDLE hDev, ULONG ulTimeOut) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_LockDev", hDev, HANDLE_DEVICE);
  if (result == SAR_OK) result = lock_device(call.handle, ulTimeOut);
  return call_leave(&call, result);
}

static ULONG unlock_device(Handle *device) {
  if (device->exclusive < 0) return SAR_FAIL;
  close(device->exclusive);
  device->exclusive = -1;
  return SAR_OK;
}

ULONG SKF_UnlockDev(DEVHANDLE hDev) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_UnlockDev", hDev, HANDLE_DEVICE);
  if (result == SAR_OK) result = unlock_device(call.handle);
  return call_leave(&call, result);
}
