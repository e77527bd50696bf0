// Seals to choose from: those at hand for whoever seals, those of the register for whoever applies or looks for who may seal.
import type { ReactNode } from 'react';
import { day } from '../words/dates';

interface Seal {
  readonly sealId: string;
  readonly sealName: string;
  readonly validTo: string;
  /** Of a seal of the register. */
  readonly custodian?: string;
  /** Of a seal at hand. */
  readonly keyId?: string;
}

/** Apart from every other seal of its list. */
export function keyOf({ sealId, keyId }: Pick<Seal, 'sealId' | 'keyId'>): string {
  return `${sealId} ${keyId ?? ''}`;
}

export function SealName({ seal }: { readonly seal: Seal }) {
  const custodian = seal.custodian === undefined ? '' : `保管人 ${seal.custodian}，`;
  return (
    <span>
      {seal.sealName}{' '}
      <span className="soft">
        {custodian}有效期至 {day(seal.validTo)}
      </span>
    </span>
  );
}

interface Props {
  readonly seals: readonly Seal[];
  readonly chosen: Seal;
  readonly legend: string;
  readonly onChoose: (key: string) => void;
}

export function SealChoice({ seals, chosen, legend, onChoose }: Props): ReactNode {
  if (seals.length === 1) return <SealName seal={chosen} />;
  return (
    <fieldset className="issuing-seals" data-testid="consent-seals">
      <legend className="soft">{legend}</legend>
      {seals.map((one) => (
        <label key={keyOf(one)} className="choice">
          <input
            type="radio"
            name="seal"
            checked={keyOf(one) === keyOf(chosen)}
            onChange={() => onChoose(keyOf(one))}
          />
          <SealName seal={one} />
        </label>
      ))}
    </fieldset>
  );
}

/** Nothing to choose: who may seal with which. */
export function SealList({ seals }: { readonly seals: readonly Seal[] }) {
  if (seals.length === 0) return '—';
  return (
    <ul className="issuing-who" data-testid="consent-who">
      {seals.map((one) => (
        <li key={keyOf(one)}>
          <SealName seal={one} />
        </li>
      ))}
    </ul>
  );
}
