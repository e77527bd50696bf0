// The one thing the sandbox gives this window: `window.terminal`, typed by the contract.
import type { TerminalBridge } from '#shared/ipc/contract';

declare global {
  interface Window {
    readonly terminal: TerminalBridge;
  }
}

export type { TerminalBridge };
