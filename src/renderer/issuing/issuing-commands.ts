// What the dialogs of issuing ask main, and where they go next.
import type { SealingSubject } from '#shared/ipc/issuing-views';
import type { WireError } from '#shared/ipc/contract';
import { call, toast } from '../state/call';
import type { Situation } from '../state/situation';
import { setScreen } from '../state/store';
import type { IssuingDialog } from './issuing-dialog-state';

export function openIssuing(view: IssuingDialog): void {
  setScreen({ dialog: { kind: 'issuing', view }, error: null });
}

/** F8: the certificate of the case in view, where its matter ends with one; else the menu. */
export function openSealDesk(situation: Situation): void {
  const shown = situation.kind === 'slip' ? situation.closed : undefined;
  const finished = situation.kind === 'finish' ? situation.current : shown;
  const accepted = finished && (finished.outcome === undefined || finished.outcome === 'accepted');
  if (finished?.matter?.produces !== undefined && accepted) return void draftOfCase(finished.id);
  setScreen({ dialog: { kind: 'seal-desk', view: { kind: 'menu' } } });
}

export async function draftOfCase(caseId: string): Promise<void> {
  const { request } = window.terminal;
  const draft = await call('正在准备证照…', () => request['issuing.draftOfCase']({ caseId }));
  if (!draft) return;
  const { draftId, documentId } = draft.value;
  if (documentId === undefined) openIssuing({ kind: 'draft', draftId });
  else await openDocument(documentId);
}

export async function openDocument(documentId: string): Promise<void> {
  const { request } = window.terminal;
  const opened = await call('正在打开证照…', () => request['issuing.openDocument']({ documentId }));
  if (opened) openIssuing({ kind: 'document', opened: opened.value, fresh: false });
}

export async function chooseList(typeId: string): Promise<void> {
  const { request } = window.terminal;
  const read = await call('正在读取清单…', () => request['issuing.chooseList']({ typeId }));
  if (read?.value) openIssuing({ kind: 'batch', batchId: read.value.summary.batchId });
}

/** A list dropped on the window. */
export async function dropList(typeId: string, file: File): Promise<void> {
  const bytes = await file.arrayBuffer().catch(() => undefined);
  if (!bytes) return setScreen({ error: { code: 'ISSUING_LIST_UNREADABLE' } });
  const { request } = window.terminal;
  const read = await call('正在读取清单…', () =>
    request['issuing.importList']({ typeId, bytes: new Uint8Array(bytes) }),
  );
  if (read) openIssuing({ kind: 'batch', batchId: read.value.summary.batchId });
}

export interface Consent {
  readonly digest: string;
  readonly keyId: string;
  readonly fingerprint: string;
  readonly purpose: string;
  /** Why the seal of a unit of another name is used. */
  readonly otherHolder?: string;
}

/** Spends the PIN: seals one, or begins a batch. Null when it went well. */
export async function seal(
  subject: SealingSubject,
  consent: Consent,
  pin: Uint8Array,
): Promise<WireError | null> {
  const { request } = window.terminal;
  const typed = { ...consent, pin: pin as Uint8Array<ArrayBuffer> };
  if (subject.kind === 'batch') {
    const started = await request['issuing.startBatch']({ batchId: subject.batchId, ...typed });
    if (!started.ok) return started.error;
    openIssuing({ kind: 'batch', batchId: subject.batchId });
    return null;
  }
  const sealed = await request['issuing.seal']({ draftId: subject.draftId, ...typed });
  if (!sealed.ok) return sealed.error;
  openIssuing({ kind: 'document', opened: sealed.value, fresh: true });
  return null;
}

export async function tellBatch(batchId: string, what: 'pause' | 'continue' | 'stop'): Promise<void> {
  const { request } = window.terminal;
  const words = { pause: '正在暂停…', continue: '正在继续…', stop: '正在停止…' };
  const names = {
    pause: 'issuing.pauseBatch',
    continue: 'issuing.continueBatch',
    stop: 'issuing.stopBatch',
  } as const;
  await call(words[what], () => request[names[what]]({ batchId }));
}

export async function discardDraft(draftId: string, reason: string): Promise<void> {
  const { request } = window.terminal;
  const done = await call('正在作废…', () => request['issuing.discardDraft']({ draftId, reason }));
  if (!done) return;
  toast('证照草稿已作废');
  openIssuing({ kind: 'overview' });
}

export async function discardBatch(batchId: string, reason: string): Promise<void> {
  const { request } = window.terminal;
  const done = await call('正在作废…', () => request['issuing.discardBatch']({ batchId, reason }));
  if (!done) return;
  toast('未签发的已作废');
  openIssuing({ kind: 'overview' });
}
