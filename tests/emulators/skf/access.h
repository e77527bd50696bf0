// A key's store as one call sees it: the application or container that the call's handle names, and who is logged in.
#ifndef ZC_SKF_ACCESS_H
#define ZC_SKF_ACCESS_H

#include "call.h"
#include "store.h"

typedef struct Access {
  Store *store;
  Application *application;
  Container *container; // of a container's handle
} Access;

/** Opens the store, for changing or reading, and finds what the handle names. access_close in any case. */
ULONG access_open(const Call *call, Access *access, int change);
void access_close(Access *access);

int user_logged_in(const Call *call);

/** Whether the login state satisfies rights of clause 6.4.9. */
int allowed(const Call *call, unsigned rights);

#endif
