// Printing from the desk: what is in view goes to paper; a second copy asks for its reason first.
import { assertNever } from '#core/result';
import type { Answer, WireError } from '#shared/ipc/contract';
import type { PrintRecordView } from '#shared/ipc/views';
import { call, toast } from './call';
import type { PrintSubject } from './screen-state';
import { setScreen, terminalState } from './store';

/** F9: the certificate at the right, else the slip of the case. */
export async function printInView(): Promise<void> {
  const { desk, screen } = terminalState();
  if (desk?.current && screen.evidence?.view) {
    const { certificateId } = screen.evidence.view;
    await printSubject(
      screen.evidence.steps
        ? { kind: 'verification-report', of: { kind: 'certificate', certificateId } }
        : { kind: 'certificate-copy', certificateId },
    );
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
  const ofNoCase =
    subject.kind === 'issued-copy' || (subject.kind === 'verification-report' && subject.of.kind === 'file');
  const caseId = (desk?.current ?? desk?.closed)?.id ?? (ofNoCase ? '' : undefined);
  if (caseId === undefined) return false;
  setScreen({ print: null });
  const answer = await call(
    '正在打印…',
    () => ask(subject, caseId, reason, seenTo(caseId, subject)),
    (error) => {
      rememberTold(caseId, subject, error);
      if (error.code !== 'PRINT_REASON_REQUIRED') return false;
      const first = typeof error['first'] === 'string' ? error['first'] : undefined;
      setScreen({ dialog: { kind: 'reprint', subject, first } });
      return true;
    },
    'print',
  );
  if (answer) {
    told = undefined;
    toast(`已送打印，控制号 ${answer.value.controlNumber}`);
  }
  return answer !== undefined;
}

/**
 * What the clerk was told of the printer for this page: CUPS repeats "out of paper" until the next job clears it, so the
 * same key pressed again means "I have seen to it", as the words on the screen say.
 */
let told: { readonly key: string; readonly blocks: readonly string[] } | undefined;

function rememberTold(caseId: string, subject: PrintSubject, error: WireError): void {
  if (error['canOverride'] !== true) return;
  told = { key: keyOf(caseId, subject), blocks: [...seenTo(caseId, subject), error.code] };
}

function seenTo(caseId: string, subject: PrintSubject): readonly string[] {
  return told?.key === keyOf(caseId, subject) ? told.blocks : [];
}

function keyOf(caseId: string, subject: PrintSubject): string {
  return `${caseId}/${JSON.stringify(subject)}`;
}

function ask(
  subject: PrintSubject,
  caseId: string,
  reason: string | undefined,
  despite: readonly string[],
): Promise<Answer<PrintRecordView>> {
  const { request } = window.terminal;
  const why = {
    ...(reason === undefined ? {} : { reason }),
    ...(despite.length === 0 ? {} : { despite: [...despite] }),
  };
  switch (subject.kind) {
    case 'certificate-copy':
      return request['printing.certificateCopy']({ caseId, certificateId: subject.certificateId, ...why });
    case 'authorisation-form':
      return request['printing.authorisationForm']({
        caseId,
        certificateIds: [...subject.certificateIds],
        ...why,
      });
    case 'verification-report': {
      const { of } = subject;
      return request['printing.verificationReport']({
        of: of.kind === 'certificate' ? { ...of, caseId } : of,
        ...why,
      });
    }
    case 'issued-copy':
      return request['issuing.printDocument']({ documentId: subject.documentId, ...why });
    case 'case-slip':
      return request['printing.caseSlip']({ caseId, ...why });
    default:
      return assertNever(subject);
  }
}
