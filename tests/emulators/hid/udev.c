/* libudev as hidapi uses it: what concerns the subsystem "hidraw" is emulated, the rest goes to the real library. */
#define _GNU_SOURCE
#include "hidshim.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#define MAX_DEVICES 64
#define MAX_ENTRIES 1024

struct device { /* stands for a udev_device */
  int number;
  char path[256], node[32], value[4096];
};
struct entry { /* stands for a udev_list_entry */
  struct entry *next;
  char path[256];
};

static struct device *devices[MAX_DEVICES];
static void *enumerations[MAX_DEVICES];
static struct entry *lists[MAX_DEVICES];
/* Entries are never freed, only used again: a caller may hold one longer than its list. */
static struct entry *entries;

static void *udev_library(const char *symbol) {
  static void *library;
  if (!library) library = dlopen("libudev.so.1", RTLD_LAZY);
  return dlsym(library, symbol);
}
#define UDEV(type, name, ...) ((type(*)())udev_library(#name))(__VA_ARGS__)

static int index_of(void **table, const void *wanted) {
  for (int i = 0; wanted && i < MAX_DEVICES; i++)
    if (table[i] == wanted) return i;
  return -1;
}
static int is_device(const void *pointer) { return index_of((void **)devices, pointer) >= 0; }
static int is_entry(const void *pointer) {
  return entries && (char *)pointer >= (char *)entries && (char *)pointer < (char *)(entries + MAX_ENTRIES);
}

static void *new_device(int number) {
  char path[256];
  snprintf(path, sizeof path, "%.200s/hidraw%d", shim_folder(), number);
  int free_place = 0;
  while (free_place < MAX_DEVICES && devices[free_place]) free_place++;
  if (free_place == MAX_DEVICES || access(path, F_OK)) {
    errno = ENODEV;
    return NULL;
  }
  struct device *device = devices[free_place] = calloc(1, sizeof *device);
  device->number = number;
  strcpy(device->path, path);
  snprintf(device->node, sizeof device->node, "/dev/hidraw%d", number);
  return device;
}

int udev_enumerate_add_match_subsystem(void *enumeration, const char *subsystem) {
  /* Native add-ons only: Chromium's own HID service keeps the real udev. */
  Dl_info caller = {0};
  dladdr(__builtin_return_address(0), &caller);
  int wanted = shim_folder() && subsystem && !strcmp(subsystem, "hidraw") && caller.dli_fname &&
               strstr(caller.dli_fname, ".node");
  for (int i = 0; wanted && i < MAX_DEVICES; i++) {
    if (enumerations[i]) continue;
    enumerations[i] = enumeration;
    lists[i] = NULL;
    return 0;
  }
  return UDEV(int, udev_enumerate_add_match_subsystem, enumeration, subsystem);
}

int udev_enumerate_scan_devices(void *enumeration) {
  static int next;
  int place = index_of(enumerations, enumeration);
  if (place < 0) return UDEV(int, udev_enumerate_scan_devices, enumeration);
  if (!entries) entries = calloc(MAX_ENTRIES, sizeof *entries);
  struct dirent **names;
  int count = scandir(shim_folder(), &names, NULL, alphasort);
  for (int i = count - 1; i >= 0; i--) {
    if (!strncmp(names[i]->d_name, "hidraw", 6)) {
      struct entry *entry = &entries[next++ % MAX_ENTRIES];
      snprintf(entry->path, sizeof entry->path, "%.200s/%.40s", shim_folder(), names[i]->d_name);
      entry->next = lists[place];
      lists[place] = entry;
    }
    free(names[i]);
  }
  if (count >= 0) free(names);
  return 0;
}

void *udev_enumerate_get_list_entry(void *enumeration) {
  int place = index_of(enumerations, enumeration);
  return place >= 0 ? lists[place] : UDEV(void *, udev_enumerate_get_list_entry, enumeration);
}

void *udev_enumerate_unref(void *enumeration) {
  int place = index_of(enumerations, enumeration);
  if (place >= 0) enumerations[place] = NULL;
  return UDEV(void *, udev_enumerate_unref, enumeration);
}

void *udev_list_entry_get_next(void *entry) {
  return is_entry(entry) ? ((struct entry *)entry)->next : UDEV(void *, udev_list_entry_get_next, entry);
}

const char *udev_list_entry_get_name(void *entry) {
  return is_entry(entry) ? ((struct entry *)entry)->path : UDEV(const char *, udev_list_entry_get_name, entry);
}

void *udev_device_new_from_syspath(void *udev, const char *path) {
  const char *folder = shim_folder();
  size_t length = folder ? strlen(folder) : 0;
  if (folder && path && !strncmp(path, folder, length) && !strncmp(path + length, "/hidraw", 7))
    return new_device(atoi(path + length + 7));
  return UDEV(void *, udev_device_new_from_syspath, udev, path);
}

void *udev_device_new_from_devnum(void *udev, char type, dev_t number) {
  if (shim_folder() && type == 'c' && major(number) == DEVICE_MAJOR) return new_device(minor(number));
  return UDEV(void *, udev_device_new_from_devnum, udev, type, number);
}

const char *udev_device_get_syspath(void *device) {
  return is_device(device) ? ((struct device *)device)->path : UDEV(const char *, udev_device_get_syspath, device);
}

const char *udev_device_get_devnode(void *device) {
  return is_device(device) ? ((struct device *)device)->node : UDEV(const char *, udev_device_get_devnode, device);
}

/* An emulated device is its own interface, its own USB device and its own parent: all attributes stand together. */
void *udev_device_get_parent_with_subsystem_devtype(void *device, const char *subsystem, const char *type) {
  return is_device(device) ? device
                           : UDEV(void *, udev_device_get_parent_with_subsystem_devtype, device, subsystem, type);
}

const char *udev_device_get_sysattr_value(void *pointer, const char *attribute) {
  if (!is_device(pointer)) return UDEV(const char *, udev_device_get_sysattr_value, pointer, attribute);
  struct device *device = pointer;
  char name[64];
  snprintf(name, sizeof name, "device/%.40s", attribute);
  int length = shim_load(device->number, name, device->value, sizeof device->value - 1);
  if (length < 0) return NULL;
  device->value[length] = 0;
  if (strcmp(attribute, "uevent")) device->value[strcspn(device->value, "\n")] = 0;
  return device->value;
}

void *udev_device_unref(void *device) {
  int place = index_of((void **)devices, device);
  if (place < 0) return UDEV(void *, udev_device_unref, device);
  devices[place] = NULL;
  free(device);
  return NULL;
}
