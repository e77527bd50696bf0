// Tries left, asked of the key itself before anybody types.
import { useCallback, useEffect, useState } from 'react';
import type { WireError } from '#shared/ipc/contract';
import type { PinInfoView } from '#shared/ipc/seal-key-views';

export type PinInfoState =
  | { readonly kind: 'asking' }
  | { readonly kind: 'known'; readonly info: PinInfoView }
  | { readonly kind: 'unknown'; readonly error: WireError };

export function usePinInfo(keyId: string, fingerprint: string): [PinInfoState, () => Promise<void>] {
  const [state, setState] = useState<PinInfoState>({ kind: 'asking' });
  const ask = useCallback(async (): Promise<void> => {
    const answer = await window.terminal.request['sealKeys.pinInfo']({ keyId, fingerprint }).catch(() => ({
      ok: false as const,
      error: { code: 'BRIDGE_FAILED' },
    }));
    setState(answer.ok ? { kind: 'known', info: answer.value } : { kind: 'unknown', error: answer.error });
  }, [keyId, fingerprint]);
  useEffect(() => {
    // The key may answer after the pad was closed: React drops what comes then.
    void Promise.resolve().then(ask);
  }, [ask]);
  return [state, ask];
}
