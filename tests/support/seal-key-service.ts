// The terminal's seal keys with real processes, outside Electron: for tests of whatever signs.
import { fork } from 'node:child_process';
import { resolve } from 'node:path';
import { initCrypto } from '#core/crypto/init';
import type { HostProcess } from '#main/devices/host-process';
import { loadProfiles } from '#main/seal-keys/library-profiles';
import { SealKeyService } from '#main/seal-keys/seal-key-service';

const ROOT = resolve(import.meta.dirname, '../..');

/** The host's own code in a process of its own, behind a Node channel. */
export function forkSealKeyHost(env: NodeJS.ProcessEnv = {}): HostProcess {
  const child = fork('scripts/run-ts.mjs', ['tests/support/forked-seal-key-host.ts'], {
    cwd: ROOT,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', ...env },
    // As Electron does: bytes stay bytes.
    serialization: 'advanced',
  });
  return {
    pid: child.pid,
    postMessage: (message) => {
      if (child.connected) child.send(message as object);
    },
    on: (event: 'message' | 'exit', handler: (value: never) => void) =>
      child.on(event, handler as () => void),
    kill: () => child.kill('SIGKILL'),
  };
}

export interface StartedSealKeys {
  readonly service: SealKeyService;
  readonly logged: { event: string; fields: Readonly<Record<string, unknown>> | undefined }[];
  readonly hosts: HostProcess[];
  /** Looks at every change until `look` answers something. */
  when<T>(look: () => T | undefined | false): Promise<T>;
  stop(): Promise<void>;
}

/** @param folders with library profiles, as writeProfile makes them (`<profileDir>/devices/seal-keys`) */
export async function startSealKeys(
  folders: readonly string[],
  options: { idleMs?: number; now?: () => Date } = {},
): Promise<StartedSealKeys> {
  await initCrypto();
  const logged: StartedSealKeys['logged'] = [];
  const hosts: HostProcess[] = [];
  const service = new SealKeyService({
    load: () => loadProfiles(folders),
    fork: () => {
      const host = forkSealKeyHost();
      hosts.push(host);
      return host;
    },
    log: (event, fields) => logged.push({ event, fields }),
    now: options.now ?? (() => new Date()),
    idleMs: options.idleMs ?? 60_000,
  });
  await service.part.start?.();
  return {
    service,
    logged,
    hosts,
    when: (look) =>
      new Promise((found) => {
        const check = (): void => {
          const value = look();
          if (value === undefined || value === false) return;
          service.off('changed', check);
          found(value as never);
        };
        service.on('changed', check);
        check();
      }),
    stop: async () => service.part.stop?.(),
  };
}
