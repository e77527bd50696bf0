// Reads the faults file and counts the calls that each fault has met.
#define _GNU_SOURCE
#include "faults.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "folder.h"

typedef struct Rule {
  char id[65];
  char function[49];
  char kind[33];
  char serial[SERIAL_SIZE];
  unsigned long after;
  unsigned long times;
  unsigned long value;
  unsigned long spread;
} Rule;

#define COPY(field, value) snprintf(field, sizeof field, "%s", value)

static void set(Rule *rule, const char *word, const char *value) {
  if (!strcmp(word, "id")) COPY(rule->id, value);
  if (!strcmp(word, "function")) COPY(rule->function, value);
  if (!strcmp(word, "kind")) COPY(rule->kind, value);
  if (!strcmp(word, "serial")) COPY(rule->serial, value);
  if (!strcmp(word, "after")) rule->after = strtoul(value, NULL, 0);
  if (!strcmp(word, "times")) rule->times = strtoul(value, NULL, 0);
  if (!strcmp(word, "value")) rule->value = strtoul(value, NULL, 0);
  if (!strcmp(word, "spread")) rule->spread = strtoul(value, NULL, 0);
}

static Rule parse(char *line) {
  Rule rule = {.times = 1};
  for (char *pair; (pair = strsep(&line, " "));) {
    char *value = strchr(pair, '=');
    if (!value) continue;
    *value++ = 0;
    set(&rule, pair, value);
  }
  return rule;
}

static int concerns(const Rule *rule, const char *function, const char *serial) {
  if (strcmp(rule->function, "*") && strcmp(rule->function, function)) return 0;
  return !rule->serial[0] || !strcmp(rule->serial, serial);
}

// One byte for each call met: the size after writing is this call's number.
static unsigned long count(const Rule *rule) {
  char path[PATH_SIZE];
  folder_path(path, "faults.used", rule->id, "");
  int file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) return 1;
  struct stat facts = {0};
  flock(file, LOCK_EX);
  if (write(file, ".", 1) != 1 || fstat(file, &facts)) facts.st_size = 1;
  close(file);
  return (unsigned long)facts.st_size;
}

static int strikes(const Rule *rule) {
  if (rule->after == 0 && rule->times == 0) return 1;
  unsigned long number = count(rule);
  return number > rule->after && (rule->times == 0 || number <= rule->after + rule->times);
}

static void add(Faults *faults, const Rule *rule) {
  const char *kind = rule->kind;
  if (!strcmp(kind, "unplug-before")) faults->unplug_before = 1;
  if (!strcmp(kind, "unplug-after")) faults->unplug_after = 1;
  if (!strcmp(kind, "pin-locked")) faults->pin_locked = 1;
  if (!strcmp(kind, "full")) faults->full = 1;
  if (!strcmp(kind, "hang")) faults->hang = 1;
  if (!strcmp(kind, "crash")) faults->crash = 1;
  if (!strcmp(kind, "abort")) faults->abort = 1;
  if (!strcmp(kind, "not-supported")) faults->not_supported = 1;
  if (!strcmp(kind, "wrong-signature")) faults->wrong_signature = 1;
  if (!strcmp(kind, "events-missed")) faults->events_missed = 1;
  if (!strcmp(kind, "wrong-size")) {
    faults->wrong_size = 1;
    faults->size = (ULONG)rule->value;
  }
  if (!strcmp(kind, "code")) {
    faults->has_code = 1;
    faults->code = (ULONG)rule->value;
  }
  if (!strcmp(kind, "slow"))
    faults->slow_ms += (unsigned)(rule->value + (rule->spread ? (unsigned long)random() % (rule->spread + 1) : 0));
}

Faults faults_take(const char *function, const char *serial) {
  Faults faults = {0};
  char path[PATH_SIZE];
  folder_path(path, NULL, "faults", "");
  char *text = folder_read(path, NULL), *rest = text;
  for (char *line; rest && (line = strsep(&rest, "\n"));) {
    Rule rule = parse(line);
    if (rule.id[0] && concerns(&rule, function, serial) && strikes(&rule)) add(&faults, &rule);
  }
  free(text);
  return faults;
}
