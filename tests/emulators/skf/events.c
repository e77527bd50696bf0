// SKF_WaitForDevEvent: compares what is plugged in with what was last told, ten times a second.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "call.h"
#include "names.h"
#include "presence.h"
#include "skf.h"

#define LOOK_EVERY_US 100000

static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static Presence told;
static int have_told;
static unsigned long cancellations;

typedef struct Event {
  ULONG what; // 0: nothing
  PresentKey key;
} Event;

static Event difference(const Presence *before, const Presence *now) {
  for (size_t i = 0; i < before->count; i++) {
    const PresentKey *same = presence_find(now, before->keys[i].serial);
    if (!same || strcmp(same->nonce, before->keys[i].nonce)) return (Event){DEV_EVENT_REMOVE, before->keys[i]};
  }
  for (size_t i = 0; i < now->count; i++)
    if (!presence_find(before, now->keys[i].serial)) return (Event){DEV_EVENT_INSERT, now->keys[i]};
  return (Event){0};
}

static void remember(const Event *event) {
  if (event->what == DEV_EVENT_INSERT) {
    told.keys[told.count++] = event->key;
    return;
  }
  for (size_t i = 0; i < told.count; i++)
    if (!strcmp(told.keys[i].serial, event->key.serial)) told.keys[i] = told.keys[--told.count];
}

static ULONG tell(Call *call, const Event *event, char *name, ULONG *size, ULONG *what) {
  char text[DEVICE_NAME_SIZE];
  snprintf(text, sizeof text, "%s#%s", ZC_VENDOR, event->key.serial);
  ULONG result = call_answer(call, text, strlen(text) + 1, name, size);
  if (result == SAR_OK) *what = event->what;
  return result;
}

static Event look(int miss) {
  Presence now = presence_now();
  if (!have_told || miss) told = now;
  have_told = 1;
  return difference(&told, &now);
}

static ULONG wait_for_event(Call *call, char *name, ULONG *size, ULONG *what) {
  if (!name || !size || !what) return SAR_INVALIDPARAMERR;
  unsigned long cancelled_before = __atomic_load_n(&cancellations, __ATOMIC_SEQ_CST);
  while (__atomic_load_n(&cancellations, __ATOMIC_SEQ_CST) == cancelled_before) {
    pthread_mutex_lock(&guard);
    Event event = look(call->faults.events_missed);
    ULONG result = event.what ? tell(call, &event, name, size, what) : SAR_OK;
    // An event whose name found no room is told again.
    if (event.what && result == SAR_OK) remember(&event);
    pthread_mutex_unlock(&guard);
    if (event.what) return result;
    usleep(LOOK_EVERY_US);
  }
  return SAR_NOT_EVENTERR;
}

ULONG SKF_WaitForDevEvent(LPSTR szDevName, ULONG *pulDevNameLen, ULONG *pulEvent) {
  Call call;
  ULONG result = call_enter_alone(&call, "SKF_WaitForDevEvent");
  if (result == SAR_OK) result = wait_for_event(&call, szDevName, pulDevNameLen, pulEvent);
  return call_leave(&call, result);
}

ULONG SKF_CancelWaitForDevEvent(void) {
  Call call;
  ULONG result = call_enter_alone(&call, "SKF_CancelWaitForDevEvent");
  if (result == SAR_OK) __atomic_add_fetch(&cancellations, 1, __ATOMIC_SEQ_CST);
  return call_leave(&call, result);
}
