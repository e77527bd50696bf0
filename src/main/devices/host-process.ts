// A process that hosts device drivers, as the supervisor needs it; Electron's utility process fits.

export interface HostProcess {
  postMessage(message: unknown): void;
  on(event: 'message', handler: (message: unknown) => void): unknown;
  on(event: 'exit', handler: (code: number) => void): unknown;
  kill(): unknown;
  readonly pid: number | undefined;
}
