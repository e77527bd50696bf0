/* Stands in for a vendor's picture decoder with the signature that public wrappers show: 1,024 bytes in, 102 × 126 pixels
 * out, 1 for success. The picture repeats the input, so that a test sees which bytes came through. */
#include <stdint.h>
#include <string.h>

enum { WLT_BYTES = 1024, BGR_BYTES = 3 * 102 * 126 };

int wlt_to_bgr(const uint8_t *wlt, uint8_t *bgr) {
  if (memcmp(wlt, "WLf", 4)) return -1; /* every such picture begins with WLf and a zero */
  for (int i = 0; i < BGR_BYTES; i++) bgr[i] = wlt[i % WLT_BYTES];
  return 1;
}
