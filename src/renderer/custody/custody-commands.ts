// What the register's screens ask of main, and where they lead.
import type { ApplicationKind, Ground, Report } from '#core/custody/grounds';
import type { RequestInput } from '#shared/ipc/contract';
import { call, toast } from '../state/call';
import { setScreen } from '../state/store';
import type { CustodyDeed, CustodyDialog } from './custody-dialog-state';

export function showCustody(view: CustodyDialog): void {
  setScreen({ error: null, dialog: { kind: 'custody', view } });
}

/** Menu and keys open the register. */
export function openRegister(): void {
  showCustody({ kind: 'register' });
}

/** Stops at once; the application form comes after. */
export async function report(sealId: string, what: Report, next: ApplicationKind): Promise<void> {
  const done = await call('正在停用…', () =>
    window.terminal.request['custody.report']({ sealId, report: what }),
  );
  if (!done) return;
  toast('印章已停用');
  showCustody({ kind: 'apply', sealId, application: next });
}

export async function apply(
  sealId: string,
  kind: ApplicationKind,
  ground: Ground,
  note: string,
): Promise<void> {
  const made = await call('正在登记申请…', () =>
    window.terminal.request['custody.apply']({
      sealId,
      kind,
      ground,
      ...(note.trim() === '' ? {} : { note: note.trim() }),
    }),
  );
  if (made) showCustody({ kind: 'form', formId: made.value.formId, sealId });
}

const DONE: Readonly<Record<CustodyDeed, string>> = {
  resume: '印章已恢复使用',
  'withdraw-renewal': '续期申请已撤回',
  cancel: '印章已登记为注销',
  archive: '已归档',
  'pin-changed': '已记下：口令已修改',
};

export async function deed(sealId: string, which: CustodyDeed, words: string): Promise<void> {
  const { request } = window.terminal;
  const done = await call('正在登记…', () => {
    switch (which) {
      case 'resume':
        return request['custody.resume']({ sealId, reason: words });
      case 'withdraw-renewal':
        return request['custody.withdrawRenewal']({ sealId, reason: words });
      case 'cancel':
        return request['custody.cancel']({ sealId, ...(words === '' ? {} : { note: words }) });
      case 'archive':
        return request['custody.archive']({ sealId, archiveNumber: words });
      case 'pin-changed':
        return request['custody.pinChanged']({ sealId });
    }
  });
  if (!done) return;
  toast(DONE[which]);
  showCustody({ kind: 'seal', sealId });
}

export async function registerSeal(input: RequestInput<'custody.register'>): Promise<void> {
  const registered = await call('正在登记…', () => window.terminal.request['custody.register'](input));
  if (!registered) return;
  toast('印章已登记');
  showCustody({ kind: 'seal', sealId: registered.value.sealId });
}

/** Makes a list and sends it to paper. */
export async function printList(input: RequestInput<'custody.makeForm'>, back: CustodyDialog): Promise<void> {
  const made = await call('正在制表…', () => window.terminal.request['custody.makeForm'](input));
  if (made) await printForm(made.value.formId, back);
}

/**
 * Sends a kept form to paper; PRINT_REASON_REQUIRED opens the question for the reason.
 * @param back where the question leads back to
 */
export async function printForm(formId: string, back: CustodyDialog, reason?: string): Promise<boolean> {
  const despite = seenTo?.formId === formId ? seenTo.blocks : [];
  const printed = await call(
    '正在打印…',
    () =>
      window.terminal.request['custody.printForm']({
        formId,
        ...(reason === undefined ? {} : { reason }),
        ...(despite.length === 0 ? {} : { despite: [...despite] }),
      }),
    (error) => {
      // The same key again means "I have seen to it", as the words on the screen say.
      if (error['canOverride'] === true) seenTo = { formId, blocks: [...despite, error.code] };
      if (error.code !== 'PRINT_REASON_REQUIRED') return false;
      const first = typeof error['first'] === 'string' ? error['first'] : undefined;
      showCustody({ kind: 'reprint', formId, first, back });
      return true;
    },
    'print',
  );
  if (!printed) return false;
  seenTo = undefined;
  toast(`已送打印，控制号 ${printed.value.controlNumber}`);
  return true;
}

let seenTo: { readonly formId: string; readonly blocks: readonly string[] } | undefined;
