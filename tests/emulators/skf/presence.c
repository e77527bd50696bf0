// Reads the folder `plugged`; other vendors' keys are left out.
#include "presence.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "names.h"

// Asked ten times a second for each key while somebody waits for events, so the text is not parsed. A file without its
// last line is a broken key, which is not listed.
int presence_ours(const char *serial) {
  char path[PATH_SIZE];
  size_t size = 0;
  folder_path(path, "keys", serial, ".key");
  char *text = folder_read(path, &size);
  int whole = text && size > 5 && !strcmp(text + size - 5, "\nend\n");
  int ours = whole && strstr(text, "\nvendor " ZC_VENDOR "\n") != NULL;
  free(text);
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
