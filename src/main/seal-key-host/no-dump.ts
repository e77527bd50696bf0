// The process that hands PINs to a vendor's library: its memory can neither be dumped nor read by other programs of the user.
import type { Koffi } from './skf-binding';

/** Linux, <sys/prctl.h>. */
const PR_SET_DUMPABLE = 4;

/** PR_SET_DUMPABLE 0: no core dump whatever the limits and the system's pattern say, no ptrace, no /proc/PID/mem. */
export function refuseDump(koffi: Koffi): boolean {
  if (process.platform !== 'linux') return false;
  try {
    const prctl = koffi
      .load('libc.so.6')
      .func('prctl', 'int', ['int', 'unsigned long', 'unsigned long', 'unsigned long', 'unsigned long']);
    // Not off the thread, as a library's functions are called: what follows must find it done.
    return (prctl as unknown as (...numbers: number[]) => number)(PR_SET_DUMPABLE, 0, 0, 0, 0) === 0;
  } catch {
    // Another C library: the limit that main gave this process still holds.
    return false;
  }
}
