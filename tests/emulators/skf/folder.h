// The state folder: where it is, and its files that other processes change by renaming.
#ifndef ZC_SKF_FOLDER_H
#define ZC_SKF_FOLDER_H

#include <stddef.h>

#define PATH_SIZE 1024
#define SERIAL_SIZE 33
#define NONCE_SIZE 65

/** `<folder>/<part>/<name><suffix>`; `part` may be NULL. */
void folder_path(char *path, const char *part, const char *name, const char *suffix);

/** The whole file, ended by a 0 that `size` does not count; NULL where it cannot be read. To be freed. */
char *folder_read(const char *path, size_t *size);

/** Writes beside the file, syncs, renames over it: a reader sees the old or the new. 0 or -1. */
int folder_replace(const char *path, const char *bytes, size_t size);

/** Whether the key is plugged in; `nonce` gets what tells this plugging from any other. */
int folder_plugged(const char *serial, char nonce[NONCE_SIZE]);

void folder_unplug(const char *serial);

/** Serial numbers in a part of the folder, without `suffix`, sorted. To be freed by folder_free_names. */
char **folder_names(const char *part, const char *suffix, size_t *count);
void folder_free_names(char **names, size_t count);

#endif
