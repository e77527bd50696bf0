// When each device was last there and what went wrong with it last. Errors are of this run; "last seen" is kept.
import type { Clock } from '#core/time/clock';
import type { DeviceStateEvent, DeviceSupervisor } from '../devices/device-supervisor';
import type { RoleRepository } from './role-repository';

export interface PastError {
  readonly code: string;
  readonly status?: number | undefined;
  readonly at: string;
}

export class DeviceHistory {
  readonly #repository: RoleRepository;
  readonly #clock: Clock;
  readonly #seen = new Map<string, string>();
  readonly #there = new Set<string>();
  readonly #errors = new Map<string, PastError>();

  constructor(deps: {
    supervisor: DeviceSupervisor;
    repository: RoleRepository;
    clock: Clock;
    changed: () => void;
  }) {
    const { supervisor, repository, clock, changed } = deps;
    this.#repository = repository;
    this.#clock = clock;
    for (const { id, lastSeen } of repository.all()) this.#seen.set(id, lastSeen);
    supervisor.on('state', (event) => {
      this.#state(event);
      changed();
    });
    supervisor.on('cardFailed', ({ deviceId, error }) => {
      this.note(deviceId, error.code, error.status);
      changed();
    });
    supervisor.on('scanFailed', ({ deviceId, error }) => {
      this.note(deviceId, error);
      changed();
    });
  }

  lastSeen(deviceId: string): string | null {
    return this.#there.has(deviceId) ? this.#clock.now().toISOString() : (this.#seen.get(deviceId) ?? null);
  }

  lastError(deviceId: string): PastError | null {
    return this.#errors.get(deviceId) ?? null;
  }

  note(deviceId: string, code: string, status?: number): void {
    const at = this.#clock.now().toISOString();
    this.#errors.set(deviceId, { code, at, ...(status === undefined ? {} : { status }) });
  }

  /** Says of everything that is there that it was seen: at the end of the day. */
  keep(): void {
    this.#repository.seen([...this.#there]);
  }

  #state({ deviceId, state }: DeviceStateEvent): void {
    if (state.kind === 'absent') {
      if (state.error) this.note(deviceId, state.error);
      if (this.#there.delete(deviceId)) this.#saw(deviceId);
    } else if (state.kind === 'failed') {
      if (typeof state.error === 'string') this.note(deviceId, state.error);
      else this.note(deviceId, state.error.code, state.error.status);
    } else if (state.kind !== 'connecting' && state.kind !== 'restarting' && !this.#there.has(deviceId)) {
      this.#there.add(deviceId);
      this.#saw(deviceId);
    }
  }

  #saw(deviceId: string): void {
    this.#seen.set(deviceId, this.#clock.now().toISOString());
    this.#repository.seen([deviceId]);
  }
}
