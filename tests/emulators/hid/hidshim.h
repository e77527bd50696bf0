/* Stand-in for /dev/hidraw* and for the libudev calls that hidapi makes (Linux x64, preloaded into the program under test).
 *
 * $HIDSHIM_DIR/hidrawN/ is one plugged-in device; its folder comes and goes with it:
 *   device/uevent  device/report_descriptor  device/{manufacturer,product,bcdDevice,bInterfaceNumber}
 *   deny           present: opening fails with the errno whose number stands in it
 *   sock           UNIX stream socket; every frame is  u8 kind, u16le length, payload
 *                  'O' output report (program to device)   'I' input report (device to program)
 *                  'S'/'G' set/get feature, on a connection of their own, answered by one 'R' frame
 */
#ifndef HIDSHIM_H
#define HIDSHIM_H

#include <dlfcn.h>
#include <stddef.h>

/* The next definition of a function that this library stands in front of. */
#define REAL(name)                                                                                            \
  ({                                                                                                          \
    static __typeof__(&name) found;                                                                           \
    if (!found) found = (__typeof__(&name))dlsym(RTLD_NEXT, #name);                                           \
    found;                                                                                                    \
  })

#define DEVICE_MAJOR 240

/* The folder of all devices, or NULL when nothing is emulated. */
const char *shim_folder(void);

/* Reads a file of device N ("deny", "device/uevent"); answers its bytes, or -1. */
int shim_load(int number, const char *name, char *out, size_t capacity);

#endif
