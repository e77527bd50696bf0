// The one bridge: turns the contract's names into functions on `window.terminal`. No channel string leaves this file.
// Main hands the names over as process arguments, so the contract stays declared once and zod stays out of the preload.
import { contextBridge, ipcRenderer } from 'electron';
import type { IpcRendererEvent } from 'electron';

const names = (flag: string): string[] => {
  const argument = process.argv.find((value) => value.startsWith(`--${flag}=`));
  return argument
    ? argument
        .slice(flag.length + 3)
        .split(',')
        .filter(Boolean)
    : [];
};

const request = Object.fromEntries(
  names('zc-requests').map((name) => [
    name,
    (input?: unknown) => {
      const answer = ipcRenderer.invoke(`request:${name}`, input);
      wipeSecrets(input);
      return answer;
    },
  ]),
);

/** What came over the bridge is a copy of its own: PINs and passwords (short bytes) do not stay in it once they were sent. */
function wipeSecrets(input: unknown): void {
  if (typeof input !== 'object' || input === null) return;
  for (const value of Object.values(input))
    if (value instanceof Uint8Array && value.length <= LONGEST_SECRET) value.fill(0);
}

const LONGEST_SECRET = 128;

const on = Object.fromEntries(
  names('zc-events').map((name) => [
    name,
    (listener: (payload: unknown) => void) => {
      const channel = `event:${name}`;
      const forward = (_event: IpcRendererEvent, payload: unknown): void => listener(payload);
      ipcRenderer.on(channel, forward);
      return () => ipcRenderer.removeListener(channel, forward);
    },
  ]),
);

contextBridge.exposeInMainWorld('terminal', { request, on });
