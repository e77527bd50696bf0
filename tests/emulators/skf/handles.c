// The table of handles of this process.
#define _GNU_SOURCE
#include "handles.h"

#include <openssl/crypto.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MAX_HANDLES 512

static Handle table[MAX_HANDLES];
static uintptr_t last_number = 0x5A430000;

Handle *handle_new(HandleKind kind, Handle *parent) {
  for (size_t i = 0; i < MAX_HANDLES; i++) {
    Handle *handle = &table[i];
    if (handle->kind != HANDLE_FREE) continue;
    memset(handle, 0, sizeof *handle);
    handle->kind = kind;
    handle->number = ++last_number;
    handle->device = parent ? parent->device : handle;
    if (kind == HANDLE_CONTAINER) handle->application = parent;
    handle->exclusive = -1;
    handle->encrypting = -1;
    return handle;
  }
  return NULL;
}

Handle *handle_find(HANDLE number, HandleKind kind) {
  for (size_t i = 0; number && i < MAX_HANDLES; i++) {
    Handle *handle = &table[i];
    if (handle->kind == HANDLE_FREE || handle->number != (uintptr_t)number) continue;
    return kind == HANDLE_FREE || handle->kind == kind ? handle : NULL;
  }
  return NULL;
}

static void release(Handle *handle) {
  if (handle->digest) EVP_MD_CTX_free(handle->digest);
  if (handle->exclusive >= 0) close(handle->exclusive);
  for (Login *login = handle->logins, *next; login; login = next) {
    next = login->next;
    free(login);
  }
  OPENSSL_cleanse(handle, sizeof *handle);
}

void handle_close(Handle *handle) {
  for (size_t i = 0; i < MAX_HANDLES; i++) {
    Handle *other = &table[i];
    int hangs_on = other->device == handle || other->application == handle;
    if (other != handle && other->kind != HANDLE_FREE && hangs_on) release(other);
  }
  release(handle);
}

HANDLE handle_number(const Handle *handle) {
  return (HANDLE)handle->number;
}

Login *handle_login(Handle *device, const char *application) {
  for (Login *login = device->logins; login; login = login->next)
    if (!strcmp(login->application, application)) return login;
  Login *login = calloc(1, sizeof *login);
  snprintf(login->application, sizeof login->application, "%s", application);
  login->next = device->logins;
  return device->logins = login;
}
