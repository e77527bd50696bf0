// Bytes as lower-case hexadecimal digits and back.
#ifndef ZC_SKF_HEX_H
#define ZC_SKF_HEX_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/** Whether `text` is exactly `size` bytes. */
static inline int hex_read(const char *text, uint8_t *bytes, size_t size) {
  if (strlen(text) != size * 2) return 0;
  for (size_t i = 0; i < size; i++)
    if (sscanf(text + 2 * i, "%2hhx", &bytes[i]) != 1) return 0;
  return 1;
}

/** Writes 2 × size digits and a 0. */
static inline void hex_write(const uint8_t *bytes, size_t size, char *text) {
  for (size_t i = 0; i < size; i++) sprintf(text + 2 * i, "%02x", bytes[i]);
  text[2 * size] = 0;
}

#endif
