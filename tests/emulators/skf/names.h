// A device's name as callers see it, `<vendor>#<serial>`, and which names the standard allows.
#ifndef ZC_SKF_NAMES_H
#define ZC_SKF_NAMES_H

#include <string.h>

#ifndef ZC_VENDOR
#define ZC_VENDOR "softkey"
#endif
#define DEVICE_NAME_SIZE 80

/** The serial number in a device's name, or NULL for another library's name. */
static inline const char *serial_in(const char *name) {
  size_t length = strlen(ZC_VENDOR);
  return name && !strncmp(name, ZC_VENDOR, length) && name[length] == '#' ? name + length + 1 : NULL;
}

/** 1 to `longest` bytes, none of them a control character. */
static inline int name_fits(const char *name, size_t longest) {
  if (!name || !*name || strlen(name) > longest) return 0;
  for (; *name; name++)
    if ((unsigned char)*name < 0x20) return 0;
  return 1;
}

#endif
