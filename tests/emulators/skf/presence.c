// Reads the folder `plugged`; other vendors' keys are left out.
#include "presence.h"

#include <stdio.h>
#include <string.h>

#include "names.h"
#include "store.h"

int presence_ours(const char *serial) {
  Store *store = store_read(serial);
  int ours = store && !strcmp(store->vendor, ZC_VENDOR);
  store_free(store);
  return ours;
}

Presence presence_now(void) {
  Presence presence = {0};
  size_t count;
  char **serials = folder_names("plugged", "", &count);
  for (size_t i = 0; i < count && presence.count < MAX_KEYS; i++) {
    PresentKey *key = &presence.keys[presence.count];
    if (!folder_plugged(serials[i], key->nonce) || !presence_ours(serials[i])) continue;
    snprintf(key->serial, sizeof key->serial, "%s", serials[i]);
    presence.count++;
  }
  folder_free_names(serials, count);
  return presence;
}

const PresentKey *presence_find(const Presence *presence, const char *serial) {
  for (size_t i = 0; i < presence->count; i++)
    if (!strcmp(presence->keys[i].serial, serial)) return &presence->keys[i];
  return NULL;
}
