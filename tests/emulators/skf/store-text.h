// The text of a key's file. A line is `word value`; containers and files belong to the application above them.
#ifndef ZC_SKF_STORE_TEXT_H
#define ZC_SKF_STORE_TEXT_H

#include "store.h"

/** NULL for text that does not begin `softkey 1` and end `end`, or that holds a line nobody knows. */
Store *store_parse(char *text);

/** To be freed. */
char *store_print(const Store *store, size_t *size);

#endif
