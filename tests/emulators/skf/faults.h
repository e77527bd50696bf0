// Scripted faults: the file `faults` of the state folder, one a line:
//   id=… function=SKF_…|* kind=… [after=N] [times=N, 0 for ever] [value=N] [spread=N] [serial=…]
// Each call that a fault matches is counted in `faults.used/<id>`, so that one-shot faults stay spent when the process
// that they kill is started again.
#ifndef ZC_SKF_FAULTS_H
#define ZC_SKF_FAULTS_H

#include "types.h"

typedef struct Faults {
  int unplug_before;
  int unplug_after;
  int pin_locked;
  int full;
  int hang;
  int crash;
  int abort;
  int not_supported;
  int wrong_signature;
  int wrong_size;
  ULONG size;
  int events_missed;
  int has_code;
  ULONG code;
  unsigned slow_ms;
} Faults;

/** What happens to this call; counts it. `serial` is "" where the call is about no key. */
Faults faults_take(const char *function, const char *serial);

#endif
