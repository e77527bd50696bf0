// Tries left, asked of the key itself before anybody types.
import { useCallback, useEffect, useState } from 'react';
import type { WireError } from '#shared/ipc/contract';
import type { PinInfoView } from '#shared/ipc/seal-key-views';
import { useSealKeys } from './seal-key-store';

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
  // What somebody else did to the PIN meanwhile (another window's request, the panel) is told with the keys.
  const told = useSealKeys(({ view }) => {
    const key = view.keys.find((one) => one.keyId === keyId);
    return key?.state.kind === 'ready' ? `${key.state.pin?.left} ${key.state.pin?.isDefault}` : '';
  });
  useEffect(() => {
    // The key may answer after the pad was closed: React drops what comes then.
    void Promise.resolve().then(ask);
  }, [ask, told]);
  return [state, ask];
}
