// Parses and prints the text of a key's file.
#define _GNU_SOURCE
#include "store-text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hex.h"

static int hex_bytes(Bytes *bytes, const char *value) {
  size_t size = strlen(value) / 2;
  BYTE *data = malloc(size ? size : 1);
  int read = hex_read(value, data, size);
  if (read) bytes_set(bytes, data, size);
  free(data);
  return read;
}

static int read_pin(Pin *pin, const char *value) {
  return sscanf(value, "%u %u %d %64s %64s", &pin->left, &pin->max, &pin->is_default, pin->salt, pin->hash) == 5;
}

static int container_line(Container *container, const char *word, const char *value) {
  if (!strcmp(word, "sign-key")) return hex_bytes(&container->sign_key, value);
  if (!strcmp(word, "sign-certificate")) return hex_bytes(&container->sign_certificate, value);
  if (!strcmp(word, "encrypt-key")) return hex_bytes(&container->encrypt_key, value);
  if (!strcmp(word, "encrypt-certificate")) return hex_bytes(&container->encrypt_certificate, value);
  return 0;
}

static int file_line(KeyFile *file, const char *word, const char *value) {
  if (!strcmp(word, "rights")) return sscanf(value, "%u %u", &file->read_rights, &file->write_rights) == 2;
  if (!strcmp(word, "content")) return hex_bytes(&file->content, value);
  return 0;
}

typedef struct Cursor {
  Store *store;
  Application *application;
  Container *container;
  KeyFile *file;
} Cursor;

static int application_line(Cursor *at, const char *word, const char *value) {
  if (!strcmp(word, "create-rights")) return sscanf(value, "%u", &at->application->create_rights) == 1;
  if (!strcmp(word, "so-pin")) return read_pin(&at->application->so_pin, value);
  if (!strcmp(word, "user-pin")) return read_pin(&at->application->user_pin, value);
  if (!strcmp(word, "container")) {
    at->container = store_add_container(at->application, value);
    at->file = NULL;
    return 1;
  }
  if (!strcmp(word, "file")) {
    at->file = store_add_file(at->application, value);
    at->container = NULL;
    return 1;
  }
  if (at->container) return container_line(at->container, word, value);
  return at->file ? file_line(at->file, word, value) : 0;
}

#define COPY(field, value) (snprintf(field, sizeof field, "%s", value) < (int)sizeof field)

static int line(Cursor *at, const char *word, const char *value) {
  Store *store = at->store;
  if (!strcmp(word, "serial")) return COPY(store->serial, value);
  if (!strcmp(word, "vendor")) return COPY(store->vendor, value);
  if (!strcmp(word, "manufacturer")) return COPY(store->manufacturer, value);
  if (!strcmp(word, "issuer")) return COPY(store->issuer, value);
  if (!strcmp(word, "label")) return COPY(store->label, value);
  if (!strcmp(word, "total-space")) return sscanf(value, "%u", &store->total_space) == 1;
  if (!strcmp(word, "auth-key")) return hex_read(value, store->auth_key, sizeof store->auth_key);
  if (!strcmp(word, "application")) {
    at->application = store_add_application(store, value);
    at->container = NULL;
    at->file = NULL;
    return 1;
  }
  return at->application ? application_line(at, word, value) : 0;
}

Store *store_parse(char *text) {
  char *next = text, *word = strsep(&next, "\n");
  if (strcmp(word, "softkey 1")) return NULL;
  Cursor at = {.store = calloc(1, sizeof(Store))};
  at.store->lock = -1;
  while ((word = strsep(&next, "\n")) && *word) {
    if (!strcmp(word, "end")) return at.store;
    char *value = strchr(word, ' ');
    if (value) *value++ = 0;
    if (!line(&at, word, value ? value : "")) break;
  }
  store_free(at.store);
  return NULL;
}

static void print_bytes(FILE *out, const char *word, const Bytes *bytes) {
  if (bytes->size == 0) return;
  fprintf(out, "%s ", word);
  for (size_t i = 0; i < bytes->size; i++) fprintf(out, "%02x", bytes->data[i]);
  fputc('\n', out);
}

static void print_pin(FILE *out, const char *word, const Pin *pin) {
  fprintf(out, "%s %u %u %d %s %s\n", word, pin->left, pin->max, pin->is_default, pin->salt, pin->hash);
}

static void print_application(FILE *out, const Application *application) {
  fprintf(out, "application %s\ncreate-rights %u\n", application->name, application->create_rights);
  print_pin(out, "so-pin", &application->so_pin);
  print_pin(out, "user-pin", &application->user_pin);
  for (const Container *container = application->containers; container; container = container->next) {
    fprintf(out, "container %s\n", container->name);
    print_bytes(out, "sign-key", &container->sign_key);
    print_bytes(out, "sign-certificate", &container->sign_certificate);
    print_bytes(out, "encrypt-key", &container->encrypt_key);
    print_bytes(out, "encrypt-certificate", &container->encrypt_certificate);
  }
  for (const KeyFile *file = application->files; file; file = file->next) {
    fprintf(out, "file %s\nrights %u %u\n", file->name, file->read_rights, file->write_rights);
    print_bytes(out, "content", &file->content);
  }
}

char *store_print(const Store *store, size_t *size) {
  char *text = NULL;
  FILE *out = open_memstream(&text, size);
  if (!out) return NULL;
  fprintf(out, "softkey 1\nserial %s\nvendor %s\nmanufacturer %s\nissuer %s\nlabel %s\ntotal-space %u\n", store->serial,
          store->vendor, store->manufacturer, store->issuer, store->label, store->total_space);
  char auth_key[33];
  hex_write(store->auth_key, sizeof store->auth_key, auth_key);
  fprintf(out, "auth-key %s\n", auth_key);
  for (const Application *application = store->applications; application; application = application->next)
    print_application(out, application);
  fputs("end\n", out);
  return fclose(out) == 0 ? text : NULL;
}
