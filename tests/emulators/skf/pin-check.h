// Setting and comparing PINs in the store.
#ifndef ZC_SKF_PIN_CHECK_H
#define ZC_SKF_PIN_CHECK_H

#include "store.h"

/** Whether the length is one that the chip takes; a wrong length costs no try. */
int pin_length_fits(const char *pin);

/** A new value under a new salt, with all tries. */
void pin_set(Pin *pin, const char *value);

/**
 * One try: taken off and made lasting before the comparison, so that no cut-off gives it back; all are given back on
 * success. SAR_OK, SAR_PIN_INCORRECT, SAR_PIN_LOCKED (also for the try that used up the last), SAR_FILEERR.
 * `pin` is of `store`, which is open.
 */
ULONG pin_try(const Store *store, Pin *pin, const char *value);

#endif
