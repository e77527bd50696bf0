// Bytes as lower-case hexadecimal digits and back.
#ifndef ZC_SKF_HEX_H
#define ZC_SKF_HEX_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

static const char HEX_DIGITS[] = "0123456789abcdef";

/** 0 to 15, or -1. */
static inline int hex_digit(char digit) {
  const char *found = digit ? strchr(HEX_DIGITS, digit) : NULL;
  return found ? (int)(found - HEX_DIGITS) : -1;
}

/** Whether `text` is exactly `size` bytes. */
static inline int hex_read(const char *text, uint8_t *bytes, size_t size) {
  if (strlen(text) != size * 2) return 0;
  for (size_t i = 0; i < size; i++) {
    int high = hex_digit(text[2 * i]), low = hex_digit(text[2 * i + 1]);
    if (high < 0 || low < 0) return 0;
    bytes[i] = (uint8_t)(high << 4 | low);
  }
  return 1;
}

/** Writes 2 × size digits and a 0. */
static inline void hex_write(const uint8_t *bytes, size_t size, char *text) {
  for (size_t i = 0; i < size; i++) {
    text[2 * i] = HEX_DIGITS[bytes[i] >> 4];
    text[2 * i + 1] = HEX_DIGITS[bytes[i] & 15];
  }
  text[2 * size] = 0;
}

#endif
