// Finds what a handle names, and checks rights.
#include "access.h"

static ULONG find(const Handle *handle, Access *access) {
  const Handle *application = handle->kind == HANDLE_CONTAINER ? handle->application : handle;
  access->application = store_application(access->store, application->name);
  if (!access->application) return SAR_APPLICATION_NOT_EXISTS;
  if (handle->kind != HANDLE_CONTAINER) return SAR_OK;
  access->container = store_container(access->application, handle->name);
  return access->container ? SAR_OK : SAR_INVALIDHANDLEERR;
}

ULONG access_open(const Call *call, Access *access, int change) {
  *access = (Access){.store = change ? store_open(call->serial) : store_read(call->serial)};
  return access->store ? find(call->handle, access) : SAR_FILEERR;
}

void access_close(Access *access) {
  store_free(access->store);
}

static const Login *login_of(const Call *call) {
  const Handle *handle = call->handle;
  const char *application = handle->kind == HANDLE_CONTAINER ? handle->application->name : handle->name;
  return handle_login(handle->device, application);
}

int user_logged_in(const Call *call) {
  return login_of(call)->user;
}

int allowed(const Call *call, unsigned rights) {
  if (rights == SECURE_EVERYONE_ACCOUNT) return 1;
  const Login *login = login_of(call);
  return ((rights & SECURE_ADM_ACCOUNT) && login->admin) || ((rights & SECURE_USER_ACCOUNT) && login->user);
}
