// Tries left, asked of the key itself before anybody types.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { WireError } from '#shared/ipc/contract';
import type { PinInfoView } from '#shared/ipc/seal-key-views';
import { useSealKeys } from './seal-key-store';

export type PinInfoState =
  | { readonly kind: 'asking' }
  | { readonly kind: 'known'; readonly info: PinInfoView }
  | { readonly kind: 'unknown'; readonly error: WireError };

/**
 * The tries of one certificate's PIN, and a way to ask anew once a try was spent. From then until the key has answered
 * nothing is known: a count from before the try is never shown beside what the try ended with.
 */
export function usePinInfo(keyId: string, fingerprint: string): [PinInfoState, () => Promise<void>] {
  const [state, setState] = useState<PinInfoState>({ kind: 'asking' });
  const latest = useRef(0);
  const read = useCallback(async (): Promise<void> => {
    latest.current += 1;
    const mine = latest.current;
    const answer = await window.terminal.request['sealKeys.pinInfo']({ keyId, fingerprint }).catch(() => ({
      ok: false as const,
      error: { code: 'BRIDGE_FAILED' },
    }));
    if (mine !== latest.current) return;
    setState(answer.ok ? { kind: 'known', info: answer.value } : { kind: 'unknown', error: answer.error });
  }, [keyId, fingerprint]);
  const askAnew = useCallback(async (): Promise<void> => {
    setState({ kind: 'asking' });
    await read();
  }, [read]);
  // What somebody else did to the PIN meanwhile (another window's request, the panel) is told with the keys.
  const told = useSealKeys(({ view }) => {
    const key = view.keys.find((one) => one.keyId === keyId);
    return key?.state.kind === 'ready' ? `${key.state.pin?.left} ${key.state.pin?.isDefault}` : '';
  });
  useEffect(() => {
    // The key may answer after the pad was closed: React drops what comes then.
    void Promise.resolve().then(read);
  }, [read, told]);
  return [state, askAnew];
}
