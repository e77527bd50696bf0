// What every function of the library begins and ends with: one call at a time, the handle, the key's presence, scripted
// faults, and a line in `calls.log`.
#ifndef ZC_SKF_CALL_H
#define ZC_SKF_CALL_H

#include <time.h>

#include "faults.h"
#include "handles.h"

typedef struct Call {
  const char *function;
  Handle *handle; // NULL after it was closed, or where the call has none
  char serial[SERIAL_SIZE];
  char nonce[NONCE_SIZE];
  Faults faults;
  ULONG *size;      // where a length is answered; a fault may falsify it
  const char *note; // one word for the log, or NULL
  int alone;        // does not hold the library's mutex
  struct timespec begun;
} Call;

/** Begins a call without a handle; `serial` may be "". Anything but SAR_OK is the answer. */
ULONG call_enter(Call *call, const char *function, const char *serial);

/** Begins a call on a handle: SAR_INVALIDHANDLEERR, SAR_DEVICE_REMOVED, SAR_TIMEOUTERR (another process locked it). */
ULONG call_enter_on(Call *call, const char *function, HANDLE handle, HandleKind kind);

/** Begins a call that waits, and so must not keep others waiting. */
ULONG call_enter_alone(Call *call, const char *function);

/** Ends it and gives what the caller is answered. */
ULONG call_leave(Call *call, ULONG result);

/** Answers bytes by the standard's way: `out` NULL asks for the size. */
ULONG call_answer(Call *call, const void *bytes, size_t size, void *out, ULONG *out_size);

/** Answers names as `name\0name\0\0`. */
ULONG call_answer_names(Call *call, char *const *names, size_t count, char *out, ULONG *out_size);

#endif
