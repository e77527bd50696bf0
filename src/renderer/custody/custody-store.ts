// What the screen knows of the register of seals: counts for the strip, and a number that changes with the register.
import { useEffect, useEffectEvent, useState } from 'react';
import { create } from 'zustand';
import type { Answer } from '#shared/ipc/contract';
import type { CustodyCounts } from '#shared/ipc/custody-views';
import { useStaff } from '../staff/staff-store';
import { setScreen } from '../state/store';

interface CustodyKnown {
  readonly counts: CustodyCounts;
  readonly revision: number;
}

const NOTHING: CustodyCounts = { expiring: 0, stopped: 0, waiting: 0, pinChangeDue: 0 };

export const useCustody = create<CustodyKnown>(() => ({ counts: NOTHING, revision: 0 }));

export function receiveCustody(counts: CustodyCounts): void {
  useCustody.setState(({ revision }) => ({ counts, revision: revision + 1 }));
}

/**
 * What main answers, asked again when the register changes or somebody else signs in. Null until the first answer.
 * @param about what is asked for; another one is asked at once
 */
export function useAnswer<T>(about: string, ask: () => Promise<Answer<T>>): T | null {
  const revision = useCustody((known) => known.revision);
  const who = useStaff(({ view }) => (view?.session.kind === 'signed-in' ? view.session.who.staffId : ''));
  const [value, setValue] = useState<{ readonly about: string; readonly value: T } | null>(null);
  const question = useEffectEvent(ask);
  useEffect(() => {
    let left = false;
    const failed = { ok: false, error: { code: 'BRIDGE_FAILED' } } as const;
    void question()
      .catch(() => failed)
      .then((answer) => {
        if (left) return;
        if (answer.ok) setValue({ about, value: answer.value });
        else setScreen({ error: answer.error });
      });
    return () => {
      left = true;
    };
  }, [about, revision, who]);
  return value?.about === about ? value.value : null;
}
