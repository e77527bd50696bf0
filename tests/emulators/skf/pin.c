// Clause 7.2: PINs and who is logged in. The login state lives in this process and ends with the connection.
#include <stdio.h>
#include <string.h>

#include "call.h"
#include "pin-check.h"
#include "skf.h"
#include "store.h"

typedef struct Opened {
  Store *store;
  Application *application;
} Opened;

static ULONG open_application(const Call *call, Opened *opened) {
  opened->store = store_open(call->serial);
  if (!opened->store) return SAR_FILEERR;
  opened->application = store_application(opened->store, call->handle->name);
  return opened->application ? SAR_OK : SAR_APPLICATION_NOT_EXISTS;
}

static Pin *pin_of(const Opened *opened, ULONG type) {
  return type == ADMIN_TYPE ? &opened->application->so_pin : &opened->application->user_pin;
}

static void log_in(const Call *call, ULONG type, int state) {
  Login *login = handle_login(call->handle->device, call->handle->name);
  if (type == ADMIN_TYPE) login->admin = state;
  else login->user = state;
}

static ULONG one_try(Call *call, const Opened *opened, ULONG type, const char *value, ULONG *left) {
  Pin *pin = pin_of(opened, type);
  if (call->faults.pin_locked) {
    pin->left = 0;
    store_commit(opened->store);
  }
  if (pin->left > 0) call->note = "try";
  ULONG result = pin_try(opened->store, pin, value);
  if (left) *left = pin->left;
  return result;
}

static ULONG verify(Call *call, ULONG type, const char *value, ULONG *left) {
  if (!value) return SAR_INVALIDPARAMERR;
  if (type > USER_TYPE) return SAR_USER_TYPE_INVALID;
  if (!pin_length_fits(value)) return SAR_PIN_LEN_RANGE;
  Opened opened;
  ULONG result = open_application(call, &opened);
  if (result == SAR_OK) {
    result = one_try(call, &opened, type, value, left);
    log_in(call, type, result == SAR_OK);
  }
  store_free(opened.store);
  return result;
}

ULONG SKF_VerifyPIN(HAPPLICATION hApplication, ULONG ulPINType, LPSTR szPIN, ULONG *pulRetryCount) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_VerifyPIN", hApplication, HANDLE_APPLICATION);
  if (result == SAR_OK) result = verify(&call, ulPINType, szPIN, pulRetryCount);
  return call_leave(&call, result);
}

// A "new" PIN that is the old one leaves a default PIN what it is.
static ULONG change(Call *call, ULONG type, const char *old, const char *new, ULONG *left) {
  if (!old || !new) return SAR_INVALIDPARAMERR;
  if (type > USER_TYPE) return SAR_USER_TYPE_INVALID;
  if (!pin_length_fits(old) || !pin_length_fits(new)) return SAR_PIN_LEN_RANGE;
  Opened opened;
  ULONG result = open_application(call, &opened);
  if (result == SAR_OK) result = one_try(call, &opened, type, old, left);
  if (result == SAR_OK) {
    Pin *pin = pin_of(&opened, type);
    pin->is_default = pin->is_default && !strcmp(old, new);
    pin_set(pin, new);
    result = store_commit(opened.store);
  }
  store_free(opened.store);
  return result;
}

ULONG SKF_ChangePIN(HAPPLICATION hApplication, ULONG ulPINType, LPSTR szOldPin, LPSTR szNewPin,
                    ULONG *pulRetryCount) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_ChangePIN", hApplication, HANDLE_APPLICATION);
  if (result == SAR_OK) result = change(&call, ulPINType, szOldPin, szNewPin, pulRetryCount);
  return call_leave(&call, result);
}

static ULONG unblock(Call *call, const char *admin, const char *new, ULONG *left) {
  if (!admin || !new) return SAR_INVALIDPARAMERR;
  if (!pin_length_fits(admin) || !pin_length_fits(new)) return SAR_PIN_LEN_RANGE;
  Opened opened;
  ULONG result = open_application(call, &opened);
  if (result == SAR_OK) result = one_try(call, &opened, ADMIN_TYPE, admin, left);
  if (result == SAR_OK) {
    pin_set(&opened.application->user_pin, new);
    opened.application->user_pin.is_default = 0;
    result = store_commit(opened.store);
  }
  store_free(opened.store);
  return result;
}

ULONG SKF_UnblockPIN(HAPPLICATION hApplication, LPSTR szAdminPIN, LPSTR szNewUserPIN, ULONG *pulRetryCount) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_UnblockPIN", hApplication, HANDLE_APPLICATION);
  if (result == SAR_OK) result = unblock(&call, szAdminPIN, szNewUserPIN, pulRetryCount);
  return call_leave(&call, result);
}

static ULONG pin_info(const Call *call, ULONG type, ULONG *max, ULONG *left, BOOL *is_default) {
  if (!max || !left || !is_default) return SAR_INVALIDPARAMERR;
  if (type > USER_TYPE) return SAR_USER_TYPE_INVALID;
  Opened opened;
  ULONG result = open_application(call, &opened);
  if (result == SAR_OK) {
    const Pin *pin = pin_of(&opened, type);
    *max = pin->max;
    *left = pin->left;
    *is_default = pin->is_default ? TRUE : FALSE;
  }
  store_free(opened.store);
  return result;
}

ULONG SKF_GetPINInfo(HAPPLICATION hApplication, ULONG ulPINType, ULONG *pulMaxRetryCount,
                     ULONG *pulRemainRetryCount, BOOL *pbDefaultPin) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_GetPINInfo", hApplication, HANDLE_APPLICATION);
  if (result == SAR_OK) result = pin_info(&call, ulPINType, pulMaxRetryCount, pulRemainRetryCount, pbDefaultPin);
  return call_leave(&call, result);
}

ULONG SKF_ClearSecureState(HAPPLICATION hApplication) {
  Call call;
  ULONG result = call_enter_on(&call, "SKF_ClearSecureState", hApplication, HANDLE_APPLICATION);
  if (result == SAR_OK) {
    log_in(&call, ADMIN_TYPE, 0);
    log_in(&call, USER_TYPE, 0);
  }
  return call_leave(&call, result);
}
