// Clause 7.4: files of an application, each with its rights.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "access.h"
#include "names.h"
#include "skf.h"

#define NAME_LONGEST 32

static ULONG add(const Access *access, const char *name, ULONG size, ULONG read_rights, ULONG write_rights) {
  if (store_file(access->application, name)) return SAR_FILE_ALREADY_EXIST;
  if (size > store_free_space(access->store)) return SAR_NO_ROOM;
  KeyFile *file = store_add_file(access->application, name);
  file->read_rights = read_rights;
  file->write_rights = write_rights;
  BYTE *zeros = calloc(size, 1);
  bytes_set(&file->content, zeros, size);
  free(zeros);
  return store_commit(access->store);
}

ULONG SKF_CreateFile(HAPPLICATION hApplication, LPSTR szFileName, ULONG ulFileSize, ULONG ulReadRights,
                     ULONG ulWriteRights) {
  Call call;
  Access access = {0};
  ULONG result = call_enter_on(&call, "SKF_CreateFile", hApplication, HANDLE_APPLICATION);
  if (result == SAR_OK && !name_fits(szFileName, NAME_LONGEST)) result = SAR_NAMELENERR;
  if (result == SAR_OK && ulFileSize == 0) result = SAR_INVALIDPARAMERR;
  if (result == SAR_OK) result = access_open(&call, &access, 1);
  if (result == SAR_OK && !allowed(&call, access.application->create_rights)) result = SAR_USER_NOT_LOGGED_IN;
  if (result == SAR_OK) result = add(&access, szFileName, ulFileSize, ulReadRights, ulWriteRights);
  access_close(&access);
  return call_leave(&call, result);
}

ULONG SKF_DeleteFile(HAPPLICATION hApplication, LPSTR szFileName) {
  Call call;
  Access access = {0};
  ULONG result = call_enter_on(&call, "SKF_DeleteFile", hApplication, HANDLE_APPLICATION);
  if (result == SAR_OK && !szFileName) result = SAR_INVALIDPARAMERR;
  if (result == SAR_OK) result = access_open(&call, &access, 1);
  if (result == SAR_OK && !allowed(&call, access.application->create_rights)) result = SAR_USER_NOT_LOGGED_IN;
  if (result == SAR_OK && !store_remove_file(access.application, szFileName)) result = SAR_FILE_NOT_EXIST;
  if (result == SAR_OK) result = store_commit(access.store);
  access_close(&access);
  return call_leave(&call, result);
}

static ULONG enumerate(Call *call, const Application *application, char *out, ULONG *size) {
  char **names = NULL;
  size_t count = 0;
  for (KeyFile *one = application->files; one; one = one->next) {
    names = realloc(names, (count + 1) * sizeof *names);
    names[count++] = one->name;
  }
  ULONG result = call_answer_names(call, names, count, out, size);
  free(names);
  return result;
}

ULONG SKF_EnumFiles(HAPPLICATION hApplication, LPSTR szFileList, ULONG *pulSize) {
  Call call;
  Access access = {0};
  ULONG result = call_enter_on(&call, "SKF_EnumFiles", hApplication, HANDLE_APPLICATION);
  if (result == SAR_OK) result = access_open(&call, &access, 0);
  if (result == SAR_OK) result = enumerate(&call, access.application, szFileList, pulSize);
  access_close(&access);
  return call_leave(&call, result);
}

// The application's file of that name, opened; what is answered where there is none.
static ULONG open_file(const Call *call, Access *access, const char *name, int change, KeyFile **file) {
  if (!name) return SAR_INVALIDPARAMERR;
  ULONG result = access_open(call, access, change);
  if (result != SAR_OK) return result;
  *file = store_file(access->application, name);
  return *file ? SAR_OK : SAR_FILE_NOT_EXIST;
}

static ULONG describe(const KeyFile *file, FILEATTRIBUTE *out) {
  if (!out) return SAR_INVALIDPARAMERR;
  memset(out, 0, sizeof *out);
  memcpy(out->FileName, file->name, strlen(file->name));
  out->FileSize = (ULONG)file->content.size;
  out->ReadRights = file->read_rights;
  out->WriteRights = file->write_rights;
  return SAR_OK;
}

ULONG SKF_GetFileInfo(HAPPLICATION hApplication, LPSTR szFileName, FILEATTRIBUTE *pFileInfo) {
  Call call;
  Access access = {0};
  KeyFile *file;
  ULONG result = call_enter_on(&call, "SKF_GetFileInfo", hApplication, HANDLE_APPLICATION);
  if (result == SAR_OK) result = open_file(&call, &access, szFileName, 0, &file);
  if (result == SAR_OK) result = describe(file, pFileInfo);
  access_close(&access);
  return call_leave(&call, result);
}

// Less than asked for at the file's end.
static ULONG read_part(Call *call, const KeyFile *file, ULONG offset, ULONG size, BYTE *out, ULONG *out_size) {
  if (offset >= file->content.size) return SAR_INVALIDPARAMERR;
  size_t rest = file->content.size - offset;
  return call_answer(call, file->content.data + offset, size < rest ? size : rest, out, out_size);
}

ULONG SKF_ReadFile(HAPPLICATION hApplication, LPSTR szFileName, ULONG ulOffset, ULONG ulSize, BYTE *pbOutData,
                   ULONG *pulOutLen) {
  Call call;
  Access access = {0};
  KeyFile *file;
  ULONG result = call_enter_on(&call, "SKF_ReadFile", hApplication, HANDLE_APPLICATION);
  if (result == SAR_OK) result = open_file(&call, &access, szFileName, 0, &file);
  if (result == SAR_OK && !allowed(&call, file->read_rights)) result = SAR_USER_NOT_LOGGED_IN;
  if (result == SAR_OK) result = read_part(&call, file, ulOffset, ulSize, pbOutData, pulOutLen);
  access_close(&access);
  return call_leave(&call, result);
}

static ULONG write_part(KeyFile *file, ULONG offset, const BYTE *data, ULONG size) {
  if (!data) return SAR_INVALIDPARAMERR;
  if (offset > file->content.size || size > file->content.size - offset) return SAR_INDATALENERR;
  memcpy(file->content.data + offset, data, size);
  return SAR_OK;
}

ULONG SKF_WriteFile(HAPPLICATION hApplication, LPSTR szFileName, ULONG ulOffset, BYTE *pbData, ULONG ulSize) {
  Call call;
  Access access = {0};
  KeyFile *file;
  ULONG result = call_enter_on(&call, "SKF_WriteFile", hApplication, HANDLE_APPLICATION);
  if (result == SAR_OK) result = open_file(&call, &access, szFileName, 1, &file);
  if (result == SAR_OK && !allowed(&call, file->write_rights)) result = SAR_USER_NOT_LOGGED_IN;
  if (result == SAR_OK) result = write_part(file, ulOffset, pbData, ulSize);
  if (result == SAR_OK) result = store_commit(access.store);
  access_close(&access);
  return call_leave(&call, result);
}
