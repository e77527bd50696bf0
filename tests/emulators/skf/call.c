// The frame around every call.
#define _GNU_SOURCE
#include "call.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

// How long a call waits for a key that another process has locked.
#define BUSY_TRIES 200
#define BUSY_PAUSE_US 10000

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

static void write_log(const Call *call, ULONG result, const char *note) {
  static int file = -1;
  if (file < 0) {
    char path[PATH_SIZE];
    folder_path(path, NULL, "calls.log", "");
    file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  }
  struct timespec now, wall;
  clock_gettime(CLOCK_MONOTONIC, &now);
  clock_gettime(CLOCK_REALTIME, &wall);
  long long us = (now.tv_sec - call->begun.tv_sec) * 1000000LL + (now.tv_nsec - call->begun.tv_nsec) / 1000;
  char line[256];
  int length = snprintf(line, sizeof line, "%lld %d %s %s 0x%08lX %lld %s\n",
                        wall.tv_sec * 1000LL + wall.tv_nsec / 1000000, (int)getpid(), call->function,
                        call->serial[0] ? call->serial : "-", (unsigned long)result, us, note ? note : "-");
  if (file >= 0 && write(file, line, (size_t)length) != length) return;
}

static void pause_ms(unsigned ms) {
  struct timespec left = {ms / 1000, (long)(ms % 1000) * 1000000};
  while (nanosleep(&left, &left)) continue;
}

static void end_process(const Call *call, int by) {
  write_log(call, SAR_UNKNOWNERR, by == SIGSEGV ? "crash" : "abort");
  if (by == SIGABRT) abort();
  *(volatile int *)0 = 0;
}

static void suffer(Call *call) {
  const Faults *faults = &call->faults;
  if (faults->slow_ms) pause_ms(faults->slow_ms);
  if (faults->crash) end_process(call, SIGSEGV);
  if (faults->abort) end_process(call, SIGABRT);
  if (faults->hang) {
    write_log(call, SAR_UNKNOWNERR, "hang");
    for (;;) pause();
  }
  if (faults->unplug_before) folder_unplug(call->serial);
}

static void begin(Call *call, const char *function, int alone) {
  memset(call, 0, sizeof *call);
  call->function = function;
  call->alone = alone;
  if (!alone) pthread_mutex_lock(&one_at_a_time);
  clock_gettime(CLOCK_MONOTONIC, &call->begun);
}

static ULONG scripted(const Call *call) {
  if (call->faults.not_supported) return SAR_NOTSUPPORTYETERR;
  if (call->faults.full) return SAR_NO_ROOM;
  return call->faults.has_code ? call->faults.code : SAR_OK;
}

ULONG call_enter(Call *call, const char *function, const char *serial) {
  begin(call, function, 0);
  snprintf(call->serial, sizeof call->serial, "%s", serial);
  call->faults = faults_take(function, call->serial);
  suffer(call);
  return scripted(call);
}

ULONG call_enter_alone(Call *call, const char *function) {
  begin(call, function, 1);
  call->faults = faults_take(function, "");
  suffer(call);
  return scripted(call);
}

static int still_plugged(const Call *call) {
  char nonce[NONCE_SIZE];
  return folder_plugged(call->serial, nonce) && !strcmp(nonce, call->nonce);
}

static ULONG wait_for_other_process(const Handle *device) {
  if (device->exclusive >= 0) return SAR_OK;
  char path[PATH_SIZE];
  folder_path(path, "keys", device->serial, ".exclusive");
  int file = open(path, O_RDWR | O_CLOEXEC);
  if (file < 0) return SAR_OK; // nobody has ever locked it
  int free = -1;
  for (int tries = 0; tries < BUSY_TRIES && (free = flock(file, LOCK_SH | LOCK_NB)); tries++) usleep(BUSY_PAUSE_US);
  close(file);
  return free == 0 ? SAR_OK : SAR_TIMEOUTERR;
}

ULONG call_enter_on(Call *call, const char *function, HANDLE number, HandleKind kind) {
  begin(call, function, 0);
  call->handle = handle_find(number, kind);
  if (!call->handle) return SAR_INVALIDHANDLEERR;
  const Handle *device = call->handle->device;
  snprintf(call->serial, sizeof call->serial, "%s", device->serial);
  snprintf(call->nonce, sizeof call->nonce, "%s", device->nonce);
  call->faults = faults_take(function, call->serial);
  suffer(call);
  if (!still_plugged(call)) return SAR_DEVICE_REMOVED;
  ULONG result = scripted(call);
  return result == SAR_OK ? wait_for_other_process(device) : result;
}

ULONG call_leave(Call *call, ULONG result) {
  if (call->faults.unplug_after) folder_unplug(call->serial);
  if (call->nonce[0] && !still_plugged(call)) result = SAR_DEVICE_REMOVED;
  if (call->faults.wrong_size && call->size && result == SAR_OK) *call->size = call->faults.size;
  write_log(call, result, call->note);
  if (!call->alone) pthread_mutex_unlock(&one_at_a_time);
  return result;
}

ULONG call_answer(Call *call, const void *bytes, size_t size, void *out, ULONG *out_size) {
  if (!out_size) return SAR_INVALIDPARAMERR;
  ULONG room = *out_size;
  call->size = out_size;
  *out_size = (ULONG)size;
  if (!out) return SAR_OK;
  if (room < size) return SAR_BUFFER_TOO_SMALL;
  memcpy(out, bytes, size);
  return SAR_OK;
}

ULONG call_answer_names(Call *call, char *const *names, size_t count, char *out, ULONG *out_size) {
  char *list = NULL;
  size_t size = 0;
  FILE *text = open_memstream(&list, &size);
  if (!text) return SAR_MEMORYERR;
  for (size_t i = 0; i < count; i++) fwrite(names[i], 1, strlen(names[i]) + 1, text);
  fputc(0, text);
  fclose(text);
  ULONG result = call_answer(call, list, size, out, out_size);
  free(list);
  return result;
}
