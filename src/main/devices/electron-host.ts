// Starts the device host as an Electron utility process.
import { utilityProcess } from 'electron';
import type { HostProcess } from './host-process';

/** `path`: the built device-host.cjs. The process ends with main. */
export function createElectronHost(path: string): HostProcess {
  const child = utilityProcess.fork(path, [], { serviceName: '证窗设备主机' });
  return {
    postMessage: (message) => child.postMessage(message),
    on: (event: 'message' | 'exit', handler: (value: never) => void) => {
      // Two overloads in Electron's types; the interface's own overloads keep callers honest.
      if (event === 'message') child.on('message', handler as (message: unknown) => void);
      else child.on('exit', handler as (code: number) => void);
    },
    // SIGTERM would wait for a driver that hangs in native code.
    kill: () => {
      // A process that is still being born has no id: it is ended as soon as it has one.
      if (child.pid === undefined) child.once('spawn', () => killHard(child.pid, () => child.kill()));
      else killHard(child.pid, () => child.kill());
    },
    get pid() {
      return child.pid;
    },
  };
}

function killHard(pid: number | undefined, otherwise: () => void): void {
  if (pid === undefined) return otherwise();
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    otherwise();
  }
}
