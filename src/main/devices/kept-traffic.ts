// Asks the device host for the last traffic of a device; who asks a host that is lost or hangs gets null.
import { randomUUID } from 'node:crypto';
import type { KeptTraffic } from '#core/device-centre/traffic-ring';
import type { KeptTrafficMessage, MainToHost } from '#core/devices/host-messages';

/** The host answers from memory. */
const PATIENCE_MS = 2_000;

export class KeptTrafficDesk {
  readonly #asked = new Map<string, (kept: KeptTraffic | null) => void>();

  /** `post` answers false when no host is there. */
  ask(deviceId: string, post: (message: MainToHost) => boolean): Promise<KeptTraffic | null> {
    const runId = randomUUID();
    return new Promise((resolve) => {
      const settle = (kept: KeptTraffic | null): void => {
        clearTimeout(timer);
        this.#asked.delete(runId);
        resolve(kept);
      };
      const timer = setTimeout(() => settle(null), PATIENCE_MS);
      this.#asked.set(runId, settle);
      if (!post({ kind: 'kept-traffic', runId, deviceId })) settle(null);
    });
  }

  answered({ runId, kept }: KeptTrafficMessage): void {
    const pieces = kept?.pieces.map((piece) => ({ ...piece, bytes: fromBase64(piece.bytes) })) ?? [];
    this.#asked.get(runId)?.(kept && { ...kept, pieces });
  }
}

function fromBase64(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'));
}
