// The objects of a key in memory: find, add, remove; opening under a lock and committing.
#define _GNU_SOURCE
#include "store.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "store-text.h"

Store *store_read(const char *serial) {
  char path[PATH_SIZE];
  folder_path(path, "keys", serial, ".key");
  char *text = folder_read(path, NULL);
  if (!text) return NULL;
  Store *store = store_parse(text);
  free(text);
  return store;
}

Store *store_open(const char *serial) {
  char path[PATH_SIZE];
  folder_path(path, "keys", serial, ".lock");
  int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock < 0) return NULL;
  flock(lock, LOCK_EX);
  Store *store = store_read(serial);
  if (store) store->lock = lock;
  else close(lock);
  return store;
}

ULONG store_commit(const Store *store) {
  char path[PATH_SIZE];
  folder_path(path, "keys", store->serial, ".key");
  size_t size;
  char *text = store_print(store, &size);
  int failed = !text || folder_replace(path, text, size);
  free(text);
  return failed ? SAR_FILEERR : SAR_OK;
}

void bytes_set(Bytes *bytes, const BYTE *data, size_t size) {
  free(bytes->data);
  bytes->data = malloc(size ? size : 1);
  memcpy(bytes->data, data, size);
  bytes->size = size;
}

Application *store_application(const Store *store, const char *name) {
  Application *found = store->applications;
  while (found && strcmp(found->name, name)) found = found->next;
  return found;
}

Container *store_container(const Application *application, const char *name) {
  Container *found = application->containers;
  while (found && strcmp(found->name, name)) found = found->next;
  return found;
}

KeyFile *store_file(const Application *application, const char *name) {
  KeyFile *found = application->files;
  while (found && strcmp(found->name, name)) found = found->next;
  return found;
}

Application *store_add_application(Store *store, const char *name) {
  Application **end = &store->applications;
  while (*end) end = &(*end)->next;
  *end = calloc(1, sizeof **end);
  snprintf((*end)->name, sizeof (*end)->name, "%s", name);
  return *end;
}

Container *store_add_container(Application *application, const char *name) {
  Container **end = &application->containers;
  while (*end) end = &(*end)->next;
  *end = calloc(1, sizeof **end);
  snprintf((*end)->name, sizeof (*end)->name, "%s", name);
  return *end;
}

KeyFile *store_add_file(Application *application, const char *name) {
  KeyFile **end = &application->files;
  while (*end) end = &(*end)->next;
  *end = calloc(1, sizeof **end);
  snprintf((*end)->name, sizeof (*end)->name, "%s", name);
  return *end;
}

static void free_container(Container *container) {
  free(container->sign_key.data);
  free(container->encrypt_key.data);
  free(container->sign_certificate.data);
  free(container->encrypt_certificate.data);
  free(container);
}

static void free_file(KeyFile *file) {
  free(file->content.data);
  free(file);
}

static void free_application(Application *application) {
  while (application->containers) store_remove_container(application, application->containers->name);
  while (application->files) store_remove_file(application, application->files->name);
  free(application);
}

int store_remove_application(Store *store, const char *name) {
  for (Application **at = &store->applications; *at; at = &(*at)->next) {
    if (strcmp((*at)->name, name)) continue;
    Application *gone = *at;
    *at = gone->next;
    free_application(gone);
    return 1;
  }
  return 0;
}

int store_remove_container(Application *application, const char *name) {
  for (Container **at = &application->containers; *at; at = &(*at)->next) {
    if (strcmp((*at)->name, name)) continue;
    Container *gone = *at;
    *at = gone->next;
    free_container(gone);
    return 1;
  }
  return 0;
}

int store_remove_file(Application *application, const char *name) {
  for (KeyFile **at = &application->files; *at; at = &(*at)->next) {
    if (strcmp((*at)->name, name)) continue;
    KeyFile *gone = *at;
    *at = gone->next;
    free_file(gone);
    return 1;
  }
  return 0;
}

void store_free(Store *store) {
  if (!store) return;
  while (store->applications) store_remove_application(store, store->applications->name);
  if (store->lock >= 0) close(store->lock);
  free(store);
}

unsigned store_free_space(const Store *store) {
  size_t used = 0;
  for (const Application *application = store->applications; application; application = application->next) {
    for (const Container *one = application->containers; one; one = one->next)
      used += one->sign_key.size + one->encrypt_key.size + one->sign_certificate.size + one->encrypt_certificate.size;
    for (const KeyFile *file = application->files; file; file = file->next) used += file->content.size;
  }
  return used < store->total_space ? store->total_space - (unsigned)used : 0;
}
