// The page of a form that the register keeps.
import type { CustodyForm } from '../../custody/custody-form';
import { assertNever } from '../../result';
import type { PrintControl, PrintDocument } from '../page';
import type { PrintingCounter } from './control-strip';
import { pinResetApplication } from './pin-reset-application';
import { sealApplication } from './seal-application';
import { sealHandover } from './seal-handover';
import { sealRegister } from './seal-register';
import { sealUseRecord } from './seal-use-record';

export function custodyDocument(
  form: CustodyForm,
  counter: PrintingCounter,
  control: PrintControl,
): PrintDocument {
  switch (form.kind) {
    case 'seal-register':
      return sealRegister(form, counter, control);
    case 'seal-use-record':
      return sealUseRecord(form, counter, control);
    case 'seal-handover':
      return sealHandover(form, counter, control);
    case 'seal-application':
      return sealApplication(form, counter, control);
    case 'pin-reset-application':
      return pinResetApplication(form, counter, control);
    default:
      return assertNever(form);
  }
}
