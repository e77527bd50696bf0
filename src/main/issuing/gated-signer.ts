// A signer that prepares everything and waits before the key is asked: so the next document is ready while the key still
// signs the one before, and nothing of it is recorded before its turn.
import type { Signer } from '#core/eseal/sign';
import { err } from '#core/result';

export interface GatedSigner<E> extends Signer<E | NotBegun> {
  /** Whether a signature was asked for: everything before it went well. */
  readonly asked: boolean;
  /** Lets the key be asked. */
  open(): void;
  /** Its turn does not come. */
  drop(): void;
}

export type NotBegun = { readonly code: 'NOT_BEGUN' };

export function gatedSigner<E>(signer: Signer<E>): GatedSigner<E> {
  let asked = false;
  let decide: (open: boolean) => void = () => undefined;
  const decided = new Promise<boolean>((resolve) => (decide = resolve));
  return {
    certificate: signer.certificate,
    get asked() {
      return asked;
    },
    async sign(request) {
      asked = true;
      return (await decided) ? signer.sign(request) : err({ code: 'NOT_BEGUN' });
    },
    open: () => decide(true),
    drop: () => decide(false),
  };
}
