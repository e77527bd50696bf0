// What a key holds: read from and written to `keys/<serial>.key`, lines of `word value`.
#ifndef ZC_SKF_STORE_H
#define ZC_SKF_STORE_H

#include <stddef.h>

#include "folder.h"
#include "types.h"

#define PIN_MIN 6
#define PIN_MAX 16
#define MAX_CONTAINERS 8

typedef struct Bytes {
  BYTE *data;
  size_t size;
} Bytes;

typedef struct Pin {
  unsigned left;
  unsigned max;
  int is_default;
  char salt[65];
  char hash[65]; // SM3(salt as text, PIN), hex
} Pin;

typedef struct KeyFile {
  char name[33];
  unsigned read_rights;
  unsigned write_rights;
  Bytes content;
  struct KeyFile *next;
} KeyFile;

typedef struct Container {
  char name[65];
  Bytes sign_key; // 32 bytes or none
  Bytes encrypt_key;
  Bytes sign_certificate;
  Bytes encrypt_certificate;
  struct Container *next;
} Container;

typedef struct Application {
  char name[33];
  unsigned create_rights;
  Pin so_pin;
  Pin user_pin;
  Container *containers;
  KeyFile *files;
  struct Application *next;
} Application;

typedef struct Store {
  char serial[SERIAL_SIZE];
  char vendor[33];
  char manufacturer[64];
  char issuer[64];
  char label[33];
  unsigned total_space;
  BYTE auth_key[16];
  Application *applications;
  int lock; // file descriptor that holds the lock, or -1
} Store;

/** The key as it is now; NULL where there is none or its file is damaged. */
Store *store_read(const char *serial);

/** The same, locked against other processes and threads until store_free. */
Store *store_open(const char *serial);

/** Makes the changes last, before anything is answered about them. SAR_OK or SAR_FILEERR. */
ULONG store_commit(const Store *store);

void store_free(Store *store);

Application *store_application(const Store *store, const char *name);
Container *store_container(const Application *application, const char *name);
KeyFile *store_file(const Application *application, const char *name);

Application *store_add_application(Store *store, const char *name);
Container *store_add_container(Application *application, const char *name);
KeyFile *store_add_file(Application *application, const char *name);
int store_remove_application(Store *store, const char *name);
int store_remove_container(Application *application, const char *name);
int store_remove_file(Application *application, const char *name);

/** Bytes of the chip's memory still free: certificates, keys and files count. */
unsigned store_free_space(const Store *store);

void bytes_set(Bytes *bytes, const BYTE *data, size_t size);

#endif
