// The last traffic of a device as the messages between main and the device host carry it.
import type { KeptTraffic } from '#core/device-centre/traffic-ring';
import type { KeptTrafficMessage } from '#core/devices/host-messages';
import { fromBase64, toBase64 } from './base64';

export function keptToWire(kept: KeptTraffic | null): KeptTrafficMessage['kept'] {
  return (
    kept && { ...kept, pieces: kept.pieces.map((piece) => ({ ...piece, bytes: toBase64(piece.bytes) })) }
  );
}

export function keptFromWire(kept: KeptTrafficMessage['kept']): KeptTraffic | null {
  return (
    kept && { ...kept, pieces: kept.pieces.map((piece) => ({ ...piece, bytes: fromBase64(piece.bytes) })) }
  );
}
