// 验一验: hands a file to main, by main's own dialog or by its bytes, and shows what came of it.
import type { ExaminedFileView } from '#shared/ipc/evidence-views';
import { call } from '../state/call';
import { setScreen, terminalState } from '../state/store';

/** What main takes at once; told here so that a huge file is not read in vain. */
const MOST_BYTES = 64 * 1024 * 1024;

export async function chooseFile(): Promise<void> {
  const answer = await call('正在验证文件…', () => window.terminal.request['verify.chooseFile']());
  if (answer?.value) show(answer.value);
}

export async function verifyDropped(file: File): Promise<void> {
  if (file.size > MOST_BYTES) return setScreen({ error: { code: 'VERIFY_FILE_TOO_LARGE' } });
  const bytes = await file.arrayBuffer().catch(() => undefined);
  if (!bytes) return setScreen({ error: { code: 'VERIFY_FILE_UNREADABLE' } });
  const answer = await call('正在验证文件…', () =>
    window.terminal.request['verify.bytes']({ name: file.name.slice(0, 255), bytes: new Uint8Array(bytes) }),
  );
  if (answer) show(answer.value);
}

export async function turnFilePage(file: ExaminedFileView, by: 1 | -1): Promise<void> {
  const number = (file.page?.number ?? 1) + by;
  if (number < 1 || number > file.pageCount) return;
  const answer = await call('正在翻页…', () =>
    window.terminal.request['verify.page']({ id: file.id, page: number }),
  );
  const { dialog } = terminalState().screen;
  if (answer && dialog?.kind === 'verify' && dialog.file?.id === file.id)
    show({ ...file, page: answer.value });
}

function show(file: ExaminedFileView): void {
  setScreen({ dialog: { kind: 'verify', file }, error: null });
}
