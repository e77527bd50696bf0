// Clause 7.3: applications. Making and deleting one needs SKF_DevAuth first.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "call.h"
#include "names.h"
#include "pin-check.h"
#include "skf.h"
#include "store.h"

#define NAME_LONGEST 32

static ULONG open_handle(Handle *device, const char *name, HAPPLICATION *out) {
  Handle *application = handle_new(HANDLE_APPLICATION, device);
  if (!application) return SAR_MEMORYERR;
  snprintf(application->name, sizeof application->name, "%s", name);
  *out = handle_number(application);
  return SAR_OK;
}

typedef struct Order {
  const char *name, *admin_pin, *user_pin;
  ULONG admin_tries, user_tries, rights;
} Order;

static ULONG fault_in(const Order *order) {
  if (!name_fits(order->name, NAME_LONGEST)) return SAR_APPLICATION_NAME_INVALID;
  if (!order->admin_pin || !order->user_pin || !order->admin_tries || !order->user_tries) return SAR_INVALIDPARAMERR;
  return pin_length_fits(order->admin_pin) && pin_length_fits(order->user_pin) ? SAR_OK : SAR_PIN_LEN_RANGE;
}

static ULONG create_in(Store *store, const Order *order) {
  if (store_application(store, order->name)) return SAR_APPLICATION_EXISTS;
  if (store_free_space(store) == 0) return SAR_NO_ROOM;
  Application *made = store_add_application(store, order->name);
  made->create_rights = order->rights;
  made->so_pin.max = order->admin_tries;
  made->user_pin.max = order->user_tries;
  pin_set(&made->so_pin, order->admin_pin);
  pin_set(&made->user_pin, order->user_pin);
  return store_commit(store);
}

static ULONG create(const Call *call, const Order *order, HAPPLICATION *out) {
  ULONG result = out ? fault_in(order) : SAR_INVALIDPARAMERR;
  if (result != SAR_OK) return result;
  if (!call->handle->authenticated) return SAR_USER_NOT_LOGGED_IN;
  Store *store = store_open(call->serial);
  if (!store) return SAR_FILEERR;
  result = create_in(store, order);
  store_free(store);
  return result == SAR_OK ? open_handle(call->handle, order->name, out) : result;
}

ULONG SKF_CreateApplication(DEVHANDLE hDev, LPSTR szAppName, LPSTR szAdminPin, DWORD dwAdminPinRetryCount,
                            LPSTR szUserPin, DWORD dwUserPinRetryCount, DWORD dwCreateFileRights,
                            HAPPLICATION *phApplication) {
  Order order = {szAppName, szAdminPin, szUserPin, dwAdminPinRetryCount, dwUserPinRetryCount, dwCreateFileRights};
  Call call;
  ULONG result = call_enter_on(&call, "SKF_CreateApplication", hDev, HANDLE_DEVICE);
  if (result == SAR_OK) result = create(&call, &order, phApplication);
  return call_leave(&call, result);
}

static ULONG enumerate(Call *call, char *out, ULONG *size) {
  Store *store = store_read(call->serial);
  if (!store) return SAR_FILEERR;
  char **names = NULL;
  size_t count = 0;
  for (Application *one = store->applications; one; one = one->next) {
    names = realloc(names, (count + 1) * sizeof *names);
    names[count++] = one->name;
  }
  ULONG result = call_answer_names(call, names, count, out, size);
  free(names);
  store_free(store);
  return result;
}

ULONG SKF_EnumApplication(DEVHANDLE hDev, LPSTR szAppName, ULONG *pulSize) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_EnumApplication", hDev, HANDLE_DEVICE);
  if (result == SAR_OK) result = enumerate(&call, szAppName, pulSize);
  return call_leave(&call, result);
}

static ULONG delete(const Call *call, const char *name) {
  if (!name) return SAR_INVALIDPARAMERR;
  if (!call->handle->authenticated) return SAR_USER_NOT_LOGGED_IN;
  Store *store = store_open(call->serial);
  if (!store) return SAR_FILEERR;
  ULONG result = store_remove_application(store, name) ? store_commit(store) : SAR_APPLICATION_NOT_EXISTS;
  store_free(store);
  return result;
}

ULONG SKF_DeleteApplication(DEVHANDLE hDev, LPSTR szAppName) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_DeleteApplication", hDev, HANDLE_DEVICE);
  if (result == SAR_OK) result = delete(&call, szAppName);
  return call_leave(&call, result);
}

static ULONG open_named(const Call *call, const char *name, HAPPLICATION *out) {
  if (!name || !out) return SAR_INVALIDPARAMERR;
  Store *store = store_read(call->serial);
  if (!store) return SAR_FILEERR;
  ULONG result = store_application(store, name) ? SAR_OK : SAR_APPLICATION_NOT_EXISTS;
  store_free(store);
  return result == SAR_OK ? open_handle(call->handle, name, out) : result;
}

ULONG SKF_OpenApplication(DEVHANDLE hDev, LPSTR szAppName, HAPPLICATION *phApplication) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_OpenApplication", hDev, HANDLE_DEVICE);
  if (result == SAR_OK) result = open_named(&call, szAppName, phApplication);
  return call_leave(&call, result);
}

ULONG SKF_CloseApplication(HAPPLICATION hApplication) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_CloseApplication", hApplication, HANDLE_APPLICATION);
  if (call.handle) handle_close(call.handle);
  return call_leave(&call, result);
}
