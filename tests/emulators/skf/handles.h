// Handles: numbers that are never given twice, so that a stale one is known as stale. Guarded by the library's mutex.
#ifndef ZC_SKF_HANDLES_H
#define ZC_SKF_HANDLES_H

#include <openssl/evp.h>

#include "folder.h"
#include "types.h"

typedef enum HandleKind {
  HANDLE_FREE,
  HANDLE_DEVICE,
  HANDLE_APPLICATION,
  HANDLE_CONTAINER,
  HANDLE_DIGEST,
  HANDLE_SYMMETRIC,
} HandleKind;

/** Who has shown a PIN, for one application of one connection. */
typedef struct Login {
  char application[33];
  int admin;
  int user;
  struct Login *next;
} Login;

typedef struct Handle {
  HandleKind kind;
  uintptr_t number;
  struct Handle *device;      // the connection this hangs on; itself for a device
  struct Handle *application; // of a container
  char name[65];              // application or container

  // HANDLE_DEVICE
  char serial[SERIAL_SIZE];
  char nonce[NONCE_SIZE];
  BYTE challenge[16];
  int has_challenge;
  int authenticated;
  int exclusive; // file descriptor of SKF_LockDev, or -1
  Login *logins;

  // HANDLE_DIGEST, HANDLE_SYMMETRIC
  EVP_MD_CTX *digest;
  BYTE key[16];
  ULONG algorithm;
  BYTE iv[16];
  int padding;
  int encrypting; // -1 before an …Init
} Handle;

/** A new handle below `parent` (NULL for a device); NULL when the table is full. */
Handle *handle_new(HandleKind kind, Handle *parent);

/** NULL for a number that is not, or no longer, a handle of this kind. HANDLE_FREE accepts any kind. */
Handle *handle_find(HANDLE number, HandleKind kind);

/** Closes it and all that hangs on it. */
void handle_close(Handle *handle);

HANDLE handle_number(const Handle *handle);

/** The login state of an application, made where there is none. */
Login *handle_login(Handle *device, const char *application);

#endif
