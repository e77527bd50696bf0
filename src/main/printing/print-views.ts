// Printing in the words of the IPC contract.
import { subjectKey } from '#core/print/print-record';
import type { PrintProgress, PrintRecord } from '#core/print/print-record';
import type { PrinterState } from '#core/print/printer-state';
import { assertNever } from '#core/result';
import type { PrinterStateView, PrintProgressView, PrintRecordView } from '#shared/ipc/views';

export function recordView(record: PrintRecord): PrintRecordView {
  return {
    id: String(record.id),
    controlNumber: record.controlNumber,
    subject: record.document,
    certificateId: record.certificateId ?? undefined,
    title: record.title,
    state: record.state,
    outcome: record.outcome ?? undefined,
    at: record.spooledAt ?? record.numberedAt,
    reprintOf: record.reprintOf ?? undefined,
    reason: record.reason ?? undefined,
  };
}

export function progressView(event: PrintProgress): PrintProgressView {
  const error =
    event.kind === 'failed'
      ? event.error.code
      : event.kind === 'held'
        ? (event.blocks[0] ?? undefined)
        : undefined;
  return {
    caseId: event.caseId,
    subject: event.subject.kind,
    certificateId: subjectKey(event.subject) ?? undefined,
    controlNumber: event.kind === 'preparing' ? null : event.controlNumber,
    stage: event.kind,
    error,
  };
}

export function printerView(state: PrinterState): PrinterStateView {
  switch (state.kind) {
    case 'absent':
      return { kind: 'absent', error: 'PRINTER_ABSENT' };
    case 'unreachable':
      return { kind: 'absent', error: 'SPOOLER_UNREACHABLE' };
    case 'ready':
      return { kind: state.busy ? 'busy' : 'ready', queue: state.queue };
    case 'blocked':
      return { kind: 'trouble', queue: state.queue, error: state.blocks[0] ?? 'PRINTER_STOPPED' };
    default:
      return assertNever(state);
  }
}
