// Finds the state folder (ZC_SOFTKEY_DIR, else the path in the file `<library>.folder`) and reads and replaces its files.
#define _GNU_SOURCE
#include "folder.h"

#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static char folder[PATH_SIZE / 2] = "/nonexistent";

static void trim(char *text) {
  size_t length = strlen(text);
  while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r')) text[--length] = 0;
}

static void take_folder(const char *path) {
  snprintf(folder, sizeof folder, "%s", path);
  trim(folder);
}

static void find_folder(void) {
  const char *given = getenv("ZC_SOFTKEY_DIR");
  if (given && *given) {
    take_folder(given);
    return;
  }
  Dl_info library;
  if (!dladdr((void *)find_folder, &library) || !library.dli_fname) return;
  char path[PATH_SIZE];
  snprintf(path, sizeof path, "%s.folder", library.dli_fname);
  char *text = folder_read(path, NULL);
  if (text) take_folder(text);
  free(text);
}

void folder_path(char *path, const char *part, const char *name, const char *suffix) {
  pthread_once(&once, find_folder);
  if (part) snprintf(path, PATH_SIZE, "%s/%s/%s%s", folder, part, name, suffix);
  else snprintf(path, PATH_SIZE, "%s/%s%s", folder, name, suffix);
}

char *folder_read(const char *path, size_t *size) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return NULL;
  struct stat facts;
  char *bytes = NULL;
  if (fstat(file, &facts) == 0 && (bytes = malloc((size_t)facts.st_size + 1))) {
    size_t filled = 0;
    ssize_t got;
    while (filled < (size_t)facts.st_size &&
           (got = read(file, bytes + filled, (size_t)facts.st_size - filled)) > 0)
      filled += (size_t)got;
    bytes[filled] = 0;
    if (size) *size = filled;
  }
  close(file);
  return bytes;
}

static int write_all(int file, const char *bytes, size_t size) {
  while (size > 0) {
    ssize_t put = write(file, bytes, size);
    if (put <= 0) return -1;
    bytes += put;
    size -= (size_t)put;
  }
  return 0;
}

// The renaming itself must last too: a try that a power cut gives back would be a free try.
static void sync_parent(const char *path) {
  char parent[PATH_SIZE];
  snprintf(parent, sizeof parent, "%s", path);
  char *slash = strrchr(parent, '/');
  if (!slash) return;
  *slash = 0;
  int directory = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (directory < 0) return;
  fsync(directory);
  close(directory);
}

int folder_replace(const char *path, const char *bytes, size_t size) {
  char beside[PATH_SIZE + 16];
  snprintf(beside, sizeof beside, "%s.%d.new", path, (int)getpid());
  int file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return -1;
  int failed = write_all(file, bytes, size) || fsync(file);
  failed = close(file) || failed;
  if (failed || rename(beside, path)) {
    unlink(beside);
    return -1;
  }
  sync_parent(path);
  return 0;
}

int folder_plugged(const char *serial, char nonce[NONCE_SIZE]) {
  char path[PATH_SIZE];
  folder_path(path, "plugged", serial, "");
  char *text = folder_read(path, NULL);
  if (!text) return 0;
  snprintf(nonce, NONCE_SIZE, "%s", text);
  trim(nonce);
  free(text);
  return 1;
}

void folder_unplug(const char *serial) {
  char path[PATH_SIZE];
  folder_path(path, "plugged", serial, "");
  unlink(path);
}

// The serial number in a file's name, or 0: not of this suffix, or being written.
static size_t stem(const char *name, const char *suffix) {
  size_t length = strlen(name), end = strlen(suffix);
  if (name[0] == '.' || length <= end || strcmp(name + length - end, suffix)) return 0;
  return length - end < SERIAL_SIZE ? length - end : 0;
}

static int by_name(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

char **folder_names(const char *part, const char *suffix, size_t *count) {
  char path[PATH_SIZE];
  folder_path(path, NULL, part, "");
  *count = 0;
  DIR *directory = opendir(path);
  if (!directory) return NULL;
  char **names = NULL;
  for (struct dirent *entry; (entry = readdir(directory));) {
    size_t length = stem(entry->d_name, suffix);
    if (length == 0) continue;
    names = realloc(names, (*count + 1) * sizeof *names);
    names[(*count)++] = strndup(entry->d_name, length);
  }
  closedir(directory);
  if (*count > 1) qsort(names, *count, sizeof *names, by_name);
  return names;
}

void folder_free_names(char **names, size_t count) {
  for (size_t i = 0; i < count; i++) free(names[i]);
  free(names);
}
