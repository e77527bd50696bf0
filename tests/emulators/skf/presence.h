// Which keys of this library's vendor are plugged in.
#ifndef ZC_SKF_PRESENCE_H
#define ZC_SKF_PRESENCE_H

#include "folder.h"

#define MAX_KEYS 64

typedef struct PresentKey {
  char serial[SERIAL_SIZE];
  char nonce[NONCE_SIZE];
} PresentKey;

typedef struct Presence {
  size_t count;
  PresentKey keys[MAX_KEYS];
} Presence;

Presence presence_now(void);
const PresentKey *presence_find(const Presence *presence, const char *serial);

/** Whether the key exists and is one of this library's vendor, plugged in or not. */
int presence_ours(const char *serial);

#endif
