// One way in which PINs are typed, sent, interrupted or repeated, and steps that such ways have in common.
import type { PinBench } from './pin-bench';

/** What the key is to have counted. */
export interface Counted {
  /** PINs that were typed to the end and sent off. */
  readonly typed: number;
  /** Wrong ones since the last right one: what is to be missing in the key. Two numbers: either, where a process was killed. */
  readonly missing: number | readonly [number, number];
}

export interface PinWay extends Counted {
  readonly name: string;
  /** Whose key the PINs are typed for: the one that signs in, or the one that seals. */
  readonly key: 'custodian' | 'unit';
  readonly triesLeft?: number;
  readonly act: (bench: PinBench) => Promise<void>;
}

export const NOT_SENT: Counted = { typed: 0, missing: 0 };
export const ONE_WRONG: Counted = { typed: 1, missing: 1 };
/** The process died or hung while the key compared. */
export const ONE_CUT_OFF: Counted = { typed: 1, missing: [0, 1] };

/** For the custodian's key with all its tries, unless `counted` says otherwise. */
export function way(
  name: string,
  counted: Counted & Partial<Pick<PinWay, 'key' | 'triesLeft'>>,
  act: PinWay['act'],
): PinWay {
  return { name, key: 'custodian', ...counted, act };
}

export async function wrongOnce(bench: PinBench): Promise<void> {
  await bench.typeWrong();
  await bench.enter();
  await bench.told('SEAL_KEY_PIN_WRONG');
}

/** SKF_VerifyPIN takes so long before it compares, once. */
export async function slowVerify({ station }: PinBench, value: number): Promise<void> {
  station.store.setFaults({ on: 'SKF_VerifyPIN', kind: 'slow', value });
}

export function expectEach(answers: readonly string[], wanted: readonly string[]): void {
  const found = [...answers].sort().join(' ');
  if (found !== [...wanted].sort().join(' ')) throw new Error(`answered ${found}`);
}
