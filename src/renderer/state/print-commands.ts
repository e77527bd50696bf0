// Printing from the desk: what is in view goes to paper; a second copy asks for its reason first.
import { assertNever } from '#core/result';
import type { Answer } from '#shared/ipc/contract';
import type { PrintRecordView } from '#shared/ipc/views';
import { call, toast } from './call';
import type { PrintSubject } from './screen-state';
import { setScreen, terminalState } from './store';

/** F9: the certificate at the right, else the slip of the case. */
export async function printInView(): Promise<void> {
  const { desk, screen } = terminalState();
  if (desk?.current && screen.evidence?.view) {
    const { certificateId } = screen.evidence.view;
    await printSubject({ kind: 'certificate-copy', certificateId });
  } else if (desk?.current ?? desk?.closed) {
    await printSubject({ kind: 'case-slip' });
  }
}

/**
 * Sends to paper. PRINT_REASON_REQUIRED opens the question for the reason.
 * @returns whether the spooler has it
 */
export async function printSubject(subject: PrintSubject, reason?: string): Promise<boolean> {
  const { desk } = terminalState();
  const caseId = (desk?.current ?? desk?.closed)?.id;
  if (!caseId) return false;
  setScreen({ print: null });
  const answer = await call(
    '正在打印…',
    () => ask(subject, caseId, reason),
    (error) => {
      if (error.code !== 'PRINT_REASON_REQUIRED') return false;
      const first = typeof error['first'] === 'string' ? error['first'] : undefined;
      setScreen({ dialog: { kind: 'reprint', subject, first } });
      return true;
    },
    'print',
  );
  if (answer) toast(`已送打印，控制号 ${answer.value.controlNumber}`);
  return answer !== undefined;
}

function ask(subject: PrintSubject, caseId: string, reason?: string): Promise<Answer<PrintRecordView>> {
  const { request } = window.terminal;
  const why = reason === undefined ? {} : { reason };
  switch (subject.kind) {
    case 'certificate-copy':
      return request['printing.certificateCopy']({ caseId, certificateId: subject.certificateId, ...why });
    case 'authorisation-form':
      return request['printing.authorisationForm']({
        caseId,
        certificateIds: [...subject.certificateIds],
        ...why,
      });
    case 'case-slip':
      return request['printing.caseSlip']({ caseId, ...why });
    default:
      return assertNever(subject);
  }
}
