// Clause 7.5: containers and certificates.
#include <stdio.h>
#include <stdlib.h>

#include "access.h"
#include "names.h"
#include "skf.h"

#define NAME_LONGEST 64
#define CERTIFICATE_LONGEST 8192

static ULONG open_handle(Handle *application, const char *name, HCONTAINER *out) {
  Handle *container = handle_new(HANDLE_CONTAINER, application);
  if (!container) return SAR_MEMORYERR;
  snprintf(container->name, sizeof container->name, "%s", name);
  *out = handle_number(container);
  return SAR_OK;
}

static size_t count_containers(const Application *application) {
  size_t count = 0;
  for (const Container *one = application->containers; one; one = one->next) count++;
  return count;
}

static ULONG add(const Access *access, const char *name) {
  if (store_container(access->application, name)) return SAR_FILE_ALREADY_EXIST;
  if (count_containers(access->application) >= MAX_CONTAINERS) return SAR_REACH_MAX_CONTAINER_COUNT;
  if (store_free_space(access->store) == 0) return SAR_NO_ROOM;
  store_add_container(access->application, name);
  return store_commit(access->store);
}

static ULONG create(const Call *call, const char *name, HCONTAINER *out) {
  if (!out) return SAR_INVALIDPARAMERR;
  if (!name_fits(name, NAME_LONGEST)) return SAR_NAMELENERR;
  if (!user_logged_in(call)) return SAR_USER_NOT_LOGGED_IN;
  Access access;
  ULONG result = access_open(call, &access, 1);
  if (result == SAR_OK) result = add(&access, name);
  access_close(&access);
  return result == SAR_OK ? open_handle(call->handle, name, out) : result;
}

ULONG SKF_CreateContainer(HAPPLICATION hApplication, LPSTR szContainerName, HCONTAINER *phContainer) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_CreateContainer", hApplication, HANDLE_APPLICATION);
  if (result == SAR_OK) result = create(&call, szContainerName, phContainer);
  return call_leave(&call, result);
}

static ULONG delete(const Call *call, const char *name) {
  if (!name) return SAR_INVALIDPARAMERR;
  if (!user_logged_in(call)) return SAR_USER_NOT_LOGGED_IN;
  Access access;
  ULONG result = access_open(call, &access, 1);
  if (result == SAR_OK && !store_remove_container(access.application, name)) result = SAR_FILE_NOT_EXIST;
  if (result == SAR_OK) result = store_commit(access.store);
  access_close(&access);
  return result;
}

ULONG SKF_DeleteContainer(HAPPLICATION hApplication, LPSTR szContainerName) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_DeleteContainer", hApplication, HANDLE_APPLICATION);
  if (result == SAR_OK) result = delete(&call, szContainerName);
  return call_leave(&call, result);
}

static ULONG open_named(const Call *call, const char *name, HCONTAINER *out) {
  if (!name || !out) return SAR_INVALIDPARAMERR;
  Access access;
  ULONG result = access_open(call, &access, 0);
  if (result == SAR_OK && !store_container(access.application, name)) result = SAR_FILE_NOT_EXIST;
  access_close(&access);
  return result == SAR_OK ? open_handle(call->handle, name, out) : result;
}

ULONG SKF_OpenContainer(HAPPLICATION hApplication, LPSTR szContainerName, HCONTAINER *phContainer) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_OpenContainer", hApplication, HANDLE_APPLICATION);
  if (result == SAR_OK) result = open_named(&call, szContainerName, phContainer);
  return call_leave(&call, result);
}

ULONG SKF_CloseContainer(HCONTAINER hContainer) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_CloseContainer", hContainer, HANDLE_CONTAINER);
  if (call.handle) handle_close(call.handle);
  return call_leave(&call, result);
}

static ULONG enumerate(Call *call, char *out, ULONG *size) {
  Access access;
  ULONG result = access_open(call, &access, 0);
  if (result == SAR_OK) {
    char *names[MAX_CONTAINERS];
    size_t count = 0;
    for (Container *one = access.application->containers; one && count < MAX_CONTAINERS; one = one->next)
      names[count++] = one->name;
    result = call_answer_names(call, names, count, out, size);
  }
  access_close(&access);
  return result;
}

ULONG SKF_EnumContainer(HAPPLICATION hApplication, LPSTR szContainerName, ULONG *pulSize) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_EnumContainer", hApplication, HANDLE_APPLICATION);
  if (result == SAR_OK) result = enumerate(&call, szContainerName, pulSize);
  return call_leave(&call, result);
}

static ULONG type_of(const Call *call, ULONG *type) {
  if (!type) return SAR_INVALIDPARAMERR;
  Access access;
  ULONG result = access_open(call, &access, 0);
  if (result == SAR_OK) {
    int has_key = access.container->sign_key.size > 0 || access.container->encrypt_key.size > 0;
    *type = has_key ? CONTAINER_ECC : CONTAINER_UNDETERMINED;
  }
  access_close(&access);
  return result;
}

ULONG SKF_GetContainerType(HCONTAINER hContainer, ULONG *pulContainerType) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_GetContainerType", hContainer, HANDLE_CONTAINER);
  if (result == SAR_OK) result = type_of(&call, pulContainerType);
  return call_leave(&call, result);
}

static ULONG import(const Call *call, int sign, const BYTE *certificate, ULONG size) {
  if (!certificate || size == 0) return SAR_INVALIDPARAMERR;
  if (size > CERTIFICATE_LONGEST) return SAR_INDATALENERR;
  if (!user_logged_in(call)) return SAR_USER_NOT_LOGGED_IN;
  Access access;
  ULONG result = access_open(call, &access, 1);
  if (result == SAR_OK && size > store_free_space(access.store)) result = SAR_NO_ROOM;
  if (result == SAR_OK) {
    bytes_set(sign ? &access.container->sign_certificate : &access.container->encrypt_certificate, certificate, size);
    result = store_commit(access.store);
  }
  access_close(&access);
  return result;
}

ULONG SKF_ImportCertificate(HCONTAINER hContainer, BOOL bSignFlag, BYTE *pbCert, ULONG ulCertLen) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_ImportCertificate", hContainer, HANDLE_CONTAINER);
  if (result == SAR_OK) result = import(&call, bSignFlag != 0, pbCert, ulCertLen);
  return call_leave(&call, result);
}

static ULONG export(Call *call, int sign, BYTE *out, ULONG *size) {
  Access access;
  ULONG result = access_open(call, &access, 0);
  if (result == SAR_OK) {
    const Container *container = access.container;
    const Bytes *certificate = sign ? &container->sign_certificate : &container->encrypt_certificate;
    result = certificate->size == 0 ? SAR_CERTNOTFOUNTERR
                                    : call_answer(call, certificate->data, certificate->size, out, size);
  }
  access_close(&access);
  return result;
}

ULONG SKF_ExportCertificate(HCONTAINER hContainer, BOOL bSignFlag, BYTE *pbCert, ULONG *pulCertLen) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_ExportCertificate", hContainer, HANDLE_CONTAINER);
  if (result == SAR_OK) result = export(&call, bSignFlag != 0, pbCert, pulCertLen);
  return call_leave(&call, result);
}
